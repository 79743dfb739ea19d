// A cause is a hypothesis that is tested on all rows before it is said. A wrong explanation costs a
// learner more time than none, so there is no guess among them: "the rows are there three times" is
// said after three copies of the expected rows were found equal to the actual ones.
#include "engine/table/difference_causes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/table/column_causes.h"
#include "engine/table/column_outline.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

using Sentences = std::vector<std::string>;

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

RowMatcher matcher_of(const Comparison& comparison) {
  return RowMatcher(view_of(comparison.expected), view_of(comparison.actual),
                    comparison.rules.cells);
}

// How many times each expected row is there, when that is the same number, above one, for all of
// them.
std::optional<std::size_t> repetition(const Comparison& comparison) {
  const std::size_t once = comparison.expected.row_count();
  const std::size_t now = comparison.actual.row_count();
  if (once == 0 || now <= once || now % once != 0) return std::nullopt;
  const Rows rows = all_rows(comparison.expected);
  Rows repeated;
  for (std::size_t i = 0; i < now / once; ++i) {
    repeated.insert(repeated.end(), rows.begin(), rows.end());
  }
  const bool agrees =
      matcher_of(comparison).match_bags(repeated, all_rows(comparison.actual)).agrees();
  return agrees ? std::optional(now / once) : std::nullopt;
}

bool has_repeats(const Table& table, const CellRules& rules) {
  const ColumnView view = view_of(table);
  return RowMatcher(view, view, rules).match_sets(all_rows(table), all_rows(table)).same.size() <
         table.row_count();
}

// The first column that is NULL in all `rows` and in none of `others`.
std::optional<std::string> column_null_only_in(const Table& table, const Rows& rows,
                                               const Rows& others) {
  for (const Column& column : table.columns) {
    const auto null_in = [&](std::size_t row) { return is_null(column.cells[row]); };
    if (std::all_of(rows.begin(), rows.end(), null_in) &&
        std::none_of(others.begin(), others.end(), null_in)) {
      return column.name;
    }
  }
  return std::nullopt;
}

Sentences too_many_rows(const Comparison& comparison) {
  const std::string more = count_text(static_cast<std::int64_t>(comparison.extra.size()));
  if (!comparison.rules.as_set) {
    if (const auto times = repetition(comparison)) {
      const std::string start =
          "Each row appears " + count_text(static_cast<std::int64_t>(*times)) + " times ";
      const bool repeats = has_repeats(comparison.expected, comparison.rules.cells);
      return {start + (repeats ? "as often as it should." : "instead of once.")};
    }
    const bool only_repeats =
        matcher_of(comparison)
            .match_sets(all_rows(comparison.expected), all_rows(comparison.actual))
            .agrees();
    if (only_repeats)
      return {"Some rows appear more often than they should (" + more + " too many)."};
  }
  Sentences causes = {"Your rows are the expected ones and " + more + " more."};
  Rows same;
  for (const auto& [expected, actual] : comparison.matching.same) same.push_back(actual);
  if (const auto name = column_null_only_in(comparison.actual, comparison.extra, same)) {
    causes.push_back("In every extra row, and in no other, " + *name + " is NULL.");
  }
  return causes;
}

Sentences too_few_rows(const Comparison& comparison) {
  const std::string fewer = count_text(static_cast<std::int64_t>(comparison.missing.size()));
  if (!comparison.rules.as_set) {
    const bool only_repeats =
        matcher_of(comparison)
            .match_sets(all_rows(comparison.expected), all_rows(comparison.actual))
            .agrees();
    if (only_repeats) return {"Some rows should appear more often (" + fewer + " too few)."};
  }
  Sentences causes = {"Your rows are the expected ones without " + fewer + " of them."};
  Rows same;
  for (const auto& [expected, actual] : comparison.matching.same) same.push_back(expected);
  if (const auto name = column_null_only_in(comparison.expected, comparison.missing, same)) {
    causes.push_back("In every missing row, and in no other, " + *name + " is NULL.");
  }
  return causes;
}

Sentences causes_in_row_counts(const Comparison& comparison) {
  if (comparison.actual.row_count() == 0) return {"Your result has no rows."};
  if (comparison.expected.row_count() == 0) return {"There should be no rows at all."};
  if (!comparison.changed.empty()) return {};
  if (comparison.missing.empty()) return too_many_rows(comparison);
  if (comparison.extra.empty()) return too_few_rows(comparison);
  return {};
}

// The columns in another order, when that makes the rows equal.
Sentences causes_in_column_order(const Comparison& comparison) {
  if (comparison.expected.row_count() != comparison.actual.row_count()) return {};
  const auto order =
      agreeing_columns({&comparison.expected}, {&comparison.actual}, comparison.rules).columns;
  if (!order) return {};
  const auto& columns = comparison.expected.columns;
  std::vector<std::string> names(columns.size());  // what stands at each place of the actual table
  std::vector<std::size_t> moved;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    names[(*order)[c]] = columns[c].name;
    if ((*order)[c] != c) moved.push_back(c);
  }
  if (moved.empty()) return {};
  if (moved.size() == 2) {
    return {"The columns " + columns[moved[0]].name + " and " + columns[moved[1]].name +
            " are swapped."};
  }
  std::string list;
  for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
  return {"Your columns hold the expected values in another order: " + list + "."};
}

