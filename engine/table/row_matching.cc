// Matching rows, in two stages.
//
// Most columns compare exactly: two values are equal or not, and "equal" is transitive. So rows are
// first put into groups by the bytes of their exact columns. In a table of months and average
// prices, with the averages compared to within 0.01:
//
//   expected  2026-01 10.00    actual  2026-02  7.50     groups  2026-01: 10.00 | 10.01
//             2026-02  7.50            2026-01 10.01             2026-02:  7.50 |  7.50
//
// A group without forgiving columns is matched by counting. In the others near_matching.h pairs the
// numbers.
#include "engine/table/row_matching.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/table/near_matching.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

void append_bytes(std::string& text, std::uint64_t value) {
  std::array<char, sizeof(value)> bytes{};
  std::memcpy(bytes.data(), &value, sizeof(value));
  text.append(bytes.data(), bytes.size());
}

void append_framed(std::string& text, char tag, std::string_view bytes) {
  text += tag;
  append_bytes(text, bytes.size());
  text += bytes;
}

void append_text(std::string& text, std::string_view value, const CellRules& rules) {
  append_framed(text, 't', rules.text_trim ? trimmed(value) : value);
  if (rules.text_case == TextCase::kExact) return;
  const std::size_t size = rules.text_trim ? trimmed(value).size() : value.size();
  std::transform(text.end() - static_cast<std::ptrdiff_t>(size), text.end(),
                 text.end() - static_cast<std::ptrdiff_t>(size), lower_letter);
}

// A REAL that is a whole number is written as that INTEGER, so that 1.0 and 1 agree.
void append_real(std::string& text, double value) {
  constexpr double kTwoTo63 = 9223372036854775808.0;
  if (value != value) {
    text += 'n';
  } else if (value >= -kTwoTo63 && value < kTwoTo63 &&
             value == static_cast<double>(static_cast<std::int64_t>(value))) {
    text += 'i';
    append_bytes(text, static_cast<std::uint64_t>(static_cast<std::int64_t>(value)));
  } else {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof(bits));
    text += 'r';
    append_bytes(text, bits);
  }
}

bool has_real(const Column& column) {
  return std::any_of(column.cells.begin(), column.cells.end(),
                     [](const Cell& cell) { return std::holds_alternative<double>(cell); });
}

// Rows that agree on everything but the numbers of forgiving columns.
struct Group {
  const std::vector<std::size_t>&
      near_columns;  // where the rows hold a number that may be near another
  std::span<const std::size_t> expected;
  std::span<const std::size_t> actual;
};

// The rows of one side, group by group.
class Buckets {
 public:
  Buckets(const Rows& rows, const std::vector<std::size_t>& group_of_row, std::size_t groups)
      : ends_(groups + 1, 0), rows_(rows.size()) {
    for (const std::size_t group : group_of_row) ++ends_[group + 1];
    std::partial_sum(ends_.begin(), ends_.end(), ends_.begin());
    std::vector<std::size_t> next(ends_.begin(), ends_.end() - 1);
    for (std::size_t i = 0; i < rows.size(); ++i) rows_[next[group_of_row[i]]++] = rows[i];
  }

  std::span<const std::size_t> of(std::size_t group) const {
    return std::span(rows_).subspan(ends_[group], ends_[group + 1] - ends_[group]);
  }

 private:
  std::vector<std::size_t> ends_;  // rows_[ends_[g]] is the first row of group g
  Rows rows_;
};

// Gives every row the number of its group; groups are numbered in the order of their first row.
class Grouping {
 public:
  Grouping(const std::vector<bool>& is_tolerant, const CellRules& rules, std::size_t rows)
      : is_tolerant_(is_tolerant), rules_(rules) {
    numbers_.reserve(rows);
  }

  std::vector<std::size_t> numbers_of(const ColumnView& columns, const Rows& rows) {
    std::vector<std::size_t> numbers;
    numbers.reserve(rows.size());
    for (const std::size_t row : rows) numbers.push_back(number_of(columns, row));
    return numbers;
  }

  std::size_t count() const { return near_columns_of_.size(); }
  const std::vector<std::size_t>& near_columns(std::size_t group) const {
    return *near_columns_of_[group];
  }

 private:
  std::size_t number_of(const ColumnView& columns, std::size_t row) {
    identity_.clear();
    near_columns_.clear();
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Cell& cell = columns[c]->cells[row];
      if (is_tolerant_[c] && is_finite_number(cell)) {
        identity_ += '#';
        near_columns_.push_back(c);
      } else {
        append_identity(identity_, cell, rules_);
      }
    }
    const auto [found, is_new] = numbers_.try_emplace(identity_, count());
    if (is_new) near_columns_of_.push_back(&*patterns_.insert(near_columns_).first);
    return found->second;
  }

  const std::vector<bool>& is_tolerant_;
  const CellRules& rules_;
  std::unordered_map<std::string, std::size_t> numbers_;  // looked up, never walked through
  std::set<std::vector<std::size_t>> patterns_;  // the few that there are, at fixed addresses
  std::vector<const std::vector<std::size_t>*> near_columns_of_;
  std::string identity_;
  std::vector<std::size_t> near_columns_;
};

