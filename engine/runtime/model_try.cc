#include "engine/runtime/model_try.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/pipeline/graph.h"
#include "engine/runtime/model_contracts.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

using Kind = TableWrite::Kind;

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

// Columns of `left` that `right` does not have.
std::vector<ColumnSchema> without(const std::vector<ColumnSchema>& left,
                                  const std::vector<ColumnSchema>& right) {
  std::vector<ColumnSchema> result;
  for (const ColumnSchema& column : left) {
    if (!has_column(right, column.name)) result.push_back(column);
  }
  return result;
}

// Columns as a table can have them: one that held nothing but NULL takes text until it holds more.
std::vector<ColumnSchema> stored(std::vector<ColumnSchema> columns) {
  for (ColumnSchema& column : columns) {
    if (column.type == ColumnType::kNull) column.type = ColumnType::kText;
  }
  return columns;
}

// What on_schema_change (dbt) does to the table that is there.
Result<std::vector<TableWrite>> fitting_writes(const ModelTask& model, const TableSchema& table,
                                               const std::vector<ColumnSchema>& columns) {
  const std::vector<ColumnSchema> added = without(columns, table.columns);
  const std::vector<ColumnSchema> lost = without(table.columns, columns);
  const OnSchemaChange reaction = model.on_schema_change;
  if (reaction == OnSchemaChange::kFail && (!lost.empty() || !added.empty())) {
    return fail(model_error("model.schema_changed",
                            "The SELECT has other columns than the table " + table.name + ".",
                            "Rebuild the table, or choose what happens with on_schema_change."));
  }
  std::vector<TableWrite> writes;
  if (reaction == OnSchemaChange::kIgnore) return writes;
  if (!added.empty()) {
    writes.push_back({.kind = Kind::kAddColumns, .table = table.name, .columns = stored(added)});
  }
  if (!lost.empty() && reaction == OnSchemaChange::kSyncAllColumns) {
    writes.push_back({.kind = Kind::kDropColumns, .table = table.name, .columns = lost});
  }
  return writes;
}

// Rows of the table that new ones replace.
Result<std::vector<TableWrite>> replacing_writes(const ModelTask& model, const TableSchema& table,
                                                 const Table& result, const DataInterval& interval,
                                                 Sink& sink) {
  const std::vector<std::string> key = replaced_by(model);
  const std::vector<ColumnSchema> columns = columns_of(result);
  for (const std::string& name : key) {
    if (has_column(columns, name)) continue;
    return fail(model_error("model.no_key",
                            "The SELECT has no column " + name + ", by which rows are replaced.",
                            "Select it, or name another column as the key."));
  }
  if (!key.empty()) {
    return std::vector<TableWrite>{
        {.kind = Kind::kDelete, .table = table.name, .key = key, .rows = rows_of(result, key)}};
  }
  if (model.incremental_strategy != IncrementalStrategy::kMicrobatch) {
    return std::vector<TableWrite>{};
  }
  // The batch is the interval: what the table holds of it goes, also when nothing comes back.
  NIGHTSHIFT_TRY(const Table old, sink.query("SELECT DISTINCT " + quoted_name(model.event_time) +
                                             " FROM " + quoted_table(table.name) + " WHERE " +
                                             within_sql(model.event_time, interval)));
  return std::vector<TableWrite>{{.kind = Kind::kDelete,
                                  .table = table.name,
                                  .key = {model.event_time},
                                  .rows = rows_of(old, {old.columns.front().name})}};
}

// A new table with these columns and rows in the place of whatever had its name.
std::vector<TableWrite> rebuild(const std::string& name, const std::vector<ColumnSchema>& columns,
                                const Table& rows) {
  TableWrite append{.kind = Kind::kAppend, .table = name, .columns = columns};
  for (std::size_t row = 0; row < rows.row_count(); ++row) append.rows.push_back(rows.row(row));
  return {{.kind = Kind::kDrop, .table = name},
          {.kind = Kind::kCreate, .table = name, .columns = columns},
          std::move(append)};
}

Result<std::vector<TableWrite>> increment(const ModelTask& model, const TableSchema& table,
                                          const Table& result, const DataInterval& interval,
                                          Sink& sink) {
  const std::vector<ColumnSchema> columns = columns_of(result);
  NIGHTSHIFT_TRY(std::vector<TableWrite> writes, fitting_writes(model, table, columns));
  NIGHTSHIFT_TRY(std::vector<TableWrite> replacing,
                 replacing_writes(model, table, result, interval, sink));
  std::move(replacing.begin(), replacing.end(), std::back_inserter(writes));
  TableWrite append{.kind = Kind::kAppend, .table = table.name};
  std::vector<std::string> names;
  for (const ColumnSchema& column : columns) {
    const bool is_ignored = model.on_schema_change == OnSchemaChange::kIgnore &&
                            !has_column(table.columns, column.name);
    if (is_ignored) continue;
    append.columns.push_back(column);
    names.push_back(column.name);
  }
  append.rows = rows_of(result, names);
  writes.push_back(std::move(append));
  return writes;
}

