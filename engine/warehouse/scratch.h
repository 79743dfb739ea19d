// A database for trying things out: made from DDL once, then filled, asked and emptied thousands of
// times.
//
// Turning a prepared statement's scans around makes SQLite prepare every statement anew
// (reverse_unordered_selects is looked at when a statement is prepared, and setting it expires all
// of them). So the order of scans belongs to the database: who wants both makes two.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/table/table.h"
#include "engine/warehouse/scratch_schema.h"
#include "engine/warehouse/warehouse.h"

namespace nightshift {

// A query that is ready to run on every filling. Must not outlive its database. Movable.
class PreparedQuery {
 public:
  PreparedQuery(PreparedQuery&&) noexcept;
  PreparedQuery& operator=(PreparedQuery&&) noexcept;
  ~PreparedQuery();

  // What the latest run cost, as QueryStatistics::steps has it.
  std::int64_t steps() const;

 private:
  friend class ScratchDatabase;
  struct State;
  explicit PreparedQuery(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Movable, not copyable.
class ScratchDatabase {
 public:
  struct Options {
    std::int64_t now_unix_us = 0;
    std::uint64_t seed = 0;
    bool double_quoted_strings = false;
    bool reverse_unordered = false;
    std::string file;                      // names the DDL in errors
    std::int64_t steps_max = 100'000'000;  // of the DDL
  };

  // A statement of the DDL that was not run, with its first word and line.
  struct PassedOver {
    std::string word;
    std::int64_t line = 0;
  };

  // Runs CREATE, ALTER and DROP of tables, views and indexes. All else is passed over: INSERT and
  // other data, PRAGMA, transactions, triggers (they would change rows that were given), temporary
  // and virtual tables. Fails with "schema.refused" (author's trouble) where SQLite refuses.
  static Result<ScratchDatabase> create(std::string_view ddl, const Options& options);

  ScratchDatabase(ScratchDatabase&&) noexcept;
  ScratchDatabase& operator=(ScratchDatabase&&) noexcept;
  ~ScratchDatabase();

  const ScratchSchema& schema() const;
  const std::vector<PassedOver>& passed_over() const;

  // From now on every row of the table obeys the SQL expression, as if it were a CHECK of the DDL.
  // The database must be empty. Fails with "schema.refused".
  Result<void> add_check(std::size_t table, std::string_view expression);

  // Replaces all rows: one ScratchRows for each table of the schema. Foreign keys are looked at
  // when all rows are there. On a violation the database is left empty. A column's ON CONFLICT
  // clause does not hide a violation.
  std::optional<ScratchViolation> fill(const std::vector<ScratchRows>& tables);

  // Fails as Warehouse::query does.
  Result<PreparedQuery> prepare(std::string_view sql, const QueryBudget& budget = {});

  // Runs the query, read-only and within its budget, on the rows of the latest fill(). The table's
  // types are not inferred. Fails as Warehouse::query does. random() gives the same numbers each
  // time.
  Result<Table> run(PreparedQuery& query);

 private:
  struct State;
  explicit ScratchDatabase(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace nightshift
