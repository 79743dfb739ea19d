// Worlds near a given one, from a seed: other days, another shop, another column, more that goes
// wrong. What holds in the lesson's worlds by luck does not hold here.
#pragma once

#include <cstdint>

#include "engine/night/plan.h"

namespace nightshift {

// Equal arguments give equal plans. Everything moves by the same number of whole days, forwards,
// at most a year; orders per day are from a third of `plan`'s to three times as many; renames of a
// column that pipelines read may strike another such column, or take another name; a column that
// breaks nobody may be added, and a day may be closed where none is.
NightPlan random_variant(const NightPlan& plan, std::uint64_t seed);

}  // namespace nightshift
