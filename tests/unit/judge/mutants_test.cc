// Mistakes that are made of a reference.
#include "grader/judge/mutants.h"

#include <algorithm>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "engine/sql/parse.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kShop =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT, city TEXT);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, total REAL, placed TEXT)";

Select parsed(std::string_view sql) {
  auto statement = parse_statement(sql);
  REQUIRE(statement);
  return std::get<Select>(std::move(statement->node));
}

std::vector<Mutant> mutants(std::string_view sql, std::size_t mutants_max = 400) {
  const ScratchDatabase database = scratch(kShop);
  return mutants_of(parsed(sql), database.schema(), {.mutants_max = mutants_max});
}

// "class: sql" is among the mutants of `sql`.
bool has(std::string_view sql, const std::string& mutant) {
  const std::vector<Mutant> all = mutants(sql);
  return std::any_of(all.begin(), all.end(), [&](const Mutant& one) {
    return std::string(error_class_text(one.error_class)) + ": " + one.sql == mutant;
  });
}

TEST_CASE("conditions go wrong as people get them wrong") {
  const char* over = "SELECT id FROM orders WHERE total > 100 AND placed < '2024-03-01'";
  CHECK(
      has(over, "comparison: SELECT id FROM orders WHERE total >= 100 AND placed < '2024-03-01'"));
  CHECK(has(over, "constant: SELECT id FROM orders WHERE total > 101 AND placed < '2024-03-01'"));
  CHECK(has(over, "constant: SELECT id FROM orders WHERE total > 100 AND placed < '2024-02-29'"));
  CHECK(has(over, "logic: SELECT id FROM orders WHERE total > 100 OR placed < '2024-03-01'"));
  CHECK(has(over, "missing_condition: SELECT id FROM orders WHERE total > 100"));
  CHECK(has(over, "missing_condition: SELECT id FROM orders"));
  CHECK(has("SELECT 1 FROM orders WHERE total BETWEEN 1 AND 5",
            "range_edge: SELECT 1 FROM orders WHERE total >= 1 AND total < 5"));
  CHECK(has("SELECT 1 FROM customers WHERE name LIKE '%an%'",
            "pattern: SELECT 1 FROM customers WHERE name LIKE 'an%'"));
  CHECK(has("SELECT 1 FROM customers WHERE city IS NULL",
            "null_handling: SELECT 1 FROM customers WHERE city = NULL"));
  CHECK(has("SELECT 1 FROM customers WHERE city NOT IN ('Rome', 'Oslo')",
            "negation: SELECT 1 FROM customers WHERE city IN ('Rome', 'Oslo')"));
  CHECK(has("SELECT 1 FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders)",
            "negation: SELECT 1 FROM customers AS c WHERE EXISTS (SELECT 1 FROM orders)"));
}

TEST_CASE("parentheses, letter case and NULL are overlooked") {
  CHECK(has("SELECT 1 FROM customers WHERE (city = 'Rome' OR city = 'Oslo') AND id > 5",
            "logic: SELECT 1 FROM customers WHERE city = 'Rome' OR city = 'Oslo' AND id > 5"));
  CHECK(has("SELECT 1 FROM customers WHERE city IN ('Rome', 'Oslo') AND id > 5",
            "logic: SELECT 1 FROM customers WHERE city IN ('Rome') OR city = 'Oslo' AND id > 5"));
  CHECK(has("SELECT 1 FROM customers WHERE id > 5 AND (city = 'Rome' OR city = 'Oslo')",
            "logic: SELECT 1 FROM customers WHERE id > 5 AND city = 'Rome' OR city = 'Oslo'"));
  CHECK(has("SELECT 1 FROM customers WHERE city = 'Rome'",
            "text_form: SELECT 1 FROM customers WHERE city = 'rome'"));
  CHECK(
      has("SELECT 1 FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE "
          "o.customer_id = c.id AND o.total > 5)",
          "null_handling: SELECT 1 FROM customers AS c WHERE c.id NOT IN (SELECT o.customer_id "
          "FROM orders AS o WHERE o.total > 5)"));
}

TEST_CASE("who means the wrong thing writes it wherever it stands") {
  CHECK(
      has("SELECT date(placed, 'start of month'), sum(total) FROM orders GROUP BY date(placed, "
          "'start of month')",
          "date_part: SELECT date(placed), sum(total) FROM orders GROUP BY date(placed)"));
  CHECK(has("SELECT sum(total) FROM orders HAVING sum(total) > 5",
            "aggregate: SELECT count(*) FROM orders HAVING count(*) > 5"));
}

