// The SQL functions that people who know a warehouse expect beside SQLite's own; docs/sql.md lists
// them.
#pragma once

#include "engine/sqlite/connection.h"

namespace nightshift {

// date_trunc, date_part, date_diff, datediff, dateadd, year, month, day, is_date, is_timestamp.
void define_date_functions(Connection& connection);

// left, right, lpad, rpad, split_part.
void define_text_functions(Connection& connection);

// greatest, least, safe_divide; the aggregates count_if, bool_and, bool_or.
void define_value_functions(Connection& connection);

// All of these, and SQLite's own within bounds (engine/sqlite/guarded_functions.h).
void define_functions(Connection& connection);

}  // namespace nightshift
