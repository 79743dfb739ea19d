// One question, asked of every hidden world.
#pragma once

#include <string_view>

#include "grader/nights/evidence.h"
#include "grader/nights/judgement.h"
#include "grader/verdict/verdict.h"

namespace nightshift {

// Fails when one world fails, and shows the first of them, made as small as it gets. Unknown when
// one was cut off, or when the question arose in none ("night.not_tried").
CheckVerdict check_worlds(NightEvidence& evidence, const CheckSpec& spec, NightJudge judge);

// The question of a kind of check; nullptr for kinds that are not about worlds.
NightJudge world_judge(std::string_view kind);

}  // namespace nightshift
