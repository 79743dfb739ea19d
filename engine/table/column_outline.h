// Whether columns can be equal as bags, at a glance, and which columns are. Internal to
// engine/table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/table/row_matching.h"

namespace nightshift {

struct ColumnOutline {
  std::array<std::size_t, 5> counts{};  // NULLs, finite numbers, other numbers, texts, blobs
  std::uint64_t sum = 0;                // of all values' hashes: free of order
  bool has_real = false;
  const Cell* smallest = nullptr;  // finite numbers; null without any
  const Cell* largest = nullptr;
};

// The outline of the cells in `rows`; points into `column`.
ColumnOutline outline(const Column& column, const Rows& rows, const CellRules& rules);

// False when the cells differ as bags. True when they agree, or may: then only matching them can
// tell.
bool may_agree(const ColumnOutline& expected, const ColumnOutline& actual, const CellRules& rules);

struct MappingFound {
  std::optional<std::vector<std::size_t>> columns;  // a mapping under which all rows agree
  bool gave_up = false;  // no mapping was found, and not all could be tried
};

// The search of match_columns under kAny.
MappingFound agreeing_columns(const std::vector<const Table*>& expected,
                              const std::vector<const Table*>& actual, const RowRules& rules);

}  // namespace nightshift
