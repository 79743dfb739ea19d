// What a warehouse holds. For the files of this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/quote.h"  // IWYU pragma: export
#include "engine/sqlite/connection.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

struct Warehouse::State {
  Options options;
  Connection connection;
  std::vector<TableSchema> schemas;  // in the order of creation
  std::int64_t version = 0;          // counts what apply() did

  // The schema of a table of that name, letter case free as in SQL; nullptr when there is none.
  const TableSchema* find_schema(std::string_view table) const;
};

// "a, b and c".
std::string enumeration(const std::vector<std::string>& words);

}  // namespace nightshift