// The first of each row that is there several times, to the last bit.
Rows without_repeats(const ColumnView& columns, const Rows& rows, const CellRules& rules) {
  std::unordered_set<std::string> seen;
  Rows kept;
  for (const std::size_t row : rows) {
    std::string identity;
    for (const Column* column : columns) append_identity(identity, column->cells[row], rules);
    if (seen.insert(std::move(identity)).second) kept.push_back(row);
  }
  return kept;
}

// All rows of the group are equal: the first ones are partners, and what is left has none.
void match_by_count(const Group& group, RowMatching& matching) {
  const std::size_t both = std::min(group.expected.size(), group.actual.size());
  const auto rest = static_cast<std::ptrdiff_t>(both);
  for (std::size_t i = 0; i < both; ++i) {
    matching.same.emplace_back(group.expected[i], group.actual[i]);
  }
  matching.missing.insert(matching.missing.end(), group.expected.begin() + rest,
                          group.expected.end());
  matching.extra.insert(matching.extra.end(), group.actual.begin() + rest, group.actual.end());
}

}  // namespace

ColumnView view_of(const Table& table) {
  ColumnView view;
  for (const Column& column : table.columns) view.push_back(&column);
  return view;
}

Rows all_rows(const Table& table) {
  Rows rows(table.row_count());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  return rows;
}

void append_identity(std::string& text, const Cell& cell, const CellRules& rules) {
  if (const std::int64_t* whole = std::get_if<std::int64_t>(&cell)) {
    text += 'i';
    append_bytes(text, static_cast<std::uint64_t>(*whole));
  } else if (const double* real = std::get_if<double>(&cell)) {
    append_real(text, *real);
  } else if (const std::string* value = std::get_if<std::string>(&cell)) {
    append_text(text, *value, rules);
  } else if (const Blob* blob = std::get_if<Blob>(&cell)) {
    append_framed(text, 'b', blob->bytes);
  } else {
    text += 'N';
  }
}

RowMatcher::RowMatcher(ColumnView expected, ColumnView actual, const CellRules& rules)
    : expected_(std::move(expected)), actual_(std::move(actual)), rules_(rules) {
  NIGHTSHIFT_CHECK(expected_.size() == actual_.size());
  for (std::size_t c = 0; c < expected_.size(); ++c) {
    is_tolerant_.push_back(forgives(rules_) && (has_real(*expected_[c]) || has_real(*actual_[c])));
  }
}

RowMatching RowMatcher::match_bags(const Rows& expected_rows, const Rows& actual_rows) const {
  return match(expected_rows, actual_rows, /*as_set=*/false);
}

RowMatching RowMatcher::match_sets(const Rows& expected_rows, const Rows& actual_rows) const {
  return match(without_repeats(expected_, expected_rows, rules_),
               without_repeats(actual_, actual_rows, rules_), /*as_set=*/true);
}

RowMatching RowMatcher::match(const Rows& expected_rows, const Rows& actual_rows,
                              bool as_set) const {
  Grouping grouping(is_tolerant_, rules_, std::max(expected_rows.size(), actual_rows.size()));
  const std::vector<std::size_t> expected_groups = grouping.numbers_of(expected_, expected_rows);
  const std::vector<std::size_t> actual_groups = grouping.numbers_of(actual_, actual_rows);
  const Buckets expected_buckets(expected_rows, expected_groups, grouping.count());
  const Buckets actual_buckets(actual_rows, actual_groups, grouping.count());
  RowMatching matching;
  for (std::size_t g = 0; g < grouping.count(); ++g) {
    const Group group{grouping.near_columns(g), expected_buckets.of(g), actual_buckets.of(g)};
    const bool is_lonely = group.expected.empty() || group.actual.empty();
    if (group.near_columns.empty() || is_lonely) {
      match_by_count(group, matching);
    } else {
      match_near({expected_, actual_, group.near_columns, rules_, as_set},
                 {Rows(group.expected.begin(), group.expected.end()),
                  Rows(group.actual.begin(), group.actual.end())},
                 matching);
    }
  }
  std::sort(matching.same.begin(), matching.same.end());
  std::sort(matching.missing.begin(), matching.missing.end());
  std::sort(matching.extra.begin(), matching.extra.end());
  return matching;
}

}  // namespace nightshift
