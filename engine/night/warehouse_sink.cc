#include "engine/night/warehouse_sink.h"

#include <utility>

namespace nightshift {

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
  return warehouse_.meet(columns, rows, condition);
}

}  // namespace nightshift
