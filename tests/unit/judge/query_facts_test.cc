// What a tree tells makers of data.
#include "grader/judge/query_facts.h"

#include <algorithm>
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

// A query over the shop, and questions about what was found in it.
struct Found {
  explicit Found(std::string_view sql) : database(scratch(kShop)) {
    auto statement = parse_statement(sql);
    REQUIRE(statement);
    facts = facts_of(std::get<Select>(statement->node), database.schema());
  }

  bool constant(std::string_view column, CompareOperator op, const Cell& value) const {
    return std::any_of(facts.constants.begin(), facts.constants.end(), [&](const auto& use) {
      return use.column == at(column) && use.op == op && use.constant == value;
    });
  }
  bool pair(std::string_view left, std::string_view right) const {
    return std::any_of(facts.pairs.begin(), facts.pairs.end(), [&](const auto& pair) {
      return (pair.left == at(left) && pair.right == at(right)) ||
             (pair.left == at(right) && pair.right == at(left));
    });
  }
  bool date(std::string_view column, std::string_view format, const Cell& value) const {
    return std::any_of(facts.dates.begin(), facts.dates.end(), [&](const auto& use) {
      return use.column == at(column) && use.format == format && use.constant == value;
    });
  }
  bool bound(AggregateKind kind, CompareOperator op, const Cell& value) const {
    return std::any_of(facts.group_bounds.begin(), facts.group_bounds.end(), [&](const auto& use) {
      return use.aggregate == kind && use.op == op && use.bound == value;
    });
  }
  bool in(const std::vector<ColumnRef>& list, std::string_view column) const {
    return std::find(list.begin(), list.end(), at(column)) != list.end();
  }
  ColumnRef at(std::string_view path) const { return column_of(database.schema(), path); }

  ScratchDatabase database;
  QueryFacts facts;
};

using Op = CompareOperator;

TEST_CASE("constants are held against the columns they are compared with") {
  const Found found(
      "SELECT 1 FROM orders o JOIN customers c ON c.id = o.customer_id WHERE 100 < o.total "
      "AND c.city IN ('Rome', 'Oslo') AND name LIKE 'A%' AND o.id BETWEEN 2 AND -3 "
      "AND lower(c.name) = 'ann'");
  CHECK(found.constant("orders.total", Op::kGreater, std::int64_t{100}));
  CHECK(found.constant("customers.city", Op::kEqual, "Oslo"));
  CHECK(found.constant("customers.name", Op::kLike, "A%"));
  CHECK(found.constant("orders.id", Op::kGreaterEqual, std::int64_t{2}));
  CHECK(found.constant("orders.id", Op::kLessEqual, std::int64_t{-3}));
  CHECK(found.constant("customers.name", Op::kEqual, "ann"));
  CHECK(found.pair("orders.customer_id", "customers.id"));
  CHECK(found.in(found.facts.case_columns, "customers.name"));
  CHECK(found.facts.tables == std::vector<std::size_t>{0, 1});
}

TEST_CASE("columns of subqueries stand for those below") {
  const Found found(
      "WITH paid AS (SELECT customer_id AS who, total AS amount FROM orders) "
      "SELECT 1 FROM paid p JOIN customers c ON c.id = p.who WHERE p.amount > 7");
  CHECK(found.pair("orders.customer_id", "customers.id"));
  CHECK(found.constant("orders.total", Op::kGreater, std::int64_t{7}));
  CHECK(Found("SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM orders)")
            .pair("customers.id", "orders.customer_id"));
}

TEST_CASE("dates, groups, order and limits are found") {
  const Found found(
      "SELECT strftime('%Y-%m', placed) AS month, count(*) AS n FROM orders "
      "WHERE strftime('%Y', placed) = '2024' AND CAST(strftime('%m', placed) AS INTEGER) = 3 "
      "GROUP BY customer_id HAVING n >= 4 AND sum(total) > 10.5 ORDER BY total LIMIT 3 OFFSET 2");
  CHECK(found.date("orders.placed", "%Y", "2024"));
  CHECK(found.date("orders.placed", "%m", "03"));
  CHECK(found.bound(AggregateKind::kCount, Op::kGreaterEqual, std::int64_t{4}));
  CHECK(found.bound(AggregateKind::kSum, Op::kGreater, 10.5));
  CHECK(found.in(found.facts.group_columns, "orders.customer_id"));
  CHECK(found.in(found.facts.order_columns, "orders.total"));
  CHECK(found.facts.limits == std::vector<std::int64_t>{5});
  CHECK(Found("SELECT 1 FROM orders WHERE substr(placed, 1, 7) = '2024-02'")
            .date("orders.placed", "%Y-%m", "2024-02"));
}

TEST_CASE("how far values lie apart is a fact, and the values that show it are proposals") {
  const Found found(
      "SELECT 1 FROM orders WHERE julianday(placed) - julianday(placed) > 14 AND total >= 9");
  REQUIRE(found.facts.distances.size() == 1);
  CHECK(found.facts.distances.front().amount == 14 * 86400);
  CHECK(found.facts.distances.front().unit == 86400);
  CHECK(found.facts.constants.size() == 1);
  CHECK(
      std::any_of(found.facts.proposals.begin(), found.facts.proposals.end(),
                  [&](const ConstantUse& use) { return use.column == found.at("orders.placed"); }));
}

TEST_CASE("what only one of two queries asks for is disputed") {
  const Found one("SELECT 1 FROM orders WHERE total > 9 AND placed >= '2024-01-01'");
  const Found other("SELECT 1 FROM orders WHERE total >= 9 AND placed >= '2024-01-01'");
  const Disputes disputes = merged(one.facts, other.facts).disputes;
  REQUIRE(disputes.constants.size() == 2);
  CHECK(disputes.constants.front().op == Op::kGreater);
  CHECK(disputes.constants.back().op == Op::kGreaterEqual);
  CHECK_FALSE(merged(one.facts, one.facts).disputes.any());
}

TEST_CASE("a query without tables has no facts") {
  const Found found("SELECT 1 + 1");
  CHECK(found.facts.tables.empty());
  CHECK(found.facts.constants.empty());
}

}  // namespace
}  // namespace nightshift
