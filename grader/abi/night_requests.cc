#include "grader/abi/night_requests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/night/look.h"
#include "engine/pipeline/graph.h"
#include "engine/pipeline/keys.h"
#include "engine/pipeline/words.h"
#include "grader/abi/context.h"
#include "grader/abi/describe.h"
#include "grader/abi/night_seek.h"
#include "grader/error_json.h"

namespace nightshift {
namespace {

constexpr std::int64_t kPreviewRowsMax = 100'000;

Json moves_json(const std::vector<Moved>& moves) {
  Json::Array list;
  for (const Moved& move : moves) {
    list.push_back(Json::object({{"at", time_text(move.at)},
                                 {"answer", move.answer},
                                 {"errors", errors_json(move.errors)}}));
  }
  return list;
}

// The trace as a learner may see it, from an event on: what the fault plan did stays with those
// who judge.
std::string visible_lines(const Trace& trace, std::int64_t from) {
  std::string lines;
  for (std::int64_t index = from; index < trace.size(); ++index) {
    if (trace.at(index).kind == TraceKind::kFaultFire) continue;
    lines += trace.line(index) + '\n';
  }
  return lines;
}

// The names under which a sync asks its source for each column; null where it takes what there is.
Json asked_columns(const SyncTask* sync) {
  if (sync == nullptr || sync->fields.empty()) return {};
  Json columns = Json::array();
  for (const FieldMapping& field : sync->fields) columns.push(texts_json(field.from));
  return columns;
}

Json task_json(const Pipeline& pipeline, const Task& task) {
  std::vector<std::string> upstream;
  for (const std::size_t before : task.upstream) {
    upstream.push_back(pipeline.tasks[before].task_id);
  }
  std::vector<std::string> reads = relations_read(task);
  if (const SyncTask* sync = task.sync()) reads.push_back(sync->source);
  return Json::object({{"task_id", task.task_id},
                       {"type", std::string(task.type_text())},
                       {"upstream", texts_json(upstream)},
                       {"reads", texts_json(reads)},
                       {"columns", asked_columns(task.sync())},
                       {"writes", std::string(task.writes())}});
}

Json contract_json(const ContractUse& use) {
  Json::Array points;
  for (const Enforcement& point : use.enforce) {
    points.push_back(
        Json::object({{"at", std::string(word_for(point.at, kEnforcePoints))},
                      {"on_violation", std::string(word_for(point.on_violation, kReactions))}}));
  }
  return Json::object({{"file", use.file}, {"on", use.on}, {"enforce", std::move(points)}});
}

// Tasks, tables and consumers, as a board draws them.
Json graph_json(const Pipeline& pipeline) {
  Json::Array tasks;
  for (const Task& task : pipeline.tasks) tasks.push_back(task_json(pipeline, task));
  Json::Array exposures;
  for (const Exposure& exposure : pipeline.exposures) {
    exposures.push_back(Json::object({{"name", exposure.name},
                                      {"owner", exposure.owner.name},
                                      {"reads", texts_json(exposure.depends_on)}}));
  }
  Json::Array monitors;
  for (const PlannedMonitor& planned : pipeline.monitors) {
    monitors.push_back(Json::object({{"name", planned.monitor.name},
                                     {"on", planned.monitor.on},
                                     {"pillar", std::string(pillar_text(planned.monitor))}}));
  }
  Json::Array contracts;
  for (const ContractUse& use : pipeline.contracts) contracts.push_back(contract_json(use));
  return Json::object({{"dag_id", pipeline.dag_id},
                       {"tasks", std::move(tasks)},
                       {"exposures", std::move(exposures)},
                       {"monitors", std::move(monitors)},
                       {"contracts", std::move(contracts)}});
}

Json tables_json(const std::vector<DatabaseTable>& tables) {
  Json::Array list;
  for (const DatabaseTable& table : tables) {
    Json::Array columns;
    for (const ColumnSchema& column : table.schema.columns) {
      columns.push_back(Json::object(
          {{"name", column.name}, {"type", std::string(column_type_text(column.type))}}));
    }
    list.push_back(Json::object(
        {{"name", table.schema.name}, {"columns", std::move(columns)}, {"rows", table.rows}}));
  }
  return list;
}

}  // namespace

ResultOrErrors<Json> night_play(Core& core, RequestInput& input) {
  const NightRequest request = read_night_request(input, "until");
  std::int64_t known = 0;
  if (auto from = input.json.optional_member("from_event")) known = from->integer(0, INT64_MAX);
  NIGHTSHIFT_TRY(const Night* night, seek_night(core, input, request));
  const Trace& trace = night->trace();
  const std::int64_t from = std::min(known, trace.common_prefix(core.night->told));
  core.attach(visible_lines(trace, from));
  core.night->told = trace;
  return Json::object({{"now", time_text(night->now())},
                       {"end", time_text(night->end())},
                       {"events", trace.size()},
                       {"from_event", from},
                       {"digest", trace.digest()},
                       {"over_limit", night->is_over_limit()},
                       {"moves", moves_json(core.night->playback.moved())},
                       {"files", files_json(night->files())}});
}

ResultOrErrors<Json> night_query(Core& core, RequestInput& input) {
  const NightRequest request = read_night_request(input, "at");
  const NightDatabase database = input.json.member("database").choice(kNightDatabases);
  const std::string sql = input.json.member("sql").text_or_empty();
  QueryOptions options{.overflow = RowOverflow::kTruncate};
  options.budget.rows_max = 1000;
  if (auto rows = input.json.optional_member("rows_max")) {
    options.budget.rows_max = rows->integer(1, kPreviewRowsMax);
  }
  NIGHTSHIFT_TRY(Night * night, seek_night(core, input, request));
  NIGHTSHIFT_TRY(const QueryOutcome outcome, as_errors(night->query(database, sql, options)));
  return Json::object({{"outcome", describe_outcome(outcome)}});
}

ResultOrErrors<Json> night_tables(Core& core, RequestInput& input) {
  const NightRequest request = read_night_request(input, "at");
  NIGHTSHIFT_TRY(Night * night, seek_night(core, input, request));
  Json::Array databases;
  for (const auto& [name, database] : kNightDatabases) {
    databases.push_back(Json::object(
        {{"name", std::string(name)}, {"tables", tables_json(night->tables(database))}}));
  }
  return Json::object({{"databases", std::move(databases)}});
}

ResultOrErrors<Json> night_check(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  JsonReader changed = input.json.member("files");
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  NIGHTSHIFT_TRY(const LessonNight* night, night_of(*context.lesson));
  const auto pipeline = read_pipeline(with_changes(night->start, changed), Night::what_there_is());
  if (!pipeline) {
    return Json::object(
        {{"errors", errors_json(pipeline.error())}, {"lints", Json::Array{}}, {"graph", Json()}});
  }
  return Json::object({{"errors", Json::Array{}},
                       {"lints", errors_json(pipeline->lints)},
                       {"graph", graph_json(*pipeline)}});
}

ResultOrErrors<Json> night_keys(Core& /*core*/, RequestInput& input) {
  NIGHTSHIFT_TRY(done_reading(input));
  Json::Array keys;
  for (const SpecKey& key : spec_keys()) {
    keys.push_back(Json::object({{"in", std::string(part_text(key.part))},
                                 {"name", std::string(key.name)},
                                 {"default", std::string(key.default_text)},
                                 {"from", std::string(key.tool)},
                                 {"about", std::string(key.about)}}));
  }
  return Json::object({{"keys", std::move(keys)}});
}

}  // namespace nightshift
