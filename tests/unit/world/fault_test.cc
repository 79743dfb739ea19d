#include "engine/world/fault.h"

#include <map>
#include <set>

#include "engine/world/ledger.h"
#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

using Texts = std::vector<std::string>;

const std::string kUnitChange =
    R"("id": "u", "kind": "unit.change", "at": "2026-03-04", "column": "amount_cents")";
const std::string kEnumAdd =
    R"("id": "e", "kind": "enum.add", "at": "2026-03-04", "value": "chargeback", "permille": 500)";
const std::string kRelax =
    R"("id": "r", "kind": "nullable.relax", "at": "2026-03-03", "column": "amount_cents")";
const std::string kNullSpike =
    R"("id": "n", "kind": "null.spike", "at": "2026-03-04", "until": "2026-03-06",
       "column": "amount_cents", "permille": 500)";
const std::string kLate =
    R"("id": "l", "kind": "late.events", "at": "2026-03-04", "until": "2026-03-06",
       "permille": 500, "delay": "30h")";
const std::string kOutage =
    R"("id": "o", "kind": "source.outage", "at": "2026-03-04T22:00:00Z",
       "until": "2026-03-05T04:00:00Z")";
const std::string kDuplicates =
    R"("id": "d", "kind": "duplicate.rows", "at": "2026-03-04", "until": "2026-03-06",
       "permille": 500)";

// R"("faults": [...])" of shop.orders.
std::string plan(const Texts& faults) {
  std::string json;
  for (const std::string& fault : faults) {
    json += (json.empty() ? "{" : ", {") + (R"("on": "shop.orders", )" + fault) + "}";
  }
  return R"("faults": [)" + json + "]";
}

Texts plan_errors(const Texts& faults) {
  return scenario_errors(R"({"start": "2026-03-01", "end": "2026-03-11", "seed": 7, )" +
                         plan(faults) + "}");
}

std::string schema_change(const std::string& kind, const std::string& at,
                          const std::string& column) {
  return R"("id": ")" + at + R"(", "kind": ")" + kind + R"(", "at": ")" + at + R"(", "column": ")" +
         column + '"';
}

std::string rename(const std::string& at, const std::string& column, const std::string& to) {
  return schema_change("column.rename", at, column) + R"(, "to": ")" + to + '"';
}

// A world that has run to `until`.
RunningWorld ran(const Texts& faults, std::string_view until = "2026-03-11") {
  RunningWorld world(scenario_of(plan(faults)));
  world.advance_to(at(until));
  return world;
}

// All rows of the table, each as its cells by name.
std::vector<std::map<std::string, Cell>> rows_at(const RunningWorld& world, std::string_view time) {
  const SourceRows found = ShopView(world.world.shop(), at(time)).read({.table = "shop.orders"});
  std::vector<std::map<std::string, Cell>> rows;
  for (const std::vector<Cell>& cells : found.rows) {
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < cells.size(); ++i) row[found.schema.columns[i].name] = cells[i];
  }
  return rows;
}

std::int64_t revenue(const RunningWorld& world, std::string_view day, std::string_view as_of) {
  return true_revenue_cents(world.world.shop(), at(day), at(day) + kDayUs, at(as_of));
}

