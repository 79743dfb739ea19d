#include "engine/sqlite/connection.h"

#include "tests/support/catch.h"
#include "tests/unit/sqlite/answer.h"

namespace nightshift {
namespace {

constexpr std::string_view kForEver =
    "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT count(*) FROM c";

SqliteProblem problem_of(Connection& connection, std::string_view sql) {
  auto statement = connection.prepare(sql);
  if (!statement) return statement.error().problem;
  auto row = statement->step();
  while (row && *row) row = statement->step();
  REQUIRE_FALSE(row.has_value());
  return row.error().problem;
}

TEST_CASE("values go in and come out as they are") {
  Connection connection({});
  auto statement = connection.prepare("SELECT ?");
  REQUIRE(statement.has_value());
  const std::vector<Cell> cells = {Null{},        std::int64_t{-7},
                                   0.5,           std::string("naïve"),
                                   std::string(), Blob{std::string("\0\xff", 2)}};
  for (const Cell& cell : cells) {
    statement->bind(1, cell);
    REQUIRE(statement->step().value());
    CHECK(statement->cell(0) == cell);
    statement->reset();
  }
}

TEST_CASE("text that is not UTF-8 is repaired byte by byte") {
  Connection connection({});
  CHECK(answer(connection, "SELECT cast(x'41ff42' AS text)") ==
        "A\xef\xbf\xbd"
        "B");
  CHECK(answer(connection, "SELECT cast(x'c3c3a9e282' AS text)") ==
        "\xef\xbf\xbd\xc3\xa9\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(answer(connection, "SELECT cast(x'c3a9' AS text)") == "\xc3\xa9");
}

TEST_CASE("a text of several statements is prepared one by one") {
  Connection connection({});
  const std::string_view sql = "SELECT 1; SELECT 2";
  auto first = connection.prepare(sql);
  REQUIRE(first.has_value());
  CHECK(first->tail_offset() == 9);
  auto nothing = connection.prepare("  -- only a comment");
  REQUIRE(nothing.has_value());
  CHECK(nothing->is_empty());
}

TEST_CASE("an error knows its place") {
  Connection connection({});
  const auto statement = connection.prepare("SELECT 1 +, 2");
  REQUIRE_FALSE(statement.has_value());
  CHECK(statement.error().problem == SqliteProblem::kStatement);
  CHECK(statement.error().offset == 10U);
}

TEST_CASE("the meter stops a query at the same step, and the next one runs") {
  Connection connection({});
  connection.start_meter(50'000);
  CHECK(problem_of(connection, kForEver) == SqliteProblem::kInterrupted);
  CHECK(connection.meter().spent() == 50'000);
  connection.start_meter(50'000);
  CHECK(problem_of(connection, kForEver) == SqliteProblem::kInterrupted);
  CHECK(connection.meter().spent() == 50'000);
  connection.start_meter(50'000);
  CHECK(answer(connection, "SELECT 1") == "1");
}

TEST_CASE("reading connections refuse what is not reading") {
  Connection connection({});
  REQUIRE(connection.execute("CREATE TABLE t (a)").has_value());
  connection.set_access(Access::kRead);
  CHECK(answer(connection, "SELECT count(*) FROM t") == "0");
  const std::vector<std::pair<std::string_view, std::string_view>> refused = {
      {"INSERT INTO t VALUES (1)", "INSERT"},
      {"UPDATE t SET a = 1", "UPDATE"},
      {"DELETE FROM t", "DELETE"},
      {"PRAGMA user_version", "PRAGMA"},
      {"ATTACH ':memory:' AS x", "ATTACH"},
      {"BEGIN", "BEGIN"},
      {"SAVEPOINT s", "SAVEPOINT"},
      {"DROP TABLE t", "DELETE"},
      {"ANALYZE", "ANALYZE"},
      {"ALTER TABLE t RENAME TO u", "ALTER TABLE"}};
  for (const auto& [sql, action] : refused) {
    CAPTURE(sql);
    connection.set_access(Access::kRead);
    CHECK(problem_of(connection, sql) == SqliteProblem::kDenied);
    REQUIRE(connection.denied().has_value());
    CHECK(connection.denied()->action == action);
  }
  connection.set_access(Access::kAll);
  CHECK(answer(connection, "SELECT count(*) FROM t") == "0");
  CHECK(connection.execute("INSERT INTO t VALUES (1)").has_value());
}

TEST_CASE("inserting connections insert and read, and no more") {
  Connection connection({});
  REQUIRE(connection.execute("CREATE TABLE t (a)").has_value());
  connection.set_access(Access::kInsert);
  CHECK(connection.execute("INSERT INTO t SELECT 1").has_value());
  CHECK(problem_of(connection, "DELETE FROM t") == SqliteProblem::kDenied);
  CHECK(problem_of(connection, "CREATE TABLE u (a)") == SqliteProblem::kDenied);
}

TEST_CASE("limits trip, and things below them do not") {
  Connection connection({});
  connection.set_limits({.value_bytes_max = 1000});
  CHECK(answer(connection, "SELECT length(zeroblob(1000))") == "1000");
  CHECK(problem_of(connection, "SELECT zeroblob(1001)") == SqliteProblem::kTooBig);
  CHECK(answer(connection, "SELECT " + std::string(100, '(') + "1" + std::string(100, ')')) == "1");
  CHECK(answer(connection, "SELECT " + std::string(1000, '(') + "1" + std::string(1000, ')')) ==
        "error: Recursion limit");
}

TEST_CASE("memory may grow so far and no further") {
  Connection connection({});
  constexpr std::int64_t kMegabyte = 1024 * 1024;
  constexpr std::string_view kSort =
      "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c LIMIT 100000) "
      "SELECT max(i) FROM (SELECT i FROM c ORDER BY random())";
  connection.set_memory_growth_max(kMegabyte);
  CHECK(problem_of(connection, kSort) == SqliteProblem::kNoMemory);
  connection.set_memory_growth_max(100 * kMegabyte);
  CHECK(answer(connection, kSort) == "100000");
  connection.set_memory_growth_max(std::nullopt);
  CHECK(answer(connection, kSort) == "100000");
}

TEST_CASE("constraints are told apart") {
  Connection connection({});
  REQUIRE(connection
              .execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL CHECK (b <> 'x')) "
                       "STRICT; INSERT INTO t VALUES (1, 'y')")
              .has_value());
  CHECK(problem_of(connection, "INSERT INTO t VALUES (1, 'y')") == SqliteProblem::kUnique);
  CHECK(problem_of(connection, "INSERT INTO t VALUES (2, NULL)") == SqliteProblem::kNotNull);
  CHECK(problem_of(connection, "INSERT INTO t VALUES (2, 'x')") == SqliteProblem::kCheck);
  CHECK(problem_of(connection, "INSERT INTO t VALUES (2, x'00')") == SqliteProblem::kType);
}

TEST_CASE("double quotes never make a text") {
  Connection connection({});
  CHECK(answer(connection, "SELECT \"paid\"").starts_with("error: no such column"));
  CHECK(answer(connection, "SELECT 'paid'") == "paid");
}

TEST_CASE("a database travels as bytes and comes back read-only") {
  Connection writer({});
  REQUIRE(writer.execute("CREATE TABLE t (a); INSERT INTO t VALUES (42)").has_value());
  const std::string image = writer.image();
  CHECK(image.starts_with("SQLite format 3"));
  Connection reader({});
  REQUIRE(reader.open_image(image).has_value());
  CHECK(answer(reader, "SELECT a FROM t") == "42");
  CHECK_FALSE(reader.execute("INSERT INTO t VALUES (1)").has_value());
}

TEST_CASE("bytes that are no database are refused") {
  for (const std::string& image : {std::string("nonsense"), std::string(4096, 'x')}) {
    Connection reader({});
    CHECK_FALSE(reader.open_image(image).has_value());
  }
}

}  // namespace
}  // namespace nightshift
