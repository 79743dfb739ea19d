#include "grader/nights/truth.h"

#include <algorithm>

#include "tests/support/catch.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

// 10 March: 300 paid at once, 500 paid after midnight, 300 given back on the 12th.
Shop shop() {
  return MadeNight()
      .order("10T10:00", 300, "", "12T08:00")
      .order("10T23:50", 500, "11T01:00")
      .record.shop;
}

TEST_CASE("a day's revenue changes after the day") {
  const RevenueTruth truth(shop(), march("15"));
  CHECK(truth.at(march("10"), march("11")) == 300);
  CHECK(truth.at(march("10"), march("11T01:00")) == 800);
  CHECK(truth.at(march("10"), march("13")) == 500);
  CHECK(truth.at(march("09"), march("13")) == 0);
}

TEST_CASE("what was true once is honest, what is true later is not yet") {
  const RevenueTruth truth(shop(), march("15"));
  CHECK(truth.was_true(march("10"), 300, march("14")));
  CHECK(truth.was_true(march("10"), 800, march("14")));
  CHECK(truth.was_true(march("10"), 500, march("14")));
  CHECK_FALSE(truth.was_true(march("10"), 0, march("14")));
  CHECK_FALSE(truth.was_true(march("10"), 800, march("11")));
  CHECK(truth.was_true(march("09"), 0, march("14")));
  CHECK_FALSE(truth.was_true(march("09"), 1, march("14")));
}

TEST_CASE("an answer may change at midnights and with late orders") {
  const std::vector<TimeUs> times = RevenueTruth(shop(), march("13")).change_times();
  for (const char* time : {"10", "11", "12", "13", "11T01:00", "12T08:00"}) {
    CHECK(std::count(times.begin(), times.end(), march(time)) >= 1);
  }
  CHECK(std::count(times.begin(), times.end(), march("10T10:00")) == 0);
}

TEST_CASE("yesterday is the reader's, not that of the refresh") {
  const RevenueTruth truth(shop(), march("15"));
  const HonestAt honest = truth.yesterday_is_honest();
  const Shown shown{.at = march("11T00:10"), .kind = ShownKind::kValue, .value = 300};
  CHECK(honest(shown, march("11T00:10")));
  CHECK(honest(shown, march("11T23:59")));
  CHECK_FALSE(honest(shown, march("12")));
}

}  // namespace
}  // namespace nightshift
