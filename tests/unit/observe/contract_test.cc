#include "engine/observe/contract.h"

#include "engine/json/write.h"
#include "engine/observe/contract_breaks.h"
#include "tests/support/catch.h"
#include "tests/unit/observe/notation.h"

namespace nightshift {
namespace {

std::string errors_of(const std::string& text) {
  const ResultOrErrors<Contract> contract = read_contract(text, "c.odcs.jsonc");
  if (contract) return "";
  for (const Error& error : contract.error()) {
    CHECK(error.whose == Whose::kLearner);
    CHECK(error.where.file == "c.odcs.jsonc");
    CHECK_FALSE(error.remedy.empty());
  }
  return errors_text(contract.error());
}

std::string table_errors(std::string_view members) {
  return errors_of(contract_text("{ 'name': 'orders', " + std::string(members) + " }"));
}

std::string remedy_of(const std::string& text) {
  const ResultOrErrors<Contract> contract = read_contract(text, "c");
  REQUIRE_FALSE(contract);
  return contract.error().front().remedy;
}

TEST_CASE("a contract is read, and kept whole") {
  const Contract contract = contract_of(
      "{ 'name': 'orders', 'physicalName': 'ORDERS_V2', 'businessName': 'Orders', 'properties': ["
      "  { 'name': 'order_id', 'logicalType': 'integer', 'primaryKey': true, 'unique': true },"
      "  { 'name': 'amount_cents', 'physicalType': 'BIGINT', 'required': true,"
      "    'criticalDataElement': true, 'classification': 'public',"
      "    'quality': [ { 'metric': 'nullValues', 'mustBe': 0 } ] } ],"
      "  'quality': [ { 'metric': 'rowCount', 'mustBeGreaterThan': 0 } ] }");
  CHECK(contract.id == "c1");
  CHECK(contract.file == "c.odcs.jsonc");
  REQUIRE(contract.tables.size() == 1);
  const ContractTable& table = contract.tables.front();
  CHECK(table.name == "ORDERS_V2");
  CHECK(table.business_name == "orders");
  CHECK(table.additional_columns);
  REQUIRE(table.properties.size() == 2);
  CHECK(table.properties[0].logical_type == LogicalType::kInteger);
  CHECK(table.properties[0].key_position == 1);
  CHECK(table.properties[1].physical_type == "BIGINT");
  CHECK(table.properties[1].critical);
  CHECK(table.properties[1].pointer == "/schema/0/properties/1");
  REQUIRE(table.quality.size() == 2);
  CHECK(rule_subject(table.quality[0]) == "rowCount");
  CHECK(rule_subject(table.quality[1]) == "nullValues of amount_cents");
  const std::string kept = write_json(contract.document, JsonLayout::kCompact);
  CHECK(kept.find("\"classification\":\"public\"") != std::string::npos);
  const ResultOrErrors<Contract> again = read_contract(kept, "c.odcs.jsonc");
  REQUIRE(again);
  CHECK(again->tables == contract.tables);
  CHECK(write_json(again->document, JsonLayout::kCompact) == kept);
}

TEST_CASE("a table is found by its name, its physical name and behind its source") {
  const Contract contract = contract_of("{ 'name': 'orders', 'physicalName': 'o_2' }");
  CHECK(find_table(contract, "ORDERS") != nullptr);
  CHECK(find_table(contract, "o_2") != nullptr);
  CHECK(find_table(contract, "shop.orders") != nullptr);
  CHECK(find_table(contract, "orders_daily") == nullptr);
}

TEST_CASE("required, unique and primaryKey imply rules") {
  const Contract contract = contract_of_properties(
      "{ 'name': 'day', 'primaryKey': true, 'primaryKeyPosition': 2 },"
      "{ 'name': 'shop', 'primaryKey': true, 'primaryKeyPosition': 1 },"
      "{ 'name': 'code', 'unique': true }, { 'name': 'note', 'required': true }");
  std::string subjects;
  for (const QualityRule& rule : all_rules(contract.tables.front())) {
    subjects += rule_subject(rule) + "; ";
  }
  CHECK(subjects ==
        "nullValues of day; nullValues of shop; duplicateValues of code; nullValues of note; "
        "duplicateValues of shop, day; ");
}

TEST_CASE("every key of the standard that we do not use is fine") {
  CHECK(errors_of(quotes(
            "{'apiVersion':'v3.1.0','kind':'DataContract','id':'i','version':'1','status':'draft',"
            "'tenant':'t','tags':['x'],'domain':'d','dataProduct':'p','slaDefaultElement':'e',"
            "'contractCreatedTs':'2026-01-01T00:00:00Z','price':{'priceAmount':9.95},"
            "'servers':[{'server':'s','type':'custom','host':'h','port':1}],"
            "'team':{'name':'checkout','members':[{'username':'u','role':'Owner'}]},"
            "'roles':[{'role':'reader','access':'read'}],'support':[{'channel':'#c','tool':'x'}],"
            "'slaProperties':[{'property':'retention','value':'P1Y'}],"
            "'customProperties':[{'property':'p','value':{'a':[1]}}],"
            "'authoritativeDefinitions':[{'url':'https://a','type':'t'}]}")) == "");
  CHECK(errors_of(quotes("{'apiVersion':'v3.0.2','kind':'DataContract','id':'i','version':'1',"
                         "'status':'draft','team':[{'username':'u'}]}")) == "");
  CHECK(table_errors(
            "'properties': [ { 'name': 'a', 'logicalType': 'string', 'examples': ['x', 1],"
            "'logicalTypeOptions': { 'maxLength': 3 }, 'relationships': [ { 'to': 'b.c' } ],"
            "'quality': [ { 'type': 'text', 'description': 'be nice' },"
            " { 'type': 'custom', 'engine': 'soda', 'implementation': 'x', 'unit': 'days' } ] },"
            "{ 'name': 'o', 'logicalType': 'object', 'properties': [ { 'name': 'in' } ] } ]") ==
        "");
}

TEST_CASE("keys that the standard does not have are refused, with the nearest that it has") {
  CHECK(errors_of(quotes("{'apiVersion':'v3.1.0','kind':'DataContract','id':'i','version':'1',"
                         "'status':'draft','shema':[]}")) == "/shema json.unknown_key\n");
  CHECK(remedy_of(quotes("{'apiVersion':'v3.1.0','kind':'DataContract','id':'i','version':'1',"
                         "'status':'draft','shema':[]}")) == "Did you mean \"schema\"?");
  CHECK(table_errors("'columns': []") == "/schema/0/columns json.unknown_key\n");
  CHECK(table_errors("'properties': [ { 'name': 'a', 'requird': true } ]") ==
        "/schema/0/properties/0/requird json.unknown_key\n");
  CHECK(table_errors("'quality': [ { 'metric': 'rowCount', 'mustBeGraterThan': 0 } ]") ==
        "/schema/0/quality/0/mustBeGraterThan json.unknown_key\n");
  CHECK(table_errors("'properties': [ { 'name': 'a', 'logicalType': 'integer',"
                     "'logicalTypeOptions': { 'pattern': 'x' } } ]") ==
        "/schema/0/properties/0/logicalTypeOptions/pattern json.unknown_key\n");
}

TEST_CASE("what does not fit the standard is reported where it stands") {
  CHECK(errors_of("[]") == " json.wrong_kind\n");
  CHECK(errors_of("{") == " json.syntax\n");
  CHECK(errors_of(quotes("{'kind':'DataContract','apiVersion':'v3.1.0','id':'i','version':'1'}")) ==
        " json.missing_key\n");
  CHECK(table_errors("'properties': [ { 'logicalType': 'int' } ]") ==
        "/schema/0/properties/0 json.missing_key\n"
        "/schema/0/properties/0/logicalType json.unknown_value\n");
  CHECK(table_errors("'properties': [ { 'name': 'a', 'required': 'yes' } ]") ==
        "/schema/0/properties/0/required json.wrong_kind\n");
  CHECK(table_errors("'quality': [ { 'mustBe': 0 } ]") == "/schema/0/quality/0 json.missing_key\n");
  CHECK(table_errors("'quality': [ 7 ]") == "/schema/0/quality/0 json.wrong_kind\n");
}

TEST_CASE("rules that say nothing, or too much, are refused") {
  const auto rule = [](std::string_view members) {
    return table_errors("'properties': [ { 'name': 'a', 'quality': [ { " + std::string(members) +
                        " } ] } ]");
  };
  const std::string at = "/schema/0/properties/0/quality/0";
  CHECK(rule("'metric': 'nullValues', 'mustBe': 0") == "");
  CHECK(rule("'metric': 'nullValues'") == at + " quality.no_operator\n");
  CHECK(rule("'metric': 'nullValues', 'mustBe': 0, 'mustBeLessThan': 3") ==
        at + " quality.several_operators\n");
  CHECK(rule("'metric': 'nullValues', 'mustBeBetween': [5, 1]") ==
        at + "/mustBeBetween quality.range\n");
  CHECK(rule("'metric': 'nullValues', 'mustBe': 0.5") == at + "/mustBe json.wrong_kind\n");
  CHECK(rule("'metric': 'nullValues', 'unit': 'percent', 'mustBeLessThan': 0.5") == "");
  CHECK(rule("'metric': 'nullValues', 'unit': 'percent', 'mustBeLessThan': 0.0005") ==
        at + "/mustBeLessThan quality.decimals\n");
  CHECK(rule("'metric': 'nullValues', 'mustBe': 0, 'severity': 'eror'") ==
        at + "/severity json.unknown_value\n");
  CHECK(rule("'metric': 'invalidValues', 'mustBe': 0") == at + " quality.arguments\n");
  CHECK(rule("'metric': 'invalidValues', 'arguments': { 'validValues': [[]] }, 'mustBe': 0") ==
        at + "/arguments/validValues/0 quality.arguments\n" + at + " quality.arguments\n");
  CHECK(rule("'metric': 'nullValues', 'arguments': { 'validValues': [1] }, 'mustBe': 0") ==
        at + "/arguments/validValues json.unknown_key\n");
  CHECK(table_errors("'quality': [ { 'metric': 'nullValues', 'mustBe': 0 } ]") ==
        "/schema/0/quality/0 quality.no_column\n");
  CHECK(table_errors("'quality': [ { 'metric': 'duplicateValues', 'mustBe': 0,"
                     " 'arguments': { 'properties': ['a', 'b'] } } ]") == "");
  CHECK(table_errors("'quality': [ { 'metric': 'rowCount', 'unit': 'percent', 'mustBe': 0 } ]") ==
        "/schema/0/quality/0 quality.unit\n");
}

TEST_CASE("names come once, and contracts end somewhere") {
  CHECK(table_errors("'properties': [ { 'name': 'a' }, { 'name': 'A' } ]") ==
        "/schema/0/properties/1 contract.duplicate_name\n");
  CHECK(table_errors("'properties': [ { 'name': 'a' }, { 'name': 'b' } ]") == "");
  CHECK(errors_of(contract_text("{ 'name': 'o' }, { 'name': 'o' }")) ==
        "/schema/1 contract.duplicate_name\n");
  CHECK(errors_of(std::string(kContractBytesMax + 1, ' ')) == " contract.too_large\n");
  CHECK(errors_of(std::string(kContractBytesMax, ' ')) == " json.syntax\n");
  std::string many = "'properties': [ { 'name': 'c' }";
  for (std::size_t i = 0; i < kContractPropertiesMax; ++i) {
    many += ", { 'name': 'c" + std::to_string(i) + "' }";
  }
  CHECK(table_errors(many + " ]") == "/schema/0/properties contract.too_large\n");
}

TEST_CASE("service levels that are times are times") {
  const auto sla = [](std::string_view members) {
    return errors_of(
        quotes("{'apiVersion':'v3.1.0','kind':'DataContract','id':'i','version':'1',"
               "'status':'s','slaProperties':[{" +
               std::string(members) + "}]}"));
  };
  CHECK(sla("'property':'latency','value':2,'unit':'h'") == "");
  CHECK(sla("'property':'latency','value':2") == "/slaProperties/0 contract.sla\n");
  CHECK(sla("'property':'timeToDetect','value':'soon','unit':'min'") ==
        "/slaProperties/0 contract.sla\n");
  CHECK(sla("'property':'availability','value':'99.5 %'") == "");
}

TEST_CASE("additionalColumns is our one custom property") {
  const auto table = [](std::string_view value) {
    return "{ 'name': 'o', 'customProperties': [ { 'property': 'additionalColumns', 'value': " +
           std::string(value) + " } ] }";
  };
  CHECK_FALSE(contract_of(table("false")).tables.front().additional_columns);
  CHECK(contract_of(table("true")).tables.front().additional_columns);
  CHECK(errors_of(contract_text(table("'no'"))) ==
        "/schema/0/customProperties/0/value contract.custom_property\n");
}

// The file is validated against the published schema by published_schemas.test.mjs beside it.
TEST_CASE("the example contract is read, and nothing is to be said against it") {
  const ResultOrErrors<Contract> contract =
      read_contract(example_text("shop.orders.odcs.jsonc"), "shop.orders.odcs.jsonc");
  REQUIRE(contract);
  CHECK(contract->tables.size() == 1);
  CHECK(contract->tables.front().properties.size() == 5);
  CHECK(contract->sla.size() == 2);
  CHECK(contract->sla.front().value == 2 * kHourUs);
  CHECK(lint_contract(*contract).empty());
}

TEST_CASE("a damaged contract is an error or a contract, never a crash") {
  const std::string whole = example_text("shop.orders.odcs.jsonc");
  std::size_t refused = 0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    if (!read_contract(whole.substr(0, i), "c")) ++refused;
    std::string damaged = whole;
    damaged.erase(i, 1);
    if (!read_contract(damaged, "c")) ++refused;
  }
  CHECK(refused > whole.size());
}

}  // namespace
}  // namespace nightshift
