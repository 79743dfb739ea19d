#include "grader/grade.h"

#include <algorithm>

#include "engine/base/digest.h"
#include "engine/base/text.h"
#include "engine/session/answers.h"
#include "engine/session/expected.h"
#include "grader/error_json.h"
#include "grader/grade_sealed.h"
#include "grader/nights/looks.h"
#include "grader/nights/option_run.h"
#include "grader/registry.h"
#include "grader/step_judge.h"

namespace nightshift {
namespace {

constexpr std::size_t kIgnoredMax = 20;  // names of files that no step asks for

// Errors that a query meets while it runs. All others say that it could not even start.
bool ran_at_all(const std::string& code) {
  return code.starts_with("sql.over_budget") || code == "sql.runtime";
}

// True when the check's needs all passed.
bool needs_passed(const CheckSpec& spec, const std::vector<CheckReport>& before) {
  return std::all_of(before.begin(), before.end(), [&](const CheckReport& check) {
    const bool needed =
        std::find(spec.needs.begin(), spec.needs.end(), check.spec.name) != spec.needs.end();
    return !needed || check.verdict.verdict == Verdict::kPass;
  });
}

// In an exam nobody knows whether what a check needs has passed.
enum class Needs { kCount, kOfExam };

// Runs the checks in order; `judge` gives the verdict of one that has all it needs.
template <typename Judge>
void run_checks(const Step& step, StepReport& report, Judge judge, Needs needs = Needs::kCount) {
  for (const CheckSpec& spec : step.checks) {
    CheckReport check{.spec = spec, .verdict = {}};
    const bool told = spec.kind == "runs" || spec.kind == "columns";
    if ((needs == Needs::kOfExam && !told) || needs_passed(spec, report.checks)) {
      check.verdict = judge(spec);
    } else {
      check.verdict = skipped("check.needs", "Not looked at yet: an earlier check comes first.");
    }
    report.checks.push_back(std::move(check));
  }
}

void skip_checks(const Step& step, StepReport& report, const std::string& reason,
                 const std::string& message) {
  run_checks(step, report, [&](const CheckSpec&) { return skipped(reason, message); });
}

// Every check fails with an answer that cannot be looked at; the first one says why.
void refuse_answer(const Step& step, const Error& error, StepReport& report) {
  report.status = StepStatus::kNotGradable;
  run_checks(step, report, [&](const CheckSpec&) {
    CheckVerdict verdict;
    verdict.verdict = Verdict::kFail;
    verdict.reason = error.code;
    verdict.message = "The answer could not be read: " + error.message + ". " + error.remedy;
    verdict.witness = Json::object({{"kind", "error"}, {"error", error_json(error)}});
    return verdict;
  });
}

// Pairs up expected and actual results; the columns are matched once, over all data sets.
QueryEvidence gather(const Lesson& lesson, const QueryStep& step,
                     const QueryObservation& observation, const Expectation& expectation) {
  QueryEvidence evidence{.step = &step,
                         .lesson = &lesson,
                         .observation = &observation,
                         .expectation = &expectation,
                         .results = {},
                         .matched = false,
                         .matched_by_guess = false};
  if (!observation.runs.back().outcome) return evidence;
  std::vector<const Table*> expected;
  std::vector<const Table*> actual;
  for (std::size_t i = 0; i < observation.runs.size(); ++i) {
    const DatasetRun& run = observation.runs[i];
    expected.push_back(&expectation.tables[i]);
    actual.push_back(&run.outcome->table);
    evidence.results.push_back({.dataset = &lesson.datasets[run.dataset],
                                .expected = expected.back(),
                                .actual = actual.back(),
                                .matched = {}});
  }
  const auto columns = match_columns(expected, actual, step.compare.columns, step.compare.rows);
  if (!columns) return evidence;
  evidence.matched = true;
  evidence.matched_by_guess = columns->is_guess;
  for (ResultPair& result : evidence.results) {
    result.matched = pick_columns(*result.actual, columns->columns);
  }
  return evidence;
}

// Runs the answer on data that are made for it. Fails with the author's trouble.
Result<CheckVerdict> judge_on_any_data(Session& session, const Lesson& lesson, const Step& step,
                                       JudgedCheck check, const QueryEvidence& evidence) {
  ResultOrErrors<Judge*> judge = step_judge(session, lesson, step);
  if (!judge) return fail(std::move(judge.error().front()));
  return check(evidence, **judge, (*judge)->judge(evidence.observation->sql));
}

CheckVerdict judge_query(const CheckSpec& spec, const QueryEvidence& evidence) {
  // A pack may free a check from its needs; without results there is still nothing to look at.
  const bool looks_at_results = spec.kind != "runs";
  const bool looks_at_matched = looks_at_results && spec.kind != "columns";
  if (looks_at_results && evidence.results.empty()) {
    return skipped("check.no_result", "There is no result to look at.");
  }
  if (looks_at_matched && !evidence.matched) {
    return skipped("check.no_columns", "The columns cannot be told apart.");
  }
  return std::get<QueryCheck>(check_function(spec.kind))(evidence);
}

std::optional<RecognisedMistake> recognise(const std::vector<MistakePrint>& prints,
                                           const QueryEvidence& evidence) {
  if (evidence.results.empty()) return std::nullopt;
  std::vector<const Table*> tables;
  for (const ResultPair& result : evidence.results) tables.push_back(result.actual);
  const ResultPrints own = result_prints(tables);
  for (const MistakePrint& mistake : prints) {
    if (mistake.print != (mistake.sequence ? own.sequence : own.bag)) continue;
    return RecognisedMistake{
        .name = mistake.name, .title = mistake.title, .feedback = mistake.feedback};
  }
  return std::nullopt;
}

// The worst verdict decides; a check that is unknown or was not reached is no pass.
StepStatus status_of(const StepReport& report) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(report.checks.begin(), report.checks.end(),
                       [&](const CheckReport& check) { return check.verdict.verdict == verdict; });
  };
  if (any(Verdict::kFault)) return StepStatus::kFault;
  const bool failed = any(Verdict::kFail) || any(Verdict::kUnknown) || any(Verdict::kSkipped);
  return failed ? StepStatus::kFailed : StepStatus::kPassed;
}

