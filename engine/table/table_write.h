// What a pipeline does to tables, as a value: whoever keeps the tables carries it out.
#pragma once

#include <string>
#include <vector>

#include "engine/table/cell.h"
#include "engine/table/schema.h"

namespace nightshift {

struct TableWrite {
  enum class Kind {
    kCreate,       // an empty table with `columns`, found quickly by `key` when there is one
    kAddColumns,   // `columns`, NULL in the rows that are there
    kDropColumns,  // those that `columns` name, with what they hold
    kAppend,       // `rows`, whose cells belong to `columns`; other columns become NULL
    kDelete,       // every row whose `key` columns equal one of `rows`; NULL equals NULL
    kClear,        // every row
    kDrop,         // the table; none of that name is no trouble
    kRename,       // to the name `to`, within its schema
  };

  Kind kind = Kind::kAppend;
  std::string table;                  // "raw.orders", or "fct_revenue" in the main schema
  std::vector<ColumnSchema> columns;  // kAppend and kDropColumns need their names only
  std::vector<std::string> key;
  std::vector<std::vector<Cell>> rows;
  std::string to;
};

}  // namespace nightshift
