#include "engine/base/calendar.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("days count both ways over ten thousand years") {
  CHECK(days_from_civil({.year = 1970, .month = 1, .day = 1}) == 0);
  CHECK(days_from_civil({.year = 2000, .month = 3, .day = 1}) == 11'017);
  for (std::int64_t days = -719'528; days <= 2'932'896; days += 13) {
    const CivilDay day = civil_from_days(days);
    REQUIRE(days_from_civil(day) == days);
    REQUIRE(day.day <= days_in_month(day.year, day.month));
  }
}

TEST_CASE("moments are read as they are written") {
  CHECK(read_moment("1970-01-02")->seconds == 86'400);
  CHECK_FALSE(read_moment("1970-01-02")->has_time);
  CHECK(read_moment("1970-01-01 00:01")->seconds == 60);
  CHECK(read_moment("1970-01-01T00:00:01.9Z")->seconds == 1);
  CHECK(read_moment("1970-01-01 01:00 +01:00 ")->seconds == 0);
  CHECK(read_moment("1970-01-01 24:00")->seconds == 86'400);
  for (const std::string_view text :
       {"", "1970", "1970-13-01", "1970-01-32", "1970-00-01", "70-01-01", "1970-01-01x",
        "1970-01-01 1:00", "1970-01-01 25:00", "1970-01-01 00:60", "1970-01-01 00:00:60",
        "1970-01-01 00:00 +15:00", "1970-01-01 00:00 +1:00", "1970-01-01 00:00Zx",
        "1970-01-01 00:00:00.", "0000-01-01 00:00 +01:00"}) {
    CAPTURE(text);
    CHECK_FALSE(read_moment(text).has_value());
  }
}

TEST_CASE("units have starts, boundaries and sums that agree") {
  for (std::int64_t seconds = -5'000'000'000; seconds < 5'000'000'000; seconds += 98'765'431) {
    for (const DateUnit unit :
         {DateUnit::kYear, DateUnit::kQuarter, DateUnit::kMonth, DateUnit::kWeek, DateUnit::kDay,
          DateUnit::kHour, DateUnit::kMinute, DateUnit::kSecond}) {
      const std::int64_t start = start_of_unit(unit, seconds);
      REQUIRE(start <= seconds);
      REQUIRE(boundaries_between(unit, start, seconds) == 0);
      REQUIRE(boundaries_between(unit, start - 1, start) == 1);
      REQUIRE(start_of_unit(unit, start) == start);
      const std::int64_t next = add_units(unit, 1, start).value();
      REQUIRE(next > seconds);
      REQUIRE(boundaries_between(unit, seconds, next) == 1);
    }
  }
}

}  // namespace
}  // namespace nightshift
