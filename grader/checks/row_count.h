// The check "row_count".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when every result has the expected number of rows. Fails with "row_count.few" or
// "row_count.many" and a `count` witness.
CheckVerdict check_row_count(const QueryEvidence& evidence);

}  // namespace nightshift
