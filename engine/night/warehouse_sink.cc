#include "engine/night/warehouse_sink.h"

#include <utility>

#include "engine/sql/quote.h"

namespace nightshift {
namespace {

constexpr std::string_view kDigits = "0123456789ABCDEF";

// A value as SQL. The text of a real reads back as the same real.
std::string literal(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return quoted_text(*text);
  if (const auto* blob = std::get_if<Blob>(&cell)) {
    std::string digits;
    for (const char byte : blob->bytes) {
      const auto value = static_cast<unsigned char>(byte);
      digits += {kDigits[value >> 4U], kDigits[value & 15U]};
    }
    return "x'" + digits + '\'';
  }
  return cell_text(cell);
}

// One line after the other of (number, cells...), as a table named batch.
std::string batch_sql(std::span<const std::string> columns,
                      std::span<const std::vector<Cell>> rows) {
  std::string sql = "WITH batch(\"row of batch\"";
  for (const std::string& column : columns) sql += ", " + quoted_name(column);
  sql += ") AS (VALUES ";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    sql += (row == 0 ? "(" : ", (") + std::to_string(row);
    for (const Cell& cell : rows[row]) sql += ", " + literal(cell);
    sql += ')';
  }
  return sql + ')';
}

}  // namespace

const TableSchema* WarehouseSink::find_table(std::string_view relation) const {
  return warehouse_.find_table(relation);
}

Result<std::int64_t> WarehouseSink::apply(std::span<const TableWrite> writes) {
  return warehouse_.apply(writes);
}

Result<Table> WarehouseSink::query(std::string_view sql) {
  NIGHTSHIFT_TRY(QueryOutcome outcome, warehouse_.query(sql, {}));
  return std::move(outcome.table);
}

Result<std::vector<bool>> WarehouseSink::meet(std::span<const std::string> columns,
                                              std::span<const std::vector<Cell>> rows,
                                              std::string_view condition) {
  const std::string sql = batch_sql(columns, rows) + " SELECT \"row of batch\" FROM batch WHERE (" +
                          std::string(condition) + "\n)";
  QueryOptions options;
  options.budget.sql_bytes_max += static_cast<std::int64_t>(sql.size());
  NIGHTSHIFT_TRY(const QueryOutcome outcome, warehouse_.query(sql, options));
  std::vector<bool> kept(rows.size(), false);
  for (const Cell& cell : outcome.table.columns.front().cells) {
    // A condition with a bracket too many can select what it likes.
    const auto* row = std::get_if<std::int64_t>(&cell);
    const bool is_ours =
        row != nullptr && *row >= 0 && static_cast<std::size_t>(*row) < kept.size();
    if (is_ours) kept[static_cast<std::size_t>(*row)] = true;
  }
  return kept;
}

}  // namespace nightshift
