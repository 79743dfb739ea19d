// Queries that want to run for ever, take everything or break something. Each ends with an error,
// and the next query works.
#include <fmt/format.h>

#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

constexpr std::string_view kForEver =
    "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) ";

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

std::string long_chain(int length) {
  std::string sql = "WITH a0 AS (SELECT 1 AS x)";
  for (int i = 1; i <= length; ++i) sql += fmt::format(", a{} AS (SELECT x FROM a{})", i, i - 1);
  return sql + fmt::format(" SELECT x FROM a{}", length);
}

TEST_CASE("a runaway query ends over budget, and the next one works") {
  Warehouse warehouse = shop();
  QueryOptions options;
  options.budget.steps_max = 200'000;
  const std::vector<std::string> runaways = {
      std::string(kForEver) + "SELECT count(*) FROM c",
      std::string(kForEver) + "SELECT i FROM c WHERE i < 0",
      std::string(kForEver) +
          "SELECT sum((SELECT count(*) FROM orders WHERE order_id <> i)) FROM c",
      "SELECT count(*) FROM orders a, orders b, orders c, orders d, orders e, orders f, orders g, "
      "orders h, orders i, orders j, orders k, orders l, orders m"};
  for (const std::string& sql : runaways) {
    CAPTURE(sql);
    const Error first = error_of(warehouse, sql, options);
    CHECK(first.code == "sql.over_budget_steps");
    CHECK(error_of(warehouse, sql, options) == first);
    CHECK(ask(warehouse, "SELECT count(*) FROM orders", options) == "3\n");
  }
}

TEST_CASE("a budget is spent at the same step each time") {
  Warehouse warehouse = shop();
  const std::string sql =
      std::string(kForEver) + "SELECT count(*) FROM (SELECT i FROM c LIMIT 5000)";
  const auto outcome = warehouse.query(sql, {});
  REQUIRE(outcome.has_value());
  const std::int64_t steps = outcome->statistics.steps;
  QueryOptions enough;
  enough.budget.steps_max = steps + 1000;
  QueryOptions too_few;
  too_few.budget.steps_max = steps - 1000;
  for (int round = 0; round < 3; ++round) {
    CHECK(warehouse.query(sql, enough)->statistics.steps == steps);
    CHECK(error_of(warehouse, sql, too_few).code == "sql.over_budget_steps");
  }
}

TEST_CASE("ten million rows are stopped or cut off") {
  Warehouse warehouse(kTestOptions);
  const std::string sql = std::string(kForEver) + "SELECT i FROM c LIMIT 10000000";
  CHECK(ask(warehouse, sql) == "error: sql.over_budget_rows\n");
  QueryOptions options{.overflow = RowOverflow::kTruncate};
  options.budget.rows_max = 1000;
  const auto outcome = warehouse.query(sql, options);
  REQUIRE(outcome.has_value());
  CHECK(outcome->table.row_count() == 1000);
  CHECK(outcome->truncated);
}

