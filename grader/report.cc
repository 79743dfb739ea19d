#include "grader/report.h"

#include <array>

#include "engine/base/check.h"
#include "engine/warehouse/warehouse.h"
#include "grader/identity.h"

namespace nightshift {
namespace {

Json failed_on_json(const std::optional<FailedOn>& failed) {
  if (!failed) return {};
  return Json::object({{"name", failed->name},
                       {"visible", failed->visible},
                       {"failed", failed->failed},
                       {"total", failed->total}});
}

Json check_json(const CheckReport& check) {
  const bool failed = is_failure(check.verdict.verdict);
  return Json::object(
      {{"id", check.spec.id},
       {"name", check.spec.name},
       {"kind", check.spec.kind},
       {"title", check.spec.title},
       {"verdict", verdict_text(check.verdict.verdict)},
       {"reason", check.verdict.reason},
       {"message", check.verdict.message},
       {"points", check.points()},
       {"points_max", check.spec.points},
       {"needs", texts_json(check.spec.needs)},
       {"notes", texts_json(check.verdict.notes)},
       {"dataset", failed_on_json(check.verdict.failed_on)},
       {"hint", failed && !check.spec.hint.empty() ? Json(check.spec.hint) : Json()},
       {"witness", check.verdict.witness}});
}

Json step_json(const StepReport& step) {
  Json checks = Json::array();
  for (const CheckReport& check : step.checks) checks.push(check_json(check));
  Json datasets = Json::array();
  for (const DatasetReport& dataset : step.datasets) {
    datasets.push(Json::object(
        {{"name", dataset.name}, {"visible", dataset.visible}, {"steps", dataset.steps}}));
  }
  Json recognised;
  if (step.recognised) {
    recognised = Json::object({{"name", step.recognised->name},
                               {"title", step.recognised->title},
                               {"feedback", step.recognised->feedback}});
  }
  Json json = Json::object({{"id", step.id},
                            {"kind", step.kind},
                            {"title", step.title},
                            {"status", step_status_text(step.status)},
                            {"score", step.score()},
                            {"score_max", step.score_max()},
                            {"datasets", std::move(datasets)},
                            {"recognised", std::move(recognised)},
                            {"checks", std::move(checks)}});
  if (!step.night.is_null()) json.set("night", step.night);
  if (!step.runs.is_null()) json.set("runs", step.runs);
  return json;
}

}  // namespace

std::string_view step_status_text(StepStatus status) {
  switch (status) {
    case StepStatus::kPassed:
      return "passed";
    case StepStatus::kFailed:
      return "failed";
    case StepStatus::kNotGradable:
      return "not_gradable";
    case StepStatus::kNotAnswered:
      return "not_answered";
    case StepStatus::kFault:
      return "fault";
  }
  NIGHTSHIFT_CHECK(false);
}

std::int64_t StepReport::score() const {
  std::int64_t sum = 0;
  for (const CheckReport& check : checks) sum += check.points();
  return sum;
}

std::int64_t StepReport::score_max() const {
  std::int64_t sum = 0;
  for (const CheckReport& check : checks) sum += check.spec.points;
  return sum;
}

const CheckReport* StepReport::first_failure() const {
  for (const CheckReport& check : checks) {
    if (is_failure(check.verdict.verdict)) return &check;
  }
  return nullptr;
}

StepStatus Report::status() const {
  // The worst that any step says, in this order.
  constexpr std::array kWorstFirst = {StepStatus::kFault, StepStatus::kFailed,
                                      StepStatus::kNotGradable, StepStatus::kNotAnswered};
  for (const StepStatus status : kWorstFirst) {
    for (const StepReport& step : steps) {
      if (step.status == status) return status;
    }
  }
  return StepStatus::kPassed;
}

bool Report::counted() const {
  for (const StepReport& step : steps) {
    if (step.status == StepStatus::kPassed || step.status == StepStatus::kFailed) return true;
  }
  return false;
}

std::int64_t Report::score() const {
  std::int64_t sum = 0;
  for (const StepReport& step : steps) sum += step.score();
  return sum;
}

std::int64_t Report::score_max() const {
  std::int64_t sum = 0;
  for (const StepReport& step : steps) sum += step.score_max();
  return sum;
}

std::optional<std::pair<const StepReport*, const CheckReport*>> Report::first_failure() const {
  for (const StepReport& step : steps) {
    if (const CheckReport* check = step.first_failure()) return std::pair{&step, check};
  }
  return std::nullopt;
}

Json engine_json() {
  return Json::object({{"name", "nightshift"},
                       {"version", identity::kVersion},
                       {"sqlite", warehouse_engine_version()},
                       {"digest", identity::kSourceDigest}});
}

Json report_json(const Report& report) {
  Json steps = Json::array();
  for (const StepReport& step : report.steps) steps.push(step_json(step));
  Json first_failure;
  if (const auto failure = report.first_failure()) {
    first_failure =
        Json::object({{"step", failure->first->id}, {"check", failure->second->spec.name}});
  }
  return Json::object({{"format", kReportFormat},
                       {"engine", engine_json()},
                       {"pack", Json::object({{"id", report.pack_id},
                                              {"name", report.pack_name},
                                              {"version", report.pack_version},
                                              {"digest", report.pack_digest}})},
                       {"lesson", Json::object({{"id", report.lesson_id},
                                                {"slug", report.lesson_slug},
                                                {"title", report.lesson_title}})},
                       {"submission", Json::object({{"digest", report.submission_digest},
                                                    {"files", texts_json(report.answers)},
                                                    {"ignored", texts_json(report.ignored)}})},
                       {"confidence", report.provisional ? "provisional" : "final"},
                       {"status", step_status_text(report.status())},
                       {"counted", report.counted()},
                       {"score", report.score()},
                       {"score_max", report.score_max()},
                       {"first_failure", std::move(first_failure)},
                       {"steps", std::move(steps)}});
}

}  // namespace nightshift
