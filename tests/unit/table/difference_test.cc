#include "engine/table/difference.h"

#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

RowDifference differ(const char* expected, const char* actual, const RowRules& rules = {}) {
  return row_difference(table_of(expected), table_of(actual), rules);
}

std::string totals_of(const char* expected, const char* actual, const RowRules& rules = {}) {
  return totals(differ(expected, actual, rules));
}

RowRules absolute(double tolerance) {
  RowRules rules;
  rules.cells.real_absolute = tolerance;
  rules.cells.real_relative = 0;
  return rules;
}

bool equal(const char* left, const char* right, const CellRules& rules = {}) {
  const bool forth = cells_equal(cell_of(left), cell_of(right), rules);
  CHECK(cells_equal(cell_of(right), cell_of(left), rules) == forth);
  return forth;
}

TEST_CASE("cells are equal by value, and text never equals a number") {
  CHECK(equal("1", "1.0"));
  CHECK(equal("-0.0", "0"));
  CHECK(equal("NaN", "NaN"));
  CHECK(equal("Inf", "Inf"));
  CHECK(equal("NULL", "NULL"));
  CHECK(equal("X'00'", "X'00'"));
  CHECK_FALSE(equal("1", "2"));
  CHECK_FALSE(equal("1", "'1'"));
  CHECK_FALSE(equal("NULL", "0"));
  CHECK_FALSE(equal("NULL", "''"));
  CHECK_FALSE(equal("Inf", "-Inf"));
  CHECK_FALSE(equal("Inf", "1e308"));
  CHECK_FALSE(equal("NaN", "0.0"));
  CHECK_FALSE(equal("X'61'", "a"));
}

TEST_CASE("reals are equal within the tolerance, integers are not") {
  CHECK(equal("0.1", "0.1000000001"));
  CHECK(equal("1e12", "1000000000001.0"));
  CHECK_FALSE(equal("0.1", "0.10001"));
  CHECK_FALSE(equal("1000000000000", "1000000000001"));
  const CellRules half{.real_absolute = 0.5, .real_relative = 0};
  CHECK(equal("1", "1.5", half));
  CHECK_FALSE(equal("1", "1.75", half));
  CHECK_FALSE(equal("9007199254740993", "9007199254740992.0", half));
  const CellRules exact{.real_absolute = 0, .real_relative = 0};
  CHECK_FALSE(equal("0.1", "0.1000000001", exact));
  CHECK(equal("2", "2.0", exact));
}

TEST_CASE("reals are equal after rounding to decimals") {
  const CellRules rules{.real_decimals = 2};
  CHECK(equal("1.234", "1.23", rules));
  CHECK(equal("2.675", "2.68", rules));
  CHECK(equal("-2.675", "-2.68", rules));
  CHECK(equal("1e300", "1e300", rules));
  CHECK_FALSE(equal("1.234", "1.24", rules));
  CHECK_FALSE(equal("1e300", "1.1e300", rules));
  CHECK_FALSE(equal("1.23", "'1.23'", rules));
}

TEST_CASE("text rules trim and fold when asked") {
  const CellRules trim{.text_trim = true};
  const CellRules fold{.text_case = TextCase::kFold};
  CHECK(equal("' Paid '", "Paid", trim));
  CHECK_FALSE(equal("' Paid '", "paid", trim));
  CHECK(equal("Paid", "pAID", fold));
  CHECK_FALSE(equal("' Paid'", "paid", fold));
  CHECK_FALSE(equal("Paid", "paid"));
  CHECK_FALSE(equal("X'41'", "X'61'", fold));
}

TEST_CASE("rows are compared as bags") {
  CHECK(totals_of("a b | 1 x | 2 y", "a b | 2 y | 1 x") == "2 same");
  CHECK(totals_of("a | 1 | 1", "a | 1") == "1 same, 1 missing");
  CHECK(totals_of("a | 1", "a | 1 | 1") == "1 same, 1 extra");
  CHECK(totals_of("a | NULL | NULL", "a | NULL | 0") == "1 same, 1 missing, 1 extra");
  CHECK(totals_of("a | 1 | 2", "a | 1.0 | 2.0") == "2 same");
  CHECK(totals_of("a | 9007199254740993", "a | 9007199254740992") == "1 missing, 1 extra");
  CHECK(totals_of("a", "a") == "");
  CHECK(totals_of("a b | ab c", "a b | a bc") == "1 missing, 1 extra");
  CHECK(differ("a | 1", "a | 1").none());
}

