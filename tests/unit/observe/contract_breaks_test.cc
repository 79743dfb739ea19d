#include "engine/observe/contract_breaks.h"

#include "engine/observe/contract_gate.h"
#include "tests/support/catch.h"
#include "tests/unit/observe/notation.h"

namespace nightshift {
namespace {

constexpr std::string_view kOrders =
    "{ 'name': 'order_id', 'logicalType': 'integer', 'required': true, 'primaryKey': true },"
    "{ 'name': 'amount_cents', 'logicalType': 'integer', 'required': true },"
    "{ 'name': 'note', 'logicalType': 'string' }";

// "missing amount_cents, type note"; "" when the contract is kept.
std::string breaks(const Contract& contract, std::string_view schema) {
  std::string text;
  for (const Violation& violation : contract_breaks(contract, "shop.orders", schema_of(schema))) {
    text += (text.empty() ? "" : ", ") + std::string(violation_text(violation.kind));
    if (!violation.column.empty()) text += " " + violation.column;
    CHECK_FALSE(violation.say.empty());
    CHECK(violation.pointer.rfind("/schema/0", 0) == 0);
  }
  return text;
}

std::string breaks(std::string_view schema) {
  return breaks(contract_of_properties(kOrders), schema);
}

TEST_CASE("what breaks a contract, and what does not") {
  CHECK(breaks("order_id int key, amount_cents int, note text null") == "");
  CHECK(breaks("order_id int key, amount_cents int, note text null, new text null") == "");
  CHECK(breaks("order_id int key, amount_cents int, note text null, new text") == "");
  CHECK(breaks("note text, amount_cents bigint, order_id int key") == "");
  CHECK(breaks("order_id int key, minor_units int, note text null") == "missing amount_cents");
  CHECK(breaks("order_id int key, amount_cents int") == "missing note");
  CHECK(breaks("order_id int key, amount_cents text, note text") == "type amount_cents");
  CHECK(breaks("order_id int key, amount_cents decimal(9,2), note text") == "type amount_cents");
  CHECK(breaks("order_id int key, amount_cents int null, note text") == "nullable amount_cents");
  CHECK(breaks("order_id int, amount_cents int, note text") == "key");
  CHECK(breaks("order_id int key, amount_cents int, note text key") == "key");
  CHECK(breaks("id int key, amount_cents int, note text") == "missing order_id");
  CHECK(breaks("order_id int key, amount_cents geometry, note text") == "type amount_cents");
}

TEST_CASE("a contract is silent about other tables") {
  const Contract contract = contract_of_properties(kOrders);
  CHECK(contract_breaks(contract, "shop.users", schema_of("id int")).empty());
}

TEST_CASE("the missing column's probable new name is said") {
  const Contract contract = contract_of_properties(kOrders);
  const auto say = [&](std::string_view schema) {
    return contract_breaks(contract, "orders", schema_of(schema)).front().say;
  };
  CHECK(say("order_id int key, minor_units int, note text") ==
        "the column amount_cents is missing; perhaps it is called minor_units now");
  CHECK(say("order_id int key, a int, b int, note text") == "the column amount_cents is missing");
  CHECK(say("order_id int key, a text, note text") == "the column amount_cents is missing");
  CHECK(say("order_id int key, a int null, note text") == "the column amount_cents is missing");
}

TEST_CASE("a physical type may grow, not shrink") {
  const Contract contract =
      contract_of_properties("{ 'name': 'a', 'physicalType': 'varchar(10)' }");
  CHECK(breaks(contract, "a varchar(10)") == "");
  CHECK(breaks(contract, "a text") == "");
  CHECK(breaks(contract, "a varchar(5)") == "type a");
}

TEST_CASE("a contract may refuse new columns, and is told what that costs") {
  const Contract contract = contract_of(
      "{ 'name': 'orders', 'properties': [ { 'name': 'a', 'logicalType': 'integer' } ],"
      "'customProperties': [ { 'property': 'additionalColumns', 'value': false } ] }");
  CHECK(breaks(contract, "a int") == "");
  CHECK(breaks(contract, "a int, b text null") == "additional b");
}

// The reasons against a change of shop.orders that names its integer columns before and after it.
std::vector<std::string> objections(const std::vector<std::string>& before,
                                    const std::vector<std::string>& after) {
  const auto schema = [](const std::vector<std::string>& names) {
    SourceSchema source;
    for (const std::string& name : names) {
      source.columns.push_back({.name = name, .type = ColumnType::kInteger});
    }
    return source;
  };
  const ContractGate gate({contract_of_properties("{ 'name': 'cents' }, { 'name': 'day' }")});
  return gate.objections({"shop.orders", schema(before), schema(after)});
}

TEST_CASE("the producer's gate objects to what a change breaks, not to what was broken before") {
  using Reasons = std::vector<std::string>;
  CHECK(objections({"cents", "day"}, {"cents", "day", "new"}) == Reasons{});
  CHECK(objections({"cents", "day"}, {"minor_units", "day"}) ==
        Reasons{"c.odcs.jsonc: the column cents is missing; perhaps it is called minor_units now"});
  CHECK(objections({"minor_units", "day"}, {"minor_units", "day", "new"}) == Reasons{});
  CHECK(objections({"minor_units", "day"}, {"minor_units"}) ==
        Reasons{"c.odcs.jsonc: the column day is missing; perhaps it is called minor_units now"});
}

std::string lints(std::string_view tables) {
  std::string text;
  for (const ContractLint& lint : lint_contract(contract_of(tables))) {
    CHECK_FALSE(lint.message.empty());
    CHECK_FALSE(lint.remedy.empty());
    text += lint.code + " " + lint.pointer + "\n";
  }
  return text;
}

TEST_CASE("lints") {
  CHECK(lints("{ 'name': 'o', 'properties': [ { 'name': 'a', 'logicalType': 'integer' } ] }") ==
        "");
  CHECK(lints("") == "contract.pins_nothing \n");
  CHECK(lints("{ 'name': 'o' }") == "contract.pins_nothing /schema/0\n");
  CHECK(lints("{ 'name': 'o', 'properties': [ { 'name': 'a' } ] }") ==
        "contract.types_open /schema/0/properties/0\n");
  CHECK(lints("{ 'name': 'o', 'properties': [ { 'name': 'a', 'physicalType': 'int' } ],"
              "'customProperties': [ { 'property': 'additionalColumns', 'value': false } ] }") ==
        "contract.refuses_columns /schema/0\n");
  const auto with_rules = [](std::string_view rules) {
    return lints(
        "{ 'name': 'o', 'properties': [ { 'name': 'a', 'logicalType': 'integer',"
        "'quality': [ { 'metric': 'nullValues', 'mustBe': 0 } ] } ],"
        "'quality': [" +
        std::string(rules) + "] }");
  };
  CHECK(with_rules("") == "contract.vacuous_checks /schema/0\n");
  CHECK(with_rules("{ 'metric': 'rowCount', 'mustBeGreaterThan': 0 }") == "");
  CHECK(with_rules("{ 'metric': 'rowCount', 'mustBeLessThan': 9 }") ==
        "contract.vacuous_checks /schema/0\n");
  CHECK(with_rules("{ 'type': 'text', 'description': 'be nice' }") ==
        "contract.rule_not_run /schema/0/quality/0\ncontract.vacuous_checks /schema/0\n");
}

}  // namespace
}  // namespace nightshift
