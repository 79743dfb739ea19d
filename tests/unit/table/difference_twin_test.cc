// The row difference against a slow, obvious twin: every row looks for a partner by hand.
#include <algorithm>
#include <functional>

#include "engine/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

using TableRows = std::vector<std::vector<Cell>>;

bool rows_equal(const std::vector<Cell>& left, const std::vector<Cell>& right,
                const CellRules& rules) {
  for (std::size_t c = 0; c < left.size(); ++c) {
    if (!cells_equal(left[c], right[c], rules)) return false;
  }
  return true;
}

TableRows rows_of(const Table& table) {
  TableRows rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) rows.push_back(table.row(row));
  return rows;
}

TableRows without_repeats(const TableRows& rows, const CellRules& rules) {
  TableRows kept;
  for (const auto& row : rows) {
    const auto same = [&](const auto& other) { return rows_equal(row, other, rules); };
    if (std::none_of(kept.begin(), kept.end(), same)) kept.push_back(row);
  }
  return kept;
}

// Takes equal rows out of both and counts them.
std::size_t take_equal(
    TableRows& expected, TableRows& actual,
    const std::function<bool(const std::vector<Cell>&, const std::vector<Cell>&)>& are_equal) {
  std::size_t taken = 0;
  for (auto e = expected.begin(); e != expected.end();) {
    const auto a = std::find_if(actual.begin(), actual.end(),
                                [&](const auto& row) { return are_equal(*e, row); });
    if (a == actual.end()) {
      ++e;
      continue;
    }
    actual.erase(a);
    e = expected.erase(e);
    ++taken;
  }
  return taken;
}

std::string twin_totals(const Table& expected, const Table& actual, const RowRules& rules) {
  TableRows missing = rows_of(expected);
  TableRows extra = rows_of(actual);
  if (rules.as_set) {
    missing = without_repeats(missing, rules.cells);
    extra = without_repeats(extra, rules.cells);
  }
  RowDifference difference;
  difference.same = take_equal(
      missing, extra, [&](const auto& e, const auto& a) { return rows_equal(e, a, rules.cells); });
  difference.changed = take_equal(missing, extra, [&](const auto& e, const auto& a) {
    return cells_equal(e[0], a[0], rules.cells);
  });
  difference.missing = missing.size();
  difference.extra = extra.size();
  return totals(difference);
}

// The most pairs of equal rows that there can be, by trying everything.
std::size_t most_pairs(const TableRows& expected, const TableRows& actual, const CellRules& rules,
                       std::size_t next, std::vector<bool>& taken) {
  if (next == expected.size()) return 0;
  std::size_t best = most_pairs(expected, actual, rules, next + 1, taken);
  for (std::size_t a = 0; a < actual.size(); ++a) {
    if (taken[a] || !rows_equal(expected[next], actual[a], rules)) continue;
    taken[a] = true;
    best = std::max(best, 1 + most_pairs(expected, actual, rules, next + 1, taken));
    taken[a] = false;
  }
  return best;
}

Table random_table(RandomStream& chance, const std::vector<const char*>& values) {
  Table table = table_of("k a b");
  const auto rows = chance.below(7);
  for (Column& column : table.columns) {
    for (std::uint64_t row = 0; row < rows; ++row) {
      column.cells.push_back(
          cell_of(values[static_cast<std::size_t>(chance.below(values.size()))]));
    }
  }
  return table;
}

TEST_CASE("exact bags and sets agree with the twin") {
  const std::vector<const char*> values = {"NULL", "0", "-0.0", "1",   "1.0", "'1'",
                                           "x",    "X", "' x'", "NaN", "Inf", "X'78'"};
  RowRules rules{.cells = {.real_absolute = 0, .real_relative = 0}, .key = {"k"}};
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    RandomStream chance(seed, "twin");
    // Few different values, so that rows often agree.
    std::vector<const char*> few;
    for (int i = 0; i < 3; ++i) few.push_back(values[static_cast<std::size_t>(chance.below(12))]);
    const Table expected = random_table(chance, few);
    const Table actual = random_table(chance, few);
    rules.as_set = seed % 2 == 1;
    rules.cells.text_trim = seed % 3 == 1;
    rules.cells.text_case = seed % 5 == 1 ? TextCase::kFold : TextCase::kExact;
    CAPTURE(seed);
    REQUIRE(totals(row_difference(expected, actual, rules)) ==
            twin_totals(expected, actual, rules));
  }
}

TEST_CASE("under a tolerance no other pairing has more equal rows") {
  const std::vector<const char*> values = {"0.0", "0.25", "0.5", "0.75", "1", "1.25", "2", "NULL"};
  RowRules rules{.cells = {.real_absolute = 0.5, .real_relative = 0}};
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    RandomStream chance(seed, "near");
    const Table expected = random_table(chance, values);
    const Table actual = random_table(chance, values);
    std::vector<bool> taken(actual.row_count(), false);
    CAPTURE(seed);
    REQUIRE(row_difference(expected, actual, rules).same ==
            most_pairs(rows_of(expected), rows_of(actual), rules.cells, 0, taken));
  }
}

TEST_CASE("under a tolerance a set's row is there when any equal row is") {
  const std::vector<const char*> values = {"0.0", "0.25", "0.5", "1", "1.75", "2"};
  const RowRules rules{.cells = {.real_absolute = 0.5, .real_relative = 0}, .as_set = true};
  const RowRules exact{.cells = {.real_absolute = 0, .real_relative = 0}};
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    RandomStream chance(seed, "near set");
    const Table expected = random_table(chance, values);
    const Table actual = random_table(chance, values);
    const TableRows extra = without_repeats(rows_of(actual), exact.cells);
    std::size_t same = 0;
    for (const auto& row : without_repeats(rows_of(expected), exact.cells)) {
      same += std::any_of(extra.begin(), extra.end(),
                          [&](const auto& other) { return rows_equal(row, other, rules.cells); });
    }
    CAPTURE(seed);
    REQUIRE(row_difference(expected, actual, rules).same == same);
  }
}

}  // namespace
}  // namespace nightshift
