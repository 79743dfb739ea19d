// Which switches make a silent night loud: every set from which none can be left out.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/lesson/pack.h"
#include "grader/verdict/verdict.h"

namespace nightshift {

// Indices of switches, ascending, each once.
using SwitchSet = std::vector<std::size_t>;

// All sets that are loud while none of their parts is, the smaller ones first, found by running the
// night with every set that could be one. Fails with the author's trouble.
Result<std::vector<SwitchSet>> minimal_loud_sets(const LessonNight& night, const SwitchStep& step);

// What the night with these switches comes to: {"on": [key], ...} (docs/protocol.md, Runs).
Result<Json> switched_run_json(const LessonNight& night, const SwitchStep& step,
                               const SwitchSet& on);

// The check "minimal_sets": the answer (no set twice) names these sets and no others. The verdict
// is a fault when the author's changes cannot be made together.
CheckVerdict check_minimal_sets(const LessonNight& night, const SwitchStep& step,
                                const std::vector<SwitchSet>& answer);

}  // namespace nightshift
