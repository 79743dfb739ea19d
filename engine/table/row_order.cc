#include <algorithm>
#include <string>
#include <unordered_map>

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

// The first row of each group of rows that agree on all keys, ascending.
Rows starts_of_ties(const Table& table, const std::vector<OrderKey>& keys, const CellRules& rules) {
  Rows starts;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (starts.empty() || !agree_on_keys(table, starts.back(), row, keys, rules)) {
      starts.push_back(row);
    }
  }
  return starts;
}

// The tie group of the expected row that each actual row equals; kNoGroup for a row that is only
// near an expected row which has another partner.
constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);
std::vector<std::size_t> groups_of(const Table& expected, const Table& actual,
                                   const CellRules& rules, const Rows& starts) {
  const RowMatcher matcher(view_of(expected), view_of(actual), rules);
  std::unordered_map<std::string, std::size_t> group_of;  // looked up, never walked through
  const auto identity = [&](std::size_t row) {
    std::string text;
    for (const Column& column : actual.columns) append_identity(text, column.cells[row], rules);
    return text;
  };
  for (const auto& [e, a] : matcher.match_sets(all_rows(expected), all_rows(actual)).same) {
    const auto after = std::upper_bound(starts.begin(), starts.end(), e);
    group_of.emplace(identity(a), static_cast<std::size_t>(after - starts.begin()) - 1);
  }
  std::vector<std::size_t> groups;
  for (std::size_t row = 0; row < actual.row_count(); ++row) {
    const auto found = group_of.find(identity(row));
    groups.push_back(found == group_of.end() ? kNoGroup : found->second);
  }
  return groups;
}

// As sets, group after group must come, each as often as it likes:
//
//   expected  a b c    right  a a b c c    wrong  a b a c: the second a stands where c is expected
//
// A group that is passed over tells nothing yet: a row near its own may have stood for it. It is
// where the order was left when one of its rows comes later.
std::optional<OutOfOrder> first_out_of_order_as_sets(const Table& expected, const Table& actual,
                                                     const CellRules& rules, const Rows& starts) {
  const std::vector<std::size_t> groups = groups_of(expected, actual, rules, starts);
  std::optional<OutOfOrder> leap;
  std::size_t begun = 0;  // how many groups have come
  for (std::size_t row = 0; row < groups.size(); ++row) {
    const std::size_t group = groups[row];
    if (group == kNoGroup || group + 1 == begun) continue;
    const OutOfOrder here{row, starts[std::min(begun, starts.size() - 1)]};
    if (group < begun) return leap ? leap : here;
    if (group > begun && !leap) leap = here;
    begun = group + 1;
  }
  return std::nullopt;
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

std::optional<OutOfOrder> first_out_of_order(const Table& expected, const Table& actual,
                                             const std::vector<OrderKey>& keys,
                                             const RowRules& rules) {
  for (const OrderKey& key : keys) NIGHTSHIFT_CHECK(key.column < expected.columns.size());
  const Rows starts = starts_of_ties(expected, keys, rules.cells);
  const RowMatcher matcher(view_of(expected), view_of(actual), rules.cells);
  if (rules.as_set) return first_out_of_order_as_sets(expected, actual, rules.cells, starts);
  const std::size_t rows = std::min(expected.row_count(), actual.row_count());
  for (std::size_t group = 0; group < starts.size() && starts[group] < rows; ++group) {
    const std::size_t end = group + 1 < starts.size() ? std::min(starts[group + 1], rows) : rows;
    const Rows places = rows_between(starts[group], end);
    const Rows strangers = matcher.match_bags(places, places).extra;
    if (!strangers.empty()) return OutOfOrder{strangers.front(), strangers.front()};
  }
  return std::nullopt;
}

}  // namespace nightshift
