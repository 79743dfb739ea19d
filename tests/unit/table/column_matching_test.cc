#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

// The mapping as "1 0 2", or "none".
std::string mapping_text(const std::optional<std::vector<std::size_t>>& mapping) {
  if (!mapping) return "none";
  std::string text;
  for (const std::size_t c : *mapping) text += (text.empty() ? "" : " ") + std::to_string(c);
  return text;
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

TEST_CASE("the search for a mapping gives up instead of exploding") {
  Table expected;
  Table actual;
  // Ten columns with equal bags and rows that never fit: more than three million orders to try.
  for (int c = 0; c < 10; ++c) {
    const std::string name = "c" + std::to_string(c);
    Column zeros_first{.name = name, .type = ColumnType::kInteger, .cells = {}};
    Column zeros_last = zeros_first;
    for (int row = 0; row < 20; ++row) {
      zeros_first.cells.emplace_back(std::int64_t{row < 10 ? 0 : 1});
      zeros_last.cells.emplace_back(std::int64_t{(row + (c == 9 ? 1 : 0)) % 20 < 10 ? 1 : 0});
    }
    expected.columns.push_back(zeros_first);
    actual.columns.push_back(zeros_last);
  }
  CHECK(mapping_text(match_columns({&expected}, {&actual}, ColumnMatching::kAny, {})) ==
        "0 1 2 3 4 5 6 7 8 9");
}

TEST_CASE("picked columns keep their cells") {
  const Table picked = pick_columns(table_of("a b | 1 x | 2 y"), {1, 0, 1});
  CHECK(picked == table_of("b a b | x 1 x | y 2 y"));
}

}  // namespace
}  // namespace nightshift
