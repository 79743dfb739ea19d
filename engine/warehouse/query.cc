// One SELECT of a learner's, fenced in.
//
// Work is counted in steps of SQLite's virtual machine, and a step can be long: `t || t` over texts
// of a megabyte copies megabytes in one step. So long values have a price. A query first runs where
// values may have 2 KB. One that needs longer ones starts again with four times the length and four
// times the price per step, and so on up to value_bytes_max; what was spent stays spent. Ordinary
// queries run once, at price 1:
//
//   values up to    2 KB    8 KB   32 KB   128 KB   512 KB   more
//   a step counts      1       4      16       64      256   1024
#include <algorithm>
#include <string>
#include <string_view>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/warehouse/query_error.h"
#include "engine/warehouse/select.h"
#include "engine/warehouse/sql_text.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

constexpr std::int64_t kMemoryGrowthMax = 512LL * 1024 * 1024;
constexpr std::int64_t kPartsMax = 250;
constexpr std::string_view kPlanPrefix = "EXPLAIN QUERY PLAN ";
constexpr auto kPlanPrefixBytes = static_cast<std::int64_t>(kPlanPrefix.size());

// Scans run backwards while this stands. Setting it makes every statement of the connection be
// prepared anew.
class ScanOrder {
 public:
  ScanOrder(Connection& connection, bool reverse) : connection_(connection) {
    set_reverse(reverse);
  }
  ~ScanOrder() { set_reverse(false); }
  ScanOrder(const ScanOrder&) = delete;
  ScanOrder& operator=(const ScanOrder&) = delete;

 private:
  void set_reverse(bool reverse) {
    const auto done = connection_.execute(reverse ? "PRAGMA reverse_unordered_selects = ON"
                                                  : "PRAGMA reverse_unordered_selects = OFF");
    NIGHTSHIFT_CHECK(done.has_value());
  }

  Connection& connection_;
};

Result<void> check_text(std::string_view sql, const QueryBudget& budget) {
  if (static_cast<std::int64_t>(sql.size()) > budget.sql_bytes_max) {
    return fail(learner_error("sql.too_long",
                              "The query has " +
                                  counted(static_cast<std::int64_t>(sql.size()), "byte") +
                                  ", at most " + count_text(budget.sql_bytes_max) + " are allowed.",
                              "Shorten it; data belongs in tables, not in the query."));
  }
  std::size_t bad = sql.find('\0');
  const bool has_nul = bad != sql.npos;
  if (!has_nul && is_utf8(sql, &bad)) return {};
  return fail(learner_error(
      "sql.not_text", has_nul ? "The query holds a NUL byte." : "The query is not UTF-8 text.",
      "Delete the character at this place, or save the file as UTF-8.",
      where_in_text(sql, std::min(bad, sql.size()))));
}

// SQLite has no limit for these: it takes stack for each SELECT in a chain of WITHs, and for window
// functions time that grows with the cube of their number.
Result<void> check_parts(std::string_view sql) {
  for (const std::string_view word : {"SELECT", "OVER"}) {
    if (word_count(sql, word) <= kPartsMax) continue;
    return fail(learner_error(
        "sql.too_deep",
        "The query says " + std::string(word) + " more than " + counted(kPartsMax, "time") + ".",
        "Split it: no answer here needs that many parts."));
  }
  return {};
}

// Fails when anything but blanks, comments and semicolons follows.
Result<void> check_nothing_follows(QueryContext& context, std::size_t tail) {
  while (tail < context.sql.size()) {
    auto next = context.connection.prepare(context.sql.substr(tail));
    if (!next || !next->is_empty()) {
      if (!next && next.error().problem == SqliteProblem::kInterrupted) {
        return fail(query_error(next.error(), QueryPhase::kPreparing, context));
      }
      return fail(learner_error(
          "sql.several_statements", "There is more than one statement; the second begins here.",
          "Keep one SELECT, and nothing after its semicolon.", where_in_text(context.sql, tail)));
    }
    if (next->tail_offset() == 0) break;
    tail += next->tail_offset();
  }
  return {};
}

Error over_rows(const QueryBudget& budget) {
  return learner_error("sql.over_budget_rows",
                       "The result has more than " + counted(budget.rows_max, "row") + ".",
                       "Aggregate or filter; does a join lack its condition?");
}

Error over_bytes(const QueryBudget& budget) {
  return learner_error(
      "sql.over_budget_bytes",
      "The result has more than " + counted(budget.bytes_max, "byte") + " of values.",
      "Select fewer columns or rows, or shorter values.");
}

