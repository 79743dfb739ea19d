// One try of a sync task: pages are read from a source, rows are kept or dropped, batches are
// written, and the position is saved. Every step is a moment of its own, at which a try can crash
// and a reader can look.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/source.h"
#include "engine/pipeline/task.h"
#include "engine/pipeline/timetable.h"
#include "engine/runtime/ingest_guard.h"
#include "engine/runtime/step_context.h"

namespace nightshift {

// What a sync task remembers from one run to the next.
struct SyncState {
  std::optional<Cell> cursor;               // the largest value that was read, also of dropped rows
  std::vector<std::string> source_columns;  // as they were at the last load; for schema updates
};

// What a step did.
enum class StepKind { kRead, kWrite, kCommit, kSaveState, kDone };

// A value, between its steps.
//
// With transaction, batches are collected and one commit applies them all; without, each batch can
// be read as soon as it is written. In a backfill the run's data interval bounds what is read, and
// the cursor is neither asked nor moved.
class SyncTry {
 public:
  // `contracts` are those that are enforced at ingest about the task's source.
  SyncTry(const SyncTask& task, const DataInterval& interval, bool bounded_by_interval,
          std::vector<ContractPoint> contracts);

  // What comes next. kDone: nothing, the try has succeeded.
  StepKind next() const { return next_; }

  // Does it. Fails with the learner's error that ends the try; what was applied stays.
  Result<void> step(const StepContext& context, SyncState& state);

  std::int64_t rows_read() const { return rows_read_; }
  std::int64_t rows_written() const { return rows_written_; }

 private:
  Result<void> read_page(const StepContext& context, SyncState& state);
  Result<SourceRead> question(const StepContext& context, const SyncState& state) const;
  Result<void> check_schema(const SourceSchema& schema, const SyncState& state) const;
  void plan_columns(const SourceSchema& schema, const StepContext& context);
  void find_places(const SourceSchema& schema);
  Result<void> plan_dropped_columns(const SourceSchema& schema, const StepContext& context,
                                    const SyncState& state);
  std::vector<std::vector<Cell>> mapped(std::vector<std::vector<Cell>> page) const;
  Result<void> keep_rows(const StepContext& context, std::vector<std::vector<Cell>> page);
  Result<void> write_batch(const StepContext& context);
  Result<void> commit(const StepContext& context, SyncState& state);
  void save_state(const StepContext& context, SyncState& state);
  Result<void> end_reading(const StepContext& context);
  void plan_table(const StepContext& context);
  std::vector<std::size_t> plan_deduplication();
  void plan_batches();
  void record_batch(const StepContext& context, const std::string& table, std::int64_t rows);
  StepKind after_reading() const;
  StepKind after_commit() const;

  SyncTask task_;
  DataInterval interval_;
  bool bounded_by_interval_;
  IngestGuard guard_;

  StepKind next_ = StepKind::kRead;
  std::int64_t offset_ = 0;
  std::vector<ColumnSchema> columns_;               // of the destination, those that are filled
  std::vector<std::optional<std::size_t>> places_;  // where each of them stands at the source
  std::vector<ColumnSchema> dropped_;               // of the destination, to be removed
  std::vector<std::string> source_columns_;
  std::optional<Cell> cursor_;
  std::vector<std::vector<Cell>> kept_;
  std::vector<std::size_t> kept_numbers_;  // which of the rows that were read each of them is
  std::string quarantine_say_;
  std::vector<TableWrite> batches_;  // to be written
  std::size_t batches_written_ = 0;
  std::vector<TableWrite> staged_;  // written, and applied by the commit
  std::int64_t rows_read_ = 0;
  std::int64_t rows_written_ = 0;
};

}  // namespace nightshift