TEST_CASE(
    "what breaks a reader who names columns is what a contract calls major and a schema shows") {
  const std::map<FaultKind, FaultEffect> answers = {
      {FaultKind::kColumnAdd, FaultEffect::kLegal},          // minor
      {FaultKind::kColumnDrop, FaultEffect::kBreaking},      // major
      {FaultKind::kColumnRename, FaultEffect::kBreaking},    // major: a drop and an addition
      {FaultKind::kColumnRetype, FaultEffect::kBreaking},    // major: int to text
      {FaultKind::kNullableRelax, FaultEffect::kBreaking},   // major: not-null becomes nullable
      {FaultKind::kEnumAdd, FaultEffect::kInvisible},        // major in meaning only
      {FaultKind::kUnitChange, FaultEffect::kInvisible},     // major, invisible to a schema
      {FaultKind::kVolumeDrop, FaultEffect::kInvisible},     // the rest is no change of a schema
      {FaultKind::kNullSpike, FaultEffect::kInvisible},      //
      {FaultKind::kLateEvents, FaultEffect::kInvisible},     //
      {FaultKind::kDuplicateRows, FaultEffect::kInvisible},  //
      {FaultKind::kSourceOutage, FaultEffect::kPassing}};    //
  CHECK(answers.size() == 12);
  for (const auto& [kind, effect] : answers) {
    CAPTURE(fault_kind_text(kind));
    CHECK(effect_of(kind) == effect);
    CHECK(is_breaking(kind) == (effect == FaultEffect::kBreaking));
  }
}

TEST_CASE("only what a schema shows is written as a change of it") {
  const auto changes = [](const Texts& faults) {
    return ran(faults).lines(TraceKind::kSourceSchema).size();
  };
  CHECK(changes({kRelax}) == 1);
  CHECK(changes({schema_change("column.add", "2026-03-03", "note")}) == 1);
  CHECK(changes({schema_change("column.drop", "2026-03-03", "currency")}) == 1);
  CHECK(changes({schema_change("column.retype", "2026-03-03", "customer_id")}) == 1);
  CHECK(changes({kUnitChange}) == 0);
  CHECK(changes({kEnumAdd}) == 0);
  CHECK(changes({kLate, kDuplicates, kOutage}) == 0);
}

TEST_CASE("changes of meaning are released, with the team's words or the usual ones") {
  const auto released = [](const std::string& fault) {
    const Texts lines = ran({fault}).lines(TraceKind::kRelease);
    return lines.size() == 1 ? lines[0].substr(0, lines[0].find(",\"overridden")) : "";
  };
  CHECK(released(kEnumAdd) == R"({"d":{"change":"Add the status chargeback")");
  CHECK(released(kUnitChange) == R"({"d":{"change":"Keep amount_cents in whole units")");
  CHECK(released(kRelax) == R"({"d":{"change":"Let amount_cents be empty")");
  CHECK(released(schema_change("column.retype", "2026-03-03", "customer_id")) ==
        R"({"d":{"change":"Keep customer_id as text")");
  CHECK(released(kEnumAdd + R"(, "message": "Know bad cards")") ==
        R"({"d":{"change":"Know bad cards")");
  CHECK(released(kLate).empty());
}

TEST_CASE(
    "a new status is reached by a share of those who paid, and takes them out of the revenue") {
  const RunningWorld usual = ran({});
  const RunningWorld world = ran({kEnumAdd});
  int moved = 0;
  int stayed = 0;
  for (const Order& order : world.world.shop().orders()) {
    if (order.moved_at) {
      CHECK(order.created_at >= at("2026-03-04"));
      CHECK(order.moved_to == "chargeback");
      CHECK(*order.moved_at >= *order.paid_at + kHourUs);
      CHECK_FALSE(order.refunded_at);
    }
    if (order.created_at < at("2026-03-04")) continue;
    (order.moved_at ? moved : stayed) += 1;
  }
  CHECK(moved > stayed * 3 / 5);
  CHECK(moved < stayed);
  CHECK(revenue(world, "2026-03-03", "2026-03-11") == revenue(usual, "2026-03-03", "2026-03-11"));
  std::int64_t charged_back = 0;
  for (const auto& row : rows_at(world, "2026-03-11")) {
    const bool of_the_fifth = cell_text(row.at("created_at")).substr(0, 10) == "2026-03-05";
    if (!of_the_fifth || cell_text(row.at("status")) != "chargeback") continue;
    charged_back += std::get<std::int64_t>(row.at("amount_cents"));
  }
  CHECK(charged_back > 0);
  CHECK(revenue(world, "2026-03-05", "2026-03-11") ==
        revenue(usual, "2026-03-05", "2026-03-11") - charged_back);
  const Texts writes = world.lines(TraceKind::kSourceWrite);
  CHECK(std::any_of(writes.begin(), writes.end(), [](const std::string& line) {
    return line.find(R"("op":"u","status":"chargeback")") != std::string::npos;
  }));
}

