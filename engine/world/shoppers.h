// People who buy: which orders a day will see. Every order has a chance of its own, so neither a
// fault nor a learner shifts another one's.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/order.h"
#include "engine/world/scenario.h"

namespace nightshift {

// The orders of the day that begins at `day`, by time, with all that will become of them. An
// order's id is (days since the scenario's start + 1) * 10,000 + its place in the day, from 1.
// Orders that a volume.drop takes away are missing, and leave their ids unused. At most kFaultsMax
// faults.
std::vector<Order> orders_of_day(const Scenario& scenario, TimeUs day);

// The n-th order (from 0) that the learner places: it is paid at once, and its id lies far from all
// others. No fault strikes it.
Order order_of_learner(TimeUs at, std::int64_t n, std::int64_t amount_cents);

}  // namespace nightshift