// With digests in the place of what is right.
Result<void> grade_sealed_query(Session& session, const Lesson& lesson, const Step& step,
                                const QueryObservation& observation, StepReport& report) {
  NIGHTSHIFT_TRY(const Json json, session.read_expected(lesson, step));
  NIGHTSHIFT_TRY(const SealedStep sealed, read_sealed_step(json, expected_path(lesson, step)));
  NIGHTSHIFT_TRY(const Expectation* known, session.expectation(lesson, step));
  Expectation expectation = *known;
  if (!sealed.exam && sealed.datasets.size() > expectation.tables.size()) {
    return fail(Error{.whose = Whose::kAuthor,
                      .code = "pack.datasets",
                      .message = "there must be one result per visible data set of the step",
                      .remedy = "Build the pack again.",
                      .where = {.file = expected_path(lesson, step)}});
  }
  for (std::size_t i = 0; i < sealed.datasets.size(); ++i) {
    std::vector<Column>& columns = expectation.tables[i].columns;
    for (std::size_t c = 0; c < std::min(columns.size(), sealed.datasets[i].types.size()); ++c) {
      columns[c].type = sealed.datasets[i].types[c];
    }
  }
  const QueryEvidence evidence =
      gather(lesson, std::get<QueryStep>(step.body), observation, expectation);
  SealedGrading grading(lesson, sealed, evidence);
  run_checks(
      step, report, [&](const CheckSpec& spec) { return grading.judge(spec); },
      sealed.exam ? Needs::kOfExam : Needs::kCount);
  report.status = status_of(report);
  if (report.status == StepStatus::kFailed) report.recognised = grading.recognise();
  return {};
}

