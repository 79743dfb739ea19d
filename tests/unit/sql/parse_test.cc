#include "engine/sql/parse.h"

#include "engine/sql/print.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

// A statement as it is understood: all is written in one way. Errors as "code @line:column
// message".
std::string read(std::string_view sql, const ParseLimits& limits = {}) {
  const auto parsed = parse_statement(sql, limits);
  if (parsed) return print(*parsed);
  const Error& error = parsed.error();
  return error.code + " @" + std::to_string(error.where.line.value_or(0)) + ':' +
         std::to_string(error.where.column.value_or(0)) + ' ' + error.message;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

std::string code_of(const std::string& sql, const ParseLimits& limits = {}) {
  const auto parsed = parse_statement(sql, limits);
  return parsed ? "read" : parsed.error().code;
}

TEST_CASE("one statement is read, with semicolons around it") {
  CHECK(read("select 1") == "SELECT 1");
  CHECK(read(" ; ;select 1; ; ") == "SELECT 1");
  CHECK(read("-- nothing") == "sql.empty @1:11 There is no statement here.");
  CHECK(read(";;") == "sql.empty @1:3 There is no statement here.");
  CHECK(read("SELECT 1; SELECT 2") ==
        "sql.several_statements @1:11 There is more than one statement; the second begins here.");
}

TEST_CASE("a query is read alone") {
  CHECK(print(*parse_query("WITH a AS (SELECT 1) SELECT 2;")) == "WITH a AS (SELECT 1) SELECT 2");
  CHECK(parse_query("DELETE FROM t").error().message ==
        "\"DELETE\" stands where SELECT is expected.");
  CHECK(parse_query("SELECT 1; SELECT 2").error().code == "sql.several_statements");
  CHECK(parse_query("").error().code == "sql.empty");
}

TEST_CASE("a script is any number of statements") {
  const auto script = parse_script(";SELECT 1;; DELETE FROM t;");
  REQUIRE(script.has_value());
  REQUIRE(script->size() == 2);
  CHECK(print((*script)[0]) == "SELECT 1");
  CHECK(print((*script)[1]) == "DELETE FROM t");
  CHECK((*script)[1].span.offset == 12);
  CHECK(parse_script("")->empty());
  CHECK(parse_script("SELECT 1; SELEC 2").error().where.column == 11);
}

TEST_CASE("an expression is read alone") {
  CHECK(print(*parse_expression("a+1")) == "a + 1");
  CHECK(parse_expression("a b").error().message ==
        "\"b\" stands where an operator or the end of the expression is expected.");
}

TEST_CASE("errors say what stands there, what is expected, and where") {
  CHECK(read("SELECT FROM t") == "sql.parse @1:8 \"FROM\" stands where an expression is expected.");
  CHECK(read("SELEC 1") ==
        "sql.parse @1:1 \"SELEC\" stands where SELECT or another statement is expected.");
  CHECK(read("SELECT 1\nFORM t WHERE") ==
        "sql.parse @2:6 \"t\" stands where the end of the statement is expected.");
  CHECK(read("SELECT (1") == "sql.parse @1:10 The text ends where ) is expected.");
  CHECK(read("SELECT 'é' + 'unfinished") == "sql.parse @1:14 SQL knows no \"'unfinished\".");
  CHECK(read("SELECT 12ab") == "sql.parse @1:8 SQL knows no \"12ab\".");
  CHECK(read("SELECT x'1'") == "sql.parse @1:8 SQL knows no \"x'1'\".");
  CHECK(read("SELECT 1__0") == "sql.parse @1:8 SQL knows no \"1__0\".");
  CHECK(read("SELECT a ! b") == "sql.parse @1:10 SQL knows no \"!\".");
  CHECK(read("SELECT * FROM t ON 1") ==
        "sql.parse @1:17 \"ON\" stands where a second table to join is expected.");
  CHECK(read("SELECT * FROM a INNER LEFT JOIN b").starts_with("sql.parse @1:33"));
  CHECK(read("SELECT 1 ORDER BY 1 UNION SELECT 2").starts_with("sql.parse @1:21 \"UNION\""));
  CHECK(read("VALUES (1) LIMIT 1").starts_with("sql.parse @1:12 \"LIMIT\""));
  CHECK(read("SELECT sum(x) FILTER (x) FROM t").starts_with("sql.parse @1:23 \"x\""));
  CHECK(read("PRAGMA user_version").starts_with("sql.parse @1:1"));
  CHECK(read("DELETE FROM t LIMIT 1").starts_with("sql.parse @1:15"));
}

TEST_CASE("an error's offset counts UTF-16 units") {
  const Error error = parse_statement("SELECT 'ü', '😀' FROM FROM").error();
  CHECK(error.where.offset_utf16 == 22);
  CHECK(error.whose == Whose::kLearner);
}

TEST_CASE("spellings that mean the same become one") {
  CHECK(read("select A == 1 and b != 2") == "SELECT A = 1 AND b <> 2");
  CHECK(read("SELECT x ISNULL, x NOTNULL, x NOT NULL") ==
        "SELECT x IS NULL, x IS NOT NULL, x IS NOT NULL");
  CHECK(read("SELECT ALL (a), ((b)) c FROM t u") == "SELECT a, b AS c FROM t AS u");
  CHECK(read("SELECT 1 LIMIT 2, 3") == "SELECT 1 LIMIT 3 OFFSET 2");
  CHECK(read("SELECT * FROM a INNER JOIN b LEFT OUTER JOIN c") ==
        "SELECT * FROM a JOIN b LEFT JOIN c");
  CHECK(read("REPLACE INTO t VALUES (1)") == "INSERT OR REPLACE INTO t VALUES (1)");
  CHECK(read("SELECT sum(x) OVER (ROWS 1 PRECEDING EXCLUDE NO OTHERS)") ==
        "SELECT sum(x) OVER (ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)");
  CHECK(read("CREATE TEMPORARY TABLE t (a DEFAULT word)") ==
        "CREATE TEMP TABLE t (a DEFAULT 'word')");
}

TEST_CASE("keywords are names where the grammar has no use for them") {
  CHECK(read("SELECT offset FROM first last") == "SELECT \"offset\" FROM \"first\" AS \"last\"");
  CHECK(read("SELECT a over FROM t window") == "SELECT a AS \"over\" FROM t AS \"window\"");
  CHECK(read("SELECT left(a), replace(a, b, c)") == "SELECT left(a), replace(a, b, c)");
  CHECK(code_of("SELECT cast FROM t") == "sql.parse");
  CHECK(code_of("SELECT t.cast FROM t") == "read");
  CHECK(code_of("SELECT a group FROM t") == "sql.parse");
  CHECK(code_of("SELECT current_date.x FROM t") == "sql.parse");
}

TEST_CASE("every node knows where it stood") {
  const std::string sql = "SELECT a, (b + 1) * 2 AS x FROM t JOIN u ON a = b ORDER BY 1 DESC";
  const auto parsed = parse_statement(sql);
  REQUIRE(parsed.has_value());
  const auto text = [&](Span span) { return sql.substr(span.offset, span.length); };
  const auto& select = std::get<Select>(parsed->node);
  CHECK(text(parsed->span) == sql);
  CHECK(text(select.span) == sql);
  CHECK(text(select.cores[0].columns[1].span) == "(b + 1) * 2 AS x");
  const Expr& product = select.cores[0].columns[1].expr;
  CHECK(text(product.span) == "(b + 1) * 2");
  CHECK(text(std::get<BinaryExpr>(product.node).left->span) == "(b + 1)");
  CHECK(text(select.cores[0].from[1].span) == "u");
  CHECK(text(select.cores[0].from[1].on->span) == "a = b");
  CHECK(text(select.order_by[0].span) == "1 DESC");
}

TEST_CASE("trees copy by value") {
  SqlStatement tree = *parse_statement("SELECT a + 1 FROM (SELECT 2)");
  const SqlStatement copy = tree;
  std::get<BinaryExpr>(std::get<Select>(tree.node).cores[0].columns[0].expr.node).op =
      BinaryOperator::kSubtract;
  CHECK(print(tree) == "SELECT a - 1 FROM (SELECT 2)");
  CHECK(print(copy) == "SELECT a + 1 FROM (SELECT 2)");
  CHECK_FALSE(copy == tree);
  CHECK(copy == *parse_statement("SELECT  a+1  FROM ( SELECT 2 )"));
}

TEST_CASE("nesting ends at the limit, however it is written") {
  const auto nested = [](std::string_view open, std::string_view close, int times) {
    return "SELECT " + repeated(open, times) + "1" + repeated(close, times);
  };
  for (const int times : {1000, 10'000}) {
    CAPTURE(times);
    CHECK(code_of(nested("(", ")", times)) == "sql.too_deep");
    CHECK(code_of(nested("- ", "", times)) == "sql.too_deep");
    CHECK(code_of(nested("~", "", times)) == "sql.too_deep");
    CHECK(code_of(nested("NOT ", "", times)) == "sql.too_deep");
    CHECK(code_of(nested("(SELECT ", ")", times)) == "sql.too_deep");
    CHECK(code_of(nested("f(", ")", times)) == "sql.too_deep");
    CHECK(code_of(nested("CASE WHEN ", " THEN 1 END", times)) == "sql.too_deep");
    CHECK(code_of(nested("EXISTS (SELECT ", ")", times)) == "sql.too_deep");
    CHECK(code_of(nested("1 IN (", ")", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated("+1", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated(" ISNULL", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated(" COLLATE x", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated(" IN (1)", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated("::x", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated(" LIKE 1 ESCAPE 1", times)) == "sql.too_deep");
    CHECK(code_of("SELECT 1" + repeated(" BETWEEN 1 AND 1", times)) == "sql.too_deep");
    CHECK(code_of("SELECT * FROM " + repeated("(", times) + "t" + repeated(")", times)) ==
          "sql.too_deep");
    CHECK(code_of("SELECT * FROM " + repeated("(SELECT * FROM ", times) + "t" +
                  repeated(")", times)) == "sql.too_deep");
    CHECK(code_of(repeated("WITH a AS (", times) + "SELECT 1" + repeated(") SELECT 1", times)) ==
          "sql.too_deep");
  }
}

TEST_CASE("what is wide or just deep enough is read") {
  CHECK(code_of("SELECT " + repeated("(", 240) + "1" + repeated(")", 240)) == "read");
  CHECK(code_of("SELECT 1" + repeated("+1", 240)) == "read");
  CHECK(code_of("SELECT " + repeated("(SELECT ", 50) + "1" + repeated(")", 50)) == "read");
  CHECK(code_of("SELECT 1" + repeated(", 1 + 1", 10'000)) == "read");
  CHECK(code_of("SELECT 1 IN (1" + repeated(", 1", 10'000) + ")") == "read");
  CHECK(code_of("SELECT 1" + repeated(" UNION SELECT 1", 10'000)) == "read");
  CHECK(code_of("SELECT CASE" + repeated(" WHEN 1 THEN 2", 10'000) + " END") == "read");
  CHECK(code_of("SELECT * FROM t" + repeated(" JOIN u", 10'000)) == "read");
  CHECK(code_of("SELECT 1 + 1 + 1", {.depth_max = 5}) == "sql.too_deep");
  CHECK(code_of("SELECT 1 + 1", {.depth_max = 10}) == "read");
}

TEST_CASE("a chain of chains is as high as all of them") {
  // Each bracket is one level deep, but the tree below leans on one side and grows with every one.
  std::string sql = "1";
  for (int i = 0; i < 10; ++i) sql = "(" + sql + repeated("+1", 30) + ")";
  CHECK(code_of("SELECT " + sql) == "sql.too_deep");
  CHECK(code_of("SELECT " + sql, {.depth_max = 400}) == "read");
}

}  // namespace
}  // namespace nightshift
