// A lesson's schema as SQL.
#pragma once

#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/table/schema.h"

namespace nightshift {

// Fails with "schema.*" when no table can be made of it beside `others`.
Result<void> check_schema(const TableSchema& schema, std::span<const TableSchema> others);

// CREATE TABLE ... STRICT. Each rule of a column is a CHECK constraint that carries the column's
// name.
std::string create_table_sql(const TableSchema& schema);

// The same for a table that a pipeline fills: STRICT, but every column takes NULL, and there are no
// rules and no key. Types alone are held to.
std::string create_growing_table_sql(const TableSchema& schema);
std::string growing_column_sql(const ColumnSchema& column);

}  // namespace nightshift