Result<void> grade_query(Session& session, const Lesson& lesson, const Step& step,
                         const QueryObservation& observation, StepReport& report) {
  NIGHTSHIFT_TRY(const Expectation* expectation, session.expectation(lesson, step));
  const QueryEvidence evidence =
      gather(lesson, std::get<QueryStep>(step.body), observation, *expectation);
  std::optional<Error> trouble;
  run_checks(step, report, [&](const CheckSpec& spec) {
    const CheckFunction function = check_function(spec.kind);
    const auto* judged = std::get_if<JudgedCheck>(&function);
    if (judged == nullptr || evidence.results.empty()) return judge_query(spec, evidence);
    auto verdict = judge_on_any_data(session, lesson, step, *judged, evidence);
    if (verdict) return std::move(*verdict);
    trouble = std::move(verdict.error());
    return CheckVerdict{};
  });
  if (trouble) return fail(std::move(*trouble));
  report.status = status_of(report);
  if (report.status == StepStatus::kFailed) {
    NIGHTSHIFT_TRY(const std::vector<MistakePrint> prints, session.mistake_prints(lesson, step));
    report.recognised = recognise(prints, evidence);
  }
  return {};
}

// What the runs cost, the verdicts, and whether it was gradable at all.
Result<void> grade_answered_query(Session& session, const Lesson& lesson, const Step& step,
                                  const QueryObservation& observation, StepReport& report) {
  for (const DatasetRun& run : observation.runs) {
    if (!run.outcome) break;
    const Dataset& dataset = lesson.datasets[run.dataset];
    report.datasets.push_back(
        {.name = dataset.name, .visible = dataset.visible, .steps = run.outcome->statistics.steps});
  }
  const bool is_sealed = session.pack().is_sealed();
  NIGHTSHIFT_TRY(is_sealed ? grade_sealed_query(session, lesson, step, observation, report)
                           : grade_query(session, lesson, step, observation, report));
  const Result<QueryOutcome>& last = observation.runs.back().outcome;
  const bool ran = last.has_value() || ran_at_all(last.error().code);
  if (report.status != StepStatus::kFault && !ran) report.status = StepStatus::kNotGradable;
  return {};
}

// What became of the options that were chosen; once the answer is right, of all of them.
Result<Json> run_options(const LessonNight& night, const QuizStep& quiz,
                         const std::vector<std::size_t>& choices, bool all) {
  Json runs = Json::array();
  OptionRuns option_runs(night);
  for (std::size_t index = 0; index < quiz.options.size(); ++index) {
    if (!all && std::find(choices.begin(), choices.end(), index) == choices.end()) continue;
    const QuizOption& option = quiz.options[index];
    NIGHTSHIFT_TRY(const NightRecord record, option_runs.run({&*option.change}));
    Json run = option_run_json(record);
    run.set("key", option.key);
    run.set("effect", effect_text(option.effect));
    runs.push(std::move(run));
  }
  return runs;
}

Result<void> grade_quiz(const Lesson& lesson, const Step& step, const QuizObservation& observation,
                        StepReport& report) {
  const QuizEvidence evidence{.step = &std::get<QuizStep>(step.body), .observation = &observation};
  run_checks(step, report, [&](const CheckSpec& spec) {
    return std::get<QuizCheck>(check_function(spec.kind))(evidence);
  });
  report.status = status_of(report);
  if (!evidence.step->is_run()) return {};
  const bool passed = report.status == StepStatus::kPassed;
  NIGHTSHIFT_TRY(report.runs,
                 run_options(*lesson.night, *evidence.step, observation.choices, passed));
  return {};
}

void grade_switches(const Lesson& lesson, const Step& step, const SwitchObservation& observation,
                    StepReport& report) {
  run_checks(step, report, [&](const CheckSpec& spec) {
    return std::get<SetsCheck>(check_function(spec.kind))(
        *lesson.night, std::get<SwitchStep>(step.body), observation.sets);
  });
  report.status = status_of(report);
}

void grade_point(const Step& step, const PointObservation& observation, NightEvidence& evidence,
                 StepReport& report) {
  const auto& point = std::get<PointStep>(step.body);
  if (point.looks) {
    const auto unknown = unknown_look(evidence.before().trace, observation.looks, point.answer);
    if (unknown) return refuse_answer(step, *unknown, report);
  }
  run_checks(step, report, [&](const CheckSpec& spec) {
    return std::get<PointCheck>(check_function(spec.kind))(evidence, point, observation);
  });
  report.status = status_of(report);
}

void grade_night(const Step& step, NightEvidence& evidence, StepReport& report) {
  run_checks(step, report, [&](const CheckSpec& spec) {
    return std::get<NightCheck>(check_function(spec.kind))(evidence, spec);
  });
  report.night = night_summary(evidence);
  report.status = status_of(report);
}

