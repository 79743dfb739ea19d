#include <algorithm>

#include "engine/base/check.h"
#include "engine/table/number.h"
#include "engine/table/row_matching.h"

namespace nightshift {
namespace {

// Negative, 0 or positive; unlike cell_less, numbers of equal value are equal.
int compare_cells(const Cell& left, const Cell& right) {
  if (is_number(left) && is_number(right)) return compare_numbers(left, right);
  if (cell_less(left, right)) return -1;
  return cell_less(right, left) ? 1 : 0;
}

int compare_by(const OrderKey& key, const Cell& left, const Cell& right) {
  const bool left_null = std::holds_alternative<Null>(left);
  const bool right_null = std::holds_alternative<Null>(right);
  if (left_null || right_null) {
    const bool nulls_first = key.nulls_first.value_or(!key.descending);
    const int order = static_cast<int>(right_null) - static_cast<int>(left_null);
    return nulls_first ? order : -order;
  }
  const int order = compare_cells(left, right);
  return key.descending ? -order : order;
}

bool agree_on_keys(const Table& table, std::size_t left, std::size_t right,
                   const std::vector<OrderKey>& keys, const CellRules& rules) {
  return std::all_of(keys.begin(), keys.end(), [&](const OrderKey& key) {
    const std::vector<Cell>& cells = table.columns[key.column].cells;
    return cells_equal(cells[left], cells[right], rules);
  });
}

// from, from + 1, ..., to - 1.
Rows rows_between(std::size_t from, std::size_t to) {
  Rows rows;
  for (std::size_t row = from; row < to; ++row) rows.push_back(row);
  return rows;
}

}  // namespace

bool is_ordered(const Table& table, const std::vector<OrderKey>& keys) {
  for (std::size_t row = 1; row < table.row_count(); ++row) {
    for (const OrderKey& key : keys) {
      NIGHTSHIFT_CHECK(key.column < table.columns.size());
      const std::vector<Cell>& cells = table.columns[key.column].cells;
      const int order = compare_by(key, cells[row - 1], cells[row]);
      if (order > 0) return false;
      if (order < 0) break;
    }
  }
  return true;
}

std::optional<std::size_t> first_out_of_order(const Table& expected, const Table& actual,
                                              const std::vector<OrderKey>& keys,
                                              const CellRules& rules) {
  for (const OrderKey& key : keys) NIGHTSHIFT_CHECK(key.column < expected.columns.size());
  const RowMatcher matcher(view_of(expected), view_of(actual), rules);
  const std::size_t rows = std::min(expected.row_count(), actual.row_count());
  std::size_t end = 0;
  for (std::size_t start = 0; start < rows; start = end) {
    end = start + 1;
    while (end < rows && agree_on_keys(expected, start, end, keys, rules)) ++end;
    const Rows group = rows_between(start, end);
    const Rows strangers = matcher.match_bags(group, group).extra;
    if (!strangers.empty()) return strangers.front();
  }
  return std::nullopt;
}

}  // namespace nightshift
