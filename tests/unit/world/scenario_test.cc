#include "engine/world/scenario.h"

#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

using Texts = std::vector<std::string>;

// A scenario with one fault of these members.
Texts fault_errors(const std::string& members) {
  return scenario_errors(R"({"start": "2026-03-01", "end": "2026-03-11", "seed": 7, "faults": [{)" +
                         members + "}]}");
}

Texts shop_errors(const std::string& members) {
  return scenario_errors(R"({"start": "2026-03-01", "end": "2026-03-11", "seed": 7, "shop": {)" +
                         members + "}}");
}

TEST_CASE("a scenario is read with usual people where it says nothing") {
  const Scenario scenario = scenario_of();
  CHECK(scenario.start == at("2026-03-01"));
  CHECK(scenario.end == at("2026-03-11"));
  CHECK(scenario.seed == 7);
  CHECK(scenario.shop.hour_weights.size() == 24);
  CHECK(scenario.shop.weekday_permille.size() == 7);
  CHECK(scenario.faults.empty());
}

TEST_CASE("a scenario lasts whole days, not too many") {
  CHECK(scenario_errors(R"({"start": "2026-03-01T08:00:00Z", "end": "2026-03-11", "seed": 1})") ==
        Texts{"scenario.time /start"});
  CHECK(scenario_errors(R"({"start": "2026-03-01", "end": "2026-03-01", "seed": 1})") ==
        Texts{"scenario.time /end"});
  CHECK(scenario_errors(R"({"start": "2026-03-01", "end": "2028-03-01", "seed": 1})") ==
        Texts{"scenario.time /end"});
  CHECK(scenario_errors(R"({"start": "soon", "end": "2026-03-01", "seed": -1})") ==
        Texts{"scenario.time /start", "json.out_of_range /seed", "scenario.time /end"});
}

TEST_CASE("a shop's numbers are held to their ranges") {
  CHECK(shop_errors(R"("orders_per_day": 5000, "cancelled_permille": 0)").empty());
  CHECK(shop_errors(R"("orders_per_day": 5001)") ==
        Texts{"json.out_of_range /shop/orders_per_day"});
  CHECK(shop_errors(R"("weekday_permille": [1, 2, 3])") ==
        Texts{"scenario.count /shop/weekday_permille"});
  CHECK(shop_errors(R"("weekday_permille": [0, 0, 0, 0, 0, 0, 0])") ==
        Texts{"scenario.count /shop/weekday_permille"});
  CHECK(shop_errors(R"("prices_cents": [])") == Texts{"json.out_of_range /shop/prices_cents"});
  CHECK(shop_errors(R"("ordersperday": 3)") == Texts{"json.unknown_key /shop/ordersperday"});
}

TEST_CASE("a fault names its time, its table and what its kind needs") {
  const std::string rename =
      R"("id": "f", "kind": "column.rename", "on": "shop.orders", "column": "status", )";
  CHECK(fault_errors(rename + R"("to": "state", "at": "2026-03-05")").empty());
  CHECK(fault_errors(rename + R"("at": "2026-03-05")") == Texts{"json.missing_key /faults/0"});
  CHECK(fault_errors(rename + R"("to": "state", "at": "2026-03-11")") ==
        Texts{"scenario.time /faults/0/at"});
  CHECK(fault_errors(R"("id": "f", "kind": "column.drop", "on": "shop.users", "column": "id",
                        "at": "2026-03-05")") == Texts{"scenario.no_such_table /faults/0/on"});
  CHECK(fault_errors(R"("id": "f", "kind": "volume.drop", "on": "shop.orders", "permille": 500,
                        "at": "2026-03-05", "until": "2026-03-05")") ==
        Texts{"scenario.time /faults/0/until"});
  CHECK(fault_errors(R"("id": "f", "kind": "meteor", "on": "shop.orders", "at": "2026-03-05",
                        "column": "a", "to": "b")") == Texts{"json.unknown_value /faults/0/kind"});
}

TEST_CASE("faults have ids of their own") {
  const std::string drop =
      R"({"id": "f", "kind": "column.drop", "on": "shop.orders", "column": "status",
          "at": "2026-03-05"})";
  CHECK(scenario_errors(R"({"start": "2026-03-01", "end": "2026-03-11", "seed": 7, "faults": [)" +
                        drop + ", " + drop + "]}") == Texts{"scenario.duplicate /faults/1/id"});
}

}  // namespace
}  // namespace nightshift
