// The trials that the checks of a step will read, run one at a time beforehand: so that somebody
// can be told how far it is, and can stop in between.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/lesson/pack.h"
#include "grader/nights/evidence.h"

namespace nightshift {

// The trials that these steps' checks may read, each once, in the order in which they are best run;
// all steps of the lesson when `step` is none. A check whose needs did not pass reads nothing.
std::vector<NightTrial> trials_wanted(const Lesson& lesson, const std::optional<std::string>& step);

struct Preparation {
  std::int64_t done = 0;
  std::int64_t total = 0;  // every hidden world counts as one
};

// Runs the first of these trials that was not run yet, if there is one; of the hidden worlds, one.
// What is judged later is the same with and without. Evidence whose script cannot be read has
// nothing to run: its total is 0, but for the trial before the script.
Preparation prepare_next(NightEvidence& evidence, const std::vector<NightTrial>& wanted);

}  // namespace nightshift
