// What a wrong result looks like. Each shape has a case in which it holds and one in which it
// nearly does.
#include "grader/judge/shapes.h"

#include <string>

#include "engine/json/write.h"
#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

// The ids without "shape.", with blanks between.
std::string ids(std::string_view expected, std::string_view actual,
                const ShapeOptions& options = {}) {
  std::string text;
  for (const Shape& shape : shapes_of(table_of(expected), table_of(actual), options)) {
    text += (text.empty() ? "" : " ") + std::string(shape_id(shape.kind).substr(6));
  }
  return text;
}

// The sentences, one after the other.
std::string said(std::string_view expected, std::string_view actual,
                 const ShapeOptions& options = {}) {
  std::string text;
  for (const Shape& shape : shapes_of(table_of(expected), table_of(actual), options)) {
    text += (text.empty() ? "" : " ") + shape.sentence;
  }
  return text;
}

constexpr const char* kThree = "m r | jan 10 | feb 20 | mar 30";

TEST_CASE("equal results have no shape") {
  CHECK(ids(kThree, kThree).empty());
  CHECK(ids("a | 1 | 2", "a | 2 | 1").empty());
  CHECK(ids("a", "a").empty());
  CHECK(ids("a | 1", "a b | 1 2").empty());
}

TEST_CASE("rows that are there too often, or too seldom") {
  CHECK(said("a | 1 | 2", "a | 1 | 2 | 1 | 2") ==
        "Every row is there 2 times as often as it should be (4 rows for 2).");
  CHECK(ids("a | 1 | 2", "a | 1 | 2 | 1 | 2 | 2") == "repeated");
  CHECK(said("a | 1 | 2", "a | 1 | 2 | 2") ==
        "The right rows, but some of them too often: 1 row too many.");
  CHECK(said("a | 1 | 1 | 2", "a | 1 | 2") == "Rows that are equal are there once: 1 row too few.");
  CHECK(ids("a | 1 | 2", "a | 1 | 3 | 1 | 3").empty());
}

TEST_CASE("rows that are missing or too many") {
  CHECK(said(kThree, "m r") == "There should be 3 rows, and there is none.");
  CHECK(said("m r", "m r | jan 1") == "There should be no rows, and there is 1.");
  CHECK(said(kThree, "m r | feb 20") == "All rows are right, and 2 rows of 3 are missing.");
  CHECK(said("m r | feb 20", kThree) == "The right rows are all there, and 2 rows more.");
  CHECK(ids("k v | a 1 | NULL 2", "k v | a 1") == "null_group_missing subset");
  CHECK(
      said("k v | a 1 | b NULL | c NULL", "k v | a 1") ==
      "2 rows missing: all in which v is NULL, and no others. All rows are right, and 2 rows of 3 "
      "are missing.");
  CHECK(ids("k v | a 1 | b NULL | c NULL", "k v | a 1 | b NULL") == "subset");
  CHECK(ids("k v | a 1", "k v | a 1 | b NULL") == "null_rows_extra superset");
  CHECK(
      said("g v | a 1 | a 2 | b 3 | b 4", "g v | a 1 | b 3") ==
      "For every g one row is missing (2 rows). All rows are right, and 2 rows of 4 are missing.");
  CHECK(ids("g v | a 1 | a 2 | b 3 | b 4", "g v | a 1 | a 2 | b 3") == "subset");
  CHECK(ids(kThree, "m r | jan 10 | feb 21").empty());
}

TEST_CASE("an order") {
  const ShapeOptions ordered{.ordered = true};
  const char* turned = "m r | mar 30 | feb 20 | jan 10";
  CHECK(ids(kThree, turned, ordered) == "reversed");
  CHECK(ids(kThree, turned).empty());
  CHECK(said(kThree, "m r | jan 10 | mar 30 | feb 20", ordered) ==
        "The rows are right up to their order: row 2 is the first in the wrong place.");
}

TEST_CASE("columns that are swapped") {
  CHECK(said("a b c | 1 2 3 | 4 5 6", "a b c | 1 3 2 | 4 6 5") ==
        "The columns b and c are swapped (2 and 3).");
  CHECK(ids("a b c | 1 2 3 | 4 5 6", "a b c | 1 3 2 | 4 6 7").empty());
}

