#include "engine/world/scenario.h"

#include <array>
#include <numeric>
#include <set>
#include <utility>

namespace nightshift {
namespace {

constexpr std::array<std::pair<std::string_view, FaultKind>, 5> kFaultKinds = {
    {{"column.rename", FaultKind::kColumnRename},
     {"column.add", FaultKind::kColumnAdd},
     {"column.drop", FaultKind::kColumnDrop},
     {"unit.change", FaultKind::kUnitChange},
     {"volume.drop", FaultKind::kVolumeDrop}}};

constexpr std::array<std::pair<std::string_view, WhenBlocked>, 2> kWhenBlocked = {
    {{"withdraw", WhenBlocked::kWithdraw}, {"override", WhenBlocked::kOverride}}};

// Quiet nights, a peak at noon and a higher one in the evening.
const std::vector<std::int64_t> kUsualHours = {3,  2,  1,  1,  1,  2,  5,  12, 20, 28, 36, 44,
                                               50, 46, 38, 36, 38, 44, 56, 64, 60, 46, 24, 10};
// Fewer on Mondays, more towards the weekend.
const std::vector<std::int64_t> kUsualWeek = {900, 920, 950, 1000, 1100, 1150, 1000};
const std::vector<std::int64_t> kUsualPrices = {450,  900,  1250, 1890, 2400, 2990,
                                                3450, 4900, 6900, 8900, 12900};

TimeUs read_time_of(JsonReader reader) {
  const std::string text = reader.text();
  const std::optional<TimeUs> time = read_time(text);
  if (!time && reader.present() && !text.empty()) {
    reader.error("scenario.time", "\"" + text + "\" is no time.",
                 "Write a day or a time in UTC, as in 2026-03-10 or 2026-03-10T22:00:00Z.");
  }
  return time.value_or(0);
}

TimeUs read_midnight(JsonReader reader) {
  const TimeUs time = read_time_of(reader);
  if (time != day_start(time)) {
    reader.error("scenario.time", "The scenario begins and ends at midnight in UTC.",
                 "Write the day alone, as in 2026-03-10.");
  }
  return time;
}

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

void read_schema_fault(JsonReader& reader, Fault& fault) {
  fault.column = reader.member("column").text();
  if (fault.kind == FaultKind::kColumnRename) fault.to = reader.member("to").text();
  if (auto word = reader.optional_member("when_blocked")) {
    fault.when_blocked = word->choice(kWhenBlocked);
  }
  if (auto message = reader.optional_member("message")) fault.message = message->text();
}

Fault read_fault(JsonReader reader) {
  Fault fault;
  fault.id = reader.member("id").text();
  fault.kind = reader.member("kind").choice(kFaultKinds);
  fault.at = read_time_of(reader.member("at"));
  fault.on = reader.member("on").text();
  if (fault.changes_schema()) {
    read_schema_fault(reader, fault);
  } else {
    fault.until = read_time_of(reader.member("until"));
    fault.permille = reader.member("permille").integer(1, 1000);
  }
  reader.no_other_keys();
  return fault;
}

void check_fault(const Scenario& scenario, const Fault& fault, JsonReader reader) {
  if (fault.on != "shop.orders") {
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
  if (!fault.changes_schema() && fault.until <= fault.at) {
    reader.member("until").error("scenario.time",
                                 "The fault \"" + fault.id + "\" ends before it begins.",
                                 "Choose a time after " + time_text(fault.at) + '.');
  }
}

void read_faults(JsonReader reader, Scenario& scenario) {
  std::set<std::string> ids;
  for (JsonReader& element : reader.elements()) {
    const Fault fault = read_fault(element);
    check_fault(scenario, fault, element);
    if (!fault.id.empty() && !ids.insert(fault.id).second) {
      element.member("id").error("scenario.duplicate",
                                 "Two faults have the id \"" + fault.id + "\".",
                                 "Give each its own.");
    }
    scenario.faults.push_back(fault);
  }
}

}  // namespace

std::string_view fault_kind_text(FaultKind kind) {
  for (const auto& [text, value] : kFaultKinds) {
    if (value == kind) return text;
  }
  return "";
}

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
