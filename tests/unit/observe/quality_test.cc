#include "engine/observe/quality.h"

#include "engine/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/observe/notation.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

// "error 2 rows [0 3]", "pass 0 vacuous", "unknown 0 nothing_read".
std::string result_text(const RuleResult& result) {
  std::string text = std::string(check_state_text(result.state)) + " ";
  text += std::to_string(result.observed);
  if (!result.reason.empty() && result.reason != "threshold") text += " " + result.reason;
  if (result.vacuous) text += " vacuous";
  std::string rows;
  for (const std::int64_t row : result.failing_rows) {
    rows += (rows.empty() ? "" : " ") + std::to_string(row);
  }
  return rows.empty() ? text : text + " [" + rows + "]";
}

std::string judged(std::string_view rule, std::string_view table, const std::string& column = "a") {
  const Table rows = table_of(table);
  return result_text(evaluate_rule(rule_of(rule, column), &rows));
}

TEST_CASE("nullValues") {
  constexpr std::string_view kNone = "{ 'metric': 'nullValues', 'mustBe': 0 }";
  CHECK(judged(kNone, "a | 1 | 2") == "pass 0");
  CHECK(judged(kNone, "a | 1 | NULL | 2 | NULL") == "error 2 [1 3]");
  CHECK(judged(kNone, "A | NULL") == "error 1 [0]");
  CHECK(judged("{ 'metric': 'nullValues', 'mustBe': 0, 'severity': 'warning' }", "a | NULL") ==
        "warn 1 [0]");
  CHECK(judged("{ 'metric': 'nullValues', 'mustBeLessThan': 2 }", "a | NULL | 1") == "pass 1 [0]");
}

TEST_CASE("percent is exact, and told in thousandths") {
  constexpr std::string_view kThird =
      "{ 'metric': 'nullValues', 'unit': 'percent', 'mustBeLessOrEqualTo': 33.333 }";
  CHECK(judged(kThird, "a | 1 | 2 | NULL") == "error 33333 [2]");  // 33.3333... is more
  CHECK(judged(kThird, "a | 1 | 2 | 3 | NULL") == "pass 25000 [3]");
  CHECK(judged("{ 'metric': 'nullValues', 'unit': 'percent', 'mustBe': 50 }", "a | 1 | NULL") ==
        "pass 50000 [1]");
}

TEST_CASE("missingValues") {
  constexpr std::string_view kDefault = "{ 'metric': 'missingValues', 'mustBe': 0 }";
  CHECK(judged(kDefault, "a | x | '' | NULL") == "error 2 [1 2]");
  CHECK(judged("{ 'metric': 'missingValues', 'arguments': { 'missingValues': ['n/a', -1] },"
               "'mustBe': 0 }",
               "a | 'n/a' | -1 | NULL | -1.0") == "error 3 [0 1 3]");
}

TEST_CASE("invalidValues: NULL is not judged") {
  constexpr std::string_view kPaid =
      "{ 'metric': 'invalidValues', 'arguments': { 'validValues': ['paid', 7, true] },"
      "'mustBe': 0 }";
  CHECK(judged(kPaid, "a | paid | 7 | 7.0 | 1 | NULL") == "pass 0");
  CHECK(judged(kPaid, "a | PAID | 8 | ''") == "error 3 [0 1 2]");
}

TEST_CASE("duplicateValues: rows whose key an earlier row has") {
  constexpr std::string_view kUnique = "{ 'metric': 'duplicateValues', 'mustBe': 0 }";
  CHECK(judged(kUnique, "a | 1 | 2 | 3") == "pass 0");
  CHECK(judged(kUnique, "a | 2 | 1 | 2 | 1 | 2") == "error 3 [2 3 4]");
  CHECK(judged(kUnique, "a | NULL | NULL") == "pass 0");
  constexpr std::string_view kBoth =
      "{ 'metric': 'duplicateValues', 'arguments': { 'properties': ['a', 'b'] }, 'mustBe': 0 }";
  CHECK(judged(kBoth, "a b | 1 1 | 1 2 | 2 1", "") == "pass 0");
  CHECK(judged(kBoth, "a b | 1 1 | 1 2 | 1 1", "") == "error 1 [2]");
  CHECK(judged(kBoth, "a b | 1 NULL | 1 NULL", "") == "pass 0");
}

