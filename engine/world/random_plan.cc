#include "engine/world/random_plan.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/kernel/kernel.h"
#include "engine/world/layout.h"

namespace nightshift {
namespace {

constexpr std::int64_t kQuietDaysFirst = 3;
constexpr std::int64_t kQuietDaysLast = 2;

struct Family {
  std::string_view name;
  std::vector<FaultKind> kinds;
};

const std::vector<Family> kFamilies = {
    {"schema",
     {FaultKind::kColumnRename, FaultKind::kColumnAdd, FaultKind::kColumnDrop,
      FaultKind::kColumnRetype}},
    {"meaning", {FaultKind::kUnitChange, FaultKind::kEnumAdd}},
    {"values", {FaultKind::kNullSpike, FaultKind::kDuplicateRows}},
    {"volume", {FaultKind::kVolumeDrop}},
    {"time", {FaultKind::kLateEvents}},
    {"source", {FaultKind::kSourceOutage}}};

struct Bounds {
  std::size_t faults_max = 0;  // of one family
  std::int64_t permille_max = 0;
  std::int64_t override_permille = 0;
};

Bounds bounds_of(Difficulty difficulty) {
  if (difficulty == Difficulty::kCosmic) return {4, 900, 300};
  return {2, 300, 0};
}

template <typename T>
const T& one_of(RandomStream& chance, const std::vector<T>& choices) {
  return choices[static_cast<std::size_t>(chance.below(choices.size()))];
}

bool happens(RandomStream& chance, std::int64_t permille) {
  return chance.between(0, 999) < permille;
}

// Columns that a kind may hit, by their first names; a change hits each at most once.
std::vector<std::string> columns_for(FaultKind kind) {
  switch (kind) {
    case FaultKind::kColumnRename:
      return {"amount_cents", "status", "currency", "customer_id"};
    case FaultKind::kColumnDrop:
      return {"currency", "customer_id"};
    case FaultKind::kColumnRetype:
      return {"amount_cents", "customer_id"};
    case FaultKind::kUnitChange:
      return {"amount_cents"};
    case FaultKind::kNullSpike:
      return {"amount_cents", "status", "currency", "customer_id"};
    case FaultKind::kColumnAdd:
      return {"note", "channel", "coupon", "gift_wrap"};
    default:
      return {};
  }
}

std::string new_name(std::string_view column) {
  if (column == "amount_cents") return "amount_minor_units";
  if (column == "status") return "order_state";
  if (column == "customer_id") return "buyer_id";
  return "currency_code";
}

std::string new_status(RandomStream& chance) {
  return one_of<std::string>(chance, {"chargeback", "disputed", "on_hold"});
}

// Makes the plan of one run, family by family.
class Planner {
 public:
  Planner(std::uint64_t seed, Difficulty difficulty, Scenario base)
      : seed_(seed),
        bounds_(bounds_of(difficulty)),
        from_(base.start + kQuietDaysFirst * kDayUs),
        until_(base.end - kQuietDaysLast * kDayUs),
        scenario_(std::move(base)) {}

  Scenario plan() {
    for (const Family& family : kFamilies) {
      if (is_awake(family)) plan_family(family);
    }
    return std::move(scenario_);
  }

 private:
  std::string stream_name(const Family& family) const {
    return "fault.plan." + std::string(family.name);
  }

  bool is_awake(const Family& family) const {
    RandomStream chance(seed_, stream_name(family));
    return happens(chance, kFamilyAwakePermille);
  }

  void plan_family(const Family& family) {
    std::size_t fired = 0;
    TimeUs free_from = from_;  // spells of one family do not overlap
    for (TimeUs day = from_; day < until_ && fired < bounds_.faults_max; day += kDayUs) {
      RandomStream chance = entity_stream(seed_, stream_name(family), day / kDayUs);
      if (!happens(chance, kFirePermille) || day < free_from) continue;
      const std::optional<Fault> fault = fault_on(day, family, chance);
      if (!fault || !add(*fault)) continue;
      free_from = std::max(fault->at, fault->until);
      ++fired;
    }
  }

  // nullopt where no column is left for it.
  std::optional<Fault> fault_on(TimeUs day, const Family& family, RandomStream& chance) const {
    Fault fault{.kind = one_of(chance, family.kinds),
                .at = day + chance.between(1, 23) * kHourUs,
                .on = std::string(kOrdersTable)};
    if (fault.names_column() && !choose_column(chance, fault)) return std::nullopt;
    if (fault.has_share()) fault.permille = chance.between(10, bounds_.permille_max);
    if (fault.has_period()) {
      fault.until = std::min(fault.at + chance.between(2, 24) * kHourUs, until_);
    }
    if (fault.kind == FaultKind::kLateEvents) fault.delay = chance.between(1, 24) * kHourUs;
    if (fault.kind == FaultKind::kEnumAdd) fault.value = new_status(chance);
    if (fault.asks_ci() && happens(chance, bounds_.override_permille)) {
      fault.when_blocked = WhenBlocked::kOverride;
    }
    return fault;
  }

  // A column that no fault of the plan hits yet; false where there is none left.
  bool choose_column(RandomStream& chance, Fault& fault) const {
    const bool renames = fault.kind == FaultKind::kColumnRename;
    std::vector<std::string> free;
    for (const std::string& column : columns_for(fault.kind)) {
      if (!is_hit(column) && !(renames && is_hit(new_name(column)))) free.push_back(column);
    }
    if (free.empty()) return false;
    fault.column = one_of(chance, free);
    if (renames) fault.to = new_name(fault.column);
    return true;
  }

  bool is_hit(std::string_view column) const {
    return std::any_of(scenario_.faults.begin(), scenario_.faults.end(), [&](const Fault& fault) {
      return fault.column == column || fault.to == column;
    });
  }

  // False where the plan is full.
  bool add(const Fault& fault) {
    if (scenario_.faults.size() + 2 > kFaultsMax) return false;
    if (fault.kind == FaultKind::kNullSpike) {
      // A column that holds NULL must first be allowed to.
      push({.kind = FaultKind::kNullableRelax,
            .at = fault.at - kHourUs,
            .on = fault.on,
            .column = fault.column,
            .when_blocked =
                bounds_.override_permille > 0 ? WhenBlocked::kOverride : WhenBlocked::kWithdraw});
    }
    push(fault);
    return true;
  }

  void push(Fault fault) {
    const auto is_taken = [&](const std::string& id) {
      return std::any_of(scenario_.faults.begin(), scenario_.faults.end(),
                         [&](const Fault& each) { return each.id == id; });
    };
    for (int number = 1; fault.id.empty() || is_taken(fault.id); ++number) {
      fault.id = "random-" + std::to_string(number);
    }
    scenario_.faults.push_back(std::move(fault));
  }

  std::uint64_t seed_;
  Bounds bounds_;
  TimeUs from_;  // the days between are not quiet
  TimeUs until_;
  Scenario scenario_;
};

}  // namespace

Scenario random_plan(std::uint64_t seed, Difficulty difficulty, Scenario base) {
  if (difficulty == Difficulty::kPerfect) return base;
  return Planner(seed, difficulty, std::move(base)).plan();
}

}  // namespace nightshift
