#include "engine/runtime/model_try.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

using Kind = TableWrite::Kind;

bool is_stored(const ModelTask& model) {
  return model.materialized == Materialized::kTable ||
         model.materialized == Materialized::kIncremental;
}

std::vector<ColumnSchema> columns_of(const Table& table) {
  std::vector<ColumnSchema> columns;
  for (const Column& column : table.columns) {
    columns.push_back({.name = column.name, .type = column.type, .nullable = true});
  }
  return columns;
}

bool has_column(const std::vector<ColumnSchema>& columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const ColumnSchema& column) { return same_name(column.name, name); });
}

// Some columns of a table's rows; columns that it does not have are left out.
std::vector<std::vector<Cell>> rows_of(const Table& table, const std::vector<std::string>& names) {
  std::vector<std::vector<Cell>> rows(table.row_count());
  for (const std::string& name : names) {
    for (const Column& column : table.columns) {
      if (!same_name(column.name, name)) continue;
      for (std::size_t row = 0; row < rows.size(); ++row) rows[row].push_back(column.cells[row]);
      break;
    }
  }
  return rows;
}

Error model_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

// What must go before the new rows come in, by the strategy.
std::vector<std::string> replaced_by(const ModelTask& model) {
  switch (model.incremental_strategy) {
    case IncrementalStrategy::kMerge:
    case IncrementalStrategy::kDeleteInsert:
      return model.unique_key;
    case IncrementalStrategy::kInsertOverwrite:
      return model.partition_by;
    case IncrementalStrategy::kAppend:
    case IncrementalStrategy::kMicrobatch:
      return {};
  }
  return {};
}

// dbt's on_schema_change: which new columns come into the table that is there.
Result<std::vector<ColumnSchema>> new_columns(const ModelTask& model, const TableSchema& table,
                                              const std::vector<ColumnSchema>& columns) {
  std::vector<ColumnSchema> added;
  for (const ColumnSchema& column : columns) {
    if (!has_column(table.columns, column.name)) added.push_back(column);
  }
  const bool lost =
      std::any_of(table.columns.begin(), table.columns.end(),
                  [&](const auto& column) { return !has_column(columns, column.name); });
  if (model.on_schema_change == OnSchemaChange::kFail && (lost || !added.empty())) {
    return fail(model_error("model.schema_changed",
                            "The SELECT has other columns than the table " + table.name + ".",
                            "Rebuild the table, or choose what happens with on_schema_change."));
  }
  if (model.on_schema_change == OnSchemaChange::kIgnore) added.clear();
  return added;
}

std::vector<TableWrite> rebuild(const std::string& name, const Table& result) {
  const std::vector<ColumnSchema> columns = columns_of(result);
  TableWrite append{.kind = Kind::kAppend, .table = name, .columns = columns};
  for (std::size_t row = 0; row < result.row_count(); ++row) append.rows.push_back(result.row(row));
  return {{.kind = Kind::kDrop, .table = name},
          {.kind = Kind::kCreate, .table = name, .columns = columns},
          std::move(append)};
}

Result<std::vector<TableWrite>> increment(const ModelTask& model, const TableSchema& table,
                                          const Table& result, const DataInterval& interval,
                                          Sink& sink) {
  std::vector<TableWrite> writes;
  const std::vector<ColumnSchema> columns = columns_of(result);
  NIGHTSHIFT_TRY(const std::vector<ColumnSchema> added, new_columns(model, table, columns));
  if (!added.empty()) {
    writes.push_back({.kind = Kind::kAddColumns, .table = table.name, .columns = added});
  }
  if (const std::vector<std::string> key = replaced_by(model); !key.empty()) {
    writes.push_back(
        {.kind = Kind::kDelete, .table = table.name, .key = key, .rows = rows_of(result, key)});
  }
  if (model.incremental_strategy == IncrementalStrategy::kMicrobatch) {
    // The batch is the interval: what the table holds of it goes, also when nothing comes back.
    NIGHTSHIFT_TRY(const Table old, sink.query("SELECT DISTINCT " + quoted_name(model.event_time) +
                                               " FROM " + quoted_table(table.name) + " WHERE " +
                                               within_sql(model.event_time, interval)));
    writes.push_back({.kind = Kind::kDelete,
                      .table = table.name,
                      .key = {model.event_time},
                      .rows = rows_of(old, {old.columns.front().name})});
  }
  TableWrite append{.kind = Kind::kAppend, .table = table.name};
  std::vector<std::string> names;
  for (const ColumnSchema& column : columns) {
    if (!has_column(table.columns, column.name) && !has_column(added, column.name)) continue;
    append.columns.push_back(column);
    names.push_back(column.name);
  }
  append.rows = rows_of(result, names);
  writes.push_back(std::move(append));
  return writes;
}

}  // namespace

RenderContext render_context(const Pipeline& pipeline, const DataInterval& interval, TimeUs now) {
  RenderContext context{.data_interval_start = time_sql(interval.start),
                        .data_interval_end = time_sql(interval.end),
                        .yesterday = day_text_of(day_start(now) - kDayUs)};
  for (const std::size_t index : pipeline.order) {
    const Task& task = pipeline.tasks[index];
    const ModelTask* model = task.model();
    if (model == nullptr || is_stored(*model)) continue;
    context.relations[task.task_id] = '(' + render(model->sql, context) + ')';
  }
  return context;
}

// Compared as texts, '2026-03-10' would come before the first moment of its own day.
std::string within_sql(const std::string& column, const DataInterval& interval) {
  const std::string time = "datetime(" + quoted_name(column) + ")";
  return time + " >= '" + time_sql(interval.start) + "' AND " + time + " < '" +
         time_sql(interval.end) + "'";
}

Result<std::int64_t> run_model(const Pipeline& pipeline, const Task& task,
                               const DataInterval& interval, const StepContext& context) {
  const ModelTask& model = *task.model();
  if (!is_stored(model)) return 0;
  RenderContext words = render_context(pipeline, interval, context.kernel.now());
  const TableSchema* table = context.sink.find_table(task.task_id);
  words.this_relation = quoted_table(task.task_id);
  words.is_incremental = model.materialized == Materialized::kIncremental && table != nullptr;
  NIGHTSHIFT_TRY(const Table result, context.sink.query(render(model.sql, words)));
  std::vector<TableWrite> writes = rebuild(task.task_id, result);
  if (words.is_incremental) {
    NIGHTSHIFT_TRY(writes, increment(model, *table, result, interval, context.sink));
  }
  NIGHTSHIFT_TRY(context.sink.apply(writes));
  const auto rows = static_cast<std::int64_t>(result.row_count());
  context.kernel.record(TraceKind::kCommit, context.task_id,
                        {{"rows", rows}, {"table", task.task_id}}, context.run);
  return rows;
}

}  // namespace nightshift
