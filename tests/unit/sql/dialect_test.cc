// What other databases say: read, kept apart, and printed as it was.
#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string read(std::string_view sql) {
  const auto parsed = parse_statement(sql);
  if (!parsed) return parsed.error().message;
  const std::string printed = print(*parsed);
  const auto again = parse_statement(printed);
  REQUIRE(again.has_value());
  CHECK(*again == *parsed);
  return printed;
}

TEST_CASE("casts with colons") {
  CHECK(read("select a::int, (a+b)::numeric(10,2), -a::text") ==
        "SELECT a::int, (a + b)::numeric(10, 2), -a::text");
  CHECK(read("SELECT '1' :: int::\"text\"") == "SELECT '1'::int::\"text\"");
  CHECK(read("SELECT a: :int").find("stands where") != std::string::npos);
}

TEST_CASE("moments and spans of time") {
  CHECK(read("SELECT 1 WHERE d >= date '2026-01-31'") == "SELECT 1 WHERE d >= DATE '2026-01-31'");
  CHECK(read("SELECT d + interval '1 day', d - INTERVAL 2 hour") ==
        "SELECT d + INTERVAL '1 day', d - INTERVAL 2 HOUR");
  CHECK(read("SELECT extract(year from d), extract(d)") ==
        "SELECT EXTRACT(YEAR FROM d), extract(d)");
  CHECK(read("SELECT date, date(date), interval FROM t") ==
        "SELECT date, date(date), interval FROM t");
}

TEST_CASE("ILIKE") {
  CHECK(read("SELECT a ilike 'x%', a NOT ILIKE b OR c") ==
        "SELECT a ILIKE 'x%', a NOT ILIKE b OR c");
  CHECK(read("SELECT a ilike, b") == "SELECT a AS ilike, b");
}

TEST_CASE("QUALIFY") {
  CHECK(read("SELECT a FROM t qualify row_number() OVER (ORDER BY b) = 1 ORDER BY a") ==
        "SELECT a FROM t QUALIFY row_number() OVER (ORDER BY b) = 1 ORDER BY a");
  CHECK(read("SELECT a FROM t qualify WHERE b") == "SELECT a FROM t AS qualify WHERE b");
}

TEST_CASE("stars without some columns") {
  CHECK(read("SELECT * EXCLUDE (a, b), t.* exclude (c) FROM t") ==
        "SELECT * EXCLUDE (a, b), t.* EXCLUDE (c) FROM t");
}

TEST_CASE("FETCH FIRST") {
  CHECK(read("SELECT a FROM t ORDER BY a fetch first 3 rows only") ==
        "SELECT a FROM t ORDER BY a FETCH FIRST 3 ROWS ONLY");
  CHECK(read("SELECT a FROM t FETCH NEXT ROW ONLY") == "SELECT a FROM t FETCH FIRST 1 ROWS ONLY");
  CHECK(read("SELECT a FROM t fetch") == "SELECT a FROM t AS fetch");
}

}  // namespace
}  // namespace nightshift
