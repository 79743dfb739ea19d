// The tasks of a pipeline: what a run does, step by step. Names and defaults are those of the tool
// that each comment names; "ours" marks a word that no tool has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/kernel/source.h"
#include "engine/kernel/time.h"
#include "engine/observe/pager.h"
#include "engine/observe/quality_rule.h"
#include "engine/pipeline/retry.h"
#include "engine/pipeline/template.h"

namespace nightshift {

// Airflow: what the tasks before this one must have come to, for it to start.
enum class TriggerRule {
  kAllSuccess,
  kAllFailed,
  kAllDone,
  kAllSkipped,
  kOneFailed,
  kOneSuccess,
  kOneDone,
  kNoneFailed,
  kNoneFailedMinOneSuccess,
  kNoneSkipped,
  kAlways,
};

// Airflow's arguments of every task.
struct TaskArgs {
  std::string owner;                            // "": nobody (Airflow writes "airflow" then)
  RetryRules retry;                             // Airflow: retries 0, retry_delay 300 s, no backoff
  std::optional<DurationUs> execution_timeout;  // Airflow: none
  bool depends_on_past = false;                 // Airflow
  TriggerRule trigger_rule = TriggerRule::kAllSuccess;  // Airflow
};

// A column of the destination, and the names that it may have at the source: the first of them that
// is there is read. When none is, the column is NULL: nothing complains.
struct FieldMapping {
  std::string to;
  std::vector<std::string> from;

  // Where the source keeps what fills the column: the first of `from` that is there.
  std::optional<std::size_t> place_in(const SourceSchema& schema) const;

  friend bool operator==(const FieldMapping&, const FieldMapping&) = default;
};

enum class SyncMode { kFullRefresh, kIncremental };                    // Airbyte
enum class DestinationSyncMode { kAppend, kOverwrite, kAppendDedup };  // Airbyte

// Airbyte: what to do when a source's columns changed in a way that breaks no key and no cursor.
enum class SchemaUpdates { kIgnore, kDisableConnection, kPropagateColumns, kPropagateFully };

// Ours: when the position in the source is stored, seen from the data's commit.
enum class CommitOrder { kDataThenState, kStateThenData, kWithData };

struct SyncTask {
  std::string source;                // "shop.orders"
  std::string destination;           // "raw.orders"
  std::vector<FieldMapping> fields;  // ours; empty: every column, under its own name
  std::string row_filter;            // ours: an SQL condition on a row of the destination; "": none
  SyncMode sync_mode = SyncMode::kFullRefresh;  // Airbyte
  std::string cursor_field;                     // Airbyte: a column of the destination
  DurationUs lookback = 0;                      // read again so far behind the cursor
  DestinationSyncMode destination_sync_mode = DestinationSyncMode::kAppend;  // Airbyte
  std::vector<std::string> primary_key;                    // Airbyte: columns of the destination
  SchemaUpdates schema_updates = SchemaUpdates::kIgnore;   // Airbyte
  bool transaction = true;                                 // ours: all batches in one commit
  CommitOrder commit_order = CommitOrder::kDataThenState;  // ours
  std::int64_t page_size = 100;                            // rows in one read
  std::int64_t batch_size = 100;                           // rows in one write

  // The mapping that fills column `to`; nullptr when `fields` does not name it.
  const FieldMapping* field(std::string_view to) const;

  friend bool operator==(const SyncTask&, const SyncTask&) = default;
};

enum class Materialized { kView, kTable, kIncremental, kEphemeral };  // dbt
enum class IncrementalStrategy {                                      // dbt
  kAppend,
  kMerge,
  kDeleteInsert,
  kInsertOverwrite,
  kMicrobatch,
};
enum class OnSchemaChange { kIgnore, kFail, kAppendNewColumns, kSyncAllColumns };  // dbt
enum class BatchSize { kHour, kDay, kMonth, kYear };                               // dbt
enum class Publish { kImmediate, kAfterChecks };                                   // ours

// The model's name is its task_id.
struct ModelTask {
  std::string sql_file;  // "models/fct_revenue_daily.sql"
  Template sql;
  Materialized materialized = Materialized::kView;  // dbt
  // dbt on Postgres: append, but delete+insert where there is a unique_key. Already decided here.
  IncrementalStrategy incremental_strategy = IncrementalStrategy::kAppend;
  std::vector<std::string> unique_key;                        // dbt
  std::vector<std::string> partition_by;                      // dbt; for insert_overwrite
  OnSchemaChange on_schema_change = OnSchemaChange::kIgnore;  // dbt
  Publish publish = Publish::kImmediate;                      // ours
  std::string event_time;                                     // dbt
  std::optional<TimeUs> begin;                                // dbt; for microbatch
  BatchSize batch_size = BatchSize::kDay;  // dbt; for microbatch, no default there
  std::int64_t lookback = 1;               // dbt; batches, for microbatch

  // True when it has a table of its own; a view and an ephemeral model have none.
  bool is_stored() const {
    return materialized == Materialized::kTable || materialized == Materialized::kIncremental;
  }
};

// What is counted: all rows, or those of the run's data interval. Ours.
enum class Scope { kTable, kDataInterval };

struct CheckRule {
  QualityRule rule;  // ODCS; a metric or a query, with the check's severity if it has none
  Template query;    // of rule.query; one number. NULL and no row count as 0
  Scope scope = Scope::kTable;
  std::string event_time;  // scope data_interval: the column that tells the time; never empty then
};

struct CheckTask {
  std::string on;                        // "raw.orders" or a model
  Severity severity = Severity::kError;  // dbt
  bool blocking = false;                 // Dagster: what reads `on` waits for this check
  std::vector<CheckRule> rules;

  // True when no rule would complain about a table without rows: such checks say nothing about
  // whether data arrived.
  bool passes_when_empty() const;
};

enum class NotifyTarget { kPager, kLog };  // ours

struct NotifyTask {
  NotifyTarget to = NotifyTarget::kPager;
  PagerSeverity severity = PagerSeverity::kCritical;
  std::string message;
};

struct Task {
  std::string task_id;  // Airflow
  TaskArgs args;
  std::vector<std::string> depends_on;  // as written: task_ids
  std::variant<SyncTask, ModelTask, CheckTask, NotifyTask> body;

  // Indices into Pipeline::tasks, ascending: what must come first, and what waits for this one.
  // From depends_on and from what is read and written; see graph.h.
  std::vector<std::size_t> upstream;
  std::vector<std::size_t> downstream;

  const SyncTask* sync() const { return std::get_if<SyncTask>(&body); }
  const ModelTask* model() const { return std::get_if<ModelTask>(&body); }
  const CheckTask* check() const { return std::get_if<CheckTask>(&body); }
  const NotifyTask* notify() const { return std::get_if<NotifyTask>(&body); }

  // "sync", "model", "check" or "notify".
  std::string_view type_text() const;
  // The relation that it fills: a sync's destination, a model's name; "": none.
  std::string_view writes() const;
};

}  // namespace nightshift