TEST_CASE("a null spike empties its share, and the truth stays what was paid") {
  const RunningWorld usual = ran({});
  const RunningWorld world = ran({kRelax, kNullSpike});
  int empty = 0;
  int full = 0;
  for (const auto& row : rows_at(world, "2026-03-11")) {
    const std::string day = cell_text(row.at("created_at")).substr(0, 10);
    const bool is_empty = row.at("amount_cents") == Cell(Null{});
    if (day != "2026-03-04" && day != "2026-03-05") CHECK_FALSE(is_empty);
    if (day == "2026-03-04" || day == "2026-03-05") (is_empty ? empty : full) += 1;
  }
  CHECK(empty > 40);
  CHECK(full > 40);
  CHECK(revenue(world, "2026-03-04", "2026-03-11") == revenue(usual, "2026-03-04", "2026-03-11"));
}

TEST_CASE("where CI stopped the column from being emptied, a null spike comes to nothing") {
  RunningWorld world(scenario_of(plan({kRelax, kNullSpike})), FixedGate({"Promised."}));
  world.advance_to(at("2026-03-11"));
  CHECK(world.world.fired() == std::vector<std::size_t>{0});
  CHECK(world.world.shipped().empty());
  for (const auto& row : rows_at(world, "2026-03-11")) {
    CHECK_FALSE(row.at("amount_cents") == Cell(Null{}));
  }
  CHECK(world.lines(TraceKind::kFaultFire)[1].find("amount_cents is never NULL.") !=
        std::string::npos);
}

TEST_CASE("late events come into the table after their delay, each once, and change no other") {
  const RunningWorld usual = ran({});
  const RunningWorld world = ran({kLate});
  CHECK(rows_at(world, "2026-03-11").size() == rows_at(usual, "2026-03-11").size());
  const std::size_t there = rows_at(world, "2026-03-05").size();
  const std::size_t usually = rows_at(usual, "2026-03-05").size();
  CHECK(there < usually - 15);
  CHECK(there > usually - 45);
  CHECK(revenue(world, "2026-03-04", "2026-03-05") < revenue(usual, "2026-03-04", "2026-03-05"));
  CHECK(revenue(world, "2026-03-04", "2026-03-11") == revenue(usual, "2026-03-04", "2026-03-11"));
  std::map<std::string, int> creations;
  for (const std::string& line : world.lines(TraceKind::kSourceWrite)) {
    if (line.find(R"("op":"c")") == std::string::npos) continue;
    ++creations[line.substr(0, line.find(','))];
  }
  for (const auto& [id, count] : creations) CHECK(count == 1);
  CHECK(creations.size() == rows_at(world, "2026-03-11").size());
}

TEST_CASE("what happens to a late order before it arrives is in its first row") {
  const RunningWorld world = ran({kLate});
  std::set<std::string> known;
  for (const std::string& line : world.lines(TraceKind::kSourceWrite)) {
    const std::string id = line.substr(0, line.find(','));
    const bool created = line.find(R"("op":"c")") != std::string::npos;
    CHECK(known.count(id) == (created ? 0 : 1));
    known.insert(id);
  }
}

TEST_CASE("duplicate rows repeat a share of what is read, and nothing else") {
  const RunningWorld world = ran({kDuplicates});
  const auto counts = [&](std::string_view time) {
    std::map<std::string, int> rows;
    for (const auto& row : rows_at(world, time)) ++rows[cell_text(row.at("order_id"))];
    int twice = 0;
    for (const auto& [id, count] : rows) {
      CHECK(count <= 2);
      twice += count == 2;
    }
    return std::pair(static_cast<int>(rows.size()), twice);
  };
  CHECK(counts("2026-03-03T23:59:59Z").second == 0);
  const auto [rows, twice] = counts("2026-03-05");
  CHECK(twice > rows / 3);
  CHECK(twice < rows * 2 / 3);
  CHECK(counts("2026-03-06").second == 0);
  CHECK(world.lines(TraceKind::kSourceWrite) == ran({}).lines(TraceKind::kSourceWrite));
}

