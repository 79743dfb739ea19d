// SQLite's complaints about a learner's query in words that help. For the files of this folder.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/base/result.h"
#include "engine/sqlite/sqlite_error.h"
#include "engine/warehouse/state.h"

namespace nightshift {

enum class QueryPhase { kPreparing, kRunning };

struct QueryContext {
  Connection& connection;
  const std::vector<TableSchema>& schemas;
  std::string_view sql;
  std::size_t statement_begin = 0;  // where in `sql` the statement starts that SQLite speaks of
  QueryBudget budget;
  std::int64_t step_price = 1;  // what each step counted as
};

Error learner_error(std::string code, std::string message, std::string remedy, Where where = {});

// The statement of `context` is not one that a query may be; its first word says which.
Error forbidden_statement(const QueryContext& context);

Error query_error(const SqliteError& problem, QueryPhase phase, const QueryContext& context);

}  // namespace nightshift
