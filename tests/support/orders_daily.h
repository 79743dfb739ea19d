// The pipeline of the 2 AM incident, for tests: defaults, a row filter, append.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/night/plan.h"
#include "engine/pipeline/read_spec.h"

namespace nightshift {

// Texts in pipeline.jsonc to be replaced by others; each must be there.
using Edits = std::vector<std::pair<std::string, std::string>>;

// Its files: pipeline.jsonc, with a tile for the CFO, and the model.
PipelineFiles orders_daily(const Edits& edits = {});

// From 1 to 15 March 2026, with an assistant who looks at the tile at 02:00; `faults` as in a
// scenario.
NightPlan plan_with(const std::string& faults);

// amount_cents becomes amount_minor_units on 10 March at 22:00.
extern const std::string kRename;

// So that the sync also looks for the new name.
extern const Edits kMapped;

}  // namespace nightshift
