// The request that runs an attempt's trials one by one: docs/protocol.md.
#pragma once

#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

ResultOrErrors<Json> night_prepare(Core& core, RequestInput& input);

}  // namespace nightshift
