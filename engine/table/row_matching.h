// Which rows of two tables are the same row. Internal to engine/table: others call difference.h.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "engine/table/difference.h"

namespace nightshift {

// Rows are named by their index in their table.
using Rows = std::vector<std::size_t>;

// Looks at columns that others own.
using ColumnView = std::vector<const Column*>;
ColumnView view_of(const Table& table);

// 0, 1, ..., table.row_count() - 1.
Rows all_rows(const Table& table);

struct RowMatching {
  std::vector<std::pair<std::size_t, std::size_t>> same;  // an expected and an actual row each
  Rows missing;  // expected rows without a partner, ascending
  Rows extra;    // actual rows without a partner, ascending

  bool agrees() const { return missing.empty() && extra.empty(); }
};

// Compares rows of two tables of equally many columns; the columns must outlive the matcher.
class RowMatcher {
 public:
  RowMatcher(ColumnView expected, ColumnView actual, const CellRules& rules);

  // As bags: every row has at most one partner. An index may be given several times; it then stands
  // for that many rows. Among rows that are equal, the first ones given are partners.
  RowMatching match_bags(const Rows& expected_rows, const Rows& actual_rows) const;

  // As sets: rows that are equal to the last bit count once (as the first of them), and every row
  // with an equal row on the other side has a partner.
  RowMatching match_sets(const Rows& expected_rows, const Rows& actual_rows) const;

 private:
  RowMatching match(const Rows& expected_rows, const Rows& actual_rows, bool as_set) const;

  ColumnView expected_;
  ColumnView actual_;
  CellRules rules_;
  std::vector<bool>
      is_tolerant_;  // by column: some value on either side is REAL, and the rules forgive
};

// Appends bytes to `text` that are equal for two cells exactly when the cells are equal without any
// tolerance (text as `rules` say), and that never run into the bytes of the next cell.
void append_identity(std::string& text, const Cell& cell, const CellRules& rules);

// True when the rules call numbers equal that differ by a little.
bool forgives(const CellRules& rules);

// True when two finite numbers are within the rules' tolerance, whether or not one of them is REAL.
bool numbers_near(const Cell& left, const Cell& right, const CellRules& rules);

}  // namespace nightshift
