// Every check trips where it should and only there.
#include "tests/support/catch.h"
#include "tests/support/grading.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

using testing::graded_count;
using testing::outcome;
using testing::tiny_pack_asking;

constexpr std::string_view kByWord = "SELECT word, count(*) AS n FROM t GROUP BY word ";

std::string judged(std::string_view sql) { return outcome(graded_count(sql)); }
std::string judged(std::string_view sql, std::string_view solution,
                   std::string_view compare = "{}") {
  return outcome(graded_count(sql, tiny_pack_asking(solution, compare)));
}

TEST_CASE("the right answer passes, however it is written") {
  CHECK(judged(testing::kTinySolution) == "passed");
  CHECK(judged("select WORD, sum(1) as N from t group by 1 order by 1;") == "passed");
  CHECK(judged("WITH c AS (SELECT word, count(*) AS n FROM t GROUP BY word) "
               "SELECT * FROM c ORDER BY word ASC, n DESC -- done") == "passed");
}

TEST_CASE("runs: what cannot run, and what costs too much") {
  CHECK(judged("SELEC word FROM t") == "runs sql.syntax");
  CHECK(judged("") == "runs sql.empty");
  CHECK(judged("SELECT 1; SELECT 2") == "runs sql.several_statements");
  CHECK(judged("DELETE FROM t") == "runs sql.forbidden");
  CHECK(judged("SELECT wrd FROM t") == "runs sql.no_such_column");
  CHECK(judged("SELECT word FROM tt") == "runs sql.no_such_table");
  CHECK(judged("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
               "SELECT count(*) FROM r") == "runs sql.over_budget_steps");
  CHECK(judged("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
               "SELECT n FROM r") == "runs sql.over_budget_rows");
  CHECK(judged(std::string_view("SELECT 1\0", 9)) == "runs sql.not_text");
  CHECK(judged("SELECT '\xff'") == "runs sql.not_text");
  CHECK(judged(std::string(3 * 1024 * 1024, ' ')) == "runs files.too_large");
  CHECK(judged(std::string(200'000, ' ')) == "runs sql.too_long");
}

TEST_CASE("columns: count, names and places") {
  CHECK(judged("SELECT word FROM t") == "columns columns.count");
  CHECK(judged("SELECT word, 1, 2 FROM t WHERE false") == "columns columns.count");
  const std::string other = "SELECT word, count(*) AS number FROM t GROUP BY word ORDER BY word";
  CHECK(judged(other) == "passed");  // names: warn
  CHECK(graded_count(other).steps[0].checks[1].verdict.notes.size() == 1);
  CHECK(judged(other, testing::kTinySolution, R"({"names": "require"})") ==
        "columns columns.names");
  CHECK(judged(other, testing::kTinySolution, R"({"names": "ignore"})") == "passed");
  const std::string swapped = "SELECT count(*) AS n, word FROM t GROUP BY word ORDER BY word";
  CHECK(judged(swapped, testing::kTinySolution, R"({"names": "require"})") ==
        "columns columns.order");
  CHECK(judged(swapped, testing::kTinySolution, R"({"columns": "name"})") == "passed");
  CHECK(judged(swapped, testing::kTinySolution, R"({"columns": "any", "names": "ignore"})") ==
        "passed");
  CHECK(judged(other, testing::kTinySolution, R"({"columns": "name"})") == "columns columns.names");
}

TEST_CASE("types: dates, text, fractions") {
  const std::string dates = "SELECT date('2026-03-01') AS d";
  CHECK(judged("SELECT date('2026-03-05', 'start of month') AS d", dates) == "passed");
  CHECK(judged("SELECT '2026-03' AS d", dates) == "types types.differ");
  CHECK(judged("SELECT 3 AS d", dates) == "types types.differ");
  CHECK(judged("SELECT '2026-03-01 00:00:00' AS d", dates) == "types types.differ");
  CHECK(judged("SELECT NULL AS d", dates) == "rows rows.differ");
  CHECK(judged("SELECT 7.0 AS d", "SELECT 7 AS d") == "passed");
  CHECK(judged("SELECT 7.5 AS d", "SELECT 7 AS d") == "types types.differ");
  CHECK(judged("SELECT 7.0 AS d", "SELECT 7 AS d", R"({"types": "exact"})") ==
        "types types.differ");
  CHECK(judged("SELECT '7' AS d", "SELECT 7 AS d", R"({"types": "ignore"})") == "rows rows.differ");
  CHECK(judged("SELECT 7 AS d", "SELECT 7.0 AS d") == "passed");
}

TEST_CASE("row count: too few, too many") {
  CHECK(judged(std::string(kByWord) + "ORDER BY word LIMIT 2") == "row_count row_count.few");
  CHECK(judged("SELECT word, 1 AS n FROM t ORDER BY word") == "row_count row_count.many");
}

TEST_CASE("rows: values, duplicates, tolerance") {
  CHECK(judged("SELECT word, count(word) AS n FROM t GROUP BY word ORDER BY word") ==
        "rows rows.differ");
  const std::string twice = "SELECT 1 AS n UNION ALL SELECT 1 UNION ALL SELECT 2";
  CHECK(judged("SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 2", twice) == "rows rows.differ");
  CHECK(judged("SELECT 1 AS n UNION SELECT 2", twice, R"({"duplicates": "set"})") == "passed");
  CHECK(judged("SELECT 0.1 + 0.2 AS n", "SELECT 0.3 AS n") == "passed");
  CHECK(judged("SELECT 0.31 AS n", "SELECT 0.3 AS n") == "rows rows.differ");
  CHECK(judged("SELECT 0.31 AS n", "SELECT 0.3 AS n", R"({"real": {"decimals": 1}})") == "passed");
  CHECK(judged("SELECT 'A ' AS n", "SELECT 'a' AS n") == "rows rows.differ");
  CHECK(judged("SELECT 'A ' AS n", "SELECT 'a' AS n",
               R"({"text": {"trim": true, "case": "fold"}})") == "passed");
}

TEST_CASE("order: up to ties, and asked for") {
  CHECK(judged(std::string(kByWord)) == "order order.not_asked");
  CHECK(judged(std::string(kByWord) + "ORDER BY word DESC") == "order order.differs");
  CHECK(judged("SELECT * FROM (" + std::string(kByWord) + "ORDER BY word)") ==
        "order order.not_asked");
  const std::string ties = "SELECT word, id FROM t ORDER BY word";
  CHECK(judged("SELECT word, id FROM t ORDER BY word, id DESC", ties) == "passed");
  CHECK(judged("SELECT word, id FROM t ORDER BY id", ties) == "order order.differs");
  CHECK(judged("SELECT word, id FROM t", "SELECT word, id FROM t") == "passed");
  CHECK(judged("SELECT word, id FROM t", ties, R"({"order": "ignore"})") == "passed");
}

TEST_CASE("order: repeated rows of a set count once") {
  const std::string words = "SELECT DISTINCT word FROM t ORDER BY word";
  const std::string as_set = R"({"duplicates": "set"})";
  CHECK(judged("SELECT word FROM t ORDER BY word", words, as_set) == "passed");
  CHECK(judged("SELECT word FROM t ORDER BY word DESC", words, as_set) == "order order.differs");
  CHECK(judged("SELECT word FROM t ORDER BY id", words, as_set) == "order order.differs");
  CHECK(judged(words, "SELECT word FROM t ORDER BY word", as_set) == "passed");
  CHECK(judged("SELECT DISTINCT word FROM t ORDER BY word DESC", "SELECT word FROM t ORDER BY word",
               as_set) == "order order.differs");
}

// Twenty rows of ten columns of zeros and ones; `last` is the term of the last one.
std::string puzzle(const std::string& prefix, const std::string& last) {
  std::string columns;
  for (int c = 0; c < 10; ++c) {
    columns +=
        (c == 0 ? "" : ", ") + (c == 9 ? last : "n / 5 % 2") + " AS " + prefix + std::to_string(c);
  }
  return "WITH RECURSIVE r(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM r LIMIT 20) SELECT " +
         columns + " FROM r";
}

TEST_CASE("columns: too many ways to match them by their values") {
  const std::string solution = puzzle("c", "n / 5 % 2");
  const std::string compare = R"({"columns": "any", "names": "ignore"})";
  CHECK(judged(puzzle("d", "n / 5 % 2"), solution, compare) == "passed");
  CHECK(judged(puzzle("d", "(n + 1) / 5 % 2"), solution, compare) == "columns columns.unclear");
  CHECK(judged(puzzle("c", "(n + 1) / 5 % 2"), solution, compare) == "rows rows.differ");
}

TEST_CASE("a check whose need failed is skipped, and says so") {
  const Report report = graded_count("SELECT word FROM t");
  const std::vector<CheckReport>& checks = report.steps[0].checks;
  CHECK(checks[0].verdict.verdict == Verdict::kPass);
  CHECK(checks[1].verdict.verdict == Verdict::kFail);
  for (std::size_t i = 2; i < checks.size(); ++i) {
    CHECK(checks[i].verdict.verdict == Verdict::kSkipped);
    CHECK(checks[i].verdict.reason == "check.needs");
  }
}

TEST_CASE("checks without needs still have something to stand on, or are skipped") {
  const FileSet pack =
      testing::tiny_pack_with("01-tiny/lesson.json", R"("kind": "rows", "points": 3,)",
                              R"("kind": "rows", "points": 3, "needs": [],)");
  const Report no_run = graded_count("SELEC", pack);
  CHECK(no_run.steps[0].checks[4].verdict.reason == "check.no_result");
  const Report no_columns = graded_count("SELECT word FROM t", pack);
  CHECK(no_columns.steps[0].checks[4].verdict.reason == "check.no_columns");
}

}  // namespace
}  // namespace nightshift
