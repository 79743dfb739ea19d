#include "grader/judge/compare.h"

#include <algorithm>
#include <numeric>

#include "engine/base/ascii.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

bool same_names(const Table& expected, const Table& actual) {
  return std::equal(
      expected.columns.begin(), expected.columns.end(), actual.columns.begin(),
      [](const Column& left, const Column& right) { return same_name(left.name, right.name); });
}

// Equal values to the last bit; quicker than any rule.
bool same_cells(const Table& expected, const Table& actual) {
  return std::equal(
      expected.columns.begin(), expected.columns.end(), actual.columns.begin(),
      [](const Column& left, const Column& right) { return left.cells == right.cells; });
}

bool same_sequence(const Table& expected, const Table& actual, const CellRules& rules) {
  if (expected.row_count() != actual.row_count()) return false;
  for (std::size_t c = 0; c < expected.columns.size(); ++c) {
    const auto& left = expected.columns[c].cells;
    const auto& right = actual.columns[c].cells;
    const bool same = std::equal(
        left.begin(), left.end(), right.begin(),
        [&](const Cell& one, const Cell& other) { return cells_equal(one, other, rules); });
    if (!same) return false;
  }
  return true;
}

// Negative, 0 or positive; numbers by value, so that 1 and 1.0 are one.
int compare_cells(const Cell& left, const Cell& right) {
  if (is_number(left) && is_number(right)) return compare_numbers(left, right);
  if (cell_less(left, right)) return -1;
  return cell_less(right, left) ? 1 : 0;
}

struct RowOf {
  const Table* table;
  std::size_t row;
};

int compare_rows(const RowOf& left, const RowOf& right) {
  for (std::size_t c = 0; c < left.table->columns.size(); ++c) {
    const int order = compare_cells(left.table->columns[c].cells[left.row],
                                    right.table->columns[c].cells[right.row]);
    if (order != 0) return order;
  }
  return 0;
}

std::vector<RowOf> sorted_rows(const Table& table) {
  std::vector<RowOf> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) rows.push_back({&table, row});
  std::sort(rows.begin(), rows.end(),
            [](const RowOf& left, const RowOf& right) { return compare_rows(left, right) < 0; });
  return rows;
}

void keep_once(std::vector<RowOf>& rows) {
  const auto same = [](const RowOf& left, const RowOf& right) {
    return compare_rows(left, right) == 0;
  };
  rows.erase(std::unique(rows.begin(), rows.end(), same), rows.end());
}

bool same_exactly(const Table& expected, const Table& actual, bool as_set) {
  if (!as_set && expected.row_count() != actual.row_count()) return false;
  std::vector<RowOf> left = sorted_rows(expected);
  std::vector<RowOf> right = sorted_rows(actual);
  if (as_set) {
    keep_once(left);
    keep_once(right);
  }
  return std::equal(
      left.begin(), left.end(), right.begin(), right.end(),
      [](const RowOf& one, const RowOf& other) { return compare_rows(one, other) == 0; });
}

bool has_real(const Table& table) {
  return std::any_of(table.columns.begin(), table.columns.end(), [](const Column& column) {
    return std::any_of(column.cells.begin(), column.cells.end(),
                       [](const Cell& cell) { return std::holds_alternative<double>(cell); });
  });
}

// Could rows that differ count as equal?
bool may_forgive(const Table& expected, const Table& actual, const CellRules& rules) {
  const bool texts = rules.text_trim || rules.text_case != TextCase::kExact;
  return texts || has_real(expected) || has_real(actual);
}

bool same_rows(const Table& expected, const Table& actual, const ResultRules& rules) {
  if (same_exactly(expected, actual, rules.as_set)) return true;
  if (!may_forgive(expected, actual, rules.cells)) return false;
  if (!rules.as_set && expected.row_count() != actual.row_count()) return false;
  return row_difference(expected, actual, {.cells = rules.cells, .as_set = rules.as_set, .key = {}})
      .none();
}

}  // namespace

ResultDifference result_difference(const Table& expected, const Table& actual,
                                   const ResultRules& rules) {
  if (expected.columns.size() != actual.columns.size()) return ResultDifference::kColumnCount;
  if (rules.column_names && !same_names(expected, actual)) return ResultDifference::kColumnNames;
  if (same_cells(expected, actual)) return ResultDifference::kNone;
  if (rules.order == ResultOrder::kSequence && same_sequence(expected, actual, rules.cells)) {
    return ResultDifference::kNone;
  }
  if (!same_rows(expected, actual, rules)) return ResultDifference::kRows;
  if (rules.order == ResultOrder::kSequence) return ResultDifference::kOrder;
  if (rules.order == ResultOrder::kNone) return ResultDifference::kNone;
  const RowRules row_rules{.cells = rules.cells, .as_set = rules.as_set, .key = {}};
  const bool ordered = !first_out_of_order(expected, actual, rules.keys, row_rules);
  return ordered ? ResultDifference::kNone : ResultDifference::kOrder;
}

}  // namespace nightshift
