// Each rule has a case in which it fires, and one in which a right query stays quiet.
#include "grader/lint/lint.h"

#include <set>
#include <string>

#include "engine/warehouse/scratch.h"
#include "grader/lint/declared.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

constexpr const char* kShop =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, city TEXT, born TEXT);"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers,"
    " total INTEGER NOT NULL, status TEXT NOT NULL, shipped INTEGER);"
    "CREATE TABLE payments (id INTEGER PRIMARY KEY, order_id INTEGER NOT NULL, cents INTEGER NOT "
    "NULL);"
    "CREATE TABLE lines (order_id INTEGER NOT NULL, line INTEGER NOT NULL, price REAL NOT NULL,"
    " PRIMARY KEY (order_id, line))";

const LintSchema& shop() {
  static const LintSchema schema = [] {
    auto database = ScratchDatabase::create(kShop, {});
    REQUIRE(database);
    return lint_schema(database->schema());
  }();
  return schema;
}

std::vector<LintFinding> findings(std::string_view sql) {
  auto found = lint_query(sql, shop());
  if (!found) UNSCOPED_INFO(found.error().message);
  REQUIRE(found);
  return std::move(*found);
}

// The rules that fire without "lint.", with blanks between; each as often as it does.
std::string rules(std::string_view sql) {
  std::string text;
  for (const LintFinding& finding : findings(sql)) {
    text += (text.empty() ? "" : " ") + std::string(finding.rule.substr(5));
  }
  return text;
}

// With that condition on orders.
std::string on_orders(const std::string& condition) {
  return rules("SELECT id FROM orders WHERE " + condition);
}
std::string on_customers(const std::string& condition) {
  return rules("SELECT id FROM customers WHERE " + condition);
}

TEST_CASE("conditions that cannot hold") {
  CHECK(on_orders("status = 'paid' AND status = 'open'") == "contradiction");
  CHECK(on_orders("total > 5 AND shipped = 1 AND total < 3") == "contradiction");
  CHECK(on_orders("total > 5 AND total <= 5") == "contradiction");
  CHECK(on_orders("5 < total AND 3 > total") == "contradiction");
  CHECK(on_orders("total = 4 AND total BETWEEN 5 AND 9") == "contradiction");
  CHECK(on_orders("shipped IS NULL AND shipped = 0") == "contradiction");
  CHECK(on_orders("id IS NULL") == "contradiction");
  CHECK(on_orders("total <> total") == "contradiction");
  CHECK(rules("SELECT status FROM orders GROUP BY status HAVING count(*) > 3 AND count(*) < 2") ==
        "contradiction");
  CHECK(on_orders("total >= 5 AND total <= 5").empty());
  CHECK(on_orders("total > 5 AND shipped < 3").empty());
  CHECK(on_orders("status = 'paid' OR status = 'open'").empty());
  CHECK(on_orders("status = 'Paid' AND status = 'paid'").empty());
  CHECK(on_orders("(status = 'paid' OR total = 1) AND status = 'open'").empty());
  CHECK(on_orders("abs(random()) < 3 AND abs(random()) > 5").empty());
  CHECK(rules("SELECT o.id FROM orders o LEFT JOIN payments p ON p.order_id = o.id WHERE p.id IS "
              "NULL")
            .empty());
}

TEST_CASE("conditions that always hold, or follow from another") {
  CHECK(on_orders("status <> 'paid' OR status <> 'open'") == "tautology");
  CHECK(on_orders("total >= 5 OR total < 7") == "tautology");
  CHECK(on_orders("shipped IS NULL OR shipped IS NOT NULL") == "tautology");
  CHECK(on_orders("total = total") == "tautology");
  CHECK(on_orders("total IS NOT NULL") == "tautology");
  CHECK(on_orders("total > 5 AND total > 3") == "implied_condition");
  CHECK(on_orders("total = 5 AND total > 3") == "implied_condition");
  CHECK(on_orders("status <> 'paid' AND status <> 'open'").empty());
  CHECK(on_orders("total < 5 OR total > 7").empty());
  CHECK(on_orders("total > 3 AND total <> 5").empty());
  CHECK(on_orders("shipped IS NOT NULL AND shipped > 3").empty());
  CHECK(on_orders("1 = 1 AND total > 3").empty());
}

