#include "grader/judge/compare.h"

#include "engine/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

std::string difference(std::string_view expected, std::string_view actual,
                       const ResultRules& rules = {}) {
  constexpr std::array<const char*, 5> kWords = {"same", "count", "names", "rows", "order"};
  return kWords[static_cast<std::size_t>(
      result_difference(table_of(expected), table_of(actual), rules))];
}

const ResultRules kSequence = {.order = ResultOrder::kSequence, .keys = {}};

TEST_CASE("rows are a bag") {
  CHECK(difference("a b | 1 x | 2 y", "c d | 2 y | 1 x") == "same");
  CHECK(difference("a | 1 | 1", "a | 1") == "rows");
  CHECK(difference("a | 1 | 1", "a | 1", {.as_set = true, .keys = {}}) == "same");
  CHECK(difference("a | 1 | 2 | 2", "a | 1 | 1 | 2") == "rows");
  CHECK(difference("a | 1", "a | 1 | 2", {.as_set = true, .keys = {}}) == "rows");
  CHECK(difference("a", "a") == "same");
  CHECK(difference("a", "a b") == "count");
  CHECK(difference("a | 1", "a b | 1 2") == "count");
}

TEST_CASE("values") {
  CHECK(difference("a | 1", "a | 1.0") == "same");
  CHECK(difference("a | 0.0", "a | -0.0") == "same");
  CHECK(difference("a | 0", "a | -0.0") == "same");
  CHECK(difference("a | 0.1", "a | 0.10000000000000002") == "same");
  CHECK(difference("a | 0.1", "a | 0.1001") == "rows");
  CHECK(difference("a | 1", "a | '1'") == "rows");
  CHECK(difference("a | NULL", "a | NULL") == "same");
  CHECK(difference("a | NULL", "a | 0") == "rows");
  CHECK(difference("a | NULL", "a | ''") == "rows");
  CHECK(difference("a | Inf | 1", "a | 1 | Inf") == "same");
  CHECK(difference("a | X'61'", "a | a") == "rows");
  CHECK(difference("a | 9007199254740993", "a | 9007199254740992") == "rows");
  CHECK(difference("a b | x 0.1 | x 0.2", "a b | x 0.20000000000000001 | x 0.1") == "same");
  CHECK(difference("a | ab", "a | AB", {.cells = {.text_case = TextCase::kFold}, .keys = {}}) ==
        "same");
  CHECK(difference("a | ab", "a | AB") == "rows");
}

TEST_CASE("names count when asked for") {
  const ResultRules named = {.column_names = true, .keys = {}};
  CHECK(difference("a | 1", "A | 1", named) == "same");
  CHECK(difference("a | 1", "b | 1", named) == "names");
  CHECK(difference("a | 1", "b | 1") == "same");
}

TEST_CASE("order") {
  CHECK(difference("a | 1 | 2", "a | 1 | 2", kSequence) == "same");
  CHECK(difference("a | 1 | 2", "a | 1.0 | 2.0", kSequence) == "same");
  CHECK(difference("a | 1 | 2", "a | 2 | 1", kSequence) == "order");
  CHECK(difference("a | 1 | 2", "a | 1 | 3", kSequence) == "rows");
  CHECK(difference("a | 1 | 2", "a | 1", kSequence) == "rows");
  const ResultRules ties = {.order = ResultOrder::kTies, .keys = {{.column = 0}}};
  CHECK(difference("a b | 1 x | 1 y | 2 z", "a b | 1 y | 1 x | 2 z", ties) == "same");
  CHECK(difference("a b | 1 x | 1 y | 2 z", "a b | 1 y | 2 z | 1 x", ties) == "order");
}

// The quick way and engine/table's way agree on random results.
TEST_CASE("as engine/table has it") {
  RandomStream random(1, "compare");
  const std::vector<Cell> cells = {Null{},      std::int64_t{0},  0.0,
                                   -0.0,        std::int64_t{1},  1.0,
                                   1.0 + 1e-12, std::string("1"), std::string("a")};
  const auto table = [&] {
    Table made;
    const std::size_t rows = random.below(4);
    for (int c = 0; c < 2; ++c) {
      made.columns.push_back({.name = "c", .cells = {}});
      for (std::size_t r = 0; r < rows; ++r) {
        made.columns.back().cells.push_back(cells[random.below(cells.size())]);
      }
    }
    return made;
  };
  for (int i = 0; i < 4000; ++i) {
    const Table expected = table();
    const Table actual = table();
    for (const bool as_set : {false, true}) {
      const bool slow = row_difference(expected, actual, {.as_set = as_set, .key = {}}).none();
      REQUIRE(same_result(expected, actual, {.as_set = as_set, .keys = {}}) == slow);
    }
  }
}

}  // namespace
}  // namespace nightshift
