#include "engine/world/world.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/world/ledger.h"
#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

const std::string kRename =
    R"("faults": [{"id": "f1", "kind": "column.rename", "at": "2026-03-05T22:00:00Z",
                   "on": "shop.orders", "column": "amount_cents", "to": "amount_minor_units"}])";

std::string with_override(std::string faults) {
  faults.insert(faults.rfind('}'), R"(, "when_blocked": "override")");
  return faults;
}

std::set<std::string> column_names(const World& world, TimeUs time) {
  const std::optional<SourceSchema> schema = ShopView(world.shop(), time).schema("shop.orders");
  REQUIRE(schema);
  std::set<std::string> names;
  for (const SourceColumn& column : schema->columns) names.insert(column.name);
  return names;
}

TEST_CASE("equal scenarios give equal worlds, and seeds differ") {
  RunningWorld left(scenario_of());
  RunningWorld right(scenario_of());
  Scenario other = scenario_of();
  other.seed = 8;
  RunningWorld different(other);
  for (RunningWorld* world : {&left, &right, &different}) world->advance_to(at("2026-03-11"));
  CHECK(left.kernel.trace().digest() == right.kernel.trace().digest());
  CHECK(left.kernel.trace().digest() != different.kernel.trace().digest());
}

TEST_CASE("it does not matter where a night was stopped, copied and gone on with") {
  RunningWorld straight(scenario_of(kRename));
  straight.advance_to(at("2026-03-11"));
  RunningWorld halting(scenario_of(kRename));
  for (TimeUs time = at("2026-03-01"); time <= at("2026-03-11"); time += 7 * kHourUs + 1) {
    halting.advance_to(time);
    halting = RunningWorld(halting);
  }
  halting.advance_to(at("2026-03-11"));
  CHECK(straight.kernel.trace().digest() == halting.kernel.trace().digest());
}

