// The parts of running one SELECT of a learner's: a warehouse puts them together for each query, a
// scratch database prepares once and runs often. For the files of this folder.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/base/result.h"
#include "engine/sqlite/connection.h"
#include "engine/table/table.h"
#include "engine/warehouse/query_error.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

// The connection is a learner's while this stands, and ours again afterwards. Its meter starts at
// zero.
class LearnerAccess {
 public:
  LearnerAccess(Connection& connection, const QueryBudget& budget);
  ~LearnerAccess();
  LearnerAccess(const LearnerAccess&) = delete;
  LearnerAccess& operator=(const LearnerAccess&) = delete;

 private:
  Connection& connection_;
};

// Fails with sql.too_long, sql.not_text or sql.too_deep, before SQLite sees anything.
Result<void> check_select_text(std::string_view sql, const QueryBudget& budget);

// The one statement of the query, which reads and only reads. Sets context.statement_begin.
Result<Statement> prepare_select(QueryContext& context);

// Takes the rows of `statement` into `table`, which is empty; types are not inferred. True when
// there were more than context.budget.rows_max rows and `overflow` lets that pass.
Result<bool> collect_rows(Statement& statement, RowOverflow overflow, const QueryContext& context,
                          Table& table);

// Runs at price 1 with short values, and again with longer ones at a higher price for as long as
// values are too long (query.cc). `run` takes a QueryContext and gives a Result.
template <typename Run>
auto at_rising_prices(QueryContext context, std::int64_t sql_bytes_max, Run run) {
  constexpr std::int64_t kShortValueBytes = 2048;
  constexpr std::int64_t kPriceFactor = 4;
  for (std::int64_t bytes = kShortValueBytes;; bytes *= kPriceFactor) {
    const bool last = bytes >= context.budget.value_bytes_max;
    context.connection.set_limits({.value_bytes_max = last ? context.budget.value_bytes_max : bytes,
                                   .sql_bytes_max = sql_bytes_max});
    context.connection.set_step_price(context.step_price);
    auto outcome = run(context);
    if (last || outcome || outcome.error().code != "sql.over_budget_value") return outcome;
    context.step_price *= kPriceFactor;
  }
}

}  // namespace nightshift