TEST_CASE("an outage refuses connections while it lasts, and changes nothing else") {
  const RunningWorld world = ran({kOutage});
  const RunningWorld usual = ran({});
  const auto answers = [&](std::string_view time, std::string_view table = "shop.orders") {
    return ShopView(world.world.shop(), at(time)).answers(table);
  };
  CHECK(answers("2026-03-04T21:59:59Z"));
  CHECK_FALSE(answers("2026-03-04T22:00:00Z"));
  CHECK_FALSE(answers("2026-03-05T03:59:59Z"));
  CHECK(answers("2026-03-05T04:00:00Z"));
  CHECK(answers("2026-03-05T00:00:00Z", "shop.nothing"));
  // The shop sells on, and its owners see what it sold.
  CHECK(rows_at(world, "2026-03-05T00:00:00Z") == rows_at(usual, "2026-03-05T00:00:00Z"));
  CHECK(world.lines(TraceKind::kSourceWrite) == usual.lines(TraceKind::kSourceWrite));
  CHECK(world.lines(TraceKind::kCiCheck).empty());
  CHECK(world.lines(TraceKind::kRelease).empty());
  CHECK(world.world.fired() == std::vector<std::size_t>{0});
}

TEST_CASE("faults that overlap each strike their own share") {
  const std::string later =
      R"("id": "l2", "kind": "late.events", "at": "2026-03-05", "until": "2026-03-06",
         "permille": 1000, "delay": "1h")";
  const RunningWorld world = ran({kLate, later, kDuplicates, kEnumAdd});
  for (const Order& order : world.world.shop().orders()) {
    if (day_start(order.created_at) != at("2026-03-05")) continue;
    REQUIRE(order.arrived_at);
    const DurationUs delay = *order.arrived_at - order.created_at;
    CHECK(delay == (order.is_struck_by(0) ? 30 * kHourUs : kHourUs));
  }
  CHECK(world.world.fired().size() == 4);
}

