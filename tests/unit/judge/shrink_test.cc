#include "grader/judge/shrink.h"

#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kDdl =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT UNIQUE);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT REFERENCES customers (id), total "
    "REAL, "
    "day DATE)";

const char* const kRows =
    "customers: 17 'Ada' | 23 'Bob' | 31 'Cyd'; orders: 5 17 99.5 '2024-05-06' | 6 23 10.0 "
    "'2024-05-07' | 7 NULL 12.0 NULL | 8 31 99.5 '2024-06-01'";

// Shrinks kRows while the condition, a query that gives a number, is not 0.
std::string smallest(const std::string& condition, const ShrinkOptions& options = {},
                     std::int64_t* tries = nullptr) {
  ScratchDatabase database = scratch(kDdl);
  auto query = database.prepare(condition);
  REQUIRE(query.has_value());
  const ScratchSchema& schema = database.schema();
  const Shrunk shrunk = shrink_data(
      legal_rules(schema, no_constraints(schema)), data_of(schema, kRows),
      [&](const TinyData& data) {
        if (database.fill(data.tables)) return false;
        const auto table = database.run(*query);
        return table->columns[0].cells[0] != Cell(std::int64_t{0});
      },
      options);
  if (tries != nullptr) *tries = shrunk.tries;
  return data_text(schema, shrunk.data);
}

TEST_CASE("rows that show nothing go, and values become plain") {
  CHECK(smallest("SELECT count(*) FROM customers") == "customers: 0 'a'");
  CHECK(smallest("SELECT count(*) FROM orders o JOIN customers c ON o.customer = c.id") ==
        "customers: 0 'a'; orders: 0 0 0.0 '2020-01-01'");
  CHECK(smallest("SELECT count(*) FROM orders WHERE total > 11") == "orders: 0 NULL 12.0 NULL");
  CHECK(smallest("SELECT count(*) > 1 FROM customers") == "customers: 0 'a' | 1 'b'");
  CHECK(smallest("SELECT 1").empty());
}

TEST_CASE("without values, rows stay as they were") {
  CHECK(smallest("SELECT count(*) FROM orders WHERE total = 10", {.simplify_values = false}) ==
        "customers: 23 'Bob'; orders: 6 23 10.0 '2024-05-07'");
}

TEST_CASE("tries are counted and bounded") {
  std::int64_t tries = 0;
  smallest("SELECT count(*) FROM customers", {}, &tries);
  CHECK(tries > 3);
  CHECK(tries < 40);
  smallest("SELECT count(*) FROM customers", {.tries_max = 2}, &tries);
  CHECK(tries == 2);
}

}  // namespace
}  // namespace nightshift
