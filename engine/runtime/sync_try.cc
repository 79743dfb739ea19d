#include "engine/runtime/sync_try.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

using Kind = TableWrite::Kind;

std::vector<std::string> names_of(const SourceSchema& schema) {
  std::vector<std::string> names;
  for (const SourceColumn& column : schema.columns) names.push_back(column.name);
  return names;
}

std::vector<std::string> names_of(const std::vector<ColumnSchema>& columns) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : columns) names.push_back(column.name);
  return names;
}

bool has_column(const std::vector<ColumnSchema>& columns, std::string_view name) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const ColumnSchema& column) { return same_name(column.name, name); });
}

bool has_name(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& other) { return same_name(other, name); });
}

Cell time_cell(TimeUs time) { return time_sql(time); }

// The cursor, moved back by the lookback where it is a time.
Cell looked_back(const Cell& cursor, DurationUs lookback) {
  const auto* text = std::get_if<std::string>(&cursor);
  const std::optional<TimeUs> time = text == nullptr ? std::nullopt : read_time(*text);
  return time ? time_cell(*time - lookback) : cursor;
}

Error sync_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

// What tells two rows apart by their key: type and text of each cell, with the text's length before
// it, so that no two keys read alike.
std::string key_text(const std::vector<Cell>& row, const std::vector<std::size_t>& key) {
  std::string text;
  for (const std::size_t place : key) {
    const std::string cell = cell_text(row[place]);
    text += std::to_string(row[place].index()) + ' ' + std::to_string(cell.size()) + ' ' + cell;
  }
  return text;
}

// Of rows with equal keys the last one stays, where the first of them stood.
std::vector<std::vector<Cell>> deduplicated(std::vector<std::vector<Cell>> rows,
                                            const std::vector<std::size_t>& key) {
  std::unordered_map<std::string, std::size_t> seen;  // asked by key, never walked through
  std::vector<std::vector<Cell>> result;
  result.reserve(rows.size());
  for (std::vector<Cell>& row : rows) {
    const auto [found, is_new] = seen.try_emplace(key_text(row, key), result.size());
    if (is_new) {
      result.push_back(std::move(row));
    } else {
      result[found->second] = std::move(row);
    }
  }
  return result;
}

}  // namespace

SyncTry::SyncTry(const SyncTask& task, const DataInterval& interval, bool bounded_by_interval,
                 std::vector<ContractPoint> contracts)
    : task_(task),
      interval_(interval),
      bounded_by_interval_(bounded_by_interval),
      guard_(std::move(contracts)) {}

Result<void> SyncTry::step(const StepContext& context, SyncState& state) {
  switch (next_) {
    case StepKind::kRead:
      return read_page(context, state);
    case StepKind::kWrite:
      return write_batch(context);
    case StepKind::kCommit:
      return commit(context, state);
    case StepKind::kSaveState:
      save_state(context, state);
      return {};
    default:
      return {};
  }
}

Result<SourceRead> SyncTry::question(const StepContext& context, const SyncState& state) const {
  // No sync.* code: whoever was turned away has seen nothing of the table.
  if (!context.source.answers(task_.source)) {
    return fail(sync_error("task.source_refused",
                           "The source of " + task_.source + " refused the connection.",
                           "Try again later: nothing is lost while a source is out."));
  }
  const std::optional<SourceSchema> schema = context.source.schema(task_.source);
  if (!schema) {
    return fail(sync_error("sync.no_such_source", "There is no table " + task_.source + ".",
                           "Name a table of a source that is there."));
  }
  SourceRead read{.table = task_.source, .offset = offset_, .rows_max = task_.page_size};
  const bool by_cursor = bounded_by_interval_ || task_.sync_mode == SyncMode::kIncremental;
  if (!by_cursor || task_.cursor_field.empty()) return read;
  const FieldMapping own_name{task_.cursor_field, {task_.cursor_field}};
  const FieldMapping* field = task_.field(task_.cursor_field);
  const auto place = (field == nullptr ? own_name : *field).place_in(*schema);
  if (!place) {
    return fail(sync_error(
        "sync.no_cursor",
        "The cursor " + task_.cursor_field + " is no column of " + task_.source + " any more.",
        "Map the column's new name, or choose another cursor."));
  }
  read.cursor_column = schema->columns[*place].name;
  if (bounded_by_interval_) {
    read.from = time_cell(interval_.start);
    read.until = time_cell(interval_.end);
  } else if (state.cursor) {
    read.from = task_.lookback > 0 ? looked_back(*state.cursor, task_.lookback) : *state.cursor;
    read.without_from = task_.lookback == 0;
  }
  return read;
}

