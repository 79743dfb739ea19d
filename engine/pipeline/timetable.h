// When a pipeline runs, and for which stretch of time: schedules and data intervals, as Airflow's
// timetables make them. No state and no clock: the scheduler says what ran last and what time it
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/time.h"
#include "engine/pipeline/cron.h"

namespace nightshift {

// What a run's data interval is.
//
//   cron "0 0 * * *"      the run that starts at 2026-03-11T00:00:00Z covers
//   kCronDataInterval     [2026-03-10T00:00:00Z, 2026-03-11T00:00:00Z)   the day that has ended
//   kCronTrigger          [2026-03-11T00:00:00Z, 2026-03-11T00:00:00Z)   nothing: start equals end
//
// Airflow 3 makes the second of a plain cron string, and a filter on [start, end) then reads no
// row.
enum class TimetableKind { kCronDataInterval, kCronTrigger };

// [start, end): the stretch of data that a run is about.
struct DataInterval {
  TimeUs start = 0;
  TimeUs end = 0;

  friend bool operator==(const DataInterval&, const DataInterval&) = default;
};

struct Schedule {
  Cron cron;
  TimetableKind timetable = TimetableKind::kCronDataInterval;  // Airflow before 3.0; ours
  TimeUs start_date = 0;                                       // no logical date is before it
  std::optional<TimeUs> end_date;     // no logical date is after it; Airflow: none
  bool catchup = false;               // Airflow 3.0
  std::int64_t max_active_runs = 16;  // Airflow: max_active_runs_per_dag

  friend bool operator==(const Schedule&, const Schedule&) = default;
};

// A run that is due from `run_after` on. The logical date names the run for ever: it is the
// interval's start (for kCronTrigger: the moment of the trigger).
struct PlannedRun {
  TimeUs logical_date = 0;
  DataInterval interval;
  TimeUs run_after = 0;

  friend bool operator==(const PlannedRun&, const PlannedRun&) = default;
};

// The scheduled run after the one that covered `last` (nullopt: none so far), as the scheduler sees
// it at `now`. Without catchup, intervals that ended before the latest complete one are passed
// over, so a pipeline that was just switched on runs once, for the interval that ended last.
// nullopt after end_date.
std::optional<PlannedRun> next_run(const Schedule& schedule,
                                   const std::optional<DataInterval>& last, TimeUs now);

// The runs that a scheduler creates that is switched on at `from` and never sleeps, with the
// moments of their creation in run_after, up to and including `until`; at most `runs_max`.
std::vector<PlannedRun> plan_runs(const Schedule& schedule, TimeUs from, TimeUs until,
                                  std::size_t runs_max);

// The runs of a backfill: those whose logical date lies in [from, to], both ends included, whatever
// start_date, end_date and catchup say. Fails with "command.too_many_runs" when there are more than
// `runs_max`, and with "command.no_runs" when there is none.
Result<std::vector<PlannedRun>> backfill_runs(const Schedule& schedule, TimeUs from, TimeUs to,
                                              std::size_t runs_max);

// The run that somebody starts by hand at `now`: its interval is the latest complete one.
PlannedRun manual_run(const Schedule& schedule, TimeUs now);

}  // namespace nightshift
