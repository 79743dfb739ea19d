#include "engine/pipeline/retry.h"

#include <string>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

constexpr TimeUs kLogicalDate = 1'773'100'800 * kSecondUs;  // 2026-03-10T00:00:00Z

// The waits after tries 1 to 5 of orders_daily's extract_orders, in seconds.
std::string waits(const RetryRules& rules, TimeUs logical_date = kLogicalDate) {
  std::string text;
  for (std::int64_t attempt = 1; attempt <= 5; ++attempt) {
    const DurationUs wait = retry_wait(
        rules,
        {.dag_id = "orders_daily", .task_id = "extract_orders", .logical_date = logical_date},
        attempt);
    CHECK(wait % kMillisecondUs == 0);
    text += (attempt == 1 ? "" : " ") + duration_text(wait);
  }
  return text;
}

RetryRules doubling() {
  return {.retries = 5, .retry_delay = 30 * kSecondUs, .backoff_thousandths = 2'000};
}

TEST_CASE("a doubling backoff waits as Airflow does") {
  RetryRules rules = doubling();
  rules.max_retry_delay = 600 * kSecondUs;
  CHECK(waits(rules) == "44s 106s 157s 318s 10m");
  rules.max_retry_delay.reset();
  CHECK(waits(rules) == "44s 106s 157s 318s 831s");
}

TEST_CASE("other backoffs, another date") {
  RetryRules rules = doubling();
  rules.backoff_thousandths = 1'500;
  CHECK(waits(rules) == "44s 61s 109s 144s 287s");
  rules.backoff_thousandths = 500;
  CHECK(waits(rules) == "44s 16s 13s 6s 3s");
  CHECK(waits(doubling(), kLogicalDate + 500 * kMillisecondUs) == "59s 79s 224s 322s 557s");
  CHECK(waits(doubling(), -kSecondUs) == "37s 114s 128s 340s 541s");
}

TEST_CASE("without a backoff the delay is as written") {
  CHECK(waits({}) == "5m 5m 5m 5m 5m");
  CHECK(waits({.retry_delay = 0}) == "0s 0s 0s 0s 0s");
  CHECK(waits({.retry_delay = 90 * kMillisecondUs, .backoff_thousandths = 1'000}) ==
        "90ms 90ms 90ms 90ms 90ms");
  // Airflow cuts only where it backs off.
  CHECK(waits({.retry_delay = 48 * kHourUs, .max_retry_delay = kHourUs}) == "2d 2d 2d 2d 2d");
}

TEST_CASE("a backoff waits a second at least and a day at most") {
  CHECK(waits({.retry_delay = 0, .backoff_thousandths = 2'000}) == "1s 1s 1s 1s 1s");
  CHECK(waits({.retry_delay = 20 * kHourUs, .backoff_thousandths = 100'000}) == "1d 1d 1d 1d 1d");
  const RetryRules rules = {
      .retries = 1'000, .retry_delay = 365 * kDayUs, .backoff_thousandths = 100'000};
  CHECK(retry_wait(rules, {.dag_id = "d", .task_id = "t", .logical_date = 0}, 1'000) ==
        kRetryDelayMax);
}

TEST_CASE("the least wait is the one without a spread") {
  CHECK(least_retry_wait(doubling(), 1) == 30 * kSecondUs);
  CHECK(least_retry_wait(doubling(), 4) == 240 * kSecondUs);
  CHECK(least_retry_wait({}, 4) == 300 * kSecondUs);
  RetryRules rules = doubling();
  rules.max_retry_delay = 100 * kSecondUs;
  CHECK(least_retry_wait(rules, 4) == 100 * kSecondUs);
  CHECK(least_retry_wait(doubling(), 1'000) == kRetryDelayMax);
}

}  // namespace
}  // namespace nightshift
