#include "grader/prove.h"

#include <algorithm>
#include <iterator>

#include "engine/base/check.h"
#include "grader/grade.h"
#include "grader/nights/option_run.h"
#include "grader/nights/trials.h"
#include "grader/prove_judged.h"

namespace nightshift {
namespace {

// The script of somebody who slept through the night.
const std::string kNothingDone = R"({"script": []})";

void put(Attempt& attempt, std::string_view name, const std::string& bytes) {
  // A file that is refused is part of the proof: grading will say so.
  static_cast<void>(attempt.put(std::string(name), bytes));
}

// What grading said, without a judgement yet.
ProvedAttempt told_by(const Report& report, std::string name, std::string role) {
  ProvedAttempt proved{.name = std::move(name),
                       .role = std::move(role),
                       .expected = {},
                       .status = std::string(step_status_text(report.status())),
                       .first_failure = {},
                       .reason = {},
                       .ok = false,
                       .message = {}};
  if (const auto failure = report.first_failure()) {
    proved.first_failure = failure->first->id + "/" + failure->second->spec.name;
    proved.reason = failure->second->verdict.reason;
  }
  return proved;
}

// No step may pass as it is found, also where others are still to be answered.
Result<ProvedAttempt> prove_start(Session& session, const Lesson& lesson) {
  Attempt attempt;
  for (const Step& step : lesson.steps) {
    const auto* query = std::get_if<QueryStep>(&step.body);
    if (query != nullptr && !query->start.empty()) put(attempt, query->answer, query->start);
  }
  if (lesson.night) put(attempt, lesson.night->answer, kNothingDone);
  NIGHTSHIFT_TRY(const Report report, grade(session, lesson, attempt, std::nullopt));
  ProvedAttempt proved = told_by(report, "start", "start");
  proved.expected = "not passed";
  const auto passing =
      std::find_if(report.steps.begin(), report.steps.end(),
                   [](const StepReport& step) { return step.status == StepStatus::kPassed; });
  proved.ok = passing == report.steps.end() && proved.status != "fault";
  if (passing != report.steps.end()) {
    proved.message = "What the learner starts from already passes the step " + passing->id +
                     ". Leave something to do.";
  }
  return proved;
}

Result<ProvedAttempt> prove_solution(Session& session, const Lesson& lesson) {
  Attempt attempt;
  for (const auto& [name, bytes] : lesson.solution) put(attempt, name, bytes);
  NIGHTSHIFT_TRY(const Report report, grade(session, lesson, attempt, std::nullopt));
  ProvedAttempt proved = told_by(report, "solution", "solution");
  proved.expected = "passed";
  proved.ok = proved.status == "passed";
  if (!proved.ok) {
    proved.message = "The solution does not pass: see " + proved.first_failure + " (" +
                     proved.reason + "). Mend the solution or the check.";
  }
  return proved;
}

// A reference that leaves something to luck would judge right answers wrong. So it runs twice, the
// second time with every scan backwards.
Result<ProvedAttempt> prove_reference(Session& session, const Lesson& lesson, const Step& step) {
  const auto& query = std::get<QueryStep>(step.body);
  NIGHTSHIFT_TRY(const Expectation* expected, session.expectation(lesson, step));
  NIGHTSHIFT_TRY(const std::vector<Table> backwards, session.reference_run_backwards(lesson, step));
  ProvedAttempt proved{.name = step.id,
                       .role = "reference",
                       .expected = "stable",
                       .status = "stable",
                       .first_failure = {},
                       .reason = {},
                       .ok = true,
                       .message = {}};
  for (std::size_t i = 0; i < backwards.size() && proved.ok; ++i) {
    proved.ok = row_difference(expected->tables[i], backwards[i], query.compare.rows).none();
    if (proved.ok) continue;
    proved.status = "unstable";
    proved.message =
        "On the data set \"" + lesson.datasets[query.datasets[i]].name +
        "\" the solution gives other rows when tables are read backwards: it relies on an "
        "order that it does not ask for (a LIMIT through a tie, a column that is neither "
        "grouped nor aggregated). Mend it, or the data.";
  }
  return proved;
}

// Right answers that are written otherwise must pass in full.
Result<ProvedAttempt> prove_rewrite(Session& session, const Lesson& lesson, const Step& step,
                                    const std::string& name, const std::string& sql) {
  Attempt attempt;
  put(attempt, step.answer(), sql);
  NIGHTSHIFT_TRY(const Report report, grade(session, lesson, attempt, step.id));
  ProvedAttempt proved = told_by(report, step.id + "/" + name, "rewrite");
  proved.expected = "passed";
  proved.ok = proved.status == "passed";
  if (proved.ok) return proved;
  proved.message = "It should mean the same as the solution, and fails at " + proved.first_failure +
                   " (" + proved.reason + "). ";
  if (const auto failure = report.first_failure()) {
    const Json* insert = failure->second->verdict.witness.find("insert");
    if (insert != nullptr) proved.message += "Data that show it: " + *insert->if_string() + " ";
  }
  proved.message += "Mend it, the text of the task, or the constraints.";
  return proved;
}

Result<void> prove_rewrites(Session& session, const Lesson& lesson,
                            std::vector<ProvedAttempt>& attempts) {
  for (const Step& step : lesson.steps) {
    const auto* query = std::get_if<QueryStep>(&step.body);
    if (query == nullptr) continue;
    for (const std::string& name : query->references) {
      NIGHTSHIFT_TRY(ProvedAttempt proved,
                     prove_rewrite(session, lesson, step, name, lesson.references.at(name)));
      attempts.push_back(std::move(proved));
    }
    for (const Rewrite& rewrite : lesson.rewrites) {
      if (rewrite.step != step.id) continue;
      NIGHTSHIFT_TRY(ProvedAttempt proved,
                     prove_rewrite(session, lesson, step, rewrite.name, rewrite.sql));
      attempts.push_back(std::move(proved));
    }
  }
  return {};
}

// Is the mistake one of its rows, which the check that makes data must see as well, and does not?
bool slips_through(const Lesson& lesson, const Mistake& mistake, const Report& report) {
  const Step& step = *lesson.find_step(mistake.step);
  const CheckSpec* judged = judged_check(step);
  if (judged == nullptr || report.steps.empty()) return false;
  const auto fails =
      std::find_if(step.checks.begin(), step.checks.end(),
                   [&](const CheckSpec& check) { return check.name == mistake.fails; });
  const bool about_rows = fails->kind == "row_count" || fails->kind == "rows" ||
                          (fails->kind == "order" && mistake.reason != "order.not_asked");
  const std::vector<CheckReport>& checks = report.steps.front().checks;
  return about_rows && std::any_of(checks.begin(), checks.end(), [&](const CheckReport& check) {
           return check.spec.name == judged->name && check.verdict.verdict == Verdict::kPass;
         });
}

// What the check that makes data showed; null where there is none, or it was not tried.
Json judged_witness(const Lesson& lesson, const Mistake& mistake, const Report& report) {
  const CheckSpec* judged = judged_check(*lesson.find_step(mistake.step));
  if (judged == nullptr || report.steps.empty()) return {};
  for (const CheckReport& check : report.steps.front().checks) {
    if (check.spec.name == judged->name) return check.verdict.witness;
  }
  return {};
}

Result<ProvedAttempt> prove_mistake(Session& session, const Lesson& lesson,
                                    const Mistake& mistake) {
  Attempt attempt;
  for (const auto& [path, bytes] : mistake.files) put(attempt, path, bytes);
  NIGHTSHIFT_TRY(const Report report, grade(session, lesson, attempt, mistake.step));
  ProvedAttempt proved = told_by(report, mistake.name, "mistake");
  proved.expected = mistake.step + "/" + mistake.fails;
  const bool same_check = proved.first_failure == proved.expected;
  const bool same_reason = mistake.reason.empty() || mistake.reason == proved.reason;
  proved.ok = same_check && same_reason;
  if (proved.status == "passed") {
    proved.message =
        "The mistake passes: the data cannot tell it from the solution. Add rows on which "
        "the two differ.";
  } else if (!same_check) {
    proved.message = "It fails first at " + proved.first_failure + " (" + proved.reason +
                     "). Name that check in mistake.json, or mend the data.";
  } else if (!same_reason) {
    proved.message = "It fails with the reason " + proved.reason + ", not " + mistake.reason + ".";
  } else if (slips_through(lesson, mistake, report)) {
    proved.ok = false;
    proved.message =
        "The check on any data accepts it: no legal data were found that tell it from the "
        "solution. Allow such data in \"constraints\".";
  } else if (proved.message = quarrel_about_class(mistake, judged_witness(lesson, mistake, report));
             !proved.message.empty()) {
    proved.ok = false;
  }
  return proved;
}

bool has_mark(const Trace& trace, const TraceMark& mark) {
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    const TraceEvent& event = trace.at(index);
    const bool fits = trace_kind_text(event.kind) == mark.kind &&
                      (mark.subject.empty() || event.subject == mark.subject);
    if (fits) return true;
  }
  return false;
}

// A world in which the trouble never comes judges nothing. So what the author says of it is held
// against a night with the files that the learner finds, and nobody acting in it.
ProvedAttempt prove_marks(const LessonNight& night, const NightWorld& world) {
  Night played = begin_night(world.plan, files_in(world, night.start));
  played.advance_to(played.end());
  ProvedAttempt proved{.name = world.name,
                       .role = "world",
                       .expected = "reached",
                       .status = "reached",
                       .first_failure = {},
                       .reason = {},
                       .ok = true,
                       .message = {}};
  for (const TraceMark& mark : world.reaches) {
    if (has_mark(played.trace(), mark)) continue;
    proved.ok = false;
    proved.status = "missed";
    proved.message = "With the files that the learner finds, no event " + mark.kind +
                     (mark.subject.empty() ? "" : " of " + mark.subject) +
                     " comes in this world. Mend the world, or what it reaches.";
    break;
  }
  return proved;
}

void prove_worlds(const Lesson& lesson, std::vector<ProvedAttempt>& attempts) {
  if (!lesson.night) return;
  const LessonNight& night = *lesson.night;
  if (!night.played.reaches.empty()) attempts.push_back(prove_marks(night, night.played));
  for (const NightWorld& world : night.worlds) {
    if (!world.reaches.empty()) attempts.push_back(prove_marks(night, world));
  }
}

// What the author says of an option must be what its run shows.
Result<ProvedAttempt> prove_effect(OptionRuns& runs, const Step& step, const QuizOption& option) {
  NIGHTSHIFT_TRY(const NightRecord record, runs.run({&*option.change}));
  NIGHTSHIFT_TRY(const Effect effect, runs.effect(*option.change, record));
  ProvedAttempt proved{.name = step.id + "-" + option.key,
                       .role = "option",
                       .expected = std::string(effect_text(option.effect)),
                       .status = std::string(effect_text(effect)),
                       .first_failure = {},
                       .reason = {},
                       .ok = effect == option.effect,
                       .message = {}};
  if (!proved.ok) {
    proved.message = "Run in the lesson's night, the option shows \"" + proved.status +
                     "\". Mend its effect, its change, or the world.";
  }
  return proved;
}

Result<void> prove_effects(const Lesson& lesson, std::vector<ProvedAttempt>& attempts) {
  if (!lesson.night) return {};
  OptionRuns runs(*lesson.night);
  for (const Step& step : lesson.steps) {
    const auto* quiz = std::get_if<QuizStep>(&step.body);
    if (quiz == nullptr || !quiz->is_run()) continue;
    for (const QuizOption& option : quiz->options) {
      NIGHTSHIFT_TRY(ProvedAttempt proved, prove_effect(runs, step, option));
      attempts.push_back(std::move(proved));
    }
  }
  return {};
}

}  // namespace

