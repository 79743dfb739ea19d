// The warehouse as a running pipeline sees it.
#pragma once

#include "engine/runtime/sink.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

// Writes to a warehouse, which must outlive it.
class WarehouseSink final : public Sink {
 public:
  explicit WarehouseSink(Warehouse& warehouse) : warehouse_(warehouse) {}

  std::int64_t version() const override { return warehouse_.version(); }
  const TableSchema* find_table(std::string_view relation) const override;
  Result<std::int64_t> apply(std::span<const TableWrite> writes) override;
  // Within the usual budget of a query. Fails with sql.*.
  Result<Table> query(std::string_view sql) override;
  Result<std::vector<bool>> meet(std::span<const std::string> columns,
                                 std::span<const std::vector<Cell>> rows,
                                 std::string_view condition) override;

 private:
  Warehouse& warehouse_;
};

}  // namespace nightshift
