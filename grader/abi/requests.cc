#include "grader/abi/requests.h"

#include <array>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/write.h"
#include "engine/lesson/archive.h"
#include "engine/session/words.h"
#include "grader/abi/context.h"
#include "grader/abi/describe.h"
#include "grader/abi/explore_request.h"
#include "grader/abi/judge_request.h"
#include "grader/abi/lineage_request.h"
#include "grader/abi/lint_request.h"
#include "grader/abi/night_prepare.h"
#include "grader/abi/night_requests.h"
#include "grader/abi/switch_request.h"
#include "grader/grade.h"
#include "grader/prove.h"
#include "grader/registry.h"
#include "grader/render/text.h"
#include "grader/sealed_step.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

enum class Area { kPack, kAttempt };
enum class ReportForm { kJson, kText };
constexpr std::array kAreas = {std::pair{"pack"sv, Area::kPack},
                               std::pair{"attempt"sv, Area::kAttempt}};
constexpr std::array kAudiences = {std::pair{"learner"sv, Audience::kLearner},
                                   std::pair{"author"sv, Audience::kAuthor}};
constexpr std::array kReportForms = {std::pair{"json"sv, ReportForm::kJson},
                                     std::pair{"text"sv, ReportForm::kText}};
constexpr std::int64_t kPreviewRowsMax = 100'000;

ResultOrErrors<Json> engine_describe(Core& /*core*/, RequestInput& input) {
  NIGHTSHIFT_TRY(done_reading(input));
  return Json::object(
      {{"engine", engine_json()}, {"report_format", kReportFormat}, {"pack_format", 1}});
}

Json area_json(const FileSet& files) {
  return Json::object({{"files", files.files().size()}, {"bytes", files.bytes()}});
}

ResultOrErrors<Json> files_put(Core& core, RequestInput& input) {
  const Area area = input.json.member("area").choice(kAreas);
  const std::string path = input.json.member("path").text();
  NIGHTSHIFT_TRY(done_reading(input));
  std::string bytes(input.attachment);
  if (area == Area::kAttempt) {
    NIGHTSHIFT_TRY(as_errors(core.attempt.put(path, std::move(bytes))));
    return area_json(core.attempt.files);
  }
  NIGHTSHIFT_TRY(as_errors(core.pack_files.put(path, std::move(bytes), Whose::kAuthor)));
  return area_json(core.pack_files);
}

ResultOrErrors<Json> files_clear(Core& core, RequestInput& input) {
  const Area area = input.json.member("area").choice(kAreas);
  NIGHTSHIFT_TRY(done_reading(input));
  if (area == Area::kAttempt) core.attempt = Attempt();
  if (area == Area::kPack) core.pack_files = FileSet();
  return area_json(FileSet());
}

ResultOrErrors<Json> pack_open(Core& core, RequestInput& input) {
  NIGHTSHIFT_TRY(done_reading(input));
  FileSet files = std::exchange(core.pack_files, FileSet());
  if (!input.attachment.empty()) {
    NIGHTSHIFT_TRY(files, as_errors(read_archive(input.attachment)));
  }
  // A pack that does not open leaves the one before it open.
  NIGHTSHIFT_TRY(Session session, Session::open(std::move(files), check_kinds()));
  core.night.reset();
  core.evidence.reset();
  core.session.emplace(std::move(session));
  return describe_pack(core.session->pack());
}

ResultOrErrors<Json> pack_export(Core& core, RequestInput& input) {
  const Audience audience = input.json.member("audience").choice(kAudiences);
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(Session * session, open_session(core));
  NIGHTSHIFT_TRY(std::string bytes, as_errors(session->export_pack(
                                        audience, [&](const Lesson& lesson, const Step& step) {
                                          return seal_step(*session, lesson, step);
                                        })));
  const std::size_t size = bytes.size();
  core.attach(std::move(bytes));
  return Json::object({{"bytes", size}});
}

ResultOrErrors<Json> pack_prove(Core& core, RequestInput& input) {
  std::optional<std::string> name;
  if (auto member = input.json.optional_member("lesson")) name = member->text();
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(Session * session, open_session(core));
  if (session->pack().audience == Audience::kLearner) {
    return fail_one(host_error("pack.audience", "a learner's build holds nothing to prove",
                               "Open the author's folder instead."));
  }
  std::vector<ProvedLesson> proved;
  for (const Lesson& lesson : session->pack().lessons) {
    if (name && session->pack().find_lesson(*name) != &lesson) continue;
    NIGHTSHIFT_TRY(ProvedLesson one, prove_lesson(*session, lesson));
    proved.push_back(std::move(one));
  }
  if (proved.empty()) {
    NIGHTSHIFT_TRY(find_lesson(*session, name.value_or("")));
  }
  return proved_json(proved);
}

ResultOrErrors<Json> lesson_describe(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  NIGHTSHIFT_TRY(Json lesson, as_errors(describe_lesson(*context.session, *context.lesson)));
  return Json::object({{"lesson", std::move(lesson)}});
}

// The data set a request names.
ResultOrErrors<std::size_t> find_dataset(const Lesson& lesson, const std::string& name) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < lesson.datasets.size(); ++i) {
    if (lesson.datasets[i].name == name) return i;
    if (lesson.datasets[i].visible) names.push_back(lesson.datasets[i].name);
  }
  const std::optional<std::string> near = nearest(name, names);
  return fail_one(host_error(
      "request.unknown_dataset", "the lesson has no data set \"" + shortened(name, 60) + "\"",
      near ? "Did you mean \"" + *near + "\"?" : "Use the name of one of its data sets."));
}