TEST_CASE("rows are compared as sets when asked") {
  const RowRules set{.as_set = true};
  CHECK(totals_of("a | 1 | 1 | 2", "a | 2 | 2 | 1", set) == "2 same");
  CHECK(totals_of("a | 1 | 1", "a | 2 | 2", set) == "1 missing, 1 extra");
  RowRules near = absolute(0.5);
  near.as_set = true;
  CHECK(totals_of("a | 1.0", "a | 0.75 | 1.25 | 1.5", near) == "1 same");
  CHECK(totals_of("a | 1.0 | 4.0", "a | 0.75 | 2.0", near) == "1 same, 1 missing, 1 extra");
}

TEST_CASE("a tolerance is not transitive: as many rows as possible find a partner") {
  CHECK(totals_of("a | 0.0 | 1.0", "a | 1.0 | 2.0", absolute(1)) == "2 same");
  CHECK(totals_of("a | 1.0 | 0.0", "a | 2.0 | 1.0", absolute(1)) == "2 same");
  CHECK(totals_of("a | 0.0 | 1.0", "a | 2.0 | 3.0", absolute(1)) == "1 same, 1 missing, 1 extra");
  // In order of a, 0.0 would take (0.5, 9) from its right partner.
  CHECK(totals_of("a b | 0.0 1.0 | 0.25 9.0", "a b | 0.125 9.0 | 0.5 1.0", absolute(1)) ==
        "2 same");
  CHECK(totals_of("k a | x 1.0 | y 5.0", "k a | y 5.0 | x 1.0000000001") == "2 same");
  CHECK(totals_of("k a | x 1.0 | y NULL", "k a | y 0.0 | x 1.0") == "1 same, 1 changed");
  CHECK(totals_of("a | Inf | NaN | -0.0", "a | 0.0 | Inf | NaN") == "3 same");
}

TEST_CASE("a crowd of near rows is paired in order") {
  Table expected = table_of("a b");
  Table actual = table_of("a b");
  for (int i = 0; i < 500; ++i) {
    for (Column& column : expected.columns) column.cells.emplace_back(i * 0.5);
    for (Column& column : actual.columns) column.cells.emplace_back((499 - i) * 0.5 + 0.25);
  }
  CHECK(totals(row_difference(expected, actual, absolute(0.5))) == "500 same");
}

TEST_CASE("missing and extra rows that agree on the key are changed rows") {
  CHECK(totals_of("k v | a 1 | b 2", "k v | a 1 | b 3") == "1 same, 1 changed");
  CHECK(rows_text(differ("k v | a 1 | b 2", "k v | b 3 | a 1")) == "changed b 2 -> b 3 [1]");
  // k repeats, so v is the first column that tells rows apart.
  CHECK(rows_text(differ("k v | a 1 | a 2", "k v | a 1 | b 2")) == "changed a 2 -> b 2 [0]");
  CHECK(totals_of("k v | a 1 | a 1", "k v | a 2 | a 2") == "2 missing, 2 extra");
  CHECK(totals_of("k v | NULL 1", "k v | NULL 2") == "1 missing, 1 extra");
  const RowRules by_both{.key = {"k", "d"}};
  CHECK(totals_of("k d v | a 1 5 | a 2 5", "k d v | a 1 5 | a 2 6", by_both) ==
        "1 same, 1 changed");
  const RowRules by_k{.key = {"k"}};
  CHECK(rows_text(differ("k v | a 1 | a 2", "k v | a 3 | a 4", by_k)) ==
        "changed a 1 -> a 3 [1]; changed a 2 -> a 4 [1]");
  const RowRules unknown{.key = {"nope"}};
  CHECK(totals_of("k v | a 1", "k v | a 2", unknown) == "1 changed");
}

TEST_CASE("shown rows: changed, missing, extra, each in the table's order, capped") {
  const char* expected = "k v | a 1 | b 2 | c 3 | d 4";
  const char* actual = "k v | f 6 | c 9 | a 8 | e 5";
  RowRules rules;
  CHECK(rows_text(differ(expected, actual, rules)) ==
        "changed a 1 -> a 8 [1]; changed c 3 -> c 9 [1]; missing b 2; missing d 4; "
        "extra f 6; extra e 5");
  rules.rows_shown_max = 3;
  CHECK(rows_text(differ(expected, actual, rules)) ==
        "changed a 1 -> a 8 [1]; changed c 3 -> c 9 [1]; missing b 2");
  rules.rows_shown_max = 0;
  CHECK(rows_text(differ(expected, actual, rules)).empty());
  CHECK(totals(differ(expected, actual, rules)) == "2 changed, 2 missing, 2 extra");
}

}  // namespace
}  // namespace nightshift
