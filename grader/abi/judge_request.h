// The requests judge.pair, judge.suite and judge.draft: an answer held against a reference over any
// schema, what was found out about the reference for that, and a draft of constraints on data.
#pragma once

#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

ResultOrErrors<Json> judge_pair(Core& core, RequestInput& input);
ResultOrErrors<Json> judge_suite(Core& core, RequestInput& input);
ResultOrErrors<Json> judge_draft(Core& core, RequestInput& input);

}  // namespace nightshift
