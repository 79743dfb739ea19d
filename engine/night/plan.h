// What a night is before anybody touches it: a world, and the people who look at its numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/json/json.h"
#include "engine/json/reader.h"
#include "engine/observe/pager.h"
#include "engine/pipeline/cron.h"
#include "engine/world/scenario.h"

namespace nightshift {

// Somebody who looks at a tile now and then, and calls the one on duty when what stands there
// cannot be: a detector of the last resort.
struct Viewer {
  std::string who;   // "The CFO's assistant"
  std::string tile;  // the exposure's name
  Cron looks;
  std::int64_t calls_below = 0;  // a value that is less than this, and not flagged
  std::string says;              // to the one on duty
};

struct NightPlan {
  Scenario scenario;
  std::vector<Viewer> viewers;
  PagerPolicy pager;
};

// Reads a scenario's object with "viewers" and "escalate_after" beside the world's keys. What is
// wrong is added to the reader's errors (the author's): json.*, scenario.* and spec.cron.
NightPlan read_night_plan(JsonReader& reader);

// The plan as such an object: reading it back gives an equal night. What a failing world is shared
// as.
Json night_plan_json(const NightPlan& plan);

}  // namespace nightshift
