// The request night.explore: worlds around those of a lesson, and how an answer stands in them.
#pragma once

#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

ResultOrErrors<Json> night_explore(Core& core, RequestInput& input);

}  // namespace nightshift