TEST_CASE("a long query has few mutants: each is a copy of all of it") {
  std::string list = "0";
  for (int number = 1; number < 15'000; ++number) list += ", " + std::to_string(number);
  const std::string sql = "SELECT id FROM orders WHERE total IN (" + list + ")";
  const std::size_t count = mutants(sql, 1'000'000).size();
  CHECK(count > 0);
  CHECK(count <= 200);
}

TEST_CASE("joins, groups and sets go wrong") {
  const char* joined =
      "SELECT c.name, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id "
      "GROUP BY c.id HAVING count(o.id) > 1";
  const std::string head = "SELECT c.name, count(o.id) FROM customers AS c ";
  const std::string on = " orders AS o ON o.customer_id = c.id ";
  CHECK(has(joined, "join_type: " + head + "JOIN" + on + "GROUP BY c.id HAVING count(o.id) > 1"));
  CHECK(has(joined, "join_condition: " + head +
                        "LEFT JOIN orders AS o GROUP BY c.id HAVING count(o.id) > 1"));
  CHECK(has(joined, "counting: SELECT c.name, count(*) FROM customers AS c LEFT JOIN" + on +
                        "GROUP BY c.id HAVING count(o.id) > 1"));
  CHECK(has(joined, "group_condition: " + head + "LEFT JOIN" + on + "GROUP BY c.id"));
  CHECK(has(joined, "column: " + head + "LEFT JOIN" + on + "GROUP BY o.id HAVING count(o.id) > 1"));
  CHECK(has("SELECT city FROM customers UNION SELECT name FROM customers",
            "set_operation: SELECT city FROM customers UNION ALL SELECT name FROM customers"));
  CHECK(has("SELECT city FROM customers", "distinct: SELECT DISTINCT city FROM customers"));
  CHECK(has("SELECT count(*) FROM customers",
            "counting: SELECT count(customers.city) FROM customers"));
  CHECK(has("SELECT total(id) FROM customers", "null_handling: SELECT sum(id) FROM customers"));
  CHECK(has("SELECT name, city FROM customers", "column_order: SELECT city, name FROM customers"));
}

TEST_CASE("values, order and windows go wrong") {
  CHECK(has("SELECT sum(total) FROM orders", "aggregate: SELECT avg(total) FROM orders"));
  CHECK(has("SELECT sum(DISTINCT total) FROM orders", "aggregate: SELECT count(*) FROM orders"));
  CHECK(has("SELECT coalesce(sum(total), 0) FROM orders",
            "null_handling: SELECT sum(total) FROM orders"));
  CHECK(has("SELECT round(total, 2) FROM orders", "rounding: SELECT total FROM orders"));
  CHECK(has("SELECT strftime('%Y-%m', placed) FROM orders",
            "date_part: SELECT strftime('%m', placed) FROM orders"));
  CHECK(has("SELECT id FROM orders ORDER BY total DESC, id LIMIT 3",
            "order: SELECT id FROM orders ORDER BY total ASC, id LIMIT 3"));
  CHECK(has("SELECT id FROM orders ORDER BY total DESC, id LIMIT 3",
            "limit: SELECT id FROM orders ORDER BY total DESC, id LIMIT 3 + 1"));
  CHECK(has(
      "SELECT rank() OVER (PARTITION BY customer_id ORDER BY total) FROM orders",
      "window: SELECT row_number() OVER (PARTITION BY customer_id ORDER BY total) FROM orders"));
  CHECK(has("SELECT rank() OVER (PARTITION BY customer_id ORDER BY total) FROM orders",
            "window: SELECT rank() OVER (ORDER BY total) FROM orders"));
  CHECK(has("SELECT CASE WHEN total > 1 THEN 'a' ELSE 'b' END FROM orders",
            "choice: SELECT CASE WHEN total > 1 THEN 'b' ELSE 'a' END FROM orders"));
}

TEST_CASE("queries inside queries go wrong, too, and a mutant knows its clause and place") {
  const std::string sql =
      "WITH big AS (SELECT id FROM orders WHERE total > 5) SELECT count(*) FROM big";
  const std::vector<Mutant> all = mutants(sql);
  const auto found = std::find_if(
      all.begin(), all.end(), [](const Mutant& mutant) { return mutant.after == "total >= 5"; });
  REQUIRE(found != all.end());
  CHECK(found->before == "total > 5");
  CHECK(clause_text(found->clause) == "WHERE");
  CHECK(sql.substr(found->place.offset, found->place.length) == "total > 5");
}

TEST_CASE("no mutant comes twice, and a few of each class stay when there are too many") {
  const char* sql =
      "SELECT c.city, sum(o.total), count(*) FROM customers c JOIN orders o ON o.customer_id = "
      "c.id "
      "WHERE o.total > 10 AND o.placed BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY c.city "
      "HAVING count(*) > 2 ORDER BY 2 DESC LIMIT 5";
  std::set<std::string> texts;
  std::set<ErrorClass> classes;
  for (const Mutant& mutant : mutants(sql)) {
    CHECK(texts.insert(mutant.sql).second);
    classes.insert(mutant.error_class);
  }
  const std::vector<Mutant> few = mutants(sql, classes.size());
  CHECK(few.size() == classes.size());
  std::set<ErrorClass> kept;
  for (const Mutant& mutant : few) kept.insert(mutant.error_class);
  CHECK(kept == classes);
}

TEST_CASE("each class has an id and words of its own") {
  std::set<std::string_view> ids;
  for (int index = 0; index <= static_cast<int>(ErrorClass::kExtraCondition); ++index) {
    const auto error_class = static_cast<ErrorClass>(index);
    CHECK(ids.insert(error_class_text(error_class)).second);
    CHECK_FALSE(words_of(error_class).title.empty());
    CHECK(words_of(error_class)
              .hint.ends_with(
                  words_of(error_class).hint.find('?') != std::string_view::npos ? "" : "."));
  }
}

}  // namespace
}  // namespace nightshift
