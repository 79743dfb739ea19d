// Model tasks: a SELECT and how its rows get into the model's table.

#include <array>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

constexpr std::int64_t kLookbackMax = 1'000;

void read_sql(JsonReader reader, ModelTask& model, SpecReading& reading) {
  model.sql_file = reader.text();
  if (model.sql_file.empty()) return;
  const auto file = reading.files.find(model.sql_file);
  if (file == reading.files.end()) {
    std::vector<std::string> there;
    for (const auto& [name, text] : reading.files) {
      if (name.starts_with("models/")) there.push_back(name);
    }
    const std::optional<std::string> near = nearest(model.sql_file, there);
    reader.error("spec.missing_file", "there is no file \"" + model.sql_file + "\"",
                 near ? "Did you mean \"" + *near + "\"?"
                      : "Add the file, for example as models/my_model.sql.");
    return;
  }
  ResultOrErrors<Template> sql = read_template(file->second, TemplateUse::kModel, model.sql_file);
  if (!sql) {
    reading.errors.insert(reading.errors.end(), sql.error().begin(), sql.error().end());
    return;
  }
  model.sql = *std::move(sql);
  if (std::optional<std::string> trouble = select_trouble(model.sql)) {
    reading.errors.push_back(
        {.whose = Whose::kLearner,
         .code = "spec.query",
         .message = "this is not one SELECT: " + *trouble,
         .remedy = "Write one statement that begins with SELECT or WITH, without a semicolon.",
         .where = {.file = model.sql_file}});
  }
}

// dbt asks for all three of a microbatch model.
void check_microbatch(JsonReader& reader, const ModelTask& model, bool has_batch_size) {
  if (model.incremental_strategy != IncrementalStrategy::kMicrobatch) return;
  const auto require = [&](bool is_there, const char* key) {
    if (is_there) return;
    reader.error("spec.missing_microbatch_key",
                 "the strategy microbatch needs \"" + std::string(key) + "\"",
                 "Add \"" + std::string(key) + "\" (dbt).");
  };
  require(!model.event_time.empty(), "event_time");
  require(model.begin.has_value(), "begin");
  require(has_batch_size, "batch_size");
}

void lint_strategy(JsonReader& reader, const ModelTask& model, SpecReading& reading) {
  const IncrementalStrategy strategy = model.incremental_strategy;
  const bool by_key =
      strategy == IncrementalStrategy::kMerge || strategy == IncrementalStrategy::kDeleteInsert;
  if (by_key && model.unique_key.empty()) {
    reading.lint(reader, "spec.strategy_without_key",
                 "without a unique_key this strategy only appends",
                 "Add \"unique_key\" (dbt) with the columns that tell what is replaced.");
  }
  if (strategy == IncrementalStrategy::kInsertOverwrite && model.partition_by.empty()) {
    reading.lint(reader, "spec.strategy_without_key",
                 "without partition_by, insert_overwrite replaces the whole table",
                 "Add \"partition_by\" (dbt) with the columns that name a partition.");
  }
}

void read_strategy(JsonReader& reader, ModelTask& model, SpecReading& reading) {
  if (auto key = reader.optional_member("unique_key")) {
    model.unique_key = read_columns(*key, reading.limits.list_max);
  }
  if (auto key = reader.optional_member("partition_by")) {
    model.partition_by = read_columns(*key, reading.limits.list_max);
  }
  if (!model.unique_key.empty()) model.incremental_strategy = IncrementalStrategy::kDeleteInsert;
  const bool incremental = model.materialized == Materialized::kIncremental;
  if (auto strategy = reader.optional_member("incremental_strategy")) {
    model.incremental_strategy = strategy->choice(kStrategies);
    if (!incremental) {
      reading.lint(*strategy, "spec.no_effect",
                   "the model is not incremental: it is made anew each time",
                   "Set \"materialized\" to \"incremental\", or remove the strategy.");
    }
  }
  if (auto begin = reader.optional_member("begin")) model.begin = read_time_at(*begin);
  auto batch_size = reader.optional_member("batch_size");
  if (batch_size) model.batch_size = batch_size->choice(kBatchSizes);
  if (auto lookback = reader.optional_member("lookback")) {
    model.lookback = lookback->integer(0, kLookbackMax);
  }
  if (!incremental) return;
  check_microbatch(reader, model, batch_size.has_value());
  lint_strategy(reader, model, reading);
}

}  // namespace

ModelTask read_model(JsonReader& reader, SpecReading& reading) {
  ModelTask model;
  JsonReader sql = reader.member("sql");
  read_sql(sql, model, reading);
  if (auto materialized = reader.optional_member("materialized")) {
    model.materialized = materialized->choice(kMaterialized);
  }
  if (auto change = reader.optional_member("on_schema_change")) {
    model.on_schema_change = change->choice(kOnSchemaChange);
  }
  if (auto publish = reader.optional_member("publish")) model.publish = publish->choice(kPublish);
  if (auto time = reader.optional_member("event_time")) model.event_time = read_name(*time);
  read_strategy(reader, model, reading);
  if (model.sql.has(PartKind::kYesterday)) {
    reading.lint(sql, "spec.clock_in_model",
                 "{{ yesterday }} in a model depends on when it runs, not on its data interval",
                 "Use {{ data_interval_start }}, so that a backfill computes the same day again.");
  }
  return model;
}

}  // namespace nightshift