TEST_CASE("NULL in comparisons and lists") {
  CHECK(on_orders("shipped = NULL") == "equals_null");
  CHECK(on_orders("NULL <> shipped") == "equals_null");
  CHECK(on_orders("shipped IN (1, NULL)") == "equals_null");
  CHECK(on_orders("shipped IS NULL OR coalesce(shipped, NULL) IS NOT NULL").empty());
  CHECK(on_customers("id NOT IN (SELECT customer_id FROM orders)") == "not_in_null");
  CHECK(on_customers("id NOT IN (SELECT customer_id FROM orders WHERE total > 5)") ==
        "not_in_null");
  CHECK(on_customers("id NOT IN (SELECT customer_id FROM orders WHERE customer_id IS NOT NULL)")
            .empty());
  CHECK(on_customers("id NOT IN (SELECT customer_id FROM orders WHERE customer_id > 3)").empty());
  CHECK(on_customers("id NOT IN (SELECT order_id FROM payments)").empty());
  CHECK(on_customers("id IN (SELECT customer_id FROM orders)").empty());
  CHECK(on_customers("id NOT IN (SELECT o.customer_id FROM payments p LEFT JOIN orders o ON o.id = "
                     "p.order_id)") == "not_in_null");
}

TEST_CASE("patterns, ranges and types") {
  CHECK(on_orders("status LIKE 'paid'") == "like_without_wildcard");
  CHECK(on_orders("status LIKE 'p%' OR status GLOB '[ab]*'").empty());
  CHECK(on_orders("status LIKE '*aid*'") == "wrong_wildcard");
  CHECK(on_orders("status GLOB '%aid'") == "wrong_wildcard");
  CHECK(on_orders("status = 'p%'") == "wildcard_without_like");
  CHECK(on_orders("status = '5% off'").empty());
  CHECK(on_orders("total BETWEEN 9 AND 5") == "between_swapped");
  CHECK(on_orders("total BETWEEN -9 AND 5").empty());
  CHECK(on_orders("status = 5") == "text_and_number");
  CHECK(on_customers("born > 1990") == "text_and_number");
  CHECK(on_orders("total = 'many'") == "text_and_number");
  CHECK(on_orders("status IN ('a', 5)") == "text_and_number");
  CHECK(on_orders("total = '5'").empty());
  CHECK(on_customers("substr(born, 1, 4) > '1990'").empty());
}

TEST_CASE("tables without a join condition") {
  const char* fires = "missing_join";
  CHECK(rules("SELECT c.name, o.total FROM customers c, orders o") == fires);
  CHECK(rules("SELECT c.name FROM customers c JOIN orders o WHERE o.total > 5") == fires);
  CHECK(rules("SELECT c.name FROM customers c, orders o, payments p WHERE o.customer_id = c.id") ==
        fires);
  CHECK(rules("SELECT c.name, o.total FROM customers c, orders o WHERE o.customer_id = c.id")
            .empty());
  CHECK(rules("SELECT c.name, x.n FROM customers c, (SELECT count(*) AS n FROM orders) x").empty());
  CHECK(rules("SELECT c.name, o.status FROM customers c CROSS JOIN orders o").empty());
  CHECK(rules("SELECT name, total FROM customers JOIN orders USING (id)").empty());
  CHECK(rules("SELECT a.name, b.name FROM customers a, customers b WHERE a.born < b.born").empty());
  CHECK(rules("SELECT c.name FROM customers c, orders o WHERE EXISTS (SELECT 1 FROM payments p "
              "WHERE p.order_id = o.id AND o.customer_id = c.id)")
            .empty());
  CHECK(rules("SELECT id FROM customers x WHERE EXISTS (SELECT 1 FROM orders a, orders b WHERE "
              "a.customer_id = x.id AND b.customer_id = x.id AND a.total = 1 AND b.total = 2)")
            .empty());
}