// The columns of the table with the types that they should have had: one that took text because it
// never held a value becomes what the result shows.
Result<std::vector<ColumnSchema>> grown_up(const TableSchema& table, const Table& result,
                                           Sink& sink) {
  std::vector<ColumnSchema> columns = table.columns;
  for (ColumnSchema& column : columns) {
    for (const ColumnSchema& seen : stored(columns_of(result))) {
      const bool differs = same_name(seen.name, column.name) && column.type == ColumnType::kText &&
                           seen.type != ColumnType::kText;
      if (!differs || seen.type == ColumnType::kMixed) continue;
      NIGHTSHIFT_TRY(const Table values, sink.query("SELECT count(" + quoted_name(column.name) +
                                                    ") FROM " + quoted_table(table.name)));
      if (values.columns.front().cells.front() == Cell(std::int64_t{0})) column.type = seen.type;
    }
  }
  return columns;
}

// The writes of an increment into `target`: the table itself, or the staging table, which begins as
// a copy of it.
Result<std::vector<TableWrite>> increment_writes(const ModelTask& model, const TableSchema& table,
                                                 const std::string& target, const Table& result,
                                                 const DataInterval& interval, Sink& sink) {
  NIGHTSHIFT_TRY(std::vector<TableWrite> writes, increment(model, table, result, interval, sink));
  NIGHTSHIFT_TRY(const std::vector<ColumnSchema> columns, grown_up(table, result, sink));
  const bool has_grown = !std::equal(
      columns.begin(), columns.end(), table.columns.begin(),
      [](const ColumnSchema& left, const ColumnSchema& right) { return left.type == right.type; });
  if (target == table.name && !has_grown) return writes;
  NIGHTSHIFT_TRY(const Table rows, sink.query("SELECT * FROM " + quoted_table(table.name)));
  std::vector<TableWrite> all = rebuild(target, columns, rows);
  for (TableWrite& write : writes) {
    write.table = target;
    all.push_back(std::move(write));
  }
  return all;
}

}  // namespace

RenderContext render_context(const Pipeline& pipeline, const DataInterval& interval, TimeUs now) {
  RenderContext context{.data_interval_start = time_sql(interval.start),
                        .data_interval_end = time_sql(interval.end),
                        .yesterday = day_text_of(day_start(now) - kDayUs)};
  for (const std::size_t index : pipeline.order) {
    const Task& task = pipeline.tasks[index];
    const ModelTask* model = task.model();
    if (model == nullptr || model->is_stored()) continue;
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

std::string staging_of(std::string_view model) { return std::string(model) + "__staging"; }

bool is_staged(const Pipeline& pipeline, const Task& task) {
  const ModelTask* model = task.model();
  return model != nullptr && model->publish == Publish::kAfterChecks && model->is_stored() &&
         !checks_on(pipeline, task.task_id).empty();
}

Result<void> publish(const std::string& model, std::int64_t rows, const StepContext& context) {
  const std::vector<TableWrite> writes = {
      {.kind = Kind::kDrop, .table = model},
      {.kind = Kind::kRename, .table = staging_of(model), .to = model}};
  NIGHTSHIFT_TRY(context.sink.apply(writes));
  context.kernel.record(TraceKind::kCommit, context.task_id, {{"rows", rows}, {"table", model}},
                        context.run);
  return {};
}

Result<ModelRows> run_model(const Pipeline& pipeline, const Task& task,
                            const DataInterval& interval, const StepContext& context) {
  const ModelTask& model = *task.model();
  if (!model.is_stored()) return ModelRows{};
  RenderContext words = render_context(pipeline, interval, context.kernel.now());
  NIGHTSHIFT_TRY(guard_inputs(pipeline, task, words, context));
  words.this_relation = quoted_table(task.task_id);
  words.is_incremental = model.materialized == Materialized::kIncremental &&
                         context.sink.find_table(task.task_id) != nullptr;
  NIGHTSHIFT_TRY(Table result, context.sink.query(render(model.sql, words)));
  const auto read = static_cast<std::int64_t>(result.row_count());
  NIGHTSHIFT_TRY(result, guard_result(pipeline, task, std::move(result), context));
  const auto written = static_cast<std::int64_t>(result.row_count());

  const bool staged = is_staged(pipeline, task);
  const std::string target = staged ? staging_of(task.task_id) : task.task_id;
  std::vector<TableWrite> writes = rebuild(target, stored(columns_of(result)), result);
  if (words.is_incremental) {
    const TableSchema table = *context.sink.find_table(task.task_id);
    NIGHTSHIFT_TRY(writes, increment_writes(model, table, target, result, interval, context.sink));
  }
  NIGHTSHIFT_TRY(context.sink.apply(writes));
  context.kernel.record(staged ? TraceKind::kWriteBatch : TraceKind::kCommit, context.task_id,
                        {{"rows", written}, {"table", target}}, context.run);
  return ModelRows{.read = read, .written = written};
}

}  // namespace nightshift