// Airbyte's behaviours when a source has other columns than at the last load.
Result<void> SyncTry::check_schema(const SourceSchema& schema, const SyncState& state) const {
  const std::vector<std::string> names = names_of(schema);
  const bool changed = !state.source_columns.empty() && state.source_columns != names;
  if (!changed || task_.schema_updates != SchemaUpdates::kDisableConnection) return {};
  return fail(sync_error("sync.schema_changed",
                         task_.source + " had the columns " + joined(state.source_columns, ",") +
                             " and now has " + joined(names, ",") + ".",
                         "Look at the change, map what was renamed, and run the task again."));
}

// Which columns are filled.
void SyncTry::plan_columns(const SourceSchema& schema, const StepContext& context) {
  const auto add = [&](const std::string& name, std::optional<std::size_t> place) {
    const ColumnType type = place ? schema.columns[*place].type : ColumnType::kText;
    columns_.push_back({.name = name, .type = type, .nullable = true});
  };
  for (const FieldMapping& field : task_.fields) add(field.to, field.place_in(schema));
  if (!task_.fields.empty()) return;
  const TableSchema* table = context.sink.find_table(task_.destination);
  const bool takes_new = table == nullptr ||
                         task_.schema_updates == SchemaUpdates::kPropagateColumns ||
                         task_.schema_updates == SchemaUpdates::kPropagateFully;
  if (table != nullptr) {
    for (const ColumnSchema& column : table->columns) {
      if (!has_column(dropped_, column.name)) add(column.name, schema.place_of(column.name));
    }
  }
  for (std::size_t place = 0; takes_new && place < schema.columns.size(); ++place) {
    const std::string& name = schema.columns[place].name;
    if (!has_column(columns_, name)) add(name, place);
  }
}

// Where each column stands at the source, which may change from one page to the next. A field whose
// names are all missing is NULL: schema on read complains about nothing.
void SyncTry::find_places(const SourceSchema& schema) {
  places_.clear();
  for (const ColumnSchema& column : columns_) {
    const FieldMapping* field = task_.field(column.name);
    places_.push_back(field == nullptr ? schema.place_of(column.name) : field->place_in(schema));
  }
}

// propagate_fully: what the source had at the last load and has no more goes at the destination
// too. A key that goes would leave rows that nothing can replace.
Result<void> SyncTry::plan_dropped_columns(const SourceSchema& schema, const StepContext& context,
                                           const SyncState& state) {
  const TableSchema* table = context.sink.find_table(task_.destination);
  const bool drops = task_.schema_updates == SchemaUpdates::kPropagateFully &&
                     task_.fields.empty() && table != nullptr;
  if (!drops) return {};
  for (const ColumnSchema& column : table->columns) {
    if (schema.place_of(column.name) || !has_name(state.source_columns, column.name)) continue;
    if (has_name(task_.primary_key, column.name)) {
      return fail(sync_error("sync.schema_changed",
                             task_.source + " has no column " + column.name +
                                 " any more, which is part of the primary key.",
                             "Choose another key, or map the column's new name."));
    }
    dropped_.push_back(column);
  }
  return {};
}

Result<void> SyncTry::read_page(const StepContext& context, SyncState& state) {
  NIGHTSHIFT_TRY(const SourceRead read, question(context, state));
  SourceRows page = context.source.read(read);
  if (offset_ == 0) {
    NIGHTSHIFT_TRY(check_schema(page.schema, state));
    NIGHTSHIFT_TRY(plan_dropped_columns(page.schema, context, state));
    plan_columns(page.schema, context);
    source_columns_ = names_of(page.schema);
  }
  find_places(page.schema);
  const auto count = static_cast<std::int64_t>(page.rows.size());
  offset_ += count;
  if (const auto place = page.schema.place_of(read.cursor_column)) {
    for (const std::vector<Cell>& row : page.rows) {
      if (!cursor_ || cell_less(*cursor_, row[*place])) cursor_ = row[*place];
    }
  }
  context.kernel.record(
      TraceKind::kSyncRead, context.task_id,
      {{"rows", count}, {"source", task_.source}, {"columns", joined(names_of(page.schema), ",")}},
      context.run);
  NIGHTSHIFT_TRY(guard_.look_at(context, incoming_page(task_, page)));
  NIGHTSHIFT_TRY(keep_rows(context, std::move(page.rows)));
  rows_read_ += count;
  return page.is_last ? end_reading(context) : Result<void>{};
}

