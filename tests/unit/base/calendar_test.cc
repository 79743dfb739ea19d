#include "engine/base/calendar.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("a date is a day that exists") {
  for (const char* text : {"2026-03-01", "2024-02-29", "2000-02-29", "0000-01-01", "9999-12-31"}) {
    CAPTURE(text);
    CHECK(is_date(text));
  }
  for (const char* text : {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-04-31",
                           "2026-01-00", "2026-3-1", "2026-03", "2026/03/01", " 2026-03-01",
                           "2026-03-01 ", "-026-03-01", "2026-03-0x", ""}) {
    CAPTURE(text);
    CHECK_FALSE(is_date(text));
  }
}

TEST_CASE("a timestamp has a shape that SQLite reads") {
  for (const char* text :
       {"2026-03-01 09:30", "2026-03-01T09:30", "2026-03-01 09:30:59", "2026-03-01 09:30:59.5",
        "2026-03-01T09:30:59.123456789Z", "2026-03-01T09:30Z", "2026-03-01T00:00:00+02:00",
        "2026-03-01 23:59:59-14:59"}) {
    CAPTURE(text);
    CHECK(is_timestamp(text));
  }
  for (const char* text :
       {"2026-03-01", "2026-03-01 24:00", "2026-03-01 09:60", "2026-03-01 09:30:60",
        "2026-03-01  09:30", "2026-03-01 9:30", "2026-02-30 09:30", "2026-03-01 09:30.5",
        "2026-03-01 09:30:59.", "2026-03-01 09:30+15:00", "2026-03-01 09:30+02",
        "2026-03-01 09:30 Z", "2026-03-01 09:30z", "2026-03-01 09:30Z ", "2026-03-01t09:30"}) {
    CAPTURE(text);
    CHECK_FALSE(is_timestamp(text));
  }
}

TEST_CASE("what a table stores can be read as a moment") {
  for (const char* text :
       {"2026-03-01", "2026-03-01 09:30", "2026-03-01T09:30:59.5Z", "2026-03-01 23:59:59-14:59"}) {
    CAPTURE(text);
    CHECK((is_date(text) || is_timestamp(text)));
    CHECK(read_moment(text).has_value());
  }
  // What can be read need not be stored: midnight as 24:00, blanks, a small z.
  for (const char* text : {"2026-03-01 24:00", "2026-03-01  09:30", "2026-03-01 09:30 z"}) {
    CAPTURE(text);
    CHECK(read_moment(text).has_value());
    CHECK_FALSE(is_timestamp(text));
  }
}

TEST_CASE("months have the days of the Gregorian calendar") {
  const auto counted_from_days = [](std::int64_t year, std::int64_t month) {
    const CivilDay next = month == 12 ? CivilDay{.year = year + 1, .month = 1, .day = 1}
                                      : CivilDay{.year = year, .month = month + 1, .day = 1};
    return days_from_civil(next) - days_from_civil({.year = year, .month = month, .day = 1});
  };
  for (std::int64_t year = 0; year <= 2400; ++year) {
    for (std::int64_t month = 1; month <= 12; ++month) {
      REQUIRE(days_in_month(year, month) == counted_from_days(year, month));
    }
  }
}

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
