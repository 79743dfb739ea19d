// The check "rows".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when every result holds the expected rows, as a bag unless the step says set. Fails with
// "rows.differ" and a `rows` witness: the differing rows, counted and capped.
CheckVerdict check_rows(const QueryEvidence& evidence);

// {"mark", "expected", "actual", "differs"}: a row of that witness.
Json different_row_json(const DifferentRow& row);

}  // namespace nightshift
