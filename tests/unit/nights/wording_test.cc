#include "grader/nights/wording.h"

#include "tests/support/catch.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

TEST_CASE("amounts") {
  CHECK(money_words(0) == "$0.00");
  CHECK(money_words(404'954) == "$4,049.54");
  CHECK(money_words(-5) == "-$0.05");
}

TEST_CASE("moments and stretches") {
  CHECK(day_words(march("01")) == "1 March");
  CHECK(day_words(march("10T23:59")) == "10 March");
  CHECK(moment_words(march("11T00:10")) == "00:10 on 11 March");
  CHECK(moment_words(march("11T00:10:05")) == "00:10:05 on 11 March");
  CHECK(stretch_words(march("11T00:10"), march("11T02:00")) == "from 00:10 to 02:00 on 11 March");
  CHECK(stretch_words(march("10T22:00"), march("11T02:00")) ==
        "from 22:00 on 10 March to 02:00 on 11 March");
}

TEST_CASE("durations say their two largest units") {
  CHECK(duration_words(0) == "no time");
  CHECK(duration_words(30 * kSecondUs) == "30 seconds");
  CHECK(duration_words(kHourUs + 50 * kMinuteUs) == "1 hour 50 minutes");
  CHECK(duration_words(2 * kDayUs) == "2 days");
  CHECK(duration_words(kDayUs + kMinuteUs) == "1 day");
  CHECK(duration_words(kDayUs + 3 * kHourUs + 5 * kMinuteUs) == "1 day 3 hours");
}

}  // namespace
}  // namespace nightshift