TEST_CASE("outer joins that are undone, or of no use") {
  const std::string join =
      "SELECT c.name, count(o.id) FROM customers c LEFT JOIN orders o ON o.customer_id = c.id ";
  CHECK(rules(join + "WHERE o.status = 'paid' GROUP BY c.id") == "outer_join_undone");
  CHECK(rules(join + "WHERE o.id IS NOT NULL GROUP BY c.id") == "outer_join_undone");
  CHECK(rules(join + "AND o.status = 'paid' GROUP BY c.id").empty());
  CHECK(rules(join + "WHERE o.id IS NULL GROUP BY c.id").empty());
  CHECK(rules(join + "WHERE o.total > 5 OR o.id IS NULL GROUP BY c.id").empty());
  CHECK(rules(join + "WHERE c.city = 'Rome' GROUP BY c.id").empty());
  CHECK(rules("SELECT c.name FROM customers c LEFT JOIN orders o ON o.customer_id = c.id") ==
        "unused_table");
  CHECK(rules("WITH big AS (SELECT id FROM orders) SELECT id FROM customers") == "unused_table");
  CHECK(rules("WITH big AS (SELECT id FROM orders) SELECT id FROM big").empty());
}

TEST_CASE("columns that are not grouped by") {
  CHECK(rules("SELECT city, name, count(*) FROM customers GROUP BY city") == "bare_column");
  CHECK(rules("SELECT name, count(*) FROM customers") == "bare_column");
  CHECK(rules("SELECT strftime('%Y', born) AS y, born FROM customers GROUP BY y") == "bare_column");
  CHECK(rules("SELECT city, count(*) FROM customers GROUP BY city").empty());
  CHECK(rules("SELECT city AS c, lower(city), count(*) FROM customers GROUP BY c").empty());
  CHECK(rules("SELECT city || '!', count(*) FROM customers WHERE city > '' GROUP BY 1").empty());
  // What a key determines, and what is equal to it.
  CHECK(rules("SELECT id, name, count(*) FROM customers GROUP BY id").empty());
  CHECK(rules("SELECT c.name, sum(o.total) FROM customers c JOIN orders o ON o.customer_id = c.id "
              "GROUP BY o.customer_id")
            .empty());
  CHECK(rules("SELECT g.n, c.city FROM customers c JOIN (SELECT city, count(*) AS n FROM customers "
              "GROUP BY city) g ON g.city = c.city GROUP BY c.city")
            .empty());
  // SQLite gives the row of the smallest.
  CHECK(rules("SELECT status, id, min(total) FROM orders GROUP BY status").empty());
  CHECK(rules("SELECT name, count(*) OVER () FROM customers").empty());
}

TEST_CASE("HAVING, DISTINCT and ORDER BY that do nothing") {
  CHECK(rules("SELECT status FROM orders GROUP BY status HAVING status > 'a'") ==
        "having_without_aggregate");
  CHECK(rules("SELECT status, count(*) AS n FROM orders GROUP BY status HAVING n > 2").empty());
  CHECK(rules("SELECT DISTINCT status, count(*) FROM orders GROUP BY status") ==
        "unneeded_distinct");
  CHECK(rules("SELECT DISTINCT id, name FROM customers") == "unneeded_distinct");
  CHECK(rules("SELECT DISTINCT count(*) FROM customers") == "unneeded_distinct");
  CHECK(rules("SELECT DISTINCT count(*) FROM orders GROUP BY status").empty());
  CHECK(rules("SELECT DISTINCT customer_id, status FROM orders").empty());
  CHECK(rules("SELECT o.total FROM (SELECT total FROM orders ORDER BY total) o") ==
        "order_in_subquery");
  CHECK(on_orders("customer_id IN (SELECT id FROM customers ORDER BY name)") ==
        "order_in_subquery");
  CHECK(rules("SELECT o.total FROM (SELECT total FROM orders ORDER BY total LIMIT 3) o").empty());
  CHECK(rules("SELECT group_concat(name) FROM (SELECT name FROM customers ORDER BY name)").empty());
  CHECK(rules("SELECT (SELECT total FROM orders ORDER BY total) FROM customers").empty());
  CHECK(rules("SELECT * FROM customers UNION SELECT * FROM customers") ==
        "star_in_union star_in_union");
  CHECK(rules("SELECT * FROM customers").empty());
}

