#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

// The mapping as "1 0 2", "0 1 2, a guess" or "none".
std::string mapping_text(const std::optional<ColumnMatch>& match) {
  if (!match) return "none";
  std::string text;
  for (const std::size_t c : match->columns) text += (text.empty() ? "" : " ") + std::to_string(c);
  return match->is_guess ? text + ", a guess" : text;
}

std::string match(const char* expected, const char* actual, ColumnMatching matching) {
  const Table expected_table = table_of(expected);
  const Table actual_table = table_of(actual);
  return mapping_text(match_columns({&expected_table}, {&actual_table}, matching, {}));
}

TEST_CASE("columns by position") {
  CHECK(match("a b", "x y", ColumnMatching::kPosition) == "0 1");
  CHECK(match("a b", "a", ColumnMatching::kPosition) == "none");
}

TEST_CASE("columns by name, letter case free, repeated names in order") {
  CHECK(match("a b c", "C a B", ColumnMatching::kName) == "1 2 0");
  CHECK(match("a b a", "b a A", ColumnMatching::kName) == "1 0 2");
  CHECK(match("a b", "a c", ColumnMatching::kName) == "none");
  CHECK(match("a a", "a b", ColumnMatching::kName) == "none");
  CHECK(match("a b", "a b c", ColumnMatching::kName) == "none");
}

TEST_CASE("columns by their values") {
  CHECK(match("a b | 1 x | 2 y", "p q | y 2 | x 1", ColumnMatching::kAny) == "1 0");
  CHECK(match("a b | 1 1 | 2 2", "p q | 1 1 | 2 2", ColumnMatching::kAny) == "0 1");
  CHECK(match("a b | 0.1 1 | 0.2 2", "p q | 1 0.1000000001 | 2 0.2", ColumnMatching::kAny) ==
        "1 0");
  // Each column alone fits twice; only whole rows tell.
  CHECK(match("a b c | 1 2 1 | 2 1 1", "p q r | 1 1 2 | 1 2 1", ColumnMatching::kAny) == "1 2 0");
}

TEST_CASE("without a mapping that fits: by name, then by position") {
  CHECK(match("a b c | 1 2 3", "c x a | 9 9 9", ColumnMatching::kAny) == "2 1 0");
  CHECK(match("a b | 1 2", "x y | 9 9", ColumnMatching::kAny) == "0 1");
  CHECK(match("a b c | 1 2 3", "x c y | 9 9 9", ColumnMatching::kAny) == "0 2 1");
  CHECK(match("a b | 1 2", "b a", ColumnMatching::kAny) == "1 0");
}

TEST_CASE("one mapping serves all data sets") {
  const Table one = table_of("a b | 1 1");
  const Table two = table_of("a b | 1 2");
  const Table one_swapped = table_of("p q | 1 1");
  const Table two_swapped = table_of("p q | 2 1");
  CHECK(mapping_text(match_columns({&one, &two}, {&one_swapped, &two_swapped}, ColumnMatching::kAny,
                                   {})) == "1 0");
  CHECK(mapping_text(match_columns({&two, &two}, {&two, &two_swapped}, ColumnMatching::kAny, {})) ==
        "0 1");
  const Table narrow = table_of("a | 1");
  CHECK(mapping_text(match_columns({&one, &two}, {&one, &narrow}, ColumnMatching::kAny, {})) ==
        "none");
}

TEST_CASE("as sets, columns match whatever the counts of their values") {
  const Table expected = table_of("a b | 1 x | 1 x | 2 y");
  const Table actual = table_of("p q | x 1 | y 2");
  const auto match_as = [&](bool as_set) {
    return mapping_text(
        match_columns({&expected}, {&actual}, ColumnMatching::kAny, {.as_set = as_set}));
  };
  CHECK(match_as(true) == "1 0");
  CHECK(match_as(false) == "0 1");  // no mapping makes the bags agree
}

// Columns of zeros and ones: equal bags each, and rows that differ in the last column only.
struct Puzzle {
  Table expected;
  Table actual;

  Puzzle() {
    for (int c = 0; c < 10; ++c) {
      Column zeros_first{
          .name = "c" + std::to_string(c), .type = ColumnType::kInteger, .cells = {}};
      Column zeros_last{.name = "d" + std::to_string(c), .type = ColumnType::kInteger, .cells = {}};
      for (int row = 0; row < 20; ++row) {
        zeros_first.cells.emplace_back(std::int64_t{row < 10 ? 0 : 1});
        zeros_last.cells.emplace_back(std::int64_t{(row + (c == 9 ? 1 : 0)) % 20 < 10 ? 1 : 0});
      }
      expected.columns.push_back(zeros_first);
      actual.columns.push_back(zeros_last);
    }
  }

  std::string solved() const {
    return mapping_text(match_columns({&expected}, {&actual}, ColumnMatching::kAny, {}));
  }
};

TEST_CASE("the search for a mapping gives up instead of exploding, and says so") {
  // Equal bags in every column and rows that never fit: more than three million orders to try.
  Puzzle puzzle;
  CHECK(puzzle.solved() == "0 1 2 3 4 5 6 7 8 9, a guess");
  // Names decide where the search does not.
  for (std::size_t c = 0; c < 10; ++c) puzzle.actual.columns[c].name = "C" + std::to_string(9 - c);
  CHECK(puzzle.solved() == "9 8 7 6 5 4 3 2 1 0");
  // With few columns every order is tried, and it is certain that none fits.
  Puzzle small;
  small.expected.columns.erase(small.expected.columns.begin(), small.expected.columns.begin() + 7);
  small.actual.columns.erase(small.actual.columns.begin(), small.actual.columns.begin() + 7);
  CHECK(small.solved() == "0 1 2");
}

TEST_CASE("a table too large for the search is still matched where position or names fit") {
  // 200,000 rows in 8 columns: more cells than the search looks at.
  Table expected;
  for (int c = 0; c < 8; ++c) {
    Column column{.name = "c" + std::to_string(c), .type = ColumnType::kInteger, .cells = {}};
    for (std::int64_t row = 0; row < 200'000; ++row) column.cells.emplace_back(row % 2);
    expected.columns.push_back(column);
  }
  Table actual = expected;
  for (std::size_t c = 0; c < 8; ++c) actual.columns[c].name = "d" + std::to_string(c);
  CHECK(mapping_text(match_columns({&expected}, {&actual}, ColumnMatching::kAny, {})) ==
        "0 1 2 3 4 5 6 7");
  actual.columns[0].cells[0] = std::int64_t{1};
  actual.columns[0].cells[1] = std::int64_t{0};
  CHECK(mapping_text(match_columns({&expected}, {&actual}, ColumnMatching::kAny, {})) ==
        "0 1 2 3 4 5 6 7, a guess");
}

TEST_CASE("picked columns keep their cells") {
  const Table picked = pick_columns(table_of("a b | 1 x | 2 y"), {1, 0, 1});
  CHECK(picked == table_of("b a b | x 1 x | y 2 y"));
}

}  // namespace
}  // namespace nightshift
