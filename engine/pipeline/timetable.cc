#include "engine/pipeline/timetable.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"

namespace nightshift {
namespace {

// The run whose logical date is `start`, a moment of the schedule.
PlannedRun run_at(const Schedule& schedule, TimeUs start) {
  if (schedule.timetable == TimetableKind::kCronTrigger) {
    return {.logical_date = start, .interval = {start, start}, .run_after = start};
  }
  const TimeUs end = schedule.cron.next(start);
  return {.logical_date = start, .interval = {start, end}, .run_after = end};
}

// The logical date of the latest run that is due at `now`.
TimeUs latest_due(const Schedule& schedule, TimeUs now) {
  const TimeUs fired = schedule.cron.align_to_previous(now);
  return schedule.timetable == TimetableKind::kCronTrigger ? fired : schedule.cron.previous(fired);
}

}  // namespace

std::optional<PlannedRun> next_run(const Schedule& schedule,
                                   const std::optional<DataInterval>& last, TimeUs now) {
  TimeUs start = schedule.cron.align_to_next(schedule.start_date);
  if (!schedule.catchup) start = std::max(start, latest_due(schedule, now));
  if (last) {
    // The end of one interval is the start of the next. Where the schedule was changed in between,
    // the end is no moment of the new one.
    const TimeUs follows = schedule.timetable == TimetableKind::kCronTrigger
                               ? schedule.cron.next(last->end)
                               : schedule.cron.align_to_previous(last->end);
    start = std::max(start, follows);
  }
  if (schedule.end_date && start > *schedule.end_date) return std::nullopt;
  return run_at(schedule, start);
}

std::vector<PlannedRun> plan_runs(const Schedule& schedule, TimeUs from, TimeUs until,
                                  std::size_t runs_max) {
  std::vector<PlannedRun> runs;
  std::optional<DataInterval> last;
  TimeUs now = from;
  while (runs.size() < runs_max) {
    std::optional<PlannedRun> run = next_run(schedule, last, now);
    if (!run) break;
    now = std::max(now, run->run_after);
    if (now > until) break;
    run->run_after = now;
    last = run->interval;
    runs.push_back(*run);
  }
  return runs;
}

Result<std::vector<PlannedRun>> backfill_runs(const Schedule& schedule, TimeUs from, TimeUs to,
                                              std::size_t runs_max) {
  const auto failed = [](std::string code, std::string message, std::string remedy) {
    return fail(Error{.whose = Whose::kLearner,
                      .code = std::move(code),
                      .message = std::move(message),
                      .remedy = std::move(remedy),
                      .where = {}});
  };
  std::vector<PlannedRun> runs;
  for (TimeUs start = schedule.cron.align_to_next(from); start <= to;
       start = schedule.cron.next(start)) {
    if (runs.size() == runs_max) {
      return failed("command.too_many_runs",
                    "the schedule has more than " +
                        count_text(static_cast<std::int64_t>(runs_max)) + " runs between " +
                        time_text(from) + " and " + time_text(to),
                    "Choose a shorter stretch.");
    }
    runs.push_back(run_at(schedule, start));
  }
  if (runs.empty()) {
    return failed(
        "command.no_runs",
        "no run has a logical date from " + time_text(from) + " to " + time_text(to),
        "The logical date of a run is the start of its data interval; the schedule is \"" +
            schedule.cron.text() + "\".");
  }
  return runs;
}

PlannedRun manual_run(const Schedule& schedule, TimeUs now) {
  PlannedRun run = run_at(schedule, latest_due(schedule, now));
  run.run_after = now;
  if (schedule.timetable == TimetableKind::kCronTrigger) {
    run.logical_date = now;
    run.interval = {now, now};
  }
  return run;
}

}  // namespace nightshift
