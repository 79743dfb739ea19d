#include "grader/nights/shrink.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

const std::string kThreeFaults = R"([
    {"id": "a", "kind": "column.add", "at": "2026-03-03T22:00:00Z", "on": "shop.orders", "column": "x"},
    {"id": "b", "kind": "column.rename", "at": "2026-03-10T22:00:00Z", "on": "shop.orders",
     "column": "amount_cents", "to": "cents"},
    {"id": "c", "kind": "column.add", "at": "2026-03-12T22:00:00Z", "on": "shop.orders", "column": "y"}])";

bool has_fault(const NightPlan& plan, std::string_view id) {
  return std::any_of(plan.scenario.faults.begin(), plan.scenario.faults.end(),
                     [&](const Fault& fault) { return fault.id == id; });
}

// Fails when fault b comes and a whole day follows it, with at least `orders` a day.
StillFails fails_after_b(std::int64_t orders) {
  return [orders](const NightPlan& plan) {
    return has_fault(plan, "b") && plan.scenario.end >= march("12") &&
           plan.scenario.shop.orders_per_day >= orders;
  };
}

std::string shape(const NightPlan& plan) {
  std::string ids;
  for (const Fault& fault : plan.scenario.faults) ids += fault.id;
  return ids + ' ' + day_text_of(plan.scenario.start) + ' ' + day_text_of(plan.scenario.end) + ' ' +
         std::to_string(plan.scenario.shop.orders_per_day) + ' ' +
         std::to_string(plan.viewers.size());
}

std::string shrunk(std::int64_t orders, std::int64_t nights) {
  return shape(shrink_plan(plan_with(kThreeFaults), fails_after_b(orders), nights));
}

TEST_CASE("down to the fewest") {
  CHECK(shrunk(0, 60) == "b 2026-03-10 2026-03-12 1 0");
  CHECK(shrunk(7, 60) == "b 2026-03-10 2026-03-12 7 0");
}

TEST_CASE("equal plans shrink equally, within what they may cost") {
  CHECK(shrunk(7, 60) == shrunk(7, 60));
  std::int64_t nights = 60;
  shrink_plan(plan_with(kThreeFaults), fails_after_b(7), nights);
  CHECK(nights > 0);
  CHECK(nights < 55);
}

TEST_CASE("a cap gives the smallest so far, and it still fails") {
  CHECK(shrunk(0, 0) == "abc 2026-03-01 2026-03-15 60 1");
  CHECK(shrunk(0, 2) == "ab 2026-03-01 2026-03-12 60 1");
  for (std::int64_t cap = 0; cap < 30; ++cap) {
    std::int64_t nights = cap;
    const NightPlan plan = shrink_plan(plan_with(kThreeFaults), fails_after_b(3), nights);
    CHECK(fails_after_b(3)(plan));
    CHECK(nights >= 0);
  }
}

TEST_CASE("what cannot be left out stays") {
  std::int64_t nights = 60;
  const auto never = [](const NightPlan&) { return false; };
  CHECK(shape(shrink_plan(plan_with(kThreeFaults), never, nights)) ==
        "abc 2026-03-01 2026-03-15 60 1");
}

}  // namespace
}  // namespace nightshift
