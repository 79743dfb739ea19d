#include "engine/kernel/time.h"

#include "engine/base/calendar.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

// A time as it is read and written again; "" when it is not read.
std::string again(std::string_view text) {
  const std::optional<TimeUs> time = read_time(text);
  return time ? time_text(*time) : "";
}

// The same for durations.
std::string duration_again(std::string_view text) {
  const std::optional<DurationUs> duration = read_duration(text);
  return duration ? duration_text(*duration) : "";
}

TEST_CASE("times are read and written in UTC") {
  CHECK(read_time("1970-01-01T00:00:01Z") == kSecondUs);
  CHECK(read_time("2026-03-10T22:00:00Z") == 1'773'180'000 * kSecondUs);
  CHECK(again("2026-03-10") == "2026-03-10T00:00:00Z");
  CHECK(again("2026-03-10T22:00:00+02:00") == "2026-03-10T20:00:00Z");
  CHECK(again("2026-03-10T22:00:00.25Z") == "2026-03-10T22:00:00.25Z");
  CHECK(again("2026-03-10T22:00:00.1234567Z") == "2026-03-10T22:00:00.123456Z");
  CHECK(again("1969-12-31T23:59:59.5Z") == "1969-12-31T23:59:59.5Z");
  for (const char* text : {"", "noon", "2026-02-30", "2026-03-10T25:00:00Z", "10.03.2026"}) {
    CAPTURE(text);
    CHECK(again(text).empty());
  }
}

TEST_CASE("a day begins at midnight, also before 1970") {
  CHECK(time_text(day_start(*read_time("2026-03-10T23:59:59.9Z"))) == "2026-03-10T00:00:00Z");
  CHECK(day_start(*read_time("2026-03-10")) == *read_time("2026-03-10"));
  CHECK(time_text(day_start(-1)) == "1969-12-31T00:00:00Z");
  CHECK(day_text_of(*read_time("2026-03-10T23:59:59.9Z")) == "2026-03-10");
  CHECK(time_sql(*read_time("2026-03-10T23:59:59.9Z")) == "2026-03-10 23:59:59");
}

TEST_CASE("tables hold times as the calendar writes them") {
  for (const char* text : {"2026-03-10T22:07:09Z", "1969-12-31T23:59:59Z", "2024-02-29T00:00:00Z",
                           "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"}) {
    const TimeUs time = *read_time(text);
    CHECK(time_sql(time) == moment_text(time / kSecondUs));
  }
}

TEST_CASE("durations are digits and one unit, written in the largest that fits") {
  CHECK(read_duration("90s") == 90 * kSecondUs);
  CHECK(read_duration("15ms") == 15'000);
  CHECK(duration_again("90s") == "90s");
  CHECK(duration_again("120s") == "2m");
  CHECK(duration_again("48h") == "2d");
  CHECK(duration_again("0m") == "0s");
  CHECK(duration_again("36500d") == "36500d");
  for (const char* text :
       {"", "s", "5", "-5s", "+5s", "5 s", "5sec", "1.5h", "36501d", "99999999999999999999s"}) {
    CAPTURE(text);
    CHECK(duration_again(text).empty());
  }
}

}  // namespace
}  // namespace nightshift
