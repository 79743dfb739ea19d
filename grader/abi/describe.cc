#include "grader/abi/describe.h"

#include <algorithm>

#include "engine/kernel/time.h"
#include "engine/pipeline/command.h"
#include "engine/world/shop.h"
#include "grader/check.h"
#include "grader/nights/evidence.h"
#include "grader/nights/looks.h"

namespace nightshift {
namespace {

Json lesson_head(const Lesson& lesson) {
  return Json::object({{"id", lesson.id},
                       {"slug", lesson.slug},
                       {"folder", lesson.folder},
                       {"title", lesson.title},
                       {"summary", lesson.summary},
                       {"level", lesson.level},
                       {"duration_minutes", lesson.duration_minutes},
                       {"objectives", texts_json(lesson.objectives)},
                       {"topics", texts_json(lesson.topics)},
                       {"prerequisites", texts_json(lesson.prerequisites)}});
}

Json table_json(const TableSchema& table) {
  Json columns = Json::array();
  for (const ColumnSchema& column : table.columns) {
    columns.push(Json::object({{"name", column.name},
                               {"type", column_type_text(column.type)},
                               {"nullable", column.nullable},
                               {"description", column.description},
                               {"accepted_values", texts_json(column.accepted_values)}}));
  }
  return Json::object({{"name", table.name},
                       {"description", table.description},
                       {"primary_key", texts_json(table.primary_key)},
                       {"columns", std::move(columns)}});
}

Result<Json> datasets_json(Session& session, const Lesson& lesson) {
  Json datasets = Json::array();
  for (std::size_t i = 0; i < lesson.datasets.size(); ++i) {
    const Dataset& dataset = lesson.datasets[i];
    if (!dataset.visible) continue;
    NIGHTSHIFT_TRY(Warehouse * warehouse, session.warehouse(lesson, i));
    Json counts = Json::object();
    for (const TableSchema& table : lesson.tables) {
      counts.set(table.name, warehouse->row_count(table.name));
    }
    datasets.push(Json::object({{"name", dataset.name},
                                {"title", dataset.title},
                                {"visible", true},
                                {"row_counts", std::move(counts)}}));
  }
  return datasets;
}

Result<void> add_query(Session& session, const Lesson& lesson, const Step& step,
                       const QueryStep& query, Json& json) {
  NIGHTSHIFT_TRY(const Expectation* expectation, session.expectation(lesson, step));
  Json visible = Json::array();
  std::int64_t hidden = 0;
  for (const std::size_t index : query.datasets) {
    if (lesson.datasets[index].visible) {
      visible.push(lesson.datasets[index].name);
    } else {
      ++hidden;
    }
  }
  Json columns = Json::array();
  for (const Column& column : expectation->tables.front().columns) {
    columns.push(Json::object({{"name", column.name}, {"type", column_type_text(column.type)}}));
  }
  json.set("start", query.start);
  json.set("datasets", std::move(visible));
  json.set("hidden_datasets", hidden);
  json.set("columns", std::move(columns));
  json.set("ordered", expectation->ordered);
  return {};
}

Json change_json(const FilesChange& change) {
  return Json::object({{"patch", patch_json(change.patch)}, {"files", files_json(change.files)}});
}

void add_quiz(const QuizStep& quiz, Json& json) {
  Json options = Json::array();
  for (const QuizOption& option : quiz.options) {
    options.push(Json::object({{"key", option.key},
                               {"text", option.text},
                               {"change", option.change ? change_json(*option.change) : Json()}}));
  }
  json.set("mode", quiz.multiple ? "multiple" : "single");
  json.set("options", std::move(options));
}

void add_switches(const SwitchStep& step, Json& json) {
  Json switches = Json::array();
  for (const Switch& one : step.switches) {
    switches.push(Json::object({{"key", one.key},
                                {"text", one.text},
                                {"about", one.about},
                                {"change", change_json(one.change)}}));
  }
  json.set("switches", std::move(switches));
}

// Null where the trace lies open.
Json looks_json(const LessonNight& night, const PointStep& point) {
  if (!point.looks) return {};
  NightEvidence evidence(night, Script{});
  Json subjects = Json::array();
  for (const LookSubject& subject : look_subjects(evidence.before().trace)) {
    subjects.push(Json::object(
        {{"subject", subject.subject}, {"about", subject.about}, {"events", subject.events}}));
  }
  return Json::object(
      {{"budget_us", point.looks->budget},
       {"costs_us", Json::object({{"log", point.looks->log}, {"query", point.looks->query}})},
       {"subjects", std::move(subjects)}});
}

void add_checks(const Step& step, Json& json) {
  Json checks = Json::array();
  std::int64_t score_max = 0;
  for (const CheckSpec& check : step.checks) {
    checks.push(Json::object({{"id", check.id},
                              {"name", check.name},
                              {"kind", check.kind},
                              {"title", check.title},
                              {"points", check.points}}));
    score_max += check.points;
  }
  json.set("answer", step.answer());
  json.set("checks", std::move(checks));
  json.set("hints", texts_json(step.hints));
  json.set("score_max", score_max);
}

Json night_json(const LessonNight& night) {
  const Scenario& scenario = night.played.plan.scenario;
  Json commands = Json::array();
  for (const CommandHelp& command : command_help()) {
    commands.push(
        Json::object({{"usage", command.usage}, {"about", command.about}, {"tool", command.tool}}));
  }
  Json sources = Json::array();
  sources.push(kOrdersTable);
  return Json::object({{"title", night.title},
                       {"start", time_text(scenario.start)},
                       {"end", time_text(scenario.end)},
                       {"acts_from", time_text(night.acts_from)},
                       {"answer", night.answer},
                       {"tile", night.tile},
                       {"files", files_json(night.start)},
                       {"sources", std::move(sources)},
                       {"commands", std::move(commands)}});
}

Result<Json> step_json(Session& session, const Lesson& lesson, const Step& step) {
  Json json = Json::object(
      {{"kind", step.kind()}, {"id", step.id}, {"title", step.title}, {"text", step.text}});
  if (const auto* query = std::get_if<QueryStep>(&step.body)) {
    NIGHTSHIFT_TRY(add_query(session, lesson, step, *query, json));
  }
  const auto* quiz = std::get_if<QuizStep>(&step.body);
  if (quiz != nullptr) add_quiz(*quiz, json);
  if (quiz != nullptr || step.answer().empty()) json.set("stage", step.stage);
  if (const auto* switches = std::get_if<SwitchStep>(&step.body)) add_switches(*switches, json);
  if (const auto* point = std::get_if<PointStep>(&step.body)) {
    json.set("looks", looks_json(*lesson.night, *point));
  }
  if (!step.answer().empty()) add_checks(step, json);
  return json;
}

}  // namespace

Json describe_pack(const LessonPack& pack) {
  Json lessons = Json::array();
  for (const Lesson& lesson : pack.lessons) {
    Json steps = Json::array();
    for (const Step& step : lesson.steps) {
      steps.push(Json::object({{"id", step.id}, {"kind", step.kind()}, {"title", step.title}}));
    }
    Json head = lesson_head(lesson);
    head.set("steps", std::move(steps));
    lessons.push(std::move(head));
  }
  Json about =
      Json::object({{"id", pack.id},
                    {"name", pack.name},
                    {"title", pack.title},
                    {"description", pack.description},
                    {"version", pack.version},
                    {"language", pack.language},
                    {"authors", texts_json(pack.authors)},
                    {"digest", pack.digest},
                    {"audience", pack.audience == Audience::kLearner ? "learner" : "author"}});
  return Json::object({{"pack", std::move(about)}, {"lessons", std::move(lessons)}});
}

Result<Json> describe_lesson(Session& session, const Lesson& lesson) {
  Json json = lesson_head(lesson);
  Json tables = Json::array();
  for (const TableSchema& table : lesson.tables) tables.push(table_json(table));
  json.set("tables", std::move(tables));
  NIGHTSHIFT_TRY(Json datasets, datasets_json(session, lesson));
  json.set("datasets", std::move(datasets));
  if (lesson.night) json.set("night", night_json(*lesson.night));
  Json steps = Json::array();
  for (const Step& step : lesson.steps) {
    NIGHTSHIFT_TRY(Json described, step_json(session, lesson, step));
    steps.push(std::move(described));
  }
  json.set("steps", std::move(steps));
  return json;
}

Json files_json(const PipelineFiles& files) {
  Json json = Json::object();
  for (const auto& [path, text] : files) json.set(path, text);
  return json;
}

Json describe_outcome(const QueryOutcome& outcome) {
  Json columns = Json::array();
  for (const Column& column : outcome.table.columns) {
    columns.push(Json::object({{"name", column.name},
                               {"type", column_type_text(column.type)},
                               {"cells", cells_json(column.cells)}}));
  }
  Json json = Json::object(
      {{"columns", std::move(columns)},
       {"rows", outcome.table.row_count()},
       {"truncated", outcome.truncated},
       {"statistics", Json::object({{"steps", outcome.statistics.steps},
                                    {"full_scan_steps", outcome.statistics.full_scan_steps},
                                    {"sorts", outcome.statistics.sorts}})}});
  if (!outcome.plan.empty()) {
    Json plan = Json::array();
    for (const PlanNode& node : outcome.plan) {
      plan.push(Json::object({{"id", node.id}, {"parent", node.parent}, {"detail", node.detail}}));
    }
    json.set("plan", std::move(plan));
  }
  return json;
}

}  // namespace nightshift