TEST_CASE("an order of the learner's shifts nobody else's") {
  RunningWorld alone(scenario_of());
  RunningWorld joined(scenario_of());
  alone.advance_to(at("2026-03-04T10:00:00Z"));
  joined.advance_to(at("2026-03-04T10:00:00Z"));
  joined.world.place_order(joined.kernel, 4'200);
  alone.advance_to(at("2026-03-11"));
  joined.advance_to(at("2026-03-11"));
  std::vector<std::string> lines = joined.lines(TraceKind::kSourceWrite);
  const auto placed =
      std::find(lines.begin(), lines.end(),
                R"({"d":{"id":900000001,"op":"c","status":"paid"},"i":0,"k":"src.write",)"
                R"("s":"shop.orders","t":0})");
  REQUIRE(placed != lines.end());
  lines.erase(placed);
  CHECK(lines == alone.lines(TraceKind::kSourceWrite));
  const TimeUs day = at("2026-03-04");
  CHECK(true_revenue_cents(joined.world.shop(), day, day + kDayUs, day + kDayUs) ==
        true_revenue_cents(alone.world.shop(), day, day + kDayUs, day + kDayUs) + 4'200);
}

TEST_CASE("orders are placed, paid, cancelled and refunded, about as many as planned") {
  RunningWorld world(scenario_of(R"("shop": {"orders_per_day": 300})"));
  world.advance_to(at("2026-03-11"));
  std::map<std::string_view, int> statuses;
  std::set<std::int64_t> ids;
  for (const Order& order : world.world.shop().orders()) {
    ++statuses[order.status_at(at("2026-03-11"))];
    ids.insert(order.id);
    CHECK(order.amount_cents > 0);
    CHECK((!order.refunded_at || order.paid_at));
    CHECK_FALSE((order.paid_at && order.cancelled_at));
  }
  const std::size_t count = world.world.shop().orders().size();
  CHECK(ids.size() == count);
  CHECK(count > 2'500);
  CHECK(count < 3'500);
  CHECK(statuses["cancelled"] > 90);
  CHECK(statuses["refunded"] > 20);
  CHECK(statuses["paid"] > 2'000);
}

TEST_CASE("nobody buys on a closed day, and evenings see more than nights") {
  RunningWorld world(scenario_of(R"("shop": {"closed_days": ["2026-03-03"]})"));
  world.advance_to(at("2026-03-11"));
  int at_night = 0;
  int in_evening = 0;
  for (const Order& order : world.world.shop().orders()) {
    CHECK(day_start(order.created_at) != at("2026-03-03"));
    const std::int64_t hour = order.created_at % kDayUs / kHourUs;
    at_night += hour < 6;
    in_evening += hour >= 16 && hour < 22;
  }
  CHECK(in_evening > 5 * at_night);
}

TEST_CASE("a rename ships when the producer's CI lets it pass") {
  RunningWorld world(scenario_of(kRename));
  world.advance_to(at("2026-03-05T21:59:59Z"));
  CHECK(column_names(world.world, world.kernel.now()).count("amount_cents") == 1);
  CHECK(world.world.fired().empty());
  world.advance_to(at("2026-03-05T22:00:00Z"));
  CHECK(column_names(world.world, world.kernel.now()).count("amount_cents") == 0);
  CHECK(column_names(world.world, world.kernel.now()).count("amount_minor_units") == 1);
  CHECK(column_names(world.world, at("2026-03-05")).count("amount_cents") == 1);
  CHECK(world.world.fired() == std::vector<std::size_t>{0});
  CHECK(world.world.shipped() == std::vector<std::size_t>{0});
  CHECK(world.lines(TraceKind::kRelease) ==
        std::vector<std::string>{
            R"({"d":{"change":"Rename amount_cents to amount_minor_units","overridden":false},)"
            R"("i":0,"k":"app.release","s":"shop","t":0})"});
}

TEST_CASE("the schema's change has the release as its cause, and that the fault") {
  RunningWorld world(scenario_of(kRename));
  world.advance_to(at("2026-03-06"));
  const Trace& trace = world.kernel.trace();
  std::int64_t index = trace.size() - 1;
  while (trace.at(index).kind != TraceKind::kSourceSchema) --index;
  std::vector<TraceKind> chain;
  for (; index >= 0; index = trace.at(index).cause) chain.push_back(trace.at(index).kind);
  CHECK(chain == std::vector{TraceKind::kSourceSchema, TraceKind::kRelease, TraceKind::kCiCheck,
                             TraceKind::kFaultFire});
}

TEST_CASE("a blocked change does not ship, unless the team overrides its CI") {
  const FixedGate gate({"amount_cents is in a contract."});
  RunningWorld blocked(scenario_of(kRename), gate);
  RunningWorld overridden(scenario_of(with_override(kRename)), gate);
  blocked.advance_to(at("2026-03-06"));
  overridden.advance_to(at("2026-03-06"));
  CHECK(column_names(blocked.world, at("2026-03-06")).count("amount_cents") == 1);
  CHECK(blocked.lines(TraceKind::kRelease).empty());
  CHECK(blocked.lines(TraceKind::kCiCheck) ==
        std::vector<std::string>{R"({"d":{"change":"Rename amount_cents to amount_minor_units",)"
                                 R"("objections":"amount_cents is in a contract.","passed":false},)"
                                 R"("i":0,"k":"ci.check","s":"shop","t":0})"});
  CHECK(column_names(overridden.world, at("2026-03-06")).count("amount_cents") == 0);
  CHECK(blocked.world.fired() == std::vector<std::size_t>{0});
  CHECK(blocked.world.shipped().empty());
  CHECK(overridden.world.shipped() == std::vector<std::size_t>{0});
}

TEST_CASE("a change that cannot be done is no accident: it never ships") {
  Fault drop = fault_of(
      R"("id": "f1", "kind": "column.drop", "at": "2026-03-05", "column": "currency",
         "when_blocked": "override")");
  drop.column = "colour";
  RunningWorld world(scenario_with({drop}));
  world.advance_to(at("2026-03-06"));
  CHECK(world.lines(TraceKind::kSourceSchema).empty());
  REQUIRE(world.lines(TraceKind::kCiCheck).size() == 1);
  CHECK(world.lines(TraceKind::kCiCheck)[0].find("shop.orders has no column colour.") !=
        std::string::npos);
  CHECK(world.world.fired().empty());
  CHECK(
      world.lines(TraceKind::kFaultFire) ==
      std::vector<std::string>{
          R"({"d":{"id":"f1","kind":"column.drop","problem":"shop.orders has no column colour."},)"
          R"("i":0,"k":"fault.fire","s":"shop.orders","t":0})"});
}

TEST_CASE("a volume drop takes its share of the orders and shifts none") {
  const auto ids_with = [](const std::string& faults) {
    RunningWorld world(scenario_of(faults));
    world.advance_to(at("2026-03-11"));
    std::set<std::int64_t> ids;
    for (const Order& order : world.world.shop().orders()) ids.insert(order.id);
    return ids;
  };
  const std::set<std::int64_t> all = ids_with("");
  const std::set<std::int64_t> left =
      ids_with(R"("faults": [{"id": "f1", "kind": "volume.drop", "at": "2026-03-04",
                         "until": "2026-03-06", "on": "shop.orders", "permille": 500}])");
  CHECK(std::includes(all.begin(), all.end(), left.begin(), left.end()));
  const std::size_t lost = all.size() - left.size();
  CHECK(lost > 30);
  CHECK(lost < 90);
}

}  // namespace
}  // namespace nightshift