TEST_CASE("deep and wide queries are refused, shallow ones run") {
  Warehouse warehouse = shop();
  const std::vector<std::string> refused = {
      "SELECT " + repeated("(", 1000) + "1" + repeated(")", 1000),
      "SELECT " + repeated("(", 40'000),
      "SELECT " + repeated("NOT ", 2000) + "1",
      "SELECT " + repeated("-", 0) + repeated("+ ", 3000) + "1",
      "SELECT 1" + repeated(" + 1", 2000),
      "SELECT 1" + repeated(" UNION ALL SELECT 1", 150),
      repeated("SELECT * FROM (", 240) + "SELECT 1" + repeated(")", 240),
      "SELECT " + repeated("(SELECT ", 240) + "1" + repeated(")", 240),
      long_chain(3000),
      "SELECT 1" + repeated(", sum(1) OVER ()", 1000) + " FROM orders"};
  for (const std::string& sql : refused) {
    CAPTURE(sql.substr(0, 60));
    CHECK(ask(warehouse, sql) == "error: sql.too_deep\n");
    CHECK(ask(warehouse, "SELECT 1") == "1\n");
  }
  CHECK(ask(warehouse, "SELECT " + repeated("(", 200) + "1" + repeated(")", 200)) == "1\n");
  CHECK(ask(warehouse, long_chain(200)) == "1\n");
  CHECK(ask(warehouse, repeated("SELECT * FROM (", 30) + "SELECT 1" + repeated(")", 30)) == "1\n");
}

TEST_CASE("memory has an end") {
  Warehouse warehouse = shop();
  QueryOptions options;
  options.budget.steps_max = 100'000'000;
  const std::string sql =
      std::string(kForEver) +
      "SELECT count(*) FROM (SELECT hex(zeroblob(900)) || i AS u FROM c ORDER BY u)";
  CHECK(ask(warehouse, sql, options) == "error: sql.over_budget_memory\n");
  CHECK(ask(warehouse, "SELECT count(*) FROM orders") == "3\n");
}

TEST_CASE("long values cost more per step, and still work") {
  Warehouse warehouse(kTestOptions);
  CHECK(ask(warehouse, "SELECT length(hex(zeroblob(490000)))") == "980000\n");
  const std::string sql =
      std::string(kForEver) + "SELECT max(length(upper(hex(zeroblob(450000)) || i))) FROM c";
  const Error error = error_of(warehouse, sql);
  CHECK(error.code == "sql.over_budget_steps");
  CHECK_THAT(error.message, Catch::Matchers::Contains("each step counted 1,024 times"));
  CHECK(error_of(warehouse, sql) == error);
}

TEST_CASE("counting a large table again and again is counted") {
  Warehouse warehouse(kTestOptions);
  const TableSchema schema = {.name = "big",
                              .description = {},
                              .columns = {{.name = "n", .type = ColumnType::kInteger}},
                              .primary_key = {}};
  REQUIRE(warehouse.create_table(schema).has_value());
  REQUIRE(warehouse
              .load_sql("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) "
                        "INSERT INTO big SELECT i FROM c LIMIT 200000",
                        "big.sql")
              .has_value());
  constexpr std::string_view kEachTime = "(SELECT count(*) FROM big ORDER BY i)";
  const auto counted_times = [&](int times) {
    return fmt::format("{} SELECT sum({}) FROM (SELECT i FROM c LIMIT {})", kForEver, kEachTime,
                       times);
  };
  // Once is cheap, and so are a few times.
  const auto once = warehouse.query("SELECT count(*) FROM big", {});
  REQUIRE(once.has_value());
  CHECK(once->statistics.steps < 100);
  CHECK(ask(warehouse, counted_times(20)) == "4000000\n");
  // Each run looks at hundreds of pages in a few steps.
  const auto often = warehouse.query(counted_times(2000), {});
  REQUIRE(often.has_value());
  CHECK(often->statistics.steps > 2000 * 200);
  CHECK(ask(warehouse, counted_times(1'000'000)) == "error: sql.over_budget_steps\n");
  // What looks at every row costs what it cost before: its steps.
  const auto sum = warehouse.query("SELECT sum(n) FROM big", {});
  REQUIRE(sum.has_value());
  CHECK(sum->statistics.steps < 200'000 * 3 + 1000);
}

TEST_CASE("work inside one function call is counted") {
  Warehouse warehouse(kTestOptions);
  const std::string sql = "SELECT instr(hex(zeroblob(450000)), hex(zeroblob(200000)) || '1')";
  CHECK(ask(warehouse, sql) == "error: sql.over_budget_steps\n");
  const auto cheap = warehouse.query("SELECT instr('haystack', 'st')", {});
  const auto dear = warehouse.query("SELECT instr(hex(zeroblob(900)), hex(zeroblob(400)))", {});
  REQUIRE(cheap.has_value());
  REQUIRE(dear.has_value());
  CHECK(cheap->statistics.steps < 100);
  CHECK(dear->statistics.steps > 1800 * 800 / 256);
}

}  // namespace
}  // namespace nightshift
