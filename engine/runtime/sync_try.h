// One try of a sync task: pages are read from a source, rows are kept or dropped, batches are
// written, and the position is saved. Every step is a moment of its own, at which a try can crash
// and a reader can look.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/kernel.h"
#include "engine/kernel/source.h"
#include "engine/pipeline/task.h"
#include "engine/pipeline/timetable.h"
#include "engine/runtime/sink.h"

namespace nightshift {

// What a sync task remembers from one run to the next.
struct SyncState {
  std::optional<Cell> cursor;               // the largest value that was read, also of dropped rows
  std::vector<std::string> source_columns;  // as they were at the last read; for schema updates
};

// What a step of a try may use.
struct StepContext {
  Kernel& kernel;
  const Source& source;
  Sink& sink;
  std::string run;      // for the trace
  std::string task_id;  // for the trace
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
  SyncTry(const SyncTask& task, const DataInterval& interval, bool bounded_by_interval);

  // What comes next. kDone: nothing, the try has succeeded.
  StepKind next() const { return next_; }

  // Does it. Fails with the learner's error that ends the try; what was applied stays.
  Result<void> step(const StepContext& context, SyncState& state);

  std::int64_t rows_read() const { return rows_read_; }
  std::int64_t rows_written() const { return rows_written_; }

 private:
  Result<void> read_page(const StepContext& context, SyncState& state);
  Result<SourceRead> question(const StepContext& context, const SyncState& state) const;
  Result<void> check_schema(const SourceSchema& schema, SyncState& state);
  void plan_columns(const SourceSchema& schema, const StepContext& context);
  Result<void> keep_rows(const StepContext& context, const SourceRows& page);
  Result<void> write_batch(const StepContext& context);
  Result<void> commit(const StepContext& context, SyncState& state);
  void save_state(const StepContext& context, SyncState& state);
  void plan_batches(const StepContext& context);
  StepKind after_reading() const;
  StepKind after_commit() const;

  SyncTask task_;
  DataInterval interval_;
  bool bounded_by_interval_;

  StepKind next_ = StepKind::kRead;
  std::int64_t offset_ = 0;
  std::vector<ColumnSchema> columns_;               // of the destination, those that are filled
  std::vector<std::optional<std::size_t>> places_;  // where each of them stands at the source
  std::optional<Cell> cursor_;
  std::vector<std::vector<Cell>> kept_;
  std::vector<TableWrite> batches_;  // to be written
  std::size_t batches_written_ = 0;
  std::vector<TableWrite> staged_;  // written, and applied by the commit
  std::int64_t rows_read_ = 0;
  std::int64_t rows_written_ = 0;
};

}  // namespace nightshift
