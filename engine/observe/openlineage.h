// Runs as events of the OpenLineage standard (2-0-2), so that tools outside can read what a night
// did. One event is one line of JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/json.h"
#include "engine/kernel/time.h"
#include "engine/observe/schema_change.h"

namespace nightshift {

// A run has one kStart and one of kComplete, kAbort and kFail.
enum class LineageEventType { kStart, kRunning, kComplete, kAbort, kFail, kOther };

// What happened to a table as a whole. A renamed column is no rename here: the standard's kRename
// means the table, and a changed column is kAlter with the new schema beside it.
enum class LifecycleChange { kAlter, kCreate, kDrop, kOverwrite, kRename, kTruncate };

// A test on a table or a column, and its result.
struct LineageAssertion {
  std::string assertion;  // "nullValues", "rowCount", ...
  bool success = false;
  std::string column;    // empty: the whole table
  std::string severity;  // "error" or "warn"; may be empty
  std::string expected;  // may be empty
  std::string actual;    // may be empty
};

// A column of another table that gets into one of this table, and how: in the standard's words,
// "DIRECT" and "IDENTITY", "INDIRECT" and "JOIN", ...
struct LineageField {
  std::string dataset;
  std::string field;
  std::vector<std::pair<std::string_view, std::string_view>> transformations;  // type, subtype
};

struct LineageColumn {
  std::string name;
  std::vector<LineageField> inputs;
};

// Of an output: what each column is made of, and what decides which rows there are.
struct ColumnLineage {
  std::vector<LineageColumn> columns;
  std::vector<LineageField> dataset;
};

struct LineageDataset {
  std::string name;
  std::optional<ObservedSchema> schema;
  std::optional<std::int64_t> row_count;        // rows read from an input, written to an output
  std::vector<LineageAssertion> assertions;     // of inputs
  std::optional<ColumnLineage> column_lineage;  // of outputs
  std::optional<LifecycleChange> change;
  std::string previous_name;  // of kRename
};

// What names a run; equal names give equal run ids.
struct LineageRun {
  std::string job;  // "orders_daily.load_orders"
  std::string key;  // the interval and the try: "2026-03-10T00:00:00Z#1"
};

struct LineageEvent {
  LineageEventType type = LineageEventType::kOther;
  TimeUs at = 0;
  LineageRun run;
  std::optional<LineageRun> parent;     // the run of the whole DAG
  std::optional<TimeUs> nominal_start;  // the data interval
  std::optional<TimeUs> nominal_end;
  std::string error_message;  // of kFail; may be empty
  std::vector<LineageDataset> inputs;
  std::vector<LineageDataset> outputs;
};

// Where events come from: both are written into each.
struct LineageSource {
  std::string job_namespace = "nightshift";        // of jobs and tables
  std::string producer = "urn:nightshift:engine";  // a URI
};

// The run's id: a UUID of version 5 over the namespace, the job and the key.
std::string lineage_run_id(const LineageSource& source, const LineageRun& run);

Json lineage_json(const LineageEvent& event, const LineageSource& source);

// All events, one a line, in their order.
std::string lineage_ndjson(std::span<const LineageEvent> events, const LineageSource& source);

}  // namespace nightshift