// The rows of a page, with their cells where the destination has them.
std::vector<std::vector<Cell>> SyncTry::mapped(std::vector<std::vector<Cell>> page) const {
  std::vector<std::vector<Cell>> rows;
  rows.reserve(page.size());
  for (std::vector<Cell>& source_row : page) {
    std::vector<Cell>& row = rows.emplace_back();
    row.reserve(places_.size());
    for (auto place = places_.begin(); place != places_.end(); ++place) {
      if (!*place) {
        row.emplace_back(Null{});
      } else if (std::find(std::next(place), places_.end(), *place) != places_.end()) {
        row.push_back(source_row[**place]);  // another column takes it, too
      } else {
        row.push_back(std::move(source_row[**place]));
      }
    }
  }
  return rows;
}

Result<void> SyncTry::keep_rows(const StepContext& context, std::vector<std::vector<Cell>> page) {
  std::vector<std::vector<Cell>> rows = mapped(std::move(page));
  std::vector<bool> keep(rows.size(), true);
  if (!task_.row_filter.empty() && !rows.empty()) {
    NIGHTSHIFT_TRY(keep, context.sink.meet(names_of(columns_), rows, task_.row_filter));
  }
  for (std::size_t index = 0; index < rows.size(); ++index) {
    if (!keep[index]) continue;
    kept_.push_back(std::move(rows[index]));
    kept_numbers_.push_back(static_cast<std::size_t>(rows_read_) + index);
  }
  const std::int64_t dropped = std::count(keep.begin(), keep.end(), false);
  if (dropped > 0) {
    context.kernel.record(
        TraceKind::kSyncDrop, context.task_id,
        {{"reason", "row_filter"}, {"filter", task_.row_filter}, {"rows", dropped}}, context.run);
  }
  return {};
}

// All was read and nothing is written yet: contracts have their say, then the writes are planned.
Result<void> SyncTry::end_reading(const StepContext& context) {
  NIGHTSHIFT_TRY(IngestVerdict verdict, guard_.judge(context, quarantine_of(task_.destination)));
  if (!verdict.set_aside.empty()) {
    std::vector<std::vector<Cell>> good;
    for (std::size_t index = 0; index < kept_.size(); ++index) {
      const bool is_aside = std::binary_search(verdict.set_aside.begin(), verdict.set_aside.end(),
                                               kept_numbers_[index]);
      if (!is_aside) good.push_back(std::move(kept_[index]));
    }
    kept_ = std::move(good);
  }
  quarantine_say_ = std::move(verdict.say);
  batches_ = std::move(verdict.writes);
  plan_table(context);
  plan_batches();
  next_ = after_reading();
  return {};
}

// The destination as it must be before rows can come.
void SyncTry::plan_table(const StepContext& context) {
  const TableSchema* table = context.sink.find_table(task_.destination);
  if (table == nullptr) {
    batches_.push_back({.kind = Kind::kCreate,
                        .table = task_.destination,
                        .columns = columns_,
                        .key = task_.primary_key});
    return;
  }
  TableWrite wider{.kind = Kind::kAddColumns, .table = task_.destination};
  for (const ColumnSchema& column : columns_) {
    if (!has_column(table->columns, column.name)) wider.columns.push_back(column);
  }
  if (!wider.columns.empty()) batches_.push_back(std::move(wider));
  if (!dropped_.empty()) {
    batches_.push_back(
        {.kind = Kind::kDropColumns, .table = task_.destination, .columns = dropped_});
  }
  if (task_.destination_sync_mode == DestinationSyncMode::kOverwrite) {
    batches_.push_back({.kind = Kind::kClear, .table = task_.destination});
  }
}

