// What a lesson declares about its tables.
#pragma once

#include <string>
#include <vector>

#include "engine/table/cell.h"

namespace nightshift {

struct ColumnSchema {
  std::string name;
  ColumnType type = ColumnType::kText;  // never kNull or kMixed
  bool nullable = false;
  std::string description;
  std::vector<std::string> accepted_values;  // empty: any
};

struct TableSchema {
  std::string name;
  std::string description;
  std::vector<ColumnSchema> columns;     // at least one
  std::vector<std::string> primary_key;  // names of columns; may be empty
};

}  // namespace nightshift
