// The requests judge.pair and judge.suite: an answer held against a reference over any schema, and
// what was found out about the reference for that.
#pragma once

#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

ResultOrErrors<Json> judge_pair(Core& core, RequestInput& input);
ResultOrErrors<Json> judge_suite(Core& core, RequestInput& input);

}  // namespace nightshift
