// One more world than the lesson has: a variant of one of its own, and what the checks of hidden
// worlds say about it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/lesson/pack.h"
#include "grader/nights/evidence.h"
#include "grader/nights/judgement.h"

namespace nightshift {

// The lesson's checks that are about hidden worlds, in its order.
std::vector<const CheckSpec*> world_checks(const Lesson& lesson);

struct ExploredCheck {
  const CheckSpec* spec = nullptr;
  Judgement judgement;  // kSkipped: the question did not arise
};
struct ExploredWorld {
  std::uint64_t seed = 0;
  NightWorld world;  // named as the one that it is a variant of
  std::vector<ExploredCheck> checks;
  NightRecord record;  // with the night's trace
};

// Equal arguments give equal worlds and judgements. The script must be readable; the lesson has
// hidden worlds.
ExploredWorld explore_world(NightEvidence& evidence, const std::vector<const CheckSpec*>& specs,
                            std::uint64_t seed);

}  // namespace nightshift
