#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

std::string code_of(const TableSchema& schema) {
  Warehouse warehouse(kTestOptions);
  const auto made = warehouse.create_table(schema);
  if (made) return "";
  CHECK(made.error().whose == Whose::kAuthor);
  CHECK_FALSE(made.error().remedy.empty());
  return made.error().code;
}

TEST_CASE("a sound schema makes an empty table") {
  CHECK(code_of(orders_schema()).empty());
  Warehouse warehouse(kTestOptions);
  REQUIRE(warehouse.create_table(orders_schema()).has_value());
  CHECK(warehouse.row_count("orders") == 0);
}

TEST_CASE("each flaw of a schema has its code") {
  TableSchema schema = orders_schema();
  SECTION("no columns") {
    schema.columns.clear();
    CHECK(code_of(schema) == "schema.no_columns");
  }
  SECTION("two columns of one name, letter case free") {
    schema.columns[1].name = "ORDER_ID";
    CHECK(code_of(schema) == "schema.repeated_column");
  }
  SECTION("a key that is no column") {
    schema.primary_key = {"order_ib"};
    CHECK(code_of(schema) == "schema.primary_key");
  }
  SECTION("a name that SQLite keeps for itself") {
    schema.name = "SQLite_orders";
    CHECK(code_of(schema) == "schema.name");
  }
  SECTION("an empty name") {
    schema.columns[0].name = "";
    CHECK(code_of(schema) == "schema.name");
  }
  SECTION("a type that only results have") {
    schema.columns[0].type = ColumnType::kMixed;
    CHECK(code_of(schema) == "schema.type");
  }
}

TEST_CASE("more columns than SQLite takes are refused") {
  TableSchema wide{.name = "wide", .description = {}, .columns = {}, .primary_key = {}};
  for (int i = 0; i < 2000; ++i) {
    wide.columns.push_back({.name = "c" + std::to_string(i), .type = ColumnType::kInteger});
  }
  CHECK(code_of(wide).empty());
  wide.columns.push_back({.name = "one_more", .type = ColumnType::kInteger});
  CHECK(code_of(wide) == "schema.refused");
}

TEST_CASE("two tables of one name are refused") {
  Warehouse warehouse = shop();
  const auto again = warehouse.create_table(orders_schema());
  REQUIRE_FALSE(again.has_value());
  CHECK(again.error().code == "schema.repeated_table");
}

TEST_CASE("names with quotes and keywords work") {
  Warehouse warehouse(kTestOptions);
  const TableSchema schema = {
      .name = "group \"x\"",
      .description = "",
      .columns = {{.name = "select", .type = ColumnType::kText, .accepted_values = {"it's"}}},
      .primary_key = {"select"}};
  REQUIRE(warehouse.create_table(schema).has_value());
  REQUIRE(warehouse.load_csv(schema, "select\nit's\n", "x.csv").has_value());
  CHECK(ask(warehouse, "SELECT \"select\" FROM \"group \"\"x\"\"\"") == "it's\n");
}

}  // namespace
}  // namespace nightshift
