// The check "columns".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when the results have as many columns as asked for, that can be matched to the expected
// ones by the step's rule. Under names "require" the names must agree too (letter case free), under
// "warn" a difference is a note. Fails with "columns.count", "columns.names" or "columns.order"
// (the right names in other places) and a `columns` witness.
CheckVerdict check_columns(const QueryEvidence& evidence);

}  // namespace nightshift
