#include "engine/pipeline/retry.h"

#include <algorithm>
#include <string>

#include "engine/base/calendar.h"
#include "engine/base/check.h"
#include "engine/base/sha.h"

namespace nightshift {
namespace {

constexpr std::int64_t kThousand = 1'000;

bool backs_off(const RetryRules& rules) {
  return rules.backoff_thousandths > 0 && rules.backoff_thousandths != kThousand;
}

// retry_delay * backoff ^ (try_number - 1), in whole seconds, rounded up; kRetryDelayMax when it is
// that long. A product that is a whole number of microseconds has only such numbers on the way, so
// rounding down between the steps never changes it.
std::int64_t least_seconds(const RetryRules& rules, std::int64_t try_number) {
  const bool grows = rules.backoff_thousandths > kThousand;
  DurationUs wait = rules.retry_delay;
  for (std::int64_t power = 1; power < try_number && wait > 0; ++power) {
    if (grows && wait >= kRetryDelayMax) break;
    wait = wait / kThousand * rules.backoff_thousandths +
           wait % kThousand * rules.backoff_thousandths / kThousand;
  }
  const std::int64_t seconds = (std::min(wait, kRetryDelayMax) + kSecondUs - 1) / kSecondUs;
  return std::max<std::int64_t>(seconds, 1);
}

// As Python writes a datetime in UTC: "2026-03-10 00:00:00+00:00", with six digits of a second
// where there is a fraction.
std::string python_datetime(TimeUs time) {
  const TimeUs midnight = day_start(time);
  const std::int64_t seconds = midnight / kSecondUs + (time - midnight) / kSecondUs;
  const std::string fraction = std::to_string(kSecondUs + (time - midnight) % kSecondUs).substr(1);
  return moment_text(seconds) + (fraction == "000000" ? "" : "." + fraction) + "+00:00";
}

// All 160 bits of the digest as one number, modulo `divisor`.
std::int64_t digest_modulo(const std::string& text, std::int64_t divisor) {
  std::int64_t rest = 0;
  for (const std::uint8_t byte : sha1(text)) rest = (rest * 256 + byte) % divisor;
  return rest;
}

}  // namespace

DurationUs least_retry_wait(const RetryRules& rules, std::int64_t try_number) {
  NIGHTSHIFT_CHECK(try_number >= 1);
  if (!backs_off(rules)) return rules.retry_delay;
  const DurationUs wait = std::min(least_seconds(rules, try_number) * kSecondUs, kRetryDelayMax);
  return std::min(wait, rules.max_retry_delay.value_or(wait));
}

DurationUs retry_wait(const RetryRules& rules, const TaskInstanceName& name,
                      std::int64_t try_number) {
  NIGHTSHIFT_CHECK(try_number >= 1);
  if (!backs_off(rules)) return rules.retry_delay;
  const std::int64_t least = least_seconds(rules, try_number);
  const std::string text = std::string(name.dag_id) + "#" + std::string(name.task_id) + "#" +
                           python_datetime(name.logical_date) + "#" + std::to_string(try_number);
  const std::int64_t seconds = least + digest_modulo(text, least);
  const DurationUs wait = std::min(seconds * kSecondUs, kRetryDelayMax);
  return std::min(wait, rules.max_retry_delay.value_or(wait));
}

}  // namespace nightshift
