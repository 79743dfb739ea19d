// The request night.switch: a step's night once more, with some of its switches on.
#pragma once

#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

ResultOrErrors<Json> night_switch(Core& core, RequestInput& input);

}  // namespace nightshift