TEST_CASE("each kind wants its keys, and no others") {
  for (const std::string& fault : {kUnitChange, kEnumAdd, kLate, kDuplicates, kOutage}) {
    CHECK(plan_errors({fault}).empty());
  }
  CHECK(plan_errors({kRelax, kNullSpike}).empty());
  CHECK(plan_errors({kEnumAdd + R"(, "until": "2026-03-06")"}) ==
        Texts{"json.unknown_key /faults/0/until"});
  CHECK(plan_errors({kEnumAdd + R"(, "when_blocked": "override")"}) ==
        Texts{"json.unknown_key /faults/0/when_blocked"});
  CHECK(plan_errors({kOutage + R"(, "permille": 500)"}) ==
        Texts{"json.unknown_key /faults/0/permille"});
  CHECK(plan_errors({R"("id": "o", "kind": "source.outage", "at": "2026-03-04",
                         "until": "2026-03-04")"}) == Texts{"scenario.time /faults/0/until"});
  CHECK(plan_errors({kDuplicates + R"(, "message": "Sorry")"}) ==
        Texts{"json.unknown_key /faults/0/message"});
  CHECK(plan_errors({R"("id": "d", "kind": "duplicate.rows", "at": "2026-03-04",
                         "until": "2026-03-06", "permille": 0)"}) ==
        Texts{"json.out_of_range /faults/0/permille"});
  CHECK(plan_errors({R"("id": "e", "kind": "enum.add", "at": "2026-03-04", "value": "refunded",
                         "permille": 10)"}) == Texts{"scenario.contradiction /faults/0/value"});
}

TEST_CASE("a delay is a duration that passes, and not too long") {
  const auto errors = [](const std::string& delay) {
    return plan_errors({R"("id": "l", "kind": "late.events", "at": "2026-03-04",
                           "until": "2026-03-06", "permille": 10, "delay": ")" +
                        delay + '"'});
  };
  CHECK(errors("30d").empty());
  CHECK(errors("31d") == Texts{"scenario.duration /faults/0/delay"});
  CHECK(errors("0s") == Texts{"scenario.duration /faults/0/delay"});
  CHECK(errors("soon") == Texts{"scenario.duration /faults/0/delay"});
}

TEST_CASE("an unknown kind is told with the nearest one, and once") {
  const std::string fault = R"("id": "n", "kind": "null.spikes", "at": "2026-03-04",
                               "until": "2026-03-06", "column": "status", "permille": 5)";
  CHECK(plan_errors({fault}) == Texts{"json.unknown_value /faults/0/kind"});
  CHECK(scenario_remedies(R"({"start": "2026-03-01", "end": "2026-03-11", "seed": 7, )" +
                          plan({fault}) + "}") == Texts{R"(Did you mean "null.spike"?)"});
}

TEST_CASE("a plan that cannot come to pass in any world is the author's mistake") {
  const Texts contradiction = {"scenario.contradiction /faults/1"};
  const auto drop = [](const std::string& at, const std::string& column) {
    return schema_change("column.drop", at, column);
  };
  CHECK(plan_errors({drop("2026-03-04", "colour")}) == Texts{"scenario.contradiction /faults/0"});
  CHECK(plan_errors({schema_change("unit.change", "2026-03-04", "status")}) ==
        Texts{"scenario.contradiction /faults/0"});
  CHECK(plan_errors({kNullSpike}) == Texts{"scenario.contradiction /faults/0"});
  CHECK(plan_errors({kNullSpike, kRelax}).empty());  // the order of time counts, not the file's
  // What was renamed can be renamed and dropped under its new name...
  CHECK(
      plan_errors({rename("2026-03-04", "status", "state"), drop("2026-03-05", "state")}).empty());
  CHECK(plan_errors({rename("2026-03-04", "status", "state"), drop("2026-03-03", "state")}) ==
        contradiction);
  // ... and under its old one in those worlds where the rename was withdrawn.
  CHECK(
      plan_errors({rename("2026-03-04", "status", "state"), drop("2026-03-05", "status")}).empty());
  CHECK(plan_errors({rename("2026-03-04", "status", "state") + R"(, "when_blocked": "override")",
                     drop("2026-03-05", "status")}) == contradiction);
  CHECK(plan_errors({kUnitChange, schema_change("unit.change", "2026-03-05", "amount_cents")}) ==
        contradiction);
}

TEST_CASE("renaming a column twice renames it once, and the second time is told") {
  const RunningWorld world =
      ran({rename("2026-03-04", "status", "state"), rename("2026-03-05", "status", "phase")});
  CHECK(world.world.fired() == std::vector<std::size_t>{0});
  const Texts checks = world.lines(TraceKind::kCiCheck);
  REQUIRE(checks.size() == 2);
  CHECK(checks[0].find(R"("passed":true)") != std::string::npos);
  CHECK(checks[1].find("shop.orders has no column status. It is called state now.") !=
        std::string::npos);
  CHECK(rows_at(world, "2026-03-11")[0].count("state") == 1);
}

TEST_CASE("a plan has at most as many faults as an order has marks for them") {
  Texts faults;
  for (int i = 0; i < 64; ++i) {
    faults.push_back(schema_change("column.add", "2026-03-04", "c" + std::to_string(i)));
    faults.back().replace(faults.back().find("2026"), 4, "f" + std::to_string(i));
  }
  CHECK(plan_errors(faults).empty());
  faults.push_back(kLate);
  CHECK(plan_errors(faults) == Texts{"scenario.count /faults"});
}

}  // namespace
}  // namespace nightshift
