// Sync tasks: from a source into a table.

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

constexpr std::int64_t kPageRowsMax = 10'000;  // of a page and of a batch
constexpr DurationUs kLookbackMax = 365 * kDayUs;

FieldMapping read_field(JsonReader reader, const SpecReading& reading) {
  if (reader.json() != nullptr && reader.json()->if_string() != nullptr) {
    std::string name = read_name(reader);
    return {.to = name, .from = {name}};
  }
  FieldMapping field;
  field.to = read_name(reader.member("to"));
  JsonReader from = reader.member("from");
  field.from = read_columns(from, reading.limits.list_max);
  if (from.present() && field.from.empty()) {
    from.error("json.out_of_range", "a column is read from at least one name",
               "Name the column of the source.");
  }
  refuse_other_keys(reader, {SpecPart::kField});
  return field;
}

std::vector<FieldMapping> read_fields(JsonReader reader, const SpecReading& reading) {
  std::vector<FieldMapping> fields;
  for (JsonReader& element :
       elements_up_to(reader, reading.limits.fields_max, "spec.too_many", 1)) {
    FieldMapping field = read_field(element, reading);
    const bool twice = std::any_of(fields.begin(), fields.end(),
                                   [&](const FieldMapping& other) { return other.to == field.to; });
    if (twice) {
      element.error("spec.repeated", "\"" + field.to + "\" is filled twice",
                    "Put all its names at the source into one mapping.");
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

// Columns that the task itself needs must be among those that it loads.
void check_loaded(JsonReader& reader, const std::string& column, const SyncTask& sync) {
  if (sync.fields.empty() || column.empty() || sync.field(column) != nullptr) return;
  std::vector<std::string> loaded;
  for (const FieldMapping& field : sync.fields) loaded.push_back(field.to);
  const std::optional<std::string> near = nearest(column, loaded);
  reader.error("spec.unknown_column", "\"" + column + "\" is not among the fields of this task",
               near ? "Did you mean \"" + *near + "\"?" : "Add it to \"fields\".");
}

void read_modes(JsonReader& reader, SyncTask& sync, SpecReading& reading) {
  if (auto mode = reader.optional_member("sync_mode")) sync.sync_mode = mode->choice(kSyncModes);
  const bool incremental = sync.sync_mode == SyncMode::kIncremental;
  if (auto cursor = reader.optional_member("cursor_field")) {
    sync.cursor_field = read_name(*cursor);
    check_loaded(*cursor, sync.cursor_field, sync);
    if (!incremental) {
      reading.lint(*cursor, "spec.no_effect",
                   "a full_refresh reads everything, whatever the cursor",
                   "Set \"sync_mode\" to \"incremental\", or remove \"cursor_field\".");
    }
  } else if (incremental) {
    reader.error("spec.missing_cursor_field",
                 "an incremental sync needs a column that tells what is new",
                 "Add \"cursor_field\" (Airbyte).");
  }
  if (auto lookback = reader.optional_member("lookback")) {
    sync.lookback = read_duration_at(*lookback, 0, kLookbackMax);
    if (!incremental) {
      reading.lint(*lookback, "spec.no_effect", "a full_refresh has no cursor to look back from",
                   "Set \"sync_mode\" to \"incremental\", or remove \"lookback\".");
    }
  }
}

void read_destination(JsonReader& reader, SyncTask& sync, SpecReading& reading) {
  if (auto mode = reader.optional_member("destination_sync_mode")) {
    sync.destination_sync_mode = mode->choice(kDestinationSyncModes);
  }
  const bool dedup = sync.destination_sync_mode == DestinationSyncMode::kAppendDedup;
  if (auto key = reader.optional_member("primary_key")) {
    sync.primary_key = read_columns(*key, reading.limits.list_max);
    for (const std::string& column : sync.primary_key) check_loaded(*key, column, sync);
    if (!dedup) {
      reading.lint(*key, "spec.no_effect", "only append_dedup looks at the primary key",
                   "Set \"destination_sync_mode\" to \"append_dedup\", or remove it.");
    }
  }
  if (dedup && sync.primary_key.empty()) {
    reader.error("spec.missing_primary_key",
                 "append_dedup replaces rows by their key, and there is none",
                 "Add \"primary_key\" (Airbyte) with the columns that tell rows apart.");
  }
}

}  // namespace

SyncTask read_sync(JsonReader& reader, SpecReading& reading) {
  SyncTask sync;
  JsonReader source = reader.member("source");
  sync.source = read_relation(source);
  const std::vector<std::string>& known = reading.world.sources;
  if (!known.empty() && !sync.source.empty() &&
      std::find(known.begin(), known.end(), sync.source) == known.end()) {
    const std::optional<std::string> near = nearest(sync.source, known);
    source.error("spec.unknown_ref", "there is no source \"" + sync.source + "\"",
                 "Did you mean \"" + near.value_or(known.front()) + "\"?");
  }
  sync.destination = read_relation(reader.member("destination"));
  if (auto fields = reader.optional_member("fields")) sync.fields = read_fields(*fields, reading);
  if (auto filter = reader.optional_member("row_filter")) sync.row_filter = read_condition(*filter);
  read_modes(reader, sync, reading);
  read_destination(reader, sync, reading);
  if (auto updates = reader.optional_member("non_breaking_schema_updates_behavior")) {
    sync.schema_updates = updates->choice(kSchemaUpdates);
  }
  if (auto transaction = reader.optional_member("transaction")) {
    sync.transaction = transaction->boolean();
  }
  if (auto order = reader.optional_member("commit_order")) {
    sync.commit_order = order->choice(kCommitOrders);
  }
  if (auto size = reader.optional_member("page_size"))
    sync.page_size = size->integer(1, kPageRowsMax);
  if (auto size = reader.optional_member("batch_size"))
    sync.batch_size = size->integer(1, kPageRowsMax);
  return sync;
}

}  // namespace nightshift
