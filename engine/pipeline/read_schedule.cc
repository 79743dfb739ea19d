// "schedule" and the arguments that every task may have.

#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kTimetables = {
    std::pair{"cron_data_interval"sv, TimetableKind::kCronDataInterval},
    std::pair{"cron_trigger"sv, TimetableKind::kCronTrigger}};

constexpr std::int64_t kActiveRunsMax = 1'000;
constexpr std::int64_t kRetriesMax = 1'000;
constexpr double kBackoffMax = 100;
constexpr std::int64_t kDoubling = 2'000;  // Airflow reads true as 2.0
constexpr DurationUs kLongest = 365 * kDayUs;

// true, false or a number of at most three digits behind the point, as thousandths.
std::int64_t read_backoff(JsonReader reader) {
  if (reader.json() != nullptr && reader.json()->if_bool() != nullptr) {
    return reader.boolean() ? kDoubling : 0;
  }
  const double value = reader.number(0, kBackoffMax);
  const auto thousandths = static_cast<std::int64_t>(value * 1'000 + 0.5);
  if (static_cast<double>(thousandths) / 1'000 != value) {
    reader.error("spec.backoff", real_text(value) + " has too many digits",
                 "Use at most three digits behind the point.");
  }
  return thousandths;
}

}  // namespace

Schedule read_schedule(JsonReader reader, SpecReading& reading) {
  Schedule schedule;
  schedule.cron = read_cron_at(reader.member("cron"));
  schedule.start_date = read_time_at(reader.member("start_date"));
  if (auto timezone = reader.optional_member("timezone")) {
    const std::string zone = timezone->text();
    if (!zone.empty() && zone != "UTC") {
      timezone->error("spec.timezone", "the simulated nights know no time zone but UTC",
                      "Write \"UTC\" and move the hours of \"cron\" accordingly.");
    }
  }
  if (auto timetable = reader.optional_member("timetable")) {
    schedule.timetable = timetable->choice(kTimetables);
  }
  if (auto end = reader.optional_member("end_date")) {
    schedule.end_date = read_time_at(*end);
    if (*schedule.end_date < schedule.start_date) {
      end->error("spec.time", "end_date is before start_date, so nothing would ever run",
                 "Choose a later end_date, or leave it out.");
    }
  }
  if (auto catchup = reader.optional_member("catchup")) schedule.catchup = catchup->boolean();
  if (auto runs = reader.optional_member("max_active_runs")) {
    schedule.max_active_runs = runs->integer(1, kActiveRunsMax);
  }
  refuse_other_keys(reader, {SpecPart::kSchedule});
  if (schedule.timetable == TimetableKind::kCronTrigger) {
    reading.lint(reader, "spec.empty_interval",
                 "with cron_trigger a run's data interval starts where it ends",
                 "A filter on [data_interval_start, data_interval_end) reads no row; use "
                 "cron_data_interval, or do not filter by it.");
  }
  return schedule;
}

void read_task_args(JsonReader& reader, TaskArgs& args) {
  if (auto owner = reader.optional_member("owner")) args.owner = owner->text();
  if (auto retries = reader.optional_member("retries")) {
    args.retry.retries = retries->integer(0, kRetriesMax);
  }
  if (auto delay = reader.optional_member("retry_delay")) {
    args.retry.retry_delay = read_duration_at(*delay, 0, kLongest);
  }
  if (auto backoff = reader.optional_member("retry_exponential_backoff")) {
    args.retry.backoff_thousandths = read_backoff(*backoff);
  }
  if (auto longest = reader.optional_member("max_retry_delay")) {
    args.retry.max_retry_delay = read_duration_at(*longest, kSecondUs, kLongest);
  }
  if (auto timeout = reader.optional_member("execution_timeout")) {
    args.execution_timeout = read_duration_at(*timeout, kMillisecondUs, kLongest);
  }
  if (auto past = reader.optional_member("depends_on_past")) {
    args.depends_on_past = past->boolean();
  }
  if (auto rule = reader.optional_member("trigger_rule")) {
    args.trigger_rule = rule->choice(kTriggerRules);
  }
}

}  // namespace nightshift