// Where each rewritten part stands in the text as it was given, and what it became.
Json notes_json(const std::string& sql, const std::vector<RewriteNote>& notes) {
  Json list = Json::array();
  for (const RewriteNote& note : notes) {
    const Where where = where_in_text(sql, note.place.offset);
    list.push(Json::object({{"from", note.before},
                            {"to", note.after},
                            {"line", where.line.value_or(1)},
                            {"column", where.column.value_or(1)},
                            {"remark", note.remark}}));
  }
  return list;
}

// A learner's query on a lesson's tables, in SQLite's words.
ResultOrErrors<Json> run_in(Warehouse& warehouse, const Lesson& lesson, const std::string& sql,
                            const QueryOptions& options) {
  NIGHTSHIFT_TRY(const Rewriting words, as_errors(in_words_of(lesson, sql)));
  Result<QueryOutcome> outcome = warehouse.query(words.sql, options);
  if (!outcome) {
    return fail_one(placed_in_original(std::move(outcome.error()), sql, words.sql));
  }
  Json described = describe_outcome(*outcome);
  if (!words.notes.empty()) described.set("notes", notes_json(sql, words.notes));
  return Json::object({{"outcome", std::move(described)}});
}

ResultOrErrors<Json> query_run(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  const std::optional<JsonReader> rows = input.json.optional_member("input");
  std::string dataset_name;
  if (!rows) dataset_name = input.json.member("dataset").text();
  const std::string sql = input.json.member("sql").text_or_empty();
  QueryOptions options{.overflow = RowOverflow::kTruncate};
  std::int64_t rows_max = 1000;
  if (auto most = input.json.optional_member("rows_max")) {
    rows_max = most->integer(1, kPreviewRowsMax);
  }
  const std::string insert = rows ? JsonReader(*rows).text_or_empty() : std::string();
  if (auto plan = input.json.optional_member("plan")) options.with_plan = plan->boolean();
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  options.budget = context.lesson->budget;
  options.budget.rows_max = rows_max;
  if (rows) {
    NIGHTSHIFT_TRY(Warehouse made, as_errors(warehouse_with(*context.lesson, insert)));
    return run_in(made, *context.lesson, sql, options);
  }
  NIGHTSHIFT_TRY(const std::size_t dataset, find_dataset(*context.lesson, dataset_name));
  NIGHTSHIFT_TRY(Warehouse * warehouse,
                 as_errors(context.session->warehouse(*context.lesson, dataset)));
  return run_in(*warehouse, *context.lesson, sql, options);
}

ResultOrErrors<Json> attempt_grade(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  std::optional<std::string> step;
  if (auto member = input.json.optional_member("step")) step = member->text();
  ReportForm form = ReportForm::kJson;
  if (auto member = input.json.optional_member("format")) form = member->choice(kReportForms);
  const Attempt attempt = attempt_of(core, input);
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  NIGHTSHIFT_TRY(step, known_step(*context.lesson, std::move(step)));
  Result<Report> graded = grade(*context.session, *context.lesson, attempt, step, &core.evidence);
  core.evidence.reset();  // its worlds are many megabytes
  NIGHTSHIFT_TRY(const Report report, as_errors(std::move(graded)));
  const Json json = report_json(report);
  core.attach(form == ReportForm::kText ? report_text(report)
                                        : write_json(json, JsonLayout::kIndented));
  return Json::object({{"status", *json.find("status")},
                       {"counted", *json.find("counted")},
                       {"score", *json.find("score")},
                       {"score_max", *json.find("score_max")},
                       {"first_failure", *json.find("first_failure")}});
}

constexpr std::array kHandlers = {
    std::pair{"engine.describe"sv, &engine_describe}, std::pair{"files.put"sv, &files_put},
    std::pair{"files.clear"sv, &files_clear},         std::pair{"pack.open"sv, &pack_open},
    std::pair{"pack.export"sv, &pack_export},         std::pair{"pack.prove"sv, &pack_prove},
    std::pair{"lesson.describe"sv, &lesson_describe}, std::pair{"query.run"sv, &query_run},
    std::pair{"attempt.grade"sv, &attempt_grade},     std::pair{"night.play"sv, &night_play},
    std::pair{"night.query"sv, &night_query},         std::pair{"night.tables"sv, &night_tables},
    std::pair{"night.check"sv, &night_check},         std::pair{"night.keys"sv, &night_keys},
    std::pair{"night.explore"sv, &night_explore},     std::pair{"night.export"sv, &night_export},
    std::pair{"night.prepare"sv, &night_prepare},     std::pair{"night.switch"sv, &night_switch},
    std::pair{"judge.pair"sv, &judge_pair},           std::pair{"judge.suite"sv, &judge_suite},
    std::pair{"judge.draft"sv, &judge_draft},         std::pair{"lint.query"sv, &query_lint},
    std::pair{"lineage.query"sv, &query_lineage}};

}  // namespace

Handler handler_of(std::string_view kind) {
  for (const auto& [name, handler] : kHandlers) {
    if (name == kind) return handler;
  }
  return nullptr;
}

std::vector<std::string> request_kinds() {
  std::vector<std::string> kinds;
  for (const auto& [name, handler] : kHandlers) kinds.emplace_back(name);
  return kinds;
}

}  // namespace nightshift
