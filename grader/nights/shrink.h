// Making a failing night small: delta debugging.
//
// A world in which a fix fails has three weeks, some faults and a thousand orders; what breaks the
// fix is usually one fault, two days and a few orders. So parts are left out, one after the other,
// and what still fails for the same reason is kept:
//
//   20 days, 3 faults, 60 orders a day      fails
//    3 days, 2 faults, 60 orders a day      fails: keep
//    3 days, 1 fault,  60 orders a day      fails: keep
//    3 days, 1 fault,   1 order  a day      fails: the smallest
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "engine/night/plan.h"

namespace nightshift {

// What shrinking may cost, and what it found.
struct ShrinkLedger {
  std::int64_t nights_left = 60;
  std::vector<NightPlan> smallest;
};

// Does the night of this plan still fail for the same reason?
using StillFails = std::function<bool(const NightPlan&)>;

// The plan, which fails, without what is not needed for it: first days at the end and at the
// beginning, then faults, then orders and whatever else decorates a world. `nights_left` counts
// down with every night that is tried; at 0 the smallest so far is given.
NightPlan shrink_plan(NightPlan plan, const StillFails& still_fails, std::int64_t& nights_left);

std::int64_t days_of(const NightPlan& plan);

}  // namespace nightshift
