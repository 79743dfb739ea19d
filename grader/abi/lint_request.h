// The request lint.query.
#pragma once

#include "grader/abi/requests.h"

namespace nightshift {

// What a query alone gives away, over any schema (grader/lint/lint.h).
ResultOrErrors<Json> query_lint(Core& core, RequestInput& input);

}  // namespace nightshift
