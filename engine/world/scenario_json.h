// A scenario as text: how a world is kept, shared, and shown when something failed in it.
#pragma once

#include "engine/json/json.h"
#include "engine/world/scenario.h"

namespace nightshift {

// The object {"start", "end", "seed", "shop", "faults"} of a scenario as read_scenario() gives it,
// with all that it left out written in. Reading it back gives an equal scenario.
Json scenario_json(const Scenario& scenario);

}  // namespace nightshift