TEST_CASE("duplicates agree with comparing every row with every earlier one") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    RandomStream random(seed, "duplicates");
    Table table = {.columns = {{.name = "a"}, {.name = "b"}}};
    std::vector<std::int64_t> expected;
    for (std::int64_t row = 0; row < 9; ++row) {
      for (Column& column : table.columns) {
        const std::int64_t value = random.between(0, 3);
        column.cells.push_back(value == 0 ? Cell(Null{}) : Cell(value));
      }
      const std::vector<Cell> key = table.row(static_cast<std::size_t>(row));
      bool again = false;
      for (std::int64_t other = 0; other < row; ++other) {
        again = again || table.row(static_cast<std::size_t>(other)) == key;
      }
      const bool null = key[0] == Cell(Null{}) || key[1] == Cell(Null{});
      if (again && !null) expected.push_back(row);
    }
    const QualityRule rule = rule_of(
        "{ 'metric': 'duplicateValues', 'arguments': { 'properties': ['a', 'b'] }, 'mustBe': 0 }");
    INFO("seed " << seed);
    CHECK(evaluate_rule(rule, &table).failing_rows == expected);
  }
}

TEST_CASE("rowCount") {
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeGreaterThan': 0 }", "a | 1") == "pass 1");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeGreaterThan': 0 }", "a") == "error 0");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeBetween': [1, 2] }", "a | 1 | 2") == "pass 2");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeBetween': [1, 2] }", "a | 1 | 2 | 3") == "error 3");
  CHECK(judged("{ 'metric': 'rowCount', 'mustNotBeBetween': [1, 2] }", "a | 1") == "error 1");
  CHECK(judged("{ 'metric': 'rowCount', 'mustNotBe': 1 }", "a | 1") == "error 1");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeLessThan': 1 }", "a | 1") == "error 1");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeLessOrEqualTo': 1 }", "a | 1") == "pass 1");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeGreaterOrEqualTo': 2 }", "a | 1") == "error 1");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBeGreaterOrEqualTo': 1 }", "a | 1") == "pass 1");
}

TEST_CASE("an empty table passes every rule about its cells, and the result says so") {
  CHECK(judged("{ 'metric': 'nullValues', 'mustBe': 0 }", "a") == "pass 0 vacuous");
  CHECK(judged("{ 'metric': 'missingValues', 'mustBe': 0 }", "a") == "pass 0 vacuous");
  CHECK(judged("{ 'metric': 'duplicateValues', 'mustBe': 0 }", "a") == "pass 0 vacuous");
  CHECK(judged("{ 'metric': 'invalidValues', 'arguments': { 'validValues': [1] }, 'mustBe': 0 }",
               "a") == "pass 0 vacuous");
  CHECK(judged("{ 'metric': 'nullValues', 'unit': 'percent', 'mustBeLessThan': 5 }", "a") ==
        "pass 0 vacuous");
  CHECK(judged("{ 'metric': 'nullValues', 'mustBeGreaterThan': 0 }", "a") == "error 0 vacuous");
}

TEST_CASE("a missing column is an error, also for a rule that would only warn") {
  CHECK(judged("{ 'metric': 'nullValues', 'mustBe': 0, 'severity': 'warn' }", "b | 1") ==
        "error 0 missing_column vacuous");
  CHECK(judged("{ 'metric': 'rowCount', 'mustBe': 1 }", "b | 1") == "pass 1");
}

TEST_CASE("what was not looked at is unknown") {
  const QualityRule rule = rule_of("{ 'metric': 'nullValues', 'mustBe': 0 }", "a");
  CHECK(result_text(evaluate_rule(rule, nullptr)) == "unknown 0 nothing_read");
  CHECK(judged("{ 'type': 'text', 'description': 'be nice' }", "a | 1") == "unknown 0 not_run");
  CHECK(judged("{ 'type': 'sql', 'query': 'select 1', 'mustBe': 1 }", "a | 1") ==
        "unknown 0 not_run");
  CHECK(judged("{ 'metric': 'invalidValues', 'arguments': { 'pattern': 'x' }, 'mustBe': 0 }",
               "a | 1") == "unknown 0 not_run");
}

