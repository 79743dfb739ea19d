// The check "types".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when every column holds the expected kind of value. A column without values agrees with
// every type. Fails with "types.differ" and a `values` witness.
CheckVerdict check_types(const QueryEvidence& evidence);

}  // namespace nightshift
