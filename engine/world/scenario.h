// What a world is like before anybody touches it: a shop, and a plan of what goes wrong. All of it
// is data; with a seed it says everything that will happen.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/json/reader.h"
#include "engine/kernel/time.h"
#include "engine/world/fault.h"

namespace nightshift {

// How people buy. Shares are per thousand.
struct ShopPlan {
  std::int64_t orders_per_day = 60;            // on a usual day; each day is within a tenth of it
  std::vector<std::int64_t> hour_weights;      // 24: how the orders of a day spread over its hours
  std::vector<std::int64_t> weekday_permille;  // 7, from Monday: 1000 is a usual day
  std::vector<TimeUs> closed_days;             // midnights of days on which nobody buys
  std::vector<std::int64_t> prices_cents;      // an order has one to three of these
  std::int64_t cancelled_permille = 60;        // never paid
  std::int64_t refunded_permille = 25;         // paid, and given back within ten days

  friend bool operator==(const ShopPlan&, const ShopPlan&) = default;
};

struct Scenario {
  TimeUs start = 0;  // a midnight, as is `end`
  TimeUs end = 0;
  std::uint64_t seed = 0;
  ShopPlan shop;
  std::vector<Fault> faults;  // in the order of the file

  friend bool operator==(const Scenario&, const Scenario&) = default;
};

constexpr std::int64_t kScenarioDaysMax = 400;
constexpr std::int64_t kOrdersPerDayMax = 5'000;
constexpr std::size_t kFaultsMax = 64;

// Reads the object {"start", "end", "seed", "shop", "faults"}. What is wrong is added to the
// reader's errors (the author's): json.* and scenario.*; the result is of use only when none was.
Scenario read_scenario(JsonReader& reader);

}  // namespace nightshift