bool ProvedLesson::ok() const {
  return std::all_of(attempts.begin(), attempts.end(),
                     [](const ProvedAttempt& attempt) { return attempt.ok; });
}

ResultOrErrors<ProvedLesson> prove_lesson(Session& session, const Lesson& lesson) {
  NIGHTSHIFT_CHECK(session.pack().audience == Audience::kAuthor);
  ProvedLesson proved{.slug = lesson.slug, .attempts = {}};
  const bool has_answers = std::any_of(lesson.steps.begin(), lesson.steps.end(),
                                       [](const Step& step) { return !step.answer().empty(); });
  if (!has_answers) return proved;
  // First of all, since nothing can be graded where a judge cannot be made.
  std::vector<ProvedAttempt> suites;
  for (const Step& step : lesson.steps) {
    NIGHTSHIFT_TRY(prove_suites(session, lesson, step, suites));
  }
  NIGHTSHIFT_TRY(ProvedAttempt start, as_errors(prove_start(session, lesson)));
  proved.attempts.push_back(std::move(start));
  NIGHTSHIFT_TRY(ProvedAttempt solution, as_errors(prove_solution(session, lesson)));
  proved.attempts.push_back(std::move(solution));
  for (const Step& step : lesson.steps) {
    if (!std::holds_alternative<QueryStep>(step.body)) continue;
    NIGHTSHIFT_TRY(ProvedAttempt reference, as_errors(prove_reference(session, lesson, step)));
    proved.attempts.push_back(std::move(reference));
  }
  std::move(suites.begin(), suites.end(), std::back_inserter(proved.attempts));
  NIGHTSHIFT_TRY(as_errors(prove_rewrites(session, lesson, proved.attempts)));
  prove_worlds(lesson, proved.attempts);
  NIGHTSHIFT_TRY(as_errors(prove_effects(lesson, proved.attempts)));
  for (const Mistake& mistake : lesson.mistakes) {
    NIGHTSHIFT_TRY(ProvedAttempt attempt, as_errors(prove_mistake(session, lesson, mistake)));
    proved.attempts.push_back(std::move(attempt));
  }
  return proved;
}

Json proved_json(const std::vector<ProvedLesson>& lessons) {
  Json list = Json::array();
  bool ok = true;
  for (const ProvedLesson& lesson : lessons) {
    Json attempts = Json::array();
    for (const ProvedAttempt& attempt : lesson.attempts) {
      attempts.push(Json::object({{"name", attempt.name},
                                  {"role", attempt.role},
                                  {"expected", attempt.expected},
                                  {"status", attempt.status},
                                  {"first_failure", attempt.first_failure},
                                  {"reason", attempt.reason},
                                  {"ok", attempt.ok},
                                  {"message", attempt.message}}));
    }
    list.push(Json::object(
        {{"slug", lesson.slug}, {"ok", lesson.ok()}, {"attempts", std::move(attempts)}}));
    ok = ok && lesson.ok();
  }
  return Json::object({{"lessons", std::move(list)}, {"ok", ok}});
}

}  // namespace nightshift
