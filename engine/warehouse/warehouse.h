// The mini-warehouse: a few tables in memory, and one place to ask SQL of them.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/table/schema.h"
#include "engine/table/table.h"
#include "engine/table/table_write.h"

namespace nightshift {

// What one query may cost. Counted in work, never in time, so that a query stops at the same place
// on every machine.
struct QueryBudget {
  // Steps of SQLite's virtual machine, rounded up to 1000. Looking at long texts or at many pages
  // inside one step counts extra (engine/sqlite/step_meter.h), and each step counts more once
  // values are longer than 2 KB (query.cc).
  std::int64_t steps_max = 20'000'000;
  std::int64_t rows_max = 100'000;           // rows of the result
  std::int64_t bytes_max = 16'777'216;       // bytes of the result's values
  std::int64_t value_bytes_max = 1'000'000;  // bytes of one value, also of those in between
  std::int64_t sql_bytes_max = 100'000;      // length of the statement
};

// What happens when a result has more than rows_max rows.
enum class RowOverflow {
  kFail,      // the query is over budget
  kTruncate,  // it is stopped there, and the outcome says so
};

struct QueryOptions {
  QueryBudget budget;
  RowOverflow overflow = RowOverflow::kFail;
  bool with_plan = false;
  bool reverse_unordered = false;  // scans run backwards where nothing asks for an order
};

struct QueryStatistics {
  std::int64_t steps = 0;  // virtual machine steps, and those charged for work inside one step
  std::int64_t full_scan_steps = 0;  // rows stepped over in full table scans
  std::int64_t sorts = 0;
};

// One row of EXPLAIN QUERY PLAN: shown, never graded.
struct PlanNode {
  std::int64_t id = 0;
  std::int64_t parent = 0;
  std::string detail;
};

struct QueryOutcome {
  Table table;  // types inferred
  bool truncated = false;
  QueryStatistics statistics;
  std::vector<PlanNode> plan;
};

// The SQL engine below, as "3.53.2".
std::string warehouse_engine_version();

// A database in memory. Its clock stands still at `now_unix_us`; its chance is seeded anew for
// every query. Movable, not copyable.
class Warehouse {
 public:
  struct Options {
    std::int64_t now_unix_us = 0;  // microseconds since 1970-01-01T00:00:00Z
    std::uint64_t seed = 0;
    std::vector<std::string> schemas;  // beside the main one: tables raw.orders; at most 9
  };

  explicit Warehouse(const Options& options);
  Warehouse(Warehouse&&) noexcept;
  Warehouse& operator=(Warehouse&&) noexcept;
  ~Warehouse();

  // Creates an empty STRICT table with the schema's types, keys and rules. Fails with "schema.*"
  // (author's trouble).
  Result<void> create_table(const TableSchema& schema);

  // Adds CSV rows (header row names the columns). `file` names the source in errors. All or
  // nothing. Fails with "csv.*" or "data.*" (author's trouble): where.line is the line, the message
  // names column and value.
  Result<std::int64_t> load_csv(const TableSchema& schema, std::string_view csv,
                                std::string_view file);

  // Adds rows one by one: values in the schema's column order, checked as load_csv does. All or
  // nothing: when `next` fails or a row is refused, none stays. `next` fills `row` and gives false
  // at the end.
  class RowSource {
   public:
    virtual ~RowSource() = default;
    virtual bool next(std::vector<Cell>& row) = 0;
  };
  Result<std::int64_t> load_rows(const TableSchema& schema, RowSource& source,
                                 std::string_view origin);

  // Runs INSERT statements of the author's. Anything else fails with "data.not_insert". All or
  // nothing.
  Result<void> load_sql(std::string_view sql, std::string_view file);

  // Changes tables as a pipeline does, in this order, all or nothing. Gives how many rows were
  // added and deleted. Fails with "write.*" (the learner's trouble): write.no_such_schema,
  // write.table_exists, write.no_such_table, write.no_such_column, write.type.
  Result<std::int64_t> apply(std::span<const TableWrite> writes);

  // Counts what apply() did: while it stays, so do the rows.
  std::int64_t version() const;

  // The columns of a table that create_table() or apply() made; nullptr when there is none. Until
  // the next change.
  const TableSchema* find_table(std::string_view table) const;

  // All of them, in the order of their creation.
  const std::vector<TableSchema>& tables() const;

  // What SQL takes for now, from here on.
  void set_now(std::int64_t now_unix_us);

  // Another one that is what this one is now, with further empty schemas; from then on each goes
  // its own way.
  Warehouse clone(const std::vector<std::string>& more_schemas = {});
  const std::vector<std::string>& schemas() const;

  // Runs one SELECT of the learner's. Nothing it does outlives it: the database is as before, also
  // after an error. Fails with "sql.*" (the learner's trouble; docs/errors.md lists them):
  // sql.empty, sql.several_statements, sql.forbidden, sql.syntax, sql.no_such_table,
  // sql.no_such_column, sql.no_such_function, sql.invalid, sql.too_long, sql.too_deep,
  // sql.over_budget_steps, sql.over_budget_rows, sql.over_budget_bytes, sql.over_budget_value,
  // sql.over_budget_memory, sql.runtime, sql.not_text. where.line, column and offset_utf16 point
  // into `sql` where SQLite knows the place.
  Result<QueryOutcome> query(std::string_view sql, const QueryOptions& options);

  // Which of `rows`, with cells in the order of `columns`, meet an SQL condition over their
  // columns; NULL is no. At least one column. All rows together have one budget. Fails as query()
  // does.
  Result<std::vector<bool>> meet(std::span<const std::string> columns,
                                 std::span<const std::vector<Cell>> rows,
                                 std::string_view condition);

  // Number of rows of a table that exists.
  std::int64_t row_count(std::string_view table);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace nightshift
