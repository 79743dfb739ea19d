#include "grader/nights/trials.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/pipeline/timetable.h"
#include "grader/nights/wording.h"

namespace nightshift {
namespace {

constexpr DurationUs kLookEvery = 10 * kMinuteUs;
// Runs that take longer than this, with all their tries, are taken not to end.
constexpr DurationUs kRunTakesMax = 12 * kHourUs;
// How long after the end of the night the replays begin: its last run has ended by then.
constexpr DurationUs kReplaysBeginAfter = 6 * kHourUs;
constexpr DurationUs kTimeForReplays = 3 * kDayUs;

bool is_running(const DagRun& run) {
  return run.state == RunState::kQueued || run.state == RunState::kRunning;
}

bool any_running(const Night& night, RunType type) {
  const std::vector<DagRun>& runs = night.runtime().runs();
  return std::any_of(runs.begin(), runs.end(),
                     [&](const DagRun& run) { return run.type == type && is_running(run); });
}

const DagRun* run_of(const Night& night, TimeUs logical_date) {
  const std::vector<DagRun>& runs = night.runtime().runs();
  const auto found = std::find_if(runs.begin(), runs.end(), [&](const DagRun& run) {
    return run.plan.logical_date == logical_date;
  });
  return found == runs.end() ? nullptr : &*found;
}

// Lets time pass until `is_done`, in small steps; false when that takes too long.
template <typename IsDone>
bool wait_until(Night& night, IsDone is_done) {
  const TimeUs patience = night.now() + kRunTakesMax;
  while (!is_done()) {
    if (night.now() >= std::min(patience, night.end()) || night.is_over_limit()) return false;
    night.advance_to(night.now() + kLookEvery);
  }
  return !night.is_over_limit();
}

// All runs of one day, whatever the schedule.
std::string backfill_command(const Night& night, TimeUs day) {
  return "backfill create --dag-id " + night.runtime().pipeline().dag_id + " --from-date " +
         time_text(day) + " --to-date " + time_text(day + kDayUs - kSecondUs) +
         " --reprocess-behavior completed";
}

std::string clear_command(const Night& night, TimeUs logical_date) {
  const std::string date = time_text(logical_date);
  return "tasks clear " + night.runtime().pipeline().dag_id + " --start-date " + date +
         " --end-date " + date + " --only-failed";
}

bool wrote_rows(const Trace& trace, std::int64_t from) {
  for (std::int64_t index = from; index < trace.size(); ++index) {
    const TraceEvent& event = trace.at(index);
    if (event.kind == TraceKind::kWriteBatch && event.number("rows") > 0) return true;
  }
  return false;
}

// From the moment before a run to the end of that run, and of the one that makes it good again.
bool finish_run(Night& night, TimeUs logical_date) {
  const auto is_done = [&] {
    const DagRun* run = run_of(night, logical_date);
    return run != nullptr && !is_running(*run);
  };
  if (!wait_until(night, is_done)) return false;
  if (run_of(night, logical_date)->state == RunState::kSuccess) return true;
  if (!night.act(clear_command(night, logical_date))) return true;
  return wait_until(night, is_done);
}

std::int64_t find_crash(const Trace& trace, std::int64_t from) {
  for (std::int64_t index = from; index < trace.size(); ++index) {
    if (trace.at(index).kind == TraceKind::kCrash) return index;
  }
  return -1;
}

std::vector<std::string> lines_after_crash(const Trace& trace, std::int64_t crash) {
  std::vector<std::string> lines = {trace.line(crash)};
  for (std::int64_t index = crash + 1; index < trace.size(); ++index) {
    if (trace.at(index).kind == TraceKind::kTaskEnd) lines.push_back(trace.line(index));
  }
  return lines;
}

}  // namespace

Night begin_night(const NightPlan& plan, const PipelineFiles& files) {
  auto night = Night::open(plan, files);
  NIGHTSHIFT_CHECK(night.has_value());
  return std::move(*night);
}

PlayedTrial play_to_the_end(Night night, const Script& script, const LessonNight& lesson) {
  std::vector<Moved> moves = play(night, script, night.end());
  night.advance_to(night.end());
  return {.record = record_night(night, lesson.played, lesson.tile),
          .contents = read_contents(night, lesson),
          .moves = std::move(moves),
          .files = night.files(),
          .digest = night.trace().digest()};
}

RepeatedTrial replay_incident(const Script& script, const LessonNight& lesson) {
  NightPlan plan = lesson.played.plan;
  const TimeUs end = plan.scenario.end;
  plan.scenario.end += kTimeForReplays;
  Night night = begin_night(plan, lesson.start);
  play(night, script, end);
  night.advance_to(end + kReplaysBeginAfter);
  RepeatedTrial trial;
  trial.steps.push_back({"Before any replay", read_contents(night, lesson)});
  const TimeUs day = lesson.incident_day;
  const std::string incident = day_words(day);
  const std::pair<TimeUs, std::string> replays[] = {
      {day, "After the first replay of " + incident},
      {day, "After the second replay of " + incident},
      {day + kDayUs, "After a replay of the day after, " + day_words(day + kDayUs)},
      {day, "After a replay of " + incident + " out of order"}};
  for (const auto& [replayed, what] : replays) {
    const auto answer = night.act(backfill_command(night, replayed));
    if (!answer) {
      trial.refused = answer.error().front();
      break;
    }
    const bool ended = wait_until(night, [&] { return !any_running(night, RunType::kBackfill); });
    if (!ended) {
      trial.is_over_limit = true;
      break;
    }
    trial.steps.push_back({what, read_contents(night, lesson)});
  }
  trial.shop = night.world().shop();
  return trial;
}

SweptTrial sweep_crashes(const PipelineFiles& files, const LessonNight& lesson) {
  Night before = begin_night(lesson.played.plan, files);
  const Schedule& schedule = before.runtime().pipeline().schedule;
  const auto planned = backfill_runs(schedule, lesson.incident_day, lesson.incident_day, 1);
  SweptTrial trial;
  const TimeUs begins = planned ? planned->front().run_after : before.end();
  before.advance_to(begins - 1);
  const std::int64_t events_before = before.trace().size();
  Night uncrashed = before.fork();
  const auto give_up = [&](SweptTrial::Status status) {
    trial.status = status;
    return std::move(trial);
  };
  uncrashed.advance_to(begins);
  if (before.is_over_limit()) return give_up(SweptTrial::Status::kOverLimit);
  if (run_of(uncrashed, lesson.incident_day) == nullptr) {
    return give_up(SweptTrial::Status::kNoRun);
  }
  if (!finish_run(uncrashed, lesson.incident_day)) return give_up(SweptTrial::Status::kOverLimit);
  if (!wrote_rows(uncrashed.trace(), events_before)) {
    return give_up(SweptTrial::Status::kNoWrites);
  }
  trial.uncrashed = read_contents(uncrashed, lesson);
  trial.shop = uncrashed.world().shop();
  TimeUs latest = uncrashed.now();
  for (const Task& task : uncrashed.runtime().pipeline().tasks) {
    for (std::int64_t step = 0;; ++step) {
      if (trial.crashes.size() == kCrashPointsMax) return give_up(SweptTrial::Status::kOverLimit);
      Night crashed = before.fork();
      const CrashPoint point{task.task_id, lesson.incident_day, step};
      crashed.crash_at(point);
      const bool ended = finish_run(crashed, lesson.incident_day);
      const std::int64_t crash = find_crash(crashed.trace(), events_before);
      if (crash < 0) break;  // the task has no further step
      trial.crashes.push_back({.point = point,
                               .contents = read_contents(crashed, lesson),
                               .has_ended = ended,
                               .lines = lines_after_crash(crashed.trace(), crash)});
      if (crashed.now() > latest) {
        latest = crashed.now();
        trial.shop = crashed.world().shop();
      }
    }
  }
  return trial;
}

}  // namespace nightshift
