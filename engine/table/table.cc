#include "engine/table/table.h"

#include "engine/base/check.h"

namespace nightshift {
namespace {

bool is_textual(ColumnType type) {
  return type == ColumnType::kText || type == ColumnType::kDate || type == ColumnType::kTimestamp;
}

// The type of a column that holds values of both types.
ColumnType joined(ColumnType left, ColumnType right) {
  const auto either = [&](ColumnType type) { return left == type || right == type; };
  if (left == right || right == ColumnType::kNull) return left;
  if (left == ColumnType::kNull) return right;
  if (either(ColumnType::kInteger) && either(ColumnType::kReal)) return ColumnType::kReal;
  if (is_textual(left) && is_textual(right)) {
    return either(ColumnType::kText) ? ColumnType::kText : ColumnType::kTimestamp;
  }
  return ColumnType::kMixed;
}

}  // namespace

std::vector<Cell> Table::row(std::size_t row) const {
  std::vector<Cell> cells;
  cells.reserve(columns.size());
  for (const Column& column : columns) {
    NIGHTSHIFT_CHECK(row < column.cells.size());
    cells.push_back(column.cells[row]);
  }
  return cells;
}

void infer_types(Table& table) {
  for (Column& column : table.columns) {
    column.type = ColumnType::kNull;
    for (const Cell& cell : column.cells) column.type = joined(column.type, type_of(cell));
  }
}

}  // namespace nightshift
