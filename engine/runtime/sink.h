// How a running pipeline sees the warehouse that it fills. Behind it stands a database; the runtime
// knows none.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/table/schema.h"
#include "engine/table/table.h"
#include "engine/table/table_write.h"

namespace nightshift {

class Sink {
 public:
  virtual ~Sink() = default;

  // Changes with every write: while it stays, so do the answers of queries.
  virtual std::int64_t version() const = 0;

  // A table's columns; nullptr when there is no such table. Until the next change.
  virtual const TableSchema* find_table(std::string_view relation) const = 0;

  // All or nothing; gives how many rows were added and deleted.
  virtual Result<std::int64_t> apply(std::span<const TableWrite> writes) = 0;

  // One SELECT.
  virtual Result<Table> query(std::string_view sql) = 0;

  // Which of the rows meet an SQL condition over their columns. NULL is no.
  virtual Result<std::vector<bool>> meet(std::span<const std::string> columns,
                                         std::span<const std::vector<Cell>> rows,
                                         std::string_view condition) = 0;
};

}  // namespace nightshift
