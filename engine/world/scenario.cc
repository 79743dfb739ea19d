#include "engine/world/scenario.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "engine/world/read_moments.h"
#include "engine/world/shop.h"

namespace nightshift {
namespace {

// Quiet nights, a peak at noon and a higher one in the evening.
const std::vector<std::int64_t> kUsualHours = {3,  2,  1,  1,  1,  2,  5,  12, 20, 28, 36, 44,
                                               50, 46, 38, 36, 38, 44, 56, 64, 60, 46, 24, 10};
// Fewer on Mondays, more towards the weekend.
const std::vector<std::int64_t> kUsualWeek = {900, 920, 950, 1000, 1100, 1150, 1000};
const std::vector<std::int64_t> kUsualPrices = {450,  900,  1250, 1890, 2400, 2990,
                                                3450, 4900, 6900, 8900, 12900};

// Numbers of which at least one is not zero; `count` 0 means any number of them.
std::vector<std::int64_t> read_weights(JsonReader reader, std::size_t count, std::int64_t max) {
  std::vector<std::int64_t> weights;
  for (JsonReader& element : reader.elements(1)) weights.push_back(element.integer(0, max));
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  if (weights.empty()) return weights;
  if (count != 0 && weights.size() != count) {
    reader.error("scenario.count",
                 "Here stand " + std::to_string(weights.size()) + " numbers, not " +
                     std::to_string(count) + ".",
                 "Give one for each hour of a day, or each day of a week from Monday.");
  } else if (sum == 0) {
    reader.error("scenario.count", "All numbers are zero, so nothing would ever happen.",
                 "Let at least one be more than zero; days without orders are closed_days.");
  }
  return weights;
}

ShopPlan read_shop(std::optional<JsonReader> reader) {
  ShopPlan shop{
      .hour_weights = kUsualHours, .weekday_permille = kUsualWeek, .prices_cents = kUsualPrices};
  if (!reader) return shop;
  if (auto count = reader->optional_member("orders_per_day")) {
    shop.orders_per_day = count->integer(1, kOrdersPerDayMax);
  }
  if (auto hours = reader->optional_member("hour_weights")) {
    shop.hour_weights = read_weights(*hours, 24, 1'000);
  }
  if (auto week = reader->optional_member("weekday_permille")) {
    shop.weekday_permille = read_weights(*week, 7, 2'000);
  }
  if (auto days = reader->optional_member("closed_days")) {
    for (JsonReader& day : days->elements()) shop.closed_days.push_back(read_midnight(day));
  }
  if (auto prices = reader->optional_member("prices_cents")) {
    shop.prices_cents = read_weights(*prices, 0, 100'000'000);
  }
  if (auto share = reader->optional_member("cancelled_permille")) {
    shop.cancelled_permille = share->integer(0, 1000);
  }
  if (auto share = reader->optional_member("refunded_permille")) {
    shop.refunded_permille = share->integer(0, 1000);
  }
  reader->no_other_keys();
  return shop;
}

void check_fault(const Scenario& scenario, const Fault& fault, JsonReader reader) {
  if (fault.on != kOrdersTable) {
    reader.member("on").error("scenario.no_such_table",
                              "The world has no table \"" + fault.on + "\".",
                              "It has shop.orders.");
  }
  if (fault.at < scenario.start || fault.at >= scenario.end) {
    reader.member("at").error("scenario.time",
                              "The fault \"" + fault.id + "\" lies outside of the scenario.",
                              "Choose a time from " + time_text(scenario.start) + " to before " +
                                  time_text(scenario.end) + '.');
  }
  if (fault.has_period() && fault.until <= fault.at) {
    reader.member("until").error("scenario.time",
                                 "The fault \"" + fault.id + "\" ends before it begins.",
                                 "Choose a time after " + time_text(fault.at) + '.');
  }
}

void check_words(const Fault& fault, JsonReader reader) {
  if (!is_usual_status(fault.value)) return;
  reader.member("value").error("scenario.contradiction",
                               "Orders can be \"" + fault.value + "\" without any fault.",
                               "Choose a new word, such as chargeback.");
}

// Goes through the plan in the order of time, and reports what cannot be done neither when all
// changes before it shipped nor when the team withdrew those that it would withdraw.
void check_changes(const std::vector<Fault>& faults, std::vector<JsonReader>& readers,
                   TimeUs start) {
  std::vector<std::size_t> order(faults.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return faults[left].at < faults[right].at;
  });
  Shop all(start);
  Shop few(start);
  for (const std::size_t index : order) {
    const Fault& fault = faults[index];
    if (!fault.names_column() || fault.column.empty() || fault.on != kOrdersTable) continue;
    const std::string problem = all.problem(fault);
    const bool stands_in_few = few.problem(fault).empty();
    if (!problem.empty() && !stands_in_few) {
      readers[index].error("scenario.contradiction",
                           "The fault \"" + fault.id + "\" can never come to pass: " + problem,
                           "Choose another column, or another time.");
    }
    if (!fault.asks_ci()) continue;
    if (problem.empty()) all.apply(fault, fault.at);
    const bool ships = !is_breaking(fault.kind) || fault.when_blocked == WhenBlocked::kOverride;
    if (ships && stands_in_few) few.apply(fault, fault.at);
  }
}

void read_faults(JsonReader reader, Scenario& scenario) {
  std::set<std::string> ids;
  std::vector<JsonReader> readers = reader.elements();
  if (readers.size() > kFaultsMax) {
    reader.error("scenario.count", "Here stand " + std::to_string(readers.size()) + " faults.",
                 "Plan at most " + std::to_string(kFaultsMax) + '.');
    return;
  }
  for (JsonReader& element : readers) {
    const Fault fault = read_fault(element);
    check_fault(scenario, fault, element);
    check_words(fault, element);
    if (!fault.id.empty() && !ids.insert(fault.id).second) {
      element.member("id").error("scenario.duplicate",
                                 "Two faults have the id \"" + fault.id + "\".",
                                 "Give each its own.");
    }
    scenario.faults.push_back(fault);
  }
  check_changes(scenario.faults, readers, scenario.start);
}

}  // namespace

Scenario read_scenario(JsonReader& reader) {
  Scenario scenario;
  scenario.start = read_midnight(reader.member("start"));
  scenario.end = read_midnight(reader.member("end"));
  scenario.seed = static_cast<std::uint64_t>(reader.member("seed").integer(0, INT64_MAX));
  const std::int64_t days = (scenario.end - scenario.start) / kDayUs;
  if (days < 1 || days > kScenarioDaysMax) {
    reader.member("end").error(
        "scenario.time", "The scenario lasts " + std::to_string(days) + " days.",
        "Let it last from 1 to " + std::to_string(kScenarioDaysMax) + " days.");
  }
  scenario.shop = read_shop(reader.optional_member("shop"));
  if (auto faults = reader.optional_member("faults")) read_faults(*faults, scenario);
  reader.no_other_keys();
  return scenario;
}

}  // namespace nightshift
