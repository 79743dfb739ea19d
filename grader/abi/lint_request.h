// The request lint.query.
#pragma once

#include "grader/abi/requests.h"

namespace nightshift {

// What a query alone gives away, over a schema or a lesson's tables (grader/lint/lint.h).
ResultOrErrors<Json> query_lint(Core& core, RequestInput& input);

}  // namespace nightshift
