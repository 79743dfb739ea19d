#include "engine/pipeline/timetable.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TimeUs at(std::string_view text) {
  const std::optional<TimeUs> time = read_time(text);
  REQUIRE(time);
  return *time;
}

Schedule daily(std::string_view start_date) {
  Schedule schedule;
  schedule.start_date = at(start_date);
  return schedule;
}

Schedule hourly_trigger(std::string_view start_date) {
  Schedule schedule = daily(start_date);
  schedule.cron = *Cron::read("@hourly");
  schedule.timetable = TimetableKind::kCronTrigger;
  return schedule;
}

std::string short_time(TimeUs time) { return time_text(time).substr(5, 11); }

// "03-10T00:00..03-11T00:00 at 03-11T00:00": the interval, and when the run may start.
std::string run_text(const std::optional<PlannedRun>& run) {
  if (!run) return "none";
  CHECK(run->logical_date == run->interval.start);
  return short_time(run->interval.start) + ".." + short_time(run->interval.end) + " at " +
         short_time(run->run_after);
}

std::string plan_text(const std::vector<PlannedRun>& runs) {
  std::string text;
  for (const PlannedRun& run : runs) text += (text.empty() ? "" : ", ") + run_text(run);
  return text;
}

TEST_CASE("a run covers the interval that has ended") {
  const Schedule schedule = daily("2026-03-01");
  const DataInterval last = {at("2026-03-09"), at("2026-03-10")};
  CHECK(run_text(next_run(schedule, last, at("2026-03-10"))) ==
        "03-10T00:00..03-11T00:00 at 03-11T00:00");
}

TEST_CASE("a trigger's interval is empty") {
  const Schedule schedule = hourly_trigger("2026-03-01");
  const DataInterval last = {at("2026-03-10"), at("2026-03-10")};
  CHECK(run_text(next_run(schedule, last, at("2026-03-10"))) ==
        "03-10T01:00..03-10T01:00 at 03-10T01:00");
}

TEST_CASE("without catchup the first run is for the interval that ended last") {
  const Schedule schedule = daily("2026-03-01");
  CHECK(plan_text(plan_runs(schedule, at("2026-03-10T08:00:00Z"), at("2026-03-12"), 10)) ==
        "03-09T00:00..03-10T00:00 at 03-10T08:00, "
        "03-10T00:00..03-11T00:00 at 03-11T00:00, "
        "03-11T00:00..03-12T00:00 at 03-12T00:00");
  // On the very boundary, the interval that ends there has ended.
  CHECK(plan_text(plan_runs(schedule, at("2026-03-10"), at("2026-03-10"), 10)) ==
        "03-09T00:00..03-10T00:00 at 03-10T00:00");
}

TEST_CASE("with catchup every interval since start_date is run") {
  Schedule schedule = daily("2026-03-08");
  schedule.catchup = true;
  CHECK(plan_text(plan_runs(schedule, at("2026-03-10T08:00:00Z"), at("2026-03-11"), 10)) ==
        "03-08T00:00..03-09T00:00 at 03-10T08:00, "
        "03-09T00:00..03-10T00:00 at 03-10T08:00, "
        "03-10T00:00..03-11T00:00 at 03-11T00:00");
}

TEST_CASE("a scheduler that slept passes intervals over, unless it catches up") {
  Schedule schedule = daily("2026-03-01");
  const DataInterval last = {at("2026-03-04"), at("2026-03-05")};
  const TimeUs now = at("2026-03-10T08:00:00Z");
  CHECK(run_text(next_run(schedule, last, now)) == "03-09T00:00..03-10T00:00 at 03-10T00:00");
  schedule.catchup = true;
  CHECK(run_text(next_run(schedule, last, now)) == "03-05T00:00..03-06T00:00 at 03-06T00:00");
}

TEST_CASE("start_date and end_date bound the logical dates") {
  Schedule schedule = daily("2026-03-10T06:00:00Z");
  CHECK(plan_text(plan_runs(schedule, at("2026-03-10"), at("2026-03-12"), 10)) ==
        "03-11T00:00..03-12T00:00 at 03-12T00:00");
  schedule.end_date = at("2026-03-11");
  CHECK(plan_text(plan_runs(schedule, at("2026-03-10"), at("2026-03-20"), 10)) ==
        "03-11T00:00..03-12T00:00 at 03-12T00:00");
  schedule.end_date = at("2026-03-10");
  CHECK(plan_runs(schedule, at("2026-03-10"), at("2026-03-20"), 10).empty());
}

TEST_CASE("an interval of a schedule that was changed is aligned") {
  Schedule schedule = daily("2026-03-01");
  const DataInterval last = {at("2026-03-10T05:00:00Z"), at("2026-03-10T06:00:00Z")};
  CHECK(run_text(next_run(schedule, last, at("2026-03-10T06:00:00Z"))) ==
        "03-10T00:00..03-11T00:00 at 03-11T00:00");
}

TEST_CASE("triggers: the latest one is made up for, all of them with catchup") {
  Schedule schedule = hourly_trigger("2026-03-10T06:00:00Z");
  const TimeUs from = at("2026-03-10T08:30:00Z");
  CHECK(plan_text(plan_runs(schedule, from, at("2026-03-10T09:00:00Z"), 10)) ==
        "03-10T08:00..03-10T08:00 at 03-10T08:30, 03-10T09:00..03-10T09:00 at 03-10T09:00");
  schedule.catchup = true;
  CHECK(plan_runs(schedule, from, at("2026-03-10T09:00:00Z"), 10).size() == 4);
}

TEST_CASE("a plan ends at its bound") {
  const Schedule schedule = daily("2026-03-01");
  CHECK(plan_runs(schedule, at("2026-03-10"), at("2027-03-10"), 3).size() == 3);
  CHECK(plan_runs(schedule, at("2026-03-10"), at("2027-03-10"), 0).empty());
}

TEST_CASE("a backfill takes the logical dates from one to the other") {
  const Schedule schedule = daily("2026-03-01");
  const auto runs = [&](std::string_view from, std::string_view to, std::size_t runs_max = 10) {
    const Result<std::vector<PlannedRun>> found =
        backfill_runs(schedule, at(from), at(to), runs_max);
    return found ? plan_text(*found) : found.error().code;
  };
  CHECK(runs("2026-03-10", "2026-03-10") == "03-10T00:00..03-11T00:00 at 03-11T00:00");
  CHECK(runs("2026-03-09T01:00:00Z", "2026-03-11") ==
        "03-10T00:00..03-11T00:00 at 03-11T00:00, 03-11T00:00..03-12T00:00 at 03-12T00:00");
  CHECK(runs("2026-03-10T01:00:00Z", "2026-03-10T23:00:00Z") == "command.no_runs");
  CHECK(runs("2026-03-01", "2026-03-10", 10) != "command.too_many_runs");
  CHECK(runs("2026-03-01", "2026-03-11", 10) == "command.too_many_runs");
}

TEST_CASE("a run by hand is for the latest complete interval") {
  CHECK(run_text(manual_run(daily("2026-03-01"), at("2026-03-10T08:00:00Z"))) ==
        "03-09T00:00..03-10T00:00 at 03-10T08:00");
  CHECK(run_text(manual_run(hourly_trigger("2026-03-01"), at("2026-03-10T08:30:00Z"))) ==
        "03-10T08:30..03-10T08:30 at 03-10T08:30");
}

}  // namespace
}  // namespace nightshift
