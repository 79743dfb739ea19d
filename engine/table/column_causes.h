// What happened to the values of one column, in a plain sentence. Internal to engine/table.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/table/cell.h"

namespace nightshift {

// A column in which some rows differ, row by row.
struct ColumnChange {
  std::string name;
  std::vector<std::pair<const Cell*, const Cell*>> cells;  // expected and actual where they differ
  // What the column holds in all the other rows: nothing but NULL; nothing but NULL and 0. There a
  // factor or an offset would not show, so the sentence may speak of "each" row.
  bool rest_is_null = true;
  bool rest_is_zero = true;
};

// A sentence that is true of all `cells`, or nullopt. One needs at least two cells for a constant
// factor or a constant offset: through one point goes every line.
std::optional<std::string> cause_in_column(const ColumnChange& change);

}  // namespace nightshift
