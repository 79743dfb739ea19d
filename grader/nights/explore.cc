#include "grader/nights/explore.h"

#include "engine/base/check.h"
#include "engine/base/random.h"
#include "grader/nights/check_worlds.h"
#include "grader/nights/variant.h"

namespace nightshift {

std::vector<const CheckSpec*> world_checks(const Lesson& lesson) {
  std::vector<const CheckSpec*> specs;
  for (const Step& step : lesson.steps) {
    for (const CheckSpec& spec : step.checks) {
      if (world_judge(spec.kind) != nullptr) specs.push_back(&spec);
    }
  }
  return specs;
}

ExploredWorld explore_world(NightEvidence& evidence, const std::vector<const CheckSpec*>& specs,
                            std::uint64_t seed) {
  const std::vector<NightWorld>& worlds = evidence.night().worlds;
  NIGHTSHIFT_CHECK(!worlds.empty());
  RandomStream stream(seed, "night.explore");
  ExploredWorld explored{.seed = seed,
                         .world = worlds[static_cast<std::size_t>(stream.below(worlds.size()))]};
  explored.world.plan = random_variant(explored.world.plan, seed);
  explored.record = evidence.night_in(explored.world);
  for (const CheckSpec* spec : specs) {
    explored.checks.push_back(
        {.spec = spec, .judgement = world_judge(spec->kind)(explored.record, *spec)});
  }
  return explored;
}

}  // namespace nightshift
