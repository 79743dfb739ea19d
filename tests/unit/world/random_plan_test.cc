#include "engine/world/random_plan.h"

#include <map>
#include <set>

#include "engine/json/write.h"
#include "engine/world/scenario_json.h"
#include "engine/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

constexpr std::uint64_t kSeeds = 1'000;

// 1 to 15 March: of these, the 4th to the 12th are not quiet.
Scenario two_weeks() {
  Scenario scenario = scenario_of();
  scenario.end = at("2026-03-15");
  return scenario;
}

std::string text_of(const Scenario& scenario) {
  return write_json(scenario_json(scenario), JsonLayout::kCompact);
}

std::string family_of(FaultKind kind) {
  switch (kind) {
    case FaultKind::kUnitChange:
    case FaultKind::kEnumAdd:
      return "meaning";
    case FaultKind::kNullableRelax:
    case FaultKind::kNullSpike:
    case FaultKind::kDuplicateRows:
      return "values";
    case FaultKind::kVolumeDrop:
      return "volume";
    case FaultKind::kLateEvents:
      return "time";
    case FaultKind::kSourceOutage:
      return "source";
    default:
      return "schema";
  }
}

TEST_CASE("a plan is a function of its seed, and of nothing else") {
  std::set<std::string> plans;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const std::string plan = text_of(random_plan(seed, Difficulty::kFaulty, two_weeks()));
    CHECK(plan == text_of(random_plan(seed, Difficulty::kFaulty, two_weeks())));
    plans.insert(plan);
  }
  CHECK(plans.size() > 60);  // about a fifth of them are the healthy one
}

TEST_CASE("every plan can be written, and read back as what it was") {
  for (const Difficulty difficulty : {Difficulty::kFaulty, Difficulty::kCosmic}) {
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
      const Scenario plan = random_plan(seed, difficulty, two_weeks());
      CAPTURE(text_of(plan));
      CHECK(scenario_from(text_of(plan)) == plan);
    }
  }
}

TEST_CASE("every kind of fault occurs, within its bounds") {
  std::set<std::string_view> kinds;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    std::map<std::string, int> families;
    std::map<std::string, int> columns;
    for (const Fault& fault : random_plan(seed, Difficulty::kFaulty, two_weeks()).faults) {
      CAPTURE(seed, fault.id);
      kinds.insert(fault_kind_text(fault.kind));
      CHECK(fault.at >= at("2026-03-04"));
      CHECK(std::max(fault.at, fault.until) <= at("2026-03-13"));
      CHECK(fault.permille <= 300);
      CHECK(fault.delay <= kDayUs);
      CHECK(fault.when_blocked == WhenBlocked::kWithdraw);
      const bool is_spike = fault.kind == FaultKind::kNullSpike;
      if (fault.names_column() && !is_spike) CHECK(++columns[fault.column] == 1);
      if (!is_spike) CHECK(++families[family_of(fault.kind)] <= 2);
      for (const std::string_view column : {"order_id", "created_at", "updated_at"}) {
        CHECK(fault.column != column);
      }
      const bool is_needed = fault.column == "status" || fault.column == "amount_cents";
      CHECK_FALSE((fault.kind == FaultKind::kColumnDrop && is_needed));
    }
  }
  CHECK(kinds.size() == 12);
}

TEST_CASE("spells of one family do not overlap") {
  int spells = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    std::map<std::string, TimeUs> ends;
    for (const Fault& fault : random_plan(seed, Difficulty::kCosmic, two_weeks()).faults) {
      if (!fault.has_period()) continue;
      CAPTURE(seed, fault.id);
      TimeUs& end = ends[family_of(fault.kind)];
      CHECK(fault.at >= end);
      end = fault.until;
      ++spells;
    }
  }
  CHECK(spells > 500);
}

TEST_CASE("a family is awake in a fourth of the runs, and then fires on a fourth of the days") {
  std::map<std::string, int> seeds;
  int on_first_day = 0;
  int healthy = 0;
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    std::set<std::string> families;
    for (const Fault& fault : random_plan(seed, Difficulty::kCosmic, two_weeks()).faults) {
      families.insert(family_of(fault.kind));
      on_first_day += fault.kind != FaultKind::kNullableRelax && fault.at < at("2026-03-05");
    }
    for (const std::string& family : families) ++seeds[family];
    healthy += families.empty();
  }
  // 250 are awake, of which 0.75^9 never fire: 231 of 1,000, give or take four deviations.
  for (const auto& [family, count] : seeds) {
    CAPTURE(family);
    CHECK(count > 178);
    CHECK(count < 284);
  }
  CHECK(seeds.size() == 6);
  // Of 6,000 families 1,500 are awake, and 375 of these fire on the first day.
  CHECK(on_first_day > 297);
  CHECK(on_first_day < 453);
  CHECK(healthy > 155);
  CHECK(healthy < 258);
}

TEST_CASE("what stands in the base stays, and is not contradicted") {
  Scenario base = two_weeks();
  base.faults = {fault_of(R"("id": "random-1", "kind": "column.rename", "at": "2026-03-05",
                            "column": "amount_cents", "to": "channel")"),
                 fault_of(R"("id": "mine", "kind": "column.add", "at": "2026-03-09",
                            "column": "order_state")")};
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Scenario plan = random_plan(seed, Difficulty::kCosmic, base);
    REQUIRE(plan.faults.size() >= 2);
    CHECK(plan.faults[0] == base.faults[0]);
    CHECK(plan.faults[1] == base.faults[1]);
    CHECK(plan.shop == base.shop);
    CAPTURE(text_of(plan));
    CHECK(scenario_errors(text_of(plan)).empty());
  }
}

TEST_CASE("a full plan and a short scenario get no more faults, nor does a perfect world") {
  Scenario full = two_weeks();
  for (std::size_t i = 0; i < kFaultsMax - 1; ++i) {
    Fault fault = fault_of(R"("id": "f", "kind": "column.add", "at": "2026-03-05", "column": "c")");
    fault.id += std::to_string(i);
    fault.column += std::to_string(i);
    full.faults.push_back(fault);
  }
  Scenario brief = scenario_of();
  brief.end = at("2026-03-06");
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CHECK(random_plan(seed, Difficulty::kCosmic, full).faults.size() <= kFaultsMax);
    CHECK(random_plan(seed, Difficulty::kCosmic, brief) == brief);
    CHECK(random_plan(seed, Difficulty::kPerfect, two_weeks()) == two_weeks());
  }
}

TEST_CASE("in a world of a random plan everything that was planned comes to pass") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Scenario plan = random_plan(seed, Difficulty::kCosmic, two_weeks());
    RunningWorld world(plan);
    world.advance_to(plan.end);
    CAPTURE(text_of(plan));
    CHECK(world.world.fired().size() == plan.faults.size());
    CHECK_FALSE(world.world.shop().orders().empty());
  }
}

}  // namespace
}  // namespace nightshift
