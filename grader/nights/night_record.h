// What is kept of a night for judging: all that happened, and the truth beside it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/kernel/trace.h"
#include "engine/lesson/night.h"
#include "engine/night/night.h"
#include "engine/observe/tile.h"
#include "engine/pipeline/spec.h"
#include "engine/world/scenario.h"
#include "engine/world/shop.h"

namespace nightshift {

// A value, so that a test can make one by hand.
struct NightRecord {
  std::string name;  // of the world
  std::string title;
  bool visible = false;  // the played world; the others are hidden
  Scenario scenario;
  Shop shop{0};
  Trace trace;
  Pipeline pipeline;         // the files in force at the end
  std::optional<Tile> tile;  // the one that consumers look at; nullopt: the pipeline has none
  TimeUs until = 0;          // nothing is known from here on
  bool is_over_limit = false;
};

// What a night in this world has come to by now; `tile` names the exposure.
NightRecord record_night(const Night& night, const NightWorld& world, const std::string& tile);

}  // namespace nightshift
