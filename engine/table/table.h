// A table as a value: named, typed columns of equal length.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/table/cell.h"

namespace nightshift {

struct Column {
  std::string name;  // as the query spells it; names may repeat within a table
  ColumnType type = ColumnType::kNull;
  std::vector<Cell> cells;

  friend bool operator==(const Column&, const Column&) = default;
};

// All columns have the same number of cells.
struct Table {
  std::vector<Column> columns;

  // Rows of a table without columns: 0.
  std::size_t row_count() const { return columns.empty() ? 0 : columns.front().cells.size(); }

  // The cells of row `row` (from 0), copied, in column order.
  std::vector<Cell> row(std::size_t row) const;

  friend bool operator==(const Table&, const Table&) = default;
};

// Sets each column's type from its values: NULLs are passed over; values of one type give that
// type; integer and real together give kReal; date and timestamp give kTimestamp; date or timestamp
// with other text gives kText; any other mixture gives kMixed.
void infer_types(Table& table);

}  // namespace nightshift
