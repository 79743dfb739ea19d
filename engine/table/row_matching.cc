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
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/base/check.h"
#include "engine/table/near_matching.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\v\f\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

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
                 text.end() - static_cast<std::ptrdiff_t>(size), lower);
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
  std::vector<std::size_t>
      near_columns;  // where the rows hold a finite number that may be near another
  Rows expected;
  Rows actual;
};

// Sorts rows into groups; groups come in the order of their first row.
class Grouping {
 public:
  Grouping(const std::vector<bool>& is_tolerant, const CellRules& rules)
      : is_tolerant_(is_tolerant), rules_(rules) {}

  void add(const ColumnView& columns, const Rows& rows, Rows Group::*side) {
    for (const std::size_t row : rows) (group_of(columns, row).*side).push_back(row);
  }

  const std::vector<Group>& groups() const { return groups_; }

 private:
  Group& group_of(const ColumnView& columns, std::size_t row) {
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
    const auto [found, is_new] = index_.try_emplace(identity_, groups_.size());
    if (is_new) groups_.push_back({.near_columns = near_columns_, .expected = {}, .actual = {}});
    return groups_[found->second];
  }

  const std::vector<bool>& is_tolerant_;
  const CellRules& rules_;
  std::unordered_map<std::string, std::size_t> index_;  // looked up, never walked through
  std::vector<Group> groups_;
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
  Grouping grouping(is_tolerant_, rules_);
  grouping.add(expected_, expected_rows, &Group::expected);
  grouping.add(actual_, actual_rows, &Group::actual);
  RowMatching matching;
  for (const Group& group : grouping.groups()) {
    if (group.near_columns.empty()) {
      match_by_count(group, matching);
    } else {
      match_near({expected_, actual_, group.near_columns, rules_, as_set},
                 {group.expected, group.actual}, matching);
    }
  }
  std::sort(matching.same.begin(), matching.same.end());
  std::sort(matching.missing.begin(), matching.missing.end());
  std::sort(matching.extra.begin(), matching.extra.end());
  return matching;
}

}  // namespace nightshift