// What happened to column `c`, given rows that belong together: `differing` where it differs,
// `equal` where it does not.
using RowPairs = std::vector<std::pair<std::size_t, std::size_t>>;
std::optional<std::string> explain(const Comparison& comparison, std::size_t c,
                                   const RowPairs& differing, const RowPairs& equal) {
  const Column& expected = comparison.expected.columns[c];
  const Column& actual = comparison.actual.columns[c];
  ColumnChange change{.name = expected.name, .cells = {}};
  for (const auto& [e, a] : differing) {
    change.cells.emplace_back(&expected.cells[e], &actual.cells[a]);
  }
  for (const auto& [e, a] : equal) {
    const Cell& cell = expected.cells[e];
    const bool is_zero = is_number(cell) && compare_numbers(cell, Cell(std::int64_t{0})) == 0;
    change.rest_is_null = change.rest_is_null && is_null(cell);
    change.rest_is_zero = change.rest_is_zero && (is_null(cell) || is_zero);
  }
  return cause_in_column(change);
}

// Rows paired by key, and nothing missing or extra: one sentence for each column that differs
// anywhere.
Sentences causes_in_changed_rows(const Comparison& comparison) {
  if (!comparison.missing.empty() || !comparison.extra.empty()) return {};
  Sentences causes;
  for (std::size_t c = 0; c < comparison.expected.columns.size(); ++c) {
    const auto differs_here = [c](const ChangedRow& row) {
      return std::binary_search(row.differs.begin(), row.differs.end(), c);
    };
    if (std::none_of(comparison.changed.begin(), comparison.changed.end(), differs_here)) continue;
    RowPairs differing;
    RowPairs equal = comparison.matching.same;
    for (const ChangedRow& row : comparison.changed) {
      (differs_here(row) ? differing : equal).emplace_back(row.expected, row.actual);
    }
    const auto cause = explain(comparison, c, differing, equal);
    if (!cause) return {};
    causes.push_back(*cause);
  }
  return causes;
}

std::string folded(const Cell& cell) { return lower_case(trimmed(cell_text(cell))); }

enum class PairingOrder { kAscending, kDescending, kFolded };

void sort_rows(Rows& rows, const Column& column, PairingOrder order) {
  std::stable_sort(rows.begin(), rows.end(), [&](std::size_t left, std::size_t right) {
    const Cell& a = column.cells[left];
    const Cell& b = column.cells[right];
    if (order == PairingOrder::kFolded) return folded(a) < folded(b);
    return order == PairingOrder::kAscending ? cell_less(a, b) : cell_less(b, a);
  });
}

ColumnView view_without(const Table& table, std::size_t column) {
  ColumnView view = view_of(table);
  view.erase(view.begin() + static_cast<std::ptrdiff_t>(column));
  return view;
}

// The columns that may be the only one that differs: where all others can agree.
std::vector<std::size_t> suspects(const Comparison& comparison) {
  const RowMatching& whole = comparison.matching;
  std::vector<std::size_t> differing;
  std::vector<std::size_t> unclear;
  for (std::size_t c = 0; c < comparison.expected.columns.size(); ++c) {
    const CellRules& rules = comparison.rules.cells;
    const ColumnOutline expected = outline(comparison.expected.columns[c], whole.missing, rules);
    const ColumnOutline actual = outline(comparison.actual.columns[c], whole.extra, rules);
    if (!may_agree(expected, actual, rules)) differing.push_back(c);
    if (expected.has_real || actual.has_real) unclear.push_back(c);
  }
  if (differing.empty()) return unclear;
  return differing.size() == 1 ? differing : std::vector<std::size_t>{};
}

bool has_text(const Column& column, const Rows& rows) {
  return std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
    return std::holds_alternative<std::string>(column.cells[row]);
  });
}

// No key, or the key itself differs: when all columns but one agree, that one explains the rest.
// Rows that agree in the others are paired by the order of their values in this one.
Sentences causes_in_one_column(const Comparison& comparison) {
  if (comparison.missing.empty() && comparison.extra.empty()) return {};  // all paired: seen above
  const RowMatching& whole = comparison.matching;
  if (whole.missing.size() != whole.extra.size()) return {};
  for (const std::size_t c : suspects(comparison)) {
    const Column& expected = comparison.expected.columns[c];
    const Column& actual = comparison.actual.columns[c];
    const RowMatcher matcher(view_without(comparison.expected, c),
                             view_without(comparison.actual, c), comparison.rules.cells);
    if (!matcher.match_bags(whole.missing, whole.extra).agrees()) continue;
    const PairingOrder other =
        has_text(expected, whole.missing) ? PairingOrder::kFolded : PairingOrder::kDescending;
    for (const PairingOrder order : {PairingOrder::kAscending, other}) {
      const bool folds = order == PairingOrder::kFolded;
      Rows missing = whole.missing;
      Rows extra = whole.extra;
      sort_rows(missing, expected, folds ? order : PairingOrder::kAscending);
      sort_rows(extra, actual, order);
      const RowPairs pairs = matcher.match_bags(missing, extra).same;
      if (const auto cause = explain(comparison, c, pairs, whole.same)) return {*cause};
    }
  }
  return {};
}

}  // namespace

std::vector<std::string> causes_of(const Comparison& comparison) {
  if (comparison.missing.empty() && comparison.extra.empty() && comparison.changed.empty()) {
    return {};
  }
  // Most telling first: the first kind of cause that accounts for everything is the one to read.
  for (const auto find : {causes_in_row_counts, causes_in_column_order, causes_in_changed_rows,
                          causes_in_one_column}) {
    Sentences causes = find(comparison);
    if (!causes.empty()) return causes;
  }
  return {};
}

}  // namespace nightshift
