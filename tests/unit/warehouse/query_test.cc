#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

TEST_CASE("a query gives named, typed columns") {
  Warehouse warehouse = shop();
  const auto outcome = warehouse.query(
      "SELECT order_id, amount_cents / 2.0 AS half, date('2026-03-01') AS day, status FROM orders;",
      {});
  REQUIRE(outcome.has_value());
  REQUIRE(outcome->table.columns.size() == 4);
  CHECK(outcome->table.columns[1].name == "half");
  CHECK(outcome->table.columns[0].type == ColumnType::kInteger);
  CHECK(outcome->table.columns[1].type == ColumnType::kReal);
  CHECK(outcome->table.columns[2].type == ColumnType::kDate);
  CHECK(outcome->table.columns[3].type == ColumnType::kText);
  CHECK(outcome->statistics.steps > 0);
  CHECK(outcome->statistics.full_scan_steps == 2);
  CHECK_FALSE(outcome->truncated);
  CHECK(outcome->plan.empty());
}

TEST_CASE("a result without rows still has its columns") {
  Warehouse warehouse = shop();
  const auto outcome = warehouse.query("SELECT order_id FROM orders WHERE 0", {});
  REQUIRE(outcome.has_value());
  CHECK(outcome->table.columns.size() == 1);
  CHECK(outcome->table.row_count() == 0);
}

TEST_CASE("the plan comes on request, also after semicolons and comments") {
  Warehouse warehouse = shop();
  for (const std::string_view sql :
       {"SELECT * FROM orders", "; -- x\n /* y */ SELECT * FROM orders; -- z"}) {
    const auto outcome = warehouse.query(sql, {.with_plan = true});
    REQUIRE(outcome.has_value());
    REQUIRE(outcome->plan.size() == 1);
    CHECK(outcome->plan[0].detail == "SCAN orders");
  }
}

TEST_CASE("each trouble has its code") {
  Warehouse warehouse = shop();
  const std::vector<std::pair<std::string, std::string>> troubles = {
      {"", "sql.empty"},
      {" ; -- nothing", "sql.empty"},
      {"SELECT 1; SELECT 2", "sql.several_statements"},
      {"SELECT 1; nonsense", "sql.several_statements"},
      {"SELEC 1", "sql.syntax"},
      {"SELECT (1", "sql.syntax"},
      {"SELECT 'open", "sql.syntax"},
      {"SELECT * FROM order_lines", "sql.no_such_table"},
      {"SELECT amount FROM orders", "sql.no_such_column"},
      {"SELECT date_trunk('month', '2026-01-01')", "sql.no_such_function"},
      {"SELECT sum(sum(order_id)) FROM orders", "sql.invalid"},
      {"SELECT max()", "sql.invalid"},
      {"SELECT abs(-9223372036854775808)", "sql.runtime"},
      {"SELECT date_trunc('moth', placed_on) FROM orders", "sql.runtime"},
      {std::string("SELECT '\0'", 10), "sql.not_text"},
      {"SELECT '\xff'", "sql.not_text"}};
  for (const auto& [sql, code] : troubles) {
    CAPTURE(sql);
    const Error error = error_of(warehouse, sql);
    CHECK(error.code == code);
    CHECK(error.whose == Whose::kLearner);
    CHECK_FALSE(error.message.empty());
    CHECK_FALSE(error.remedy.empty());
    CHECK(ask(warehouse, "SELECT count(*) FROM orders; -- and a comment") == "3\n");
  }
}

TEST_CASE("an error points into the query") {
  Warehouse warehouse = shop();
  const Error column = error_of(warehouse, "SELECT 'é😀',\n  amount FROM orders");
  CHECK(column.where.line == 2);
  CHECK(column.where.column == 3);
  CHECK(column.where.offset_utf16 == 16);
  const Error second = error_of(warehouse, "SELECT 1;\nSELECT 2");
  CHECK(second.where.line == 1);
  CHECK(second.where.column == 10);
  const Error nul = error_of(warehouse, std::string_view("SELECT\n \0", 9));
  CHECK(nul.where.line == 2);
  CHECK(nul.where.column == 2);
  const Error later = error_of(warehouse, ";;\nSELECT amount FROM orders");
  CHECK(later.where.line == 2);
  CHECK(later.where.column == 8);
}

TEST_CASE("slips of the finger get a nearest name") {
  Warehouse warehouse = shop();
  CHECK(error_of(warehouse, "SELECT * FROM order_").remedy == "Did you mean orders?");
  CHECK(error_of(warehouse, "SELECT o.amout_cents FROM orders o").remedy ==
        "Did you mean amount_cents?");
  CHECK(error_of(warehouse, "SELECT date_trunk('day', '2026-01-01')").remedy ==
        "Did you mean date_trunc?");
  CHECK(error_of(warehouse, "SELEC 1").remedy == "Did you mean SELECT?");
  CHECK(error_of(warehouse, "SELECT * FROM payments").remedy == "The tables are orders.");
  CHECK_THAT(error_of(warehouse, "SELECT date_trunc('moth', '2026-01-01')").message,
             Catch::Matchers::Contains("did you mean 'month'?"));
  CHECK_THAT(error_of(warehouse, "SELECT * FROM orders WHERE status = \"paid\"").remedy,
             Catch::Matchers::Contains("single quotes"));
}

