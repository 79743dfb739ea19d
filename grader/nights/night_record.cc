#include "grader/nights/night_record.h"

namespace nightshift {

NightRecord record_night(const Night& night, const NightWorld& world, const std::string& tile) {
  NightRecord record{.name = world.name,
                     .title = world.title,
                     .visible = world.name == kPlayedWorld,
                     .scenario = night.plan().scenario,
                     .shop = night.world().shop(),
                     .trace = night.trace(),
                     .pipeline = night.runtime().pipeline(),
                     .tile = std::nullopt,
                     .until = night.now(),
                     .is_over_limit = night.is_over_limit()};
  for (const Tile& each : night.tiles()) {
    if (each.name == tile) record.tile = each;
  }
  return record;
}

}  // namespace nightshift