TEST_CASE("another unit, a multiple, a sign, an amount") {
  CHECK(said(kThree, "m r | jan 1000 | feb 2000 | mar 3000") ==
        "Each r is 100 times the expected value (3 of 3 rows).");
  CHECK(said("r | 5", "r | 0.05") == "Each r is 1/100 of the expected value (1 of 1 row).");
  CHECK(ids("r | 5", "r | 50").empty());
  CHECK(said(kThree, "m r | jan 20 | feb 40 | mar 60") ==
        "Each r is 2 times the expected value (3 of 3 rows).");
  CHECK(ids("r | 10 | 10", "r | 20 | 20").empty());
  CHECK(ids(kThree, "m r | jan 20 | feb 40 | mar 61").empty());
  CHECK(said(kThree, "m r | jan 10 | feb 40 | mar 60") ==
        "Each r that differs is 2 times the expected value (2 of 3 rows).");
  CHECK(ids("m r | jan 10", "m r | jan -10") == "sign");
  CHECK(said(kThree, "m r | jan 11 | feb 21 | mar 31") == "Each r is 1 too large (3 of 3 rows).");
  CHECK(ids("m r | jan 10", "m r | jan 11").empty());
  // Paired by what agrees, wherever the rows stand.
  CHECK(ids(kThree, "m r | mar 3000 | jan 1000 | feb 2000") == "unit_ratio");
  CHECK(ids("m r s | jan 10 1 | feb 20 2", "m r s | jan 20 3 | feb 40 4") == "ratio offset");
}

TEST_CASE("days and months that are shifted") {
  CHECK(said("d | 2026-01-31 | 2026-02-01", "d | 2026-02-01 | 2026-02-02") ==
        "Each d is 1 day too late (2 of 2 rows).");
  CHECK(said("d | 2026-03", "d | 2026-02") == "Each d is 1 month too early (1 of 1 row).");
  CHECK(ids("d | 2026-03-01 | 2026-04-01", "d | 2026-04-01 | 2026-05-01") == "shifted_month");
  CHECK(ids("d | 2026-03-01", "d | 2026-03-08").empty());
  CHECK(ids("d | 2026-03-01 | 2026-03-02", "d | 2026-03-02 | 2026-03-04").empty());
}

TEST_CASE("numbers that are cut or rounded") {
  CHECK(ids("a | 2.5 | 0.75", "a | 2 | 0") == "integer_division");
  CHECK(ids("a | 2.5", "a | 3") == "rounded");
  CHECK(said("a | 2.345 | 1.111", "a | 2.35 | 1.11") ==
        "Each a is rounded to 2 decimals (2 of 2 rows).");
  CHECK(said("a | 2.35", "a | 2.345") == "Each a is not rounded to 2 decimals (1 of 1 row).");
  CHECK(ids("a | 2.5", "a | 4").empty());
}

TEST_CASE("texts that differ in their form, and NULL") {
  CHECK(ids("t | Rome | Oslo", "t | ROME | OSLO") == "text_case");
  CHECK(ids("t | Rome", "t | ' Rome'") == "text_blanks");
  CHECK(ids("t | Rome", "t | Oslo").empty());
  CHECK(ids("n | 5 | 6", "n | '5' | '6'") == "text_for_number");
  CHECK(said("k n | a 0 | b 1", "k n | a NULL | b 1") ==
        "Where n should be 0, it is NULL (1 of 2 rows).");
  CHECK(ids("k n | a NULL | b 1", "k n | a 0 | b 1") == "value_for_null");
  CHECK(ids("k n | a 2 | b 1", "k n | a NULL | b 1").empty());
}

TEST_CASE("rows that cannot be paired say nothing") {
  CHECK(ids("a b c | 1 10 5 | 1 20 6", "a b c | 1 20 50 | 1 40 60").empty());
}

TEST_CASE("shapes on the wire") {
  const auto shapes = shapes_of(table_of("a | 1"), table_of("a"), {});
  CHECK(write_json(shapes_json(shapes), JsonLayout::kCompact) ==
        R"([{"id":"shape.empty","sentence":"There should be 1 row, and there is none.",)"
        R"("title":"No rows"}])");
}

}  // namespace
}  // namespace nightshift
