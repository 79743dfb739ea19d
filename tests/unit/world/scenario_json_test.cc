#include "engine/world/scenario_json.h"

#include "engine/json/write.h"
#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

Scenario read_back(const Scenario& scenario) {
  Errors errors;
  const Json json = scenario_json(scenario);
  JsonReader reader(json, {Whose::kAuthor, "scenario.json"}, errors);
  Scenario read = read_scenario(reader);
  for (const Error& error : errors) FAIL(error.where.pointer + ": " + error.message);
  return read;
}

// One fault of every kind, and all keys of each.
const std::string kEveryFault = R"("faults": [
  {"id": "a", "kind": "column.rename", "at": "2026-03-02T01:02:03.5Z", "on": "shop.orders",
   "column": "status", "to": "state", "when_blocked": "override", "message": "Rename"},
  {"id": "b", "kind": "column.add", "at": "2026-03-02", "on": "shop.orders", "column": "note",
   "when_blocked": "withdraw", "message": "Add \"notes\""},
  {"id": "c", "kind": "column.drop", "at": "2026-03-03", "on": "shop.orders", "column": "note"},
  {"id": "d", "kind": "column.retype", "at": "2026-03-03", "on": "shop.orders",
   "column": "customer_id"},
  {"id": "e", "kind": "nullable.relax", "at": "2026-03-03", "on": "shop.orders",
   "column": "currency"},
  {"id": "f", "kind": "unit.change", "at": "2026-03-03", "on": "shop.orders",
   "column": "amount_cents"},
  {"id": "g", "kind": "enum.add", "at": "2026-03-03", "on": "shop.orders", "value": "chargeback",
   "permille": 5, "message": "Bad cards"},
  {"id": "h", "kind": "volume.drop", "at": "2026-03-03", "until": "2026-03-04",
   "on": "shop.orders", "permille": 500},
  {"id": "i", "kind": "null.spike", "at": "2026-03-04", "until": "2026-03-05",
   "on": "shop.orders", "column": "currency", "permille": 1000},
  {"id": "j", "kind": "late.events", "at": "2026-03-04", "until": "2026-03-05",
   "on": "shop.orders", "permille": 1, "delay": "90m"},
  {"id": "k", "kind": "duplicate.rows", "at": "2026-03-04", "until": "2026-03-05",
   "on": "shop.orders", "permille": 7},
  {"id": "l", "kind": "source.outage", "at": "2026-03-04", "until": "2026-03-05",
   "on": "shop.orders"}])";

TEST_CASE("a scenario that is written and read back is the same") {
  for (const Scenario& scenario :
       {scenario_of(), scenario_of(kEveryFault),
        scenario_of(R"("shop": {"orders_per_day": 5, "closed_days": ["2026-03-03", "2026-03-04"],
                      "prices_cents": [100], "cancelled_permille": 0, "refunded_permille": 1000,
                      "weekday_permille": [1, 2, 3, 4, 5, 6, 7]})")}) {
    CHECK(read_back(scenario) == scenario);
  }
}

TEST_CASE("scenarios that differ are not equal, whatever they differ in") {
  const Scenario scenario = scenario_of(kEveryFault);
  Scenario other = scenario;
  other.faults[9].delay += kSecondUs;
  CHECK_FALSE(read_back(other) == scenario);
  other = scenario;
  other.shop.hour_weights[3] += 1;
  CHECK_FALSE(read_back(other) == scenario);
  other = scenario;
  other.seed += 1;
  CHECK_FALSE(read_back(other) == scenario);
}

TEST_CASE("a fault is written with the keys of its kind, and no others") {
  const Scenario scenario = scenario_of(kEveryFault);
  const auto text = [&](std::size_t index) {
    return write_json(fault_json(scenario.faults[index]), JsonLayout::kCompact);
  };
  CHECK(text(2) == R"({"at":"2026-03-03T00:00:00Z","column":"note","id":"c","kind":"column.drop",)"
                   R"("on":"shop.orders"})");
  CHECK(text(9) == R"({"at":"2026-03-04T00:00:00Z","delay":"90m","id":"j","kind":"late.events",)"
                   R"("on":"shop.orders","permille":1,"until":"2026-03-05T00:00:00Z"})");
  CHECK(text(11) == R"({"at":"2026-03-04T00:00:00Z","id":"l","kind":"source.outage",)"
                    R"("on":"shop.orders","until":"2026-03-05T00:00:00Z"})");
}

}  // namespace
}  // namespace nightshift