TEST_CASE("a number that somebody else counted is judged like our own") {
  const QualityRule rule =
      rule_of("{ 'type': 'sql', 'name': 'orders agree', 'query': 'select 1', 'mustBe': 1 }");
  CHECK(result_text(judge_measure(rule, {.count = 1})) == "pass 1");
  const RuleResult failed = judge_measure(rule, {.count = 2});
  CHECK(result_text(failed) == "error 2");
  CHECK(failed.say == "orders agree is 2; it must be 1");
}

TEST_CASE("failing rows are capped, their number is not") {
  std::string rows = "a";
  for (int i = 0; i < 25; ++i) rows += " | NULL";
  const Table table = table_of(rows);
  const RuleResult result =
      evaluate_rule(rule_of("{ 'metric': 'nullValues', 'mustBe': 0 }", "a"), &table);
  CHECK(result.observed == 25);
  CHECK(result.failing_rows.size() == kFailingRowsShown);
}

TEST_CASE("the sentence says what was seen and what was asked") {
  const Table table = table_of("a | NULL | 1 | 2 | 3 | 4 | 5 | 6 | 7");
  CHECK(evaluate_rule(
            rule_of("{ 'metric': 'nullValues', 'unit': 'percent', 'mustBeLessThan': 1.5 }", "a"),
            &table)
            .say == "nullValues of a is 12.5 percent; it must be less than 1.5 percent");
  CHECK(
      evaluate_rule(rule_of("{ 'metric': 'rowCount', 'mustBeBetween': [50, 2000] }"), &table).say ==
      "rowCount is 8 rows; it must be between 50 and 2,000 rows");
}

TEST_CASE("the rows that a rule counts are all known, not only those that are shown") {
  std::string text = "a";
  for (int row = 0; row < 25; ++row) text += row % 2 == 0 ? " | NULL" : " | 1";
  const Table table = table_of(text);
  const QualityRule nulls = rule_of("{ 'metric': 'nullValues', 'mustBe': 0 }", "a");
  CHECK(rows_counted(nulls, table).size() == 13);
  CHECK(rows_counted(nulls, table).back() == 24);
  CHECK(evaluate_rule(nulls, &table).failing_rows.size() == kFailingRowsShown);
  CHECK(rows_counted(rule_of("{ 'metric': 'nullValues', 'mustBe': 0 }", "b"), table).empty());
  CHECK(rows_counted(rule_of("{ 'metric': 'rowCount', 'mustBe': 0 }"), table).empty());
  CHECK(rows_counted(rule_of("{ 'metric': 'duplicateValues', 'mustBe': 0 }", "a"), table).size() ==
        11);
}

TEST_CASE("the heaviest state wins, and unknown outweighs pass") {
  const auto worst = [](std::vector<CheckState> states) {
    std::vector<RuleResult> results;
    for (const CheckState state : states) results.push_back({.state = state});
    return check_state_text(worst_state(results));
  };
  CHECK(worst({}) == "pass");
  CHECK(worst({CheckState::kPass, CheckState::kUnknown}) == "unknown");
  CHECK(worst({CheckState::kWarn, CheckState::kUnknown}) == "warn");
  CHECK(worst({CheckState::kWarn, CheckState::kError, CheckState::kPass}) == "error");
}

TEST_CASE("lists of rules that call an empty table fine") {
  const auto all_pass = [](std::vector<QualityRule> rules) { return all_pass_when_empty(rules); };
  const QualityRule nulls = rule_of("{ 'metric': 'nullValues', 'mustBe': 0 }", "a");
  const QualityRule rows = rule_of("{ 'metric': 'rowCount', 'mustBeGreaterThan': 0 }");
  CHECK(all_pass({nulls}));
  CHECK_FALSE(all_pass({nulls, rows}));
  CHECK_FALSE(all_pass({}));
}

}  // namespace
}  // namespace nightshift