// What the steps of a night share: found or made when the first of them is graded.
class NightOfAttempt {
 public:
  NightOfAttempt(const Lesson& lesson, const Attempt& attempt,
                 std::optional<NightEvidence>* prepared)
      : lesson_(lesson), attempt_(attempt), kept_(prepared == nullptr ? own_ : *prepared) {}

  NightEvidence& evidence() {
    if (evidence_ == nullptr) {
      evidence_ = &evidence_for(kept_, *lesson_.night, read_night_script(*lesson_.night, attempt_));
      evidence_->begin_grading();
    }
    return *evidence_;
  }

 private:
  const Lesson& lesson_;
  const Attempt& attempt_;
  std::optional<NightEvidence> own_;
  std::optional<NightEvidence>& kept_;
  NightEvidence* evidence_ = nullptr;
};

Result<StepReport> grade_step(Session& session, const Lesson& lesson, const Step& step,
                              const Attempt& attempt, NightOfAttempt& night) {
  StepReport report{.id = step.id,
                    .kind = std::string(step.kind()),
                    .title = step.title,
                    .status = StepStatus::kNotAnswered,
                    .checks = {},
                    .datasets = {},
                    .recognised = {},
                    .night = {},
                    .runs = {}};
  NIGHTSHIFT_TRY(const StepObservation observation, session.observe(lesson, step, attempt));
  if (const auto* error = std::get_if<Error>(&observation)) {
    refuse_answer(step, *error, report);
  } else if (const auto* query = std::get_if<QueryObservation>(&observation)) {
    NIGHTSHIFT_TRY(grade_answered_query(session, lesson, step, *query, report));
  } else if (const auto* quiz = std::get_if<QuizObservation>(&observation)) {
    NIGHTSHIFT_TRY(grade_quiz(lesson, step, *quiz, report));
  } else if (const auto* switches = std::get_if<SwitchObservation>(&observation)) {
    grade_switches(lesson, step, *switches, report);
  } else if (const auto* point = std::get_if<PointObservation>(&observation)) {
    grade_point(step, *point, night.evidence(), report);
  } else if (std::holds_alternative<NightObservation>(observation)) {
    grade_night(step, night.evidence(), report);
  } else {
    skip_checks(step, report, "step.not_answered",
                "There is no answer yet: " + std::string(step.answer()) + " is missing.");
  }
  return report;
}

// Which files of the attempt were graded, and which no step asks for.
void list_files(const Lesson& lesson, const Attempt& attempt, Report& report) {
  Digest digest;
  const auto asks_for = [](const std::string& path) {
    return [&path](const Step& step) { return step.answer() == std::string_view(path); };
  };
  for (const auto& [path, bytes] : attempt.files.files()) {
    // What a night's script installs may lie in any folder beside it.
    const bool installed = lesson.night && path.find('/') != std::string::npos;
    const bool asked =
        installed || std::any_of(lesson.steps.begin(), lesson.steps.end(), asks_for(path));
    if (asked) {
      report.answers.push_back(path);
      digest.add(path);
      digest.add(bytes);
    } else if (report.ignored.size() < kIgnoredMax) {
      report.ignored.push_back(path);
    }
  }
  report.submission_digest = digest.text();
}

}  // namespace

Result<Report> grade(Session& session, const Lesson& lesson, const Attempt& attempt,
                     const std::optional<std::string>& step_id,
                     std::optional<NightEvidence>* prepared) {
  const LessonPack& pack = session.pack();
  Report report;
  report.pack_id = pack.id;
  report.pack_name = pack.name;
  report.pack_version = pack.version;
  report.pack_digest = pack.digest;
  report.provisional = pack.is_sealed();
  report.lesson_id = lesson.id;
  report.lesson_slug = lesson.slug;
  report.lesson_title = lesson.title;
  list_files(lesson, attempt, report);
  NightOfAttempt night(lesson, attempt, prepared);
  for (const Step& step : lesson.steps) {
    if (step.answer().empty() || (step_id && step.id != *step_id)) continue;
    NIGHTSHIFT_TRY(StepReport step_report, grade_step(session, lesson, step, attempt, night));
    report.steps.push_back(std::move(step_report));
  }
  return report;
}

}  // namespace nightshift
