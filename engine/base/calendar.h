// Days and seconds as whole numbers and as text, in UTC: the arithmetic behind date_trunc and its
// kin, and behind generated data. No clock is read here or anywhere in the engine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nightshift {

enum class DateUnit { kYear, kQuarter, kMonth, kWeek, kDay, kHour, kMinute, kSecond };

// A day of the proleptic Gregorian calendar.
struct CivilDay {
  std::int64_t year = 1970;
  std::int64_t month = 1;  // from 1
  std::int64_t day = 1;    // from 1
};

// A second in UTC, since 1970-01-01 00:00:00; fractions are cut off.
struct Moment {
  std::int64_t seconds = 0;
  bool has_time = false;  // false: it was written as a bare day
};

constexpr std::int64_t kSecondsPerDay = 86'400;

// Days since 1970-01-01, and back. (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".)
std::int64_t days_from_civil(const CivilDay& day);
CivilDay civil_from_days(std::int64_t days);
std::int64_t days_in_month(std::int64_t year, std::int64_t month);

// The day of a moment, counted from 1970-01-01; also right before then.
std::int64_t day_number(std::int64_t seconds);

// True for a calendar day written 'YYYY-MM-DD' (year 0000 to 9999): how tables store a date.
bool is_date(std::string_view text);

// True for 'YYYY-MM-DD HH:MM[:SS[.fraction]]' with a space or T, and perhaps an offset (Z, +HH:MM,
// at most 14:59) right after it: how tables store a timestamp. read_moment reads all of these
// whose year in UTC is in range.
bool is_timestamp(std::string_view text);

// Reads 'YYYY-MM-DD', or that with 'HH:MM', 'HH:MM:SS' or 'HH:MM:SS.fraction' after blanks or T,
// and an offset ('+09:00', 'Z'), which is applied. A day that does not exist, a year outside 0000
// to 9999 in UTC and any other text give nullopt.
std::optional<Moment> read_moment(std::string_view text);

// The start of the unit that `seconds` lies in. Weeks start on Monday (ISO 8601).
std::int64_t start_of_unit(DateUnit unit, std::int64_t seconds);

// How many starts of the unit lie in (from, to]; negative when `to` is earlier.
std::int64_t boundaries_between(DateUnit unit, std::int64_t from, std::int64_t to);

// `count` units later. Months end where they end: one month after 31 January is the last of
// February. nullopt outside the years 0000 to 9999.
std::optional<std::int64_t> add_units(DateUnit unit, std::int64_t count, std::int64_t seconds);

std::string day_text(std::int64_t seconds);     // 'YYYY-MM-DD'
std::string moment_text(std::int64_t seconds);  // 'YYYY-MM-DD HH:MM:SS'

// 'YYYY-MM-DDTHH:MM:SS+HH:MM': the moment as the wall clock of that offset shows it.
std::string local_moment_text(std::int64_t seconds, std::int64_t offset_minutes);

// Minutes of '+HH:MM', '-HH:MM' or 'Z', at most 14:59; nullopt for any other text.
std::optional<std::int64_t> read_offset_minutes(std::string_view text);

// The ISO 8601 week of a day: Monday to Sunday, week 1 holds the year's first Thursday.
std::int64_t iso_week(std::int64_t days);
// 1 (Monday) to 7 (Sunday).
std::int64_t iso_weekday(std::int64_t days);

}  // namespace nightshift
