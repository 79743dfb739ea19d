// How long to wait before the next try: Airflow's formula, so that the times in a simulated night
// are those that a real scheduler would choose.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/kernel/time.h"

namespace nightshift {

// Airflow's task arguments and their defaults.
struct RetryRules {
  std::int64_t retries = 0;  // tries after the first one
  DurationUs retry_delay = 300 * kSecondUs;
  std::int64_t backoff_thousandths = 0;  // retry_exponential_backoff: 2000 doubles; 0 and 1000: off
  std::optional<DurationUs> max_retry_delay;

  friend bool operator==(const RetryRules&, const RetryRules&) = default;
};

// Which task instance waits. Two of them wait differently long, and each waits equally long every
// time: the spread is no chance but a digest of these names.
struct TaskInstanceName {
  std::string_view dag_id;
  std::string_view task_id;
  TimeUs logical_date = 0;
};

// Airflow never waits longer than this with a backoff.
constexpr DurationUs kRetryDelayMax = 24 * kHourUs;

// The wait after try number `try_number` (from 1) has failed:
//
//   least = max(1, ceil(retry_delay in seconds * backoff ^ (try_number - 1)))
//   delay = least + sha1("dag_id#task_id#logical_date#try_number") mod least    in seconds
//
// cut to 24 hours, then to max_retry_delay. Without a backoff it is retry_delay, uncut. This is
// TaskInstance.next_retry_datetime of Airflow 3.0 and later (the exponent was try_number - 2 before
// that; a backoff other than 2 came later). The power is exact down to a microsecond where Airflow
// calculates with doubles.
DurationUs retry_wait(const RetryRules& rules, const TaskInstanceName& name,
                      std::int64_t try_number);

// The same without the spread: the shortest wait that another task instance could have.
DurationUs least_retry_wait(const RetryRules& rules, std::int64_t try_number);

}  // namespace nightshift
