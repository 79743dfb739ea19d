// Pairs rows whose numbers are near each other. Internal to engine/table.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/table/row_matching.h"

namespace nightshift {

// What rows are compared by: all rows given hold finite numbers in `columns` and agree everywhere
// else.
struct NearSpace {
  const ColumnView& expected;
  const ColumnView& actual;
  const std::vector<std::size_t>& columns;
  const CellRules& rules;
  bool as_set = false;
};

struct RowsOfBoth {
  Rows expected;
  Rows actual;
};

// Adds every row of `rows` to `matching`: to `same` with its partner, or to `missing` or `extra`.
void match_near(const NearSpace& space, RowsOfBoth rows, RowMatching& matching);

}  // namespace nightshift
