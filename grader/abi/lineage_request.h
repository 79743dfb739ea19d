// The request lineage.query.
#pragma once

#include "grader/abi/requests.h"

namespace nightshift {

// Which columns each column of a query reads, over any schema (engine/sql/lineage.h).
ResultOrErrors<Json> query_lineage(Core& core, RequestInput& input);

}  // namespace nightshift
