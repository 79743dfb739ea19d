#include "grader/nights/variant.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "engine/base/random.h"

namespace nightshift {
namespace {

constexpr std::int64_t kShiftDaysMax = 365;

// Columns of shop.orders that a revenue is made of, and what teams like to call them instead.
struct Renamed {
  std::string_view column;
  std::array<std::string_view, 3> to;
};
constexpr std::array kRenamed = {
    Renamed{"amount_cents", {"amount_minor_units", "total_cents", "gross_amount"}},
    Renamed{"status", {"order_status", "state", "lifecycle"}}};

bool one_in(RandomStream& stream, std::uint64_t count) { return stream.below(count) == 0; }

void shift(NightPlan& plan, DurationUs by) {
  Scenario& scenario = plan.scenario;
  scenario.start += by;
  scenario.end += by;
  for (TimeUs& day : scenario.shop.closed_days) day += by;
  for (Fault& fault : scenario.faults) {
    fault.at += by;
    if (fault.has_period()) fault.until += by;
  }
}

// Which column is renamed, and to what.
void rename_otherwise(Scenario& scenario, RandomStream& stream) {
  std::vector<std::string_view> taken;
  for (Fault& fault : scenario.faults) {
    if (fault.kind != FaultKind::kColumnRename) continue;
    const Renamed& renamed = kRenamed[static_cast<std::size_t>(stream.below(kRenamed.size()))];
    const std::string_view to =
        renamed.to[static_cast<std::size_t>(stream.below(renamed.to.size()))];
    const bool known = std::any_of(kRenamed.begin(), kRenamed.end(), [&](const Renamed& each) {
      return each.column == fault.column;
    });
    // A column that is gone cannot be renamed once more.
    if (!known || std::count(taken.begin(), taken.end(), renamed.column) > 0) continue;
    taken.push_back(renamed.column);
    fault.column = renamed.column;
    fault.to = to;
    fault.message.clear();
  }
}

TimeUs some_day(const Scenario& scenario, RandomStream& stream) {
  const std::int64_t days = (scenario.end - scenario.start) / kDayUs;
  return scenario.start + kDayUs * stream.between(0, days - 1);
}

void add_column(Scenario& scenario, RandomStream& stream) {
  Fault fault;
  fault.id = "variant-column";
  fault.kind = FaultKind::kColumnAdd;
  fault.at = some_day(scenario, stream) + stream.between(0, 23) * kHourUs;
  fault.on = "shop.orders";
  fault.column = "variant_note";
  scenario.faults.push_back(fault);
}

}  // namespace

NightPlan random_variant(const NightPlan& plan, std::uint64_t seed) {
  NightPlan variant = plan;
  Scenario& scenario = variant.scenario;
  RandomStream stream(seed, "night.variant");
  // Whole numbers that every reader of JSON keeps exact.
  scenario.seed = stream.next() >> 12;
  shift(variant, kDayUs * stream.between(0, kShiftDaysMax));
  std::int64_t& orders = scenario.shop.orders_per_day;
  orders =
      stream.between(std::max<std::int64_t>(orders / 3, 1), std::min(orders * 3, kOrdersPerDayMax));
  rename_otherwise(scenario, stream);
  if (one_in(stream, 3)) add_column(scenario, stream);
  const bool closes = one_in(stream, 3);
  if (closes && scenario.shop.closed_days.empty()) {
    scenario.shop.closed_days.push_back(some_day(scenario, stream));
  }
  return variant;
}

}  // namespace nightshift
