// Why two tables differ, in plain sentences. Internal to engine/table.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/table/difference.h"
#include "engine/table/row_matching.h"

namespace nightshift {

struct ChangedRow {
  std::size_t expected = 0;
  std::size_t actual = 0;
  std::vector<std::size_t> differs;  // columns, ascending, at least one
};

// Two tables and what matching them found.
struct Comparison {
  const Table& expected;
  const Table& actual;
  const RowRules& rules;
  RowMatching matching;             // before rows were paired by key
  std::vector<ChangedRow> changed;  // after it, in the order of the expected rows
  Rows missing;
  Rows extra;
};

// Sentences that together account for every difference; empty when there is none, or when none is
// known that accounts for all of it.
std::vector<std::string> causes_of(const Comparison& comparison);

}  // namespace nightshift
