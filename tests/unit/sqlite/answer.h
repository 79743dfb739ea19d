// One value from one query: the notation of this folder's tests.
#pragma once

#include <string>
#include <string_view>

#include "engine/sqlite/connection.h"

namespace nightshift {

// The first value of the first row as text; "no row", or "error: ..." with SQLite's words.
inline std::string answer(Connection& connection, std::string_view sql) {
  auto statement = connection.prepare(sql);
  if (!statement) return "error: " + statement.error().message;
  const auto row = statement->step();
  if (!row) return "error: " + row.error().message;
  return *row ? cell_text(statement->cell(0)) : "no row";
}

}  // namespace nightshift
