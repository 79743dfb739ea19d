#include "grader/nights/evidence.h"

#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

constexpr std::string_view kFlag =
    "11T02:05 tile flag cfo_revenue_yesterday --stale \"we are on it\"";

TEST_CASE("trials are run when asked for, and once") {
  const LessonNight night = lesson_night(kGood, {"[]", kRename});
  NightEvidence evidence(night, script_of(kFlag));
  CHECK(evidence.nights_run() == 0);
  evidence.before();
  CHECK(evidence.nights_run() == 1);
  evidence.played();
  evidence.played();
  CHECK(evidence.nights_run() == 2);
  CHECK(evidence.worlds().size() == 2);
  CHECK(evidence.nights_run() == 4);
  evidence.worlds();
  evidence.before();
  CHECK(evidence.nights_run() == 4);
}

TEST_CASE("the played night goes on from where the learner takes over") {
  const LessonNight night = lesson_night({});
  NightEvidence evidence(night, script_of(kFlag));
  const NightRecord& before = evidence.before();
  CHECK(before.until == night.acts_from);
  CHECK(before.visible);
  const PlayedTrial& played = evidence.played();
  CHECK(played.record.until == night.played.plan.scenario.end);
  CHECK(played.moves.size() == 1);
  CHECK(played.record.trace.line(before.trace.size() - 1) ==
        before.trace.line(before.trace.size() - 1));
  CHECK(played.digest == evidence.digest_again());
}

TEST_CASE("hidden worlds get the learner's last files from the start") {
  const LessonNight night = lesson_night({}, {kRename});
  const std::string_view map = "11T02:10 map shop.orders amount_minor_units -> amount_cents";
  NightEvidence mapped(night, script_of(map));
  CHECK(mapped.played().moves.front().errors.empty());
  NightEvidence start(night, Script{});
  const auto last_shown = [](NightEvidence& evidence) {
    return shown_at(*evidence.worlds().front().tile, march("11T02:00"))->value;
  };
  CHECK(last_shown(start) == 0);
  CHECK(last_shown(mapped) > 0);
  CHECK_FALSE(mapped.worlds().front().visible);
}

TEST_CASE("replays: once, twice, the day after, out of order") {
  const LessonNight night = lesson_night(kGood);
  NightEvidence evidence(night, Script{});
  const RepeatedTrial& trial = evidence.repeated();
  CHECK_FALSE(trial.refused);
  CHECK_FALSE(trial.is_over_limit);
  REQUIRE(trial.steps.size() == 5);
  CHECK(trial.steps[2].what == "After the second replay of 10 March");
  CHECK(trial.steps[3].what == "After a replay of the day after, 11 March");
  for (const ReplayStep& step : trial.steps) CHECK(step.contents.raw->row_count() > 100);
}

TEST_CASE("every step of every task crashes once") {
  const LessonNight night = lesson_night(kGood);
  NightEvidence evidence(night, Script{});
  const SweptTrial& trial = evidence.swept();
  CHECK(trial.status == SweptTrial::Status::kSwept);
  std::string points;
  for (const CrashedRun& crashed : trial.crashes) {
    points += crashed.point.task_id + ' ' + std::to_string(crashed.point.step) + '\n';
    CHECK(crashed.has_ended);
    CHECK(crashed.lines.front().find("\"k\":\"crash\"") != std::string::npos);
  }
  CHECK(points ==
        "load_orders 0\nload_orders 1\nload_orders 2\nload_orders 3\nload_orders 4\n"
        "fct_revenue_daily 0\n");
}

TEST_CASE("a sweep of nothing") {
  LessonNight night = lesson_night({});  // the start files read rows and keep none
  CHECK(NightEvidence(night, Script{}).swept().status == SweptTrial::Status::kNoWrites);
  night = lesson_night(kGood);
  night.incident_day = march("20");
  CHECK(NightEvidence(night, Script{}).swept().status == SweptTrial::Status::kNoRun);
}

TEST_CASE("a replay that nobody can ask for") {
  LessonNight night = lesson_night(kGood);
  night.incident_day = march("10T00:30");  // between two runs
  CHECK(NightEvidence(night, Script{}).repeated().steps.size() >= 1);
}

}  // namespace
}  // namespace nightshift
