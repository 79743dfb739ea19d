// The check "runs".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when the query ran to its end on every data set. Fails with the query engine's own code
// ("sql.*") and an `error` witness that points into the query.
CheckVerdict check_runs(const QueryEvidence& evidence);

}  // namespace nightshift