// The plan of a query that has just run.
std::vector<PlanNode> plan_of(Connection& connection, std::string_view statement_text) {
  std::vector<PlanNode> plan;
  auto statement = connection.prepare(std::string(kPlanPrefix).append(statement_text));
  if (!statement) return plan;
  for (auto row = statement->step(); row && *row; row = statement->step()) {
    const Cell detail = statement->cell(3);
    const auto* words = std::get_if<std::string>(&detail);
    plan.push_back({.id = statement->integer(0),
                    .parent = statement->integer(1),
                    .detail = words == nullptr ? std::string() : *words});
  }
  return plan;
}

// One run at one price.
Result<QueryOutcome> run_once(QueryContext context, const QueryOptions& options) {
  Connection& connection = context.connection;
  connection.restart_chance();
  const std::int64_t charged_before = connection.meter().charged();
  NIGHTSHIFT_TRY(Statement statement, prepare_select(context));
  QueryOutcome outcome;
  NIGHTSHIFT_TRY(outcome.truncated,
                 collect_rows(statement, options.overflow, context, outcome.table));
  const StatementCost cost = statement.cost();
  outcome.statistics = {.steps = cost.steps + connection.meter().charged() - charged_before,
                        .full_scan_steps = cost.full_scan_steps,
                        .sorts = cost.sorts};
  infer_types(outcome.table);
  if (options.with_plan) {
    outcome.plan = plan_of(connection, context.sql.substr(context.statement_begin));
  }
  return outcome;
}

}  // namespace

LearnerAccess::LearnerAccess(Connection& connection, const QueryBudget& budget)
    : connection_(connection) {
  connection_.set_access(Access::kRead);
  connection_.set_memory_growth_max(kMemoryGrowthMax);
  connection_.start_meter(budget.steps_max);
}

LearnerAccess::~LearnerAccess() {
  connection_.start_meter(INT64_MAX);
  connection_.set_memory_growth_max(std::nullopt);
  connection_.set_limits({});
  connection_.set_access(Access::kAll);
}

Result<void> check_select_text(std::string_view sql, const QueryBudget& budget) {
  NIGHTSHIFT_TRY(check_text(sql, budget));
  return check_parts(sql);
}

Result<Statement> prepare_select(QueryContext& context) {
  const std::string_view text = without_comments(context.sql);
  context.statement_begin = context.sql.size() - text.size();
  auto statement = context.connection.prepare(text);
  if (!statement) return fail(query_error(statement.error(), QueryPhase::kPreparing, context));
  if (statement->is_empty()) {
    return fail(learner_error("sql.empty", "There is no query yet.", "Write a SELECT."));
  }
  const bool gives_rows = statement->column_count() > 0;  // REINDEX may have nothing to do
  if (statement->is_explain() || !statement->is_read_only() || !gives_rows) {
    return fail(forbidden_statement(context));
  }
  NIGHTSHIFT_TRY(
      check_nothing_follows(context, context.statement_begin + statement->tail_offset()));
  return std::move(*statement);
}

Result<bool> collect_rows(Statement& statement, RowOverflow overflow, const QueryContext& context,
                          Table& table) {
  const QueryBudget& budget = context.budget;
  std::vector<Column>& columns = table.columns;
  for (int i = 0; i < statement.column_count(); ++i) {
    columns.push_back({.name = statement.column_name(i), .type = ColumnType::kNull, .cells = {}});
  }
  std::int64_t bytes = 0;
  for (std::int64_t rows = 0;; ++rows) {
    const auto row = statement.step();
    if (!row) return fail(query_error(row.error(), QueryPhase::kRunning, context));
    if (!*row) return false;
    if (rows == budget.rows_max) {
      if (overflow == RowOverflow::kTruncate) return true;
      return fail(over_rows(budget));
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
      bytes += statement.size_bytes(static_cast<int>(i));
      if (bytes > budget.bytes_max) return fail(over_bytes(budget));
      columns[i].cells.push_back(statement.cell(static_cast<int>(i)));
    }
  }
}

Result<QueryOutcome> Warehouse::query(std::string_view sql, const QueryOptions& options) {
  NIGHTSHIFT_TRY(check_select_text(sql, options.budget));
  Connection& connection = state_->connection;
  const ScanOrder order(connection, options.reverse_unordered);
  const LearnerAccess access(connection, options.budget);
  const QueryContext context{
      .connection = connection, .schemas = state_->schemas, .sql = sql, .budget = options.budget};
  return at_rising_prices(
      context, options.budget.sql_bytes_max + kPlanPrefixBytes,
      [&](const QueryContext& at_price) { return run_once(at_price, options); });
}

}  // namespace nightshift
