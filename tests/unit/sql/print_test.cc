#include "engine/sql/print.h"

#include "engine/sql/parse.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

// The expression as it is printed.
std::string printed(std::string_view sql) {
  const auto parsed = parse_expression(sql);
  return parsed ? print(*parsed) : parsed.error().message;
}

// Prints as it is written.
void stays(std::string_view sql) { CHECK(printed(sql) == sql); }

Expr column(std::string name) { return {.node = ColumnExpr{.column = std::move(name)}}; }

TEST_CASE("parentheses stay where they are needed") {
  stays("(a + b) * c");
  stays("a - (b - c)");
  stays("a || (b + c)");
  stays("(a OR b) AND c");
  stays("NOT (a AND b)");
  stays("(NOT a) = b");
  stays("(a = b) + 1");
  stays("a = (b = c)");
  stays("-(a + b)");
  stays("(-a)::x");
  stays("- -a");
  stays("-~+a");
  stays("(a IS NULL) < b");
  stays("a BETWEEN (b AND c) AND (d OR e)");
  stays("a LIKE (b LIKE c) ESCAPE d");
  stays("(a -> b) COLLATE c");
  stays("a IS (NOT b)");
  stays("(a, b) = (1, 2)");
}

TEST_CASE("and go where they are not") {
  CHECK(printed("((a)) + (b * c)") == "a + b * c");
  CHECK(printed("(a AND b) OR c") == "a AND b OR c");
  CHECK(printed("(a - b) - c") == "a - b - c");
  CHECK(printed("NOT (a = b)") == "NOT a = b");
  CHECK(printed("(NOT a) AND b") == "NOT a AND b");
  CHECK(printed("((a = b) IS NULL)") == "a = b IS NULL");
  CHECK(printed("(-a) COLLATE x") == "-a COLLATE x");
  CHECK(printed("(a < b) = (c < d)") == "a < b = c < d");
  CHECK(printed("f((a), (SELECT (1)))") == "f(a, (SELECT 1))");
}

TEST_CASE("names are quoted where they would not be names") {
  stays("orders.id");
  stays("\"order\".\"group\"");
  stays("\"a b\"");
  stays("\"1a\"");
  stays("\"say \"\"hi\"\"\"");
  stays("\"\"");
  stays("\"true\"");
  stays("TRUE");
  stays("größe$1");
  CHECK(printed("[plain]") == "plain");
  CHECK(printed("`a`") == "a");
  CHECK(printed("'t'.a") == "t.a");
  CHECK(printed("'text'") == "'text'");
  CHECK(print(column("first")) == "\"first\"");
  CHECK(print(column("current_date")) == "\"current_date\"");
  CHECK(printed_name("id") == "id");
  CHECK(printed_name("select") == "\"select\"");
}

TEST_CASE("names of calls need fewer quotes") {
  stays("replace(a, b, c)");
  stays("left(a)");
  stays("if(a, b, c)");
  stays("\"cast\"(a)");
  stays("\"over\"(a)");
  stays("\"my function\"(a)");
}

TEST_CASE("two signs never become a comment") {
  CHECK(printed("-(-(-1))") == "- - -1");
  CHECK(printed("1 - -1") == "1 - -1");
  CHECK(printed("-(-a * b)") == "-(-a * b)");
}

TEST_CASE("numbers keep their text") {
  stays("1.");
  CHECK(printed("1. || .5") == "1. || .5");
  stays("0x1F");
  stays("1_000");
  CHECK(printed("x'Ab'") == "x'Ab'");
}

TEST_CASE("an upsert behind a table gets a condition before it") {
  auto insert = *parse_statement("INSERT INTO t SELECT * FROM u WHERE a ON CONFLICT DO NOTHING");
  std::get<InsertStatement>(insert.node).source->cores[0].where = {};
  CHECK(print(insert) == "INSERT INTO t SELECT * FROM u WHERE TRUE ON CONFLICT DO NOTHING");
  CHECK(parse_statement(print(insert)).has_value());
  const std::string joined = "INSERT INTO t SELECT * FROM u JOIN v ON a ON CONFLICT DO NOTHING";
  CHECK(print(*parse_statement(joined)) == joined);
}

}  // namespace
}  // namespace nightshift