TEST_CASE("values that lose something") {
  CHECK(rules("SELECT total / shipped FROM orders") == "integer_division");
  CHECK(rules("SELECT round(sum(total) / count(*), 2) FROM orders") == "integer_division");
  CHECK(rules("SELECT total * 1.0 / shipped, total / 2, 1.0 * total / id FROM orders").empty());
  CHECK(rules("SELECT sum(price) / count(*) FROM lines").empty());
  CHECK(rules("SELECT name || city FROM customers") == "concat_null");
  CHECK(rules("SELECT name || coalesce(', ' || city, '') FROM customers").empty());
  CHECK(rules("SELECT count(city) FROM customers") == "count_nullable");
  CHECK(rules("SELECT count(name), count(DISTINCT city) FROM customers").empty());
  CHECK(rules("SELECT count(city) FROM customers WHERE city > 'a'").empty());
  CHECK(rules("SELECT sum(DISTINCT total) FROM orders") == "distinct_sum");
  CHECK(rules("SELECT count(DISTINCT total) FROM orders").empty());
  CHECK(on_orders("status = \"paid\"") == "double_quoted_text");
  CHECK(on_orders("\"status\" = 'paid'").empty());
  CHECK(rules("SELECT id AS \"no\" FROM unknown_table ORDER BY \"other\"").empty());
}

TEST_CASE("sums over rows that a join repeats") {
  const std::string join = " FROM orders o JOIN payments p ON p.order_id = o.id ";
  CHECK(rules("SELECT sum(o.total)" + join) == "fan_out");
  CHECK(rules("SELECT o.status, sum(o.total)" + join + "GROUP BY o.status") == "fan_out");
  CHECK(rules("SELECT sum(p.cents)" + join).empty());
  CHECK(rules("SELECT p.id, sum(o.total)" + join + "GROUP BY p.id").empty());
  CHECK(rules("SELECT count(DISTINCT o.id), max(o.total)" + join).empty());
  // Two tables of many rows meet at one order.
  const std::string both = join + "JOIN lines l ON l.order_id = o.id GROUP BY o.id";
  CHECK(rules("SELECT o.id, sum(p.cents)" + both) == "fan_out");
  CHECK(rules("SELECT o.id, sum(p.cents), sum(l.price)" + both) == "fan_out fan_out");
  CHECK(rules("SELECT o.id, s.c, sum(l.price) FROM orders o JOIN (SELECT order_id, sum(cents) AS c "
              "FROM payments GROUP BY order_id) s ON s.order_id = o.id JOIN lines l ON l.order_id "
              "= o.id GROUP BY o.id")
            .empty());
}

TEST_CASE("findings have places and sentences") {
  const std::string_view sql = "SELECT id\nFROM orders\nWHERE shipped = NULL";
  const auto found = findings(sql);
  REQUIRE(found.size() == 1);
  CHECK(sql.substr(found[0].place.offset, found[0].place.length) == "shipped = NULL");
  CHECK(found[0].message == "shipped = NULL is never true: nothing equals NULL.");
  // Also in subqueries and common tables.
  CHECK(
      rules("WITH a AS (SELECT id FROM orders WHERE shipped = NULL) SELECT (SELECT max(id) FROM a "
            "WHERE id = NULL) FROM customers") == "equals_null equals_null");
  CHECK(lint_query("SELEC 1", shop()).error().code == "sql.parse");
}

TEST_CASE("queries within queries are looked at once") {
  std::string sql = "SELECT customer_id FROM orders";
  for (int depth = 0; depth < 30; ++depth) {
    sql =
        "SELECT customer_id FROM (SELECT customer_id FROM orders WHERE id NOT IN (" + sql + ")) x";
  }
  CHECK(findings(sql).size() == 30);
}

TEST_CASE("every rule has its words, and a taxon that is there") {
  std::set<int> numbers;
  for (const LintTaxon& taxon : lint_taxa()) numbers.insert(taxon.number);
  std::string_view before;
  for (const LintRule& rule : lint_rules()) {
    CHECK(before < rule.id);
    CHECK(!rule.title.empty());
    CHECK((rule.help.ends_with('.') || rule.help.ends_with('?')));
    CHECK((rule.taxon == 0 || numbers.contains(rule.taxon)));
    before = rule.id;
  }
}

}  // namespace
}  // namespace nightshift
