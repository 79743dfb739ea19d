#include "grader/judge/tiny_data.h"

#include "engine/json/write.h"
#include "grader/judge/legal.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kDdl =
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT REFERENCES customers (id), twice "
    "INT AS "
    "(id * 2), total REAL NOT NULL);"
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT UNIQUE)";

const char* const kRows = "orders: 1 7 NULL 2.5 | 2 NULL NULL 0.0; customers: 7 'it''s'";

TEST_CASE("INSERTs come parents first, without generated columns") {
  ScratchDatabase database = scratch(kDdl);
  TinyData data = data_of(database.schema(), kRows);
  data.tables[1][0][1] = std::string("it's");
  CHECK(insert_text(database.schema(), data) ==
        "INSERT INTO \"customers\" (\"id\", \"name\") VALUES\n"
        "  (7, 'it''s');\n"
        "INSERT INTO \"orders\" (\"id\", \"customer\", \"total\") VALUES\n"
        "  (1, 7, 2.5),\n"
        "  (2, NULL, 0.0);\n");
  CHECK(data.row_count() == 3);
  CHECK(insert_text(database.schema(), empty_data(database.schema())).empty());
}

TEST_CASE("as JSON") {
  const ScratchDatabase database = scratch("CREATE TABLE t (a, b)");
  const TinyData data = data_of(database.schema(), "t: X'0a' Inf | NULL 1");
  CHECK(write_json(tiny_data_json(database.schema(), data), JsonLayout::kCompact) ==
        R"([{"columns":["a","b"],"rows":[[{"blob":"0a"},{"real":"Inf"}],[null,1]],"table":"t"}])");
}

TEST_CASE("literals are read back as they were") {
  ScratchDatabase database = scratch("");
  const std::vector<Cell> cells = {Null{},    std::int64_t{-3},   1e300,
                                   0.1,       std::string("a'b"), Blob{std::string("\0x", 2)},
                                   9e307 * 10};
  for (const Cell& cell : cells) {
    auto query = database.prepare("SELECT " + sql_literal(cell));
    REQUIRE(query.has_value());
    CHECK(database.run(*query)->columns[0].cells[0] == cell);
  }
}

std::string violation(const std::string& rows) {
  const ScratchDatabase database = scratch(kDdl);
  const ScratchSchema& schema = database.schema();
  const LegalRules rules = legal_rules(
      schema, constraints_of(schema, R"({"tables": {"orders": {"rows_max": 3, "columns": {"total":
                                         {"max": 9}}}}})"));
  const auto found = first_violation(rules, data_of(schema, rows));
  constexpr std::array<const char*, 6> kKinds = {"null", "key", "check", "type", "parent", "count"};
  if (!found) return "";
  return std::string(kKinds[static_cast<std::size_t>(found->kind)]) + " " +
         schema.tables[found->table].name + "." + std::to_string(found->row);
}

TEST_CASE("each rule trips, and lets pass") {
  CHECK(violation(kRows).empty());
  CHECK(violation("orders: 1 NULL NULL NULL") == "null orders.0");
  CHECK(violation("orders: 1 NULL NULL 9.5") == "check orders.0");
  CHECK(violation("orders: 1 NULL NULL 9.0").empty());
  CHECK(violation("orders: 1 NULL NULL 1.0 | 1 NULL NULL 2.0") == "key orders.1");
  CHECK(violation("customers: 1 NULL | 2 NULL").empty());
  CHECK(violation("customers: 1 a | 2 a") == "key customers.1");
  CHECK(violation("orders: 1 5 NULL 1.0; customers: 4 a") == "parent orders.0");
  CHECK(
      violation("orders: 1 NULL NULL 1.0 | 2 NULL NULL 1.0 | 3 NULL NULL 1.0 | 4 NULL NULL 1.0") ==
      "count orders.0");
}

TEST_CASE("a row goes with those that need it") {
  const ScratchDatabase database = scratch(
      "CREATE TABLE a (id INTEGER PRIMARY KEY, up INT REFERENCES a);"
      "CREATE TABLE b (a INT REFERENCES a)");
  const ScratchSchema& schema = database.schema();
  const LegalRules rules = legal_rules(schema, no_constraints(schema));
  TinyData data = data_of(schema, "a: 1 NULL | 2 1 | 3 2 | 4 NULL; b: 3 | 4 | NULL");
  drop_row(rules, data, 0, 0);
  CHECK(data_text(schema, data) == "a: 4 NULL; b: 4 | NULL");
  TinyData broken = data_of(schema, "a: 1 NULL | 1 NULL | 3 9; b: 3 | 1");
  drop_illegal_rows(rules, broken);
  CHECK(data_text(schema, broken) == "a: 1 NULL; b: 1");
}

}  // namespace
}  // namespace nightshift
