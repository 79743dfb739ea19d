#include "engine/table/difference.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/table/difference_causes.h"
#include "engine/table/row_matching.h"

namespace nightshift {
namespace {

using Columns = std::vector<std::size_t>;

bool identifies_rows(const Column& column, const CellRules& rules) {
  std::unordered_set<std::string> seen;
  for (const Cell& cell : column.cells) {
    if (std::holds_alternative<Null>(cell)) return false;
    std::string identity;
    append_identity(identity, cell, rules);
    if (!seen.insert(std::move(identity)).second) return false;
  }
  return true;
}

// The columns of the given key; empty unless the table has all of them.
Columns given_key(const Table& expected, const std::vector<std::string>& names) {
  Columns key;
  for (const std::string& name : names) {
    const auto found =
        std::find_if(expected.columns.begin(), expected.columns.end(),
                     [&](const Column& column) { return same_name(column.name, name); });
    if (found == expected.columns.end()) return {};
    key.push_back(static_cast<std::size_t>(found - expected.columns.begin()));
  }
  return key;
}

Columns choose_key(const Table& expected, const Table& actual, const RowRules& rules) {
  Columns key = given_key(expected, rules.key);
  if (!key.empty()) return key;
  for (std::size_t c = 0; c < expected.columns.size(); ++c) {
    if (identifies_rows(expected.columns[c], rules.cells) &&
        identifies_rows(actual.columns[c], rules.cells)) {
      return {c};
    }
  }
  return {};
}

std::string key_identity(const Table& table, std::size_t row, const Columns& key,
                         const CellRules& rules) {
  std::string identity;
  for (const std::size_t c : key) append_identity(identity, table.columns[c].cells[row], rules);
  return identity;
}

Columns differing_columns(const Comparison& comparison, std::size_t expected, std::size_t actual) {
  Columns differs;
  for (std::size_t c = 0; c < comparison.expected.columns.size(); ++c) {
    if (!cells_equal(comparison.expected.columns[c].cells[expected],
                     comparison.actual.columns[c].cells[actual], comparison.rules.cells)) {
      differs.push_back(c);
    }
  }
  return differs;
}

// Makes changed rows of missing and extra rows that agree on the key: the first missing one with
// the first extra one, and so on.
void pair_by_key(Comparison& comparison) {
  const Columns key = choose_key(comparison.expected, comparison.actual, comparison.rules);
  comparison.missing = comparison.matching.missing;
  comparison.extra = comparison.matching.extra;
  if (key.empty() || comparison.missing.empty() || comparison.extra.empty()) return;
  std::unordered_map<std::string, Rows> waiting;
  for (auto row = comparison.extra.rbegin(); row != comparison.extra.rend(); ++row) {
    waiting[key_identity(comparison.actual, *row, key, comparison.rules.cells)].push_back(*row);
  }
  comparison.missing.clear();
  std::unordered_set<std::size_t> paired;
  for (const std::size_t row : comparison.matching.missing) {
    const auto found =
        waiting.find(key_identity(comparison.expected, row, key, comparison.rules.cells));
    if (found == waiting.end() || found->second.empty()) {
      comparison.missing.push_back(row);
      continue;
    }
    const std::size_t partner = found->second.back();
    found->second.pop_back();
    paired.insert(partner);
    comparison.changed.push_back({row, partner, differing_columns(comparison, row, partner)});
  }
  const auto is_paired = [&](std::size_t row) { return paired.count(row) > 0; };
  comparison.extra.erase(
      std::remove_if(comparison.extra.begin(), comparison.extra.end(), is_paired),
      comparison.extra.end());
}

// In a crowd too large for a maximum matching two equal rows may have missed each other; the key
// has brought them together after all.
void keep_equal_pairs(Comparison& comparison) {
  const auto equal = [](const ChangedRow& row) { return row.differs.empty(); };
  for (const ChangedRow& row : comparison.changed) {
    if (equal(row)) comparison.matching.same.emplace_back(row.expected, row.actual);
  }
  comparison.changed.erase(
      std::remove_if(comparison.changed.begin(), comparison.changed.end(), equal),
      comparison.changed.end());
}

std::vector<DifferentRow> shown_rows(const Comparison& comparison) {
  std::vector<DifferentRow> rows;
  const auto is_full = [&] { return rows.size() >= comparison.rules.rows_shown_max; };
  for (const ChangedRow& changed : comparison.changed) {
    if (is_full()) return rows;
    rows.push_back({.mark = RowMark::kChanged,
                    .expected = comparison.expected.row(changed.expected),
                    .actual = comparison.actual.row(changed.actual),
                    .differs = changed.differs});
  }
  for (const std::size_t row : comparison.missing) {
    if (is_full()) return rows;
    rows.push_back({.mark = RowMark::kMissing,
                    .expected = comparison.expected.row(row),
                    .actual = std::nullopt,
                    .differs = {}});
  }
  for (const std::size_t row : comparison.extra) {
    if (is_full()) return rows;
    rows.push_back({.mark = RowMark::kExtra,
                    .expected = std::nullopt,
                    .actual = comparison.actual.row(row),
                    .differs = {}});
  }
  return rows;
}

}  // namespace

RowDifference row_difference(const Table& expected, const Table& actual, const RowRules& rules) {
  NIGHTSHIFT_CHECK(expected.columns.size() == actual.columns.size());
  const RowMatcher matcher(view_of(expected), view_of(actual), rules.cells);
  Comparison comparison{.expected = expected,
                        .actual = actual,
                        .rules = rules,
                        .matching = rules.as_set
                                        ? matcher.match_sets(all_rows(expected), all_rows(actual))
                                        : matcher.match_bags(all_rows(expected), all_rows(actual)),
                        .changed = {},
                        .missing = {},
                        .extra = {}};
  pair_by_key(comparison);
  keep_equal_pairs(comparison);
  return {.same = comparison.matching.same.size(),
          .missing = comparison.missing.size(),
          .extra = comparison.extra.size(),
          .changed = comparison.changed.size(),
          .rows = shown_rows(comparison),
          .causes = causes_of(comparison)};
}

}  // namespace nightshift