TEST_CASE("what does not only read is forbidden and changes nothing") {
  Warehouse warehouse = shop();
  const std::vector<std::pair<std::string, std::string>> forbidden = {
      {"INSERT INTO orders (order_id, status) VALUES (9, 'paid')", "INSERT"},
      {"REPLACE INTO orders (order_id, status) VALUES (9, 'paid')", "REPLACE"},
      {"WITH x AS (SELECT 1) DELETE FROM orders", "DELETE"},
      {"UPDATE orders SET status = 'paid'", "UPDATE"},
      {"-- a comment\nCREATE TABLE x (a)", "CREATE"},
      {"CREATE TEMP VIEW v AS SELECT 1", "CREATE"},
      {"DROP TABLE orders", "DROP"},
      {"ALTER TABLE orders RENAME TO x", "ALTER"},
      {"PRAGMA writable_schema = 1", "PRAGMA"},
      {"SELECT * FROM pragma_table_info('orders')", "PRAGMA"},
      {"ATTACH ':memory:' AS x", "ATTACH"},
      {"DETACH main", "DETACH"},
      {"BEGIN", "BEGIN"},
      {"COMMIT", "COMMIT"},
      {"VACUUM", "VACUUM"},
      {"ANALYZE", "ANALYZE"},
      {"REINDEX", "REINDEX"},
      {"EXPLAIN SELECT 1", "EXPLAIN"},
      {"EXPLAIN QUERY PLAN SELECT 1", "EXPLAIN"},
      {"SELECT json_patch('{}', '{}')", "json_patch()"}};
  for (const auto& [sql, action] : forbidden) {
    CAPTURE(sql);
    const Error error = error_of(warehouse, sql);
    CHECK(error.code == "sql.forbidden");
    CHECK(error.message.starts_with(action));
    CHECK(ask(warehouse, "SELECT count(*), count(DISTINCT status) FROM orders") == "3 | 2\n");
  }
}

TEST_CASE("rows beyond the budget fail or are cut off") {
  Warehouse warehouse = shop();
  QueryOptions options;
  options.budget.rows_max = 3;
  CHECK(ask(warehouse, "SELECT order_id FROM orders", options) == "1\n2\n3\n");
  options.budget.rows_max = 2;
  CHECK(ask(warehouse, "SELECT order_id FROM orders", options) == "error: sql.over_budget_rows\n");
  options.overflow = RowOverflow::kTruncate;
  const auto outcome = warehouse.query("SELECT order_id FROM orders", options);
  REQUIRE(outcome.has_value());
  CHECK(outcome->truncated);
  CHECK(outcome->table.row_count() == 2);
}

TEST_CASE("bytes, values and statements have their budgets") {
  Warehouse warehouse = shop();
  QueryOptions options;
  options.budget.bytes_max = 40;
  CHECK(ask(warehouse, "SELECT zeroblob(40)", options) != "error: sql.over_budget_bytes\n");
  CHECK(ask(warehouse, "SELECT zeroblob(41)", options) == "error: sql.over_budget_bytes\n");
  options = {};
  options.budget.value_bytes_max = 5000;
  CHECK(ask(warehouse, "SELECT length(zeroblob(5000))", options) == "5000\n");
  CHECK(ask(warehouse, "SELECT length(zeroblob(5001))", options) ==
        "error: sql.over_budget_value\n");
  options = {};
  options.budget.sql_bytes_max = 8;
  CHECK(ask(warehouse, "SELECT 1", options) == "1\n");
  CHECK(ask(warehouse, "SELECT 11", options) == "error: sql.too_long\n");
}

TEST_CASE("unordered scans run backwards on request, and only then") {
  Warehouse warehouse = shop();
  CHECK(ask(warehouse, "SELECT order_id FROM orders", {.reverse_unordered = true}) == "3\n2\n1\n");
  CHECK(ask(warehouse, "SELECT order_id FROM orders") == "1\n2\n3\n");
  CHECK(ask(warehouse, "SELECT order_id FROM orders ORDER BY 1", {.reverse_unordered = true}) ==
        "1\n2\n3\n");
}

TEST_CASE("chance and clock are the warehouse's own") {
  Warehouse one(kTestOptions);
  const std::string first = ask(one, "SELECT random(), hex(randomblob(4)), datetime('now')");
  CHECK(ask(one, "SELECT random(), hex(randomblob(4)), datetime('now')") == first);
  CHECK_THAT(first, Catch::Matchers::Contains("2026-03-14 14:53:20"));
  Warehouse same(kTestOptions);
  CHECK(ask(same, "SELECT random(), hex(randomblob(4)), datetime('now')") == first);
  CHECK(ask(one, "SELECT random(), hex(randomblob(4)), datetime('now')") == first);
  Warehouse other({.now_unix_us = kTestOptions.now_unix_us, .seed = 8});
  CHECK(ask(other, "SELECT random(), hex(randomblob(4)), datetime('now')") != first);
}

TEST_CASE("a moved warehouse goes on") {
  Warehouse first = shop();
  Warehouse second = std::move(first);
  CHECK(ask(second, "SELECT count(*) FROM orders") == "3\n");
  CHECK(second.row_count("ORDERS") == 3);
}

TEST_CASE("no automatic index is built") {
  Warehouse warehouse = shop();
  const auto outcome = warehouse.query(
      "SELECT count(*) FROM orders a JOIN orders b ON a.amount_cents = b.amount_cents",
      {.with_plan = true});
  REQUIRE(outcome.has_value());
  for (const PlanNode& node : outcome->plan)
    CHECK(node.detail.find("AUTOMATIC") == std::string::npos);
}

}  // namespace
}  // namespace nightshift