// append_dedup: of rows with one key the last stays. Gives the key's places; none in other modes.
std::vector<std::size_t> SyncTry::plan_deduplication() {
  if (task_.destination_sync_mode != DestinationSyncMode::kAppendDedup) return {};
  std::vector<std::size_t> key;
  for (const std::string& name : task_.primary_key) {
    for (std::size_t index = 0; index < columns_.size(); ++index) {
      if (same_name(columns_[index].name, name)) key.push_back(index);
    }
  }
  kept_ = deduplicated(std::move(kept_), key);
  return key;
}

// The rows, in the order in which they are written.
void SyncTry::plan_batches() {
  const std::vector<std::size_t> key = plan_deduplication();
  const auto size = static_cast<std::size_t>(task_.batch_size);
  for (std::size_t begin = 0; begin < kept_.size(); begin += size) {
    const std::size_t end = std::min(kept_.size(), begin + size);
    TableWrite append{.kind = Kind::kAppend, .table = task_.destination, .columns = columns_};
    append.rows.assign(std::make_move_iterator(kept_.begin() + static_cast<std::ptrdiff_t>(begin)),
                       std::make_move_iterator(kept_.begin() + static_cast<std::ptrdiff_t>(end)));
    if (!key.empty()) {
      TableWrite erase{.kind = Kind::kDelete, .table = task_.destination, .key = task_.primary_key};
      for (const std::vector<Cell>& row : append.rows) {
        std::vector<Cell>& values = erase.rows.emplace_back();
        for (const std::size_t place : key) values.push_back(row[place]);
      }
      batches_.push_back(std::move(erase));
    }
    batches_.push_back(std::move(append));
  }
  kept_.clear();
}

StepKind SyncTry::after_reading() const {
  if (task_.commit_order == CommitOrder::kStateThenData) return StepKind::kSaveState;
  return batches_.empty() ? StepKind::kCommit : StepKind::kWrite;
}

StepKind SyncTry::after_commit() const {
  return task_.commit_order == CommitOrder::kDataThenState ? StepKind::kSaveState : StepKind::kDone;
}

Result<void> SyncTry::write_batch(const StepContext& context) {
  TableWrite& batch = batches_[batches_written_++];
  const bool is_told = batch.kind == Kind::kAppend;
  const std::size_t rows = batch.rows.size();
  const std::string table = batch.table;
  if (task_.transaction) {
    staged_.push_back(std::move(batch));  // nobody looks at a batch that was written
  } else {
    NIGHTSHIFT_TRY(context.sink.apply({&batch, 1}));
  }
  if (is_told) record_batch(context, table, static_cast<std::int64_t>(rows));
  if (batches_written_ == batches_.size()) next_ = StepKind::kCommit;
  return {};
}

void SyncTry::record_batch(const StepContext& context, const std::string& table,
                           std::int64_t rows) {
  if (table != task_.destination) {
    return record_quarantine(context, table, static_cast<std::size_t>(rows), quarantine_say_);
  }
  rows_written_ += rows;
  context.kernel.record(TraceKind::kWriteBatch, context.task_id,
                        {{"rows", rows}, {"table", task_.destination}}, context.run);
}

Result<void> SyncTry::commit(const StepContext& context, SyncState& state) {
  NIGHTSHIFT_TRY(context.sink.apply(staged_));
  staged_.clear();
  state.source_columns = source_columns_;
  context.kernel.record(TraceKind::kCommit, context.task_id,
                        {{"rows", rows_written_}, {"table", task_.destination}}, context.run);
  if (task_.commit_order == CommitOrder::kWithData) save_state(context, state);
  next_ = after_commit();
  return {};
}

// The cursor moves over every row that was read, whether it was kept or not: that is what makes a
// row filter dangerous.
void SyncTry::save_state(const StepContext& context, SyncState& state) {
  next_ = task_.commit_order == CommitOrder::kStateThenData
              ? (batches_.empty() ? StepKind::kCommit : StepKind::kWrite)
              : StepKind::kDone;
  if (bounded_by_interval_ || !cursor_) return;
  if (!state.cursor || cell_less(*state.cursor, *cursor_)) state.cursor = cursor_;
  context.kernel.record(TraceKind::kStateSave, context.task_id,
                        {{"cursor", cell_text(*state.cursor)}}, context.run);
}

}  // namespace nightshift
