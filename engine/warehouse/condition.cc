#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/warehouse/select.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

// A table of one row, whose values are parameters, and the condition over it.
std::string condition_sql(std::span<const std::string> columns, std::string_view condition) {
  std::string sql = "SELECT 1 FROM (SELECT ";
  for (std::size_t index = 0; index < columns.size(); ++index) {
    if (index > 0) sql += ", ";
    sql += '?' + std::to_string(index + 1) + " AS " + quoted_name(columns[index]);
  }
  return sql + ") WHERE (" + std::string(condition) + "\n)";
}

Result<std::vector<bool>> rows_that_meet(QueryContext context,
                                         std::span<const std::vector<Cell>> rows) {
  context.connection.restart_chance();
  NIGHTSHIFT_TRY(Statement statement, prepare_select(context));
  std::vector<bool> result;
  for (const std::vector<Cell>& row : rows) {
    for (std::size_t index = 0; index < row.size(); ++index) {
      statement.bind(static_cast<int>(index) + 1, row[index]);
    }
    const auto met = statement.step();
    if (!met) return fail(query_error(met.error(), QueryPhase::kRunning, context));
    result.push_back(*met);
    statement.reset();
  }
  return result;
}

}  // namespace

Result<std::vector<bool>> Warehouse::meet(std::span<const std::string> columns,
                                          std::span<const std::vector<Cell>> rows,
                                          std::string_view condition) {
  QueryBudget budget;
  const std::string sql = condition_sql(columns, condition);
  budget.sql_bytes_max += static_cast<std::int64_t>(sql.size() - condition.size());
  NIGHTSHIFT_TRY(check_select_text(sql, budget));
  const LearnerAccess access(state_->connection, budget);
  return at_rising_prices(
      {.connection = state_->connection, .schemas = state_->schemas, .sql = sql, .budget = budget},
      budget.sql_bytes_max, [&](QueryContext context) { return rows_that_meet(context, rows); });
}

}  // namespace nightshift
