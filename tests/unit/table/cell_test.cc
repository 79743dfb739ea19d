#include "engine/table/cell.h"

#include <vector>

#include "engine/table/number.h"
#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

TEST_CASE("types have names, and names have types") {
  for (const ColumnType type : {ColumnType::kNull, ColumnType::kBoolean, ColumnType::kInteger,
                                ColumnType::kReal, ColumnType::kText, ColumnType::kDate,
                                ColumnType::kTimestamp, ColumnType::kBlob, ColumnType::kMixed}) {
    CHECK(column_type_from_text(column_type_text(type)) == type);
  }
  CHECK(column_type_text(ColumnType::kTimestamp) == "timestamp");
  CHECK_FALSE(column_type_from_text("Integer"));
}

TEST_CASE("a value has the type of its storage and of its shape") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"NULL", "null"},       {"1", "integer"},    {"1.0", "real"},
      {"x", "text"},          {"'1'", "text"},     {"X'00'", "blob"},
      {"2026-03-01", "date"}, {"2026-03", "text"}, {"'2026-03-01 10:00'", "timestamp"}};
  for (const auto& [text, type] : cases) {
    CAPTURE(text);
    CHECK(column_type_text(type_of(cell_of(text))) == type);
  }
}

TEST_CASE("a value is written in one way") {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"NULL", "NULL"}, {"-7", "-7"},        {"3.0", "3.0"},
      {"0.1", "0.1"},   {"1e300", "1e+300"}, {"NaN", "NaN"},
      {"-Inf", "-Inf"}, {"'a b'", "a b"},    {"X'0a1b'", "X'0A1B'"}};
  for (const auto& [text, written] : cases) CHECK(cell_text(cell_of(text)) == written);
}

TEST_CASE("cells have a total order") {
  const std::vector<const char*> ascending = {"NULL",
                                              "NaN",
                                              "-Inf",
                                              "-1.5",
                                              "-1",
                                              "0",
                                              "-0.0",
                                              "0.0",
                                              "1",
                                              "1.0",
                                              "9007199254740992.0",
                                              "9007199254740993",
                                              "9223372036854775807",
                                              "9223372036854775808.0",
                                              "Inf",
                                              "''",
                                              "A",
                                              "a",
                                              "é",
                                              "X''",
                                              "X'00'",
                                              "X'ff'"};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      CAPTURE(ascending[i], ascending[j]);
      CHECK(cell_less(cell_of(ascending[i]), cell_of(ascending[j])) == (i < j));
    }
  }
}

TEST_CASE("numbers compare by value and lose no digits") {
  const auto compare = [](const char* left, const char* right) {
    return compare_numbers(cell_of(left), cell_of(right));
  };
  CHECK(compare("1", "1.0") == 0);
  CHECK(compare("-0.0", "0") == 0);
  CHECK(compare("NaN", "NaN") == 0);
  CHECK(compare("9007199254740993", "9007199254740992.0") > 0);
  CHECK(compare("9223372036854775807", "9223372036854775808.0") < 0);
  CHECK(compare("-9223372036854775808", "-9223372036854775808.0") == 0);
  CHECK(compare("-9223372036854775808", "-1e300") > 0);
  CHECK(compare("-1", "-1.5") > 0);
  CHECK(compare("2", "1.5") > 0);
}

TEST_CASE("the distance of whole numbers is exact") {
  const auto distance = [](const char* left, const char* right) {
    return number_distance(cell_of(left), cell_of(right));
  };
  CHECK(distance("9007199254740993", "9007199254740992.0") == 1.0);
  CHECK(distance("-9223372036854775808", "9223372036854775807") == 18446744073709551615.0);
  CHECK(distance("1", "2.5") == 1.5);
}

}  // namespace
}  // namespace nightshift
