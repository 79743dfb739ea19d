#include "engine/base/calendar.h"

#include <algorithm>
#include <array>

#include <fmt/compile.h>

#include "engine/base/ascii.h"
#include "engine/base/check.h"

namespace nightshift {
namespace {

std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) {
  const std::int64_t quotient = value / divisor;
  return value % divisor < 0 ? quotient - 1 : quotient;
}

constexpr std::int64_t kFirstSecond = -62'167'219'200;  // 0000-01-01 00:00:00
constexpr std::int64_t kLastSecond = 253'402'300'799;   // 9999-12-31 23:59:59

bool in_range(std::int64_t seconds) { return seconds >= kFirstSecond && seconds <= kLastSecond; }

// Takes pieces off the front of a text; every function gives false when the piece is not there.
struct Scanner {
  std::string_view rest;

  bool number(std::size_t digits, std::int64_t max, std::int64_t* value) {
    if (rest.size() < digits) return false;
    *value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (!is_digit(rest[i])) return false;
      *value = *value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(digits);
    return *value <= max;
  }
  bool symbol(char c) {
    if (rest.empty() || rest[0] != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool starts_with_digit() const { return !rest.empty() && is_digit(rest[0]); }
  void blanks() {
    while (!rest.empty() && is_blank(rest[0])) rest.remove_prefix(1);
  }
};

bool read_day(Scanner& scanner, std::int64_t* days) {
  CivilDay day;
  const bool shape = scanner.number(4, 9999, &day.year) && scanner.symbol('-') &&
                     scanner.number(2, 12, &day.month) && scanner.symbol('-') &&
                     scanner.number(2, 31, &day.day);
  if (!shape || day.month < 1 || day.day < 1) return false;
  if (day.day > days_in_month(day.year, day.month)) return false;
  *days = days_from_civil(day);
  return true;
}

// HH:MM[:SS[.fraction]]; 24:00 is the next day's midnight, as SQLite has it.
bool read_time(Scanner& scanner, std::int64_t* seconds) {
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  if (!scanner.number(2, 24, &hour) || !scanner.symbol(':') || !scanner.number(2, 59, &minute)) {
    return false;
  }
  if (scanner.symbol(':')) {
    if (!scanner.number(2, 59, &second)) return false;
    const bool fraction =
        scanner.rest.size() > 1 && scanner.rest[0] == '.' && is_digit(scanner.rest[1]);
    if (fraction) scanner.symbol('.');
    while (fraction && scanner.starts_with_digit()) scanner.rest.remove_prefix(1);
  }
  *seconds = hour * 3600 + minute * 60 + second;
  return true;
}

// Nothing, 'Z' or '+HH:MM'.
bool read_offset(Scanner& scanner, std::int64_t* seconds) {
  *seconds = 0;
  if (scanner.rest.empty() || scanner.symbol('Z')) return true;
  const bool west = scanner.rest[0] == '-';
  if (!scanner.symbol(west ? '-' : '+')) return false;
  std::int64_t hours = 0;
  std::int64_t minutes = 0;
  if (!scanner.number(2, 14, &hours) || !scanner.symbol(':') || !scanner.number(2, 59, &minutes)) {
    return false;
  }
  *seconds = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
  return true;
}

// The same as SQLite reads it: also with blanks around and a small z; nothing may follow.
bool read_loose_offset(Scanner& scanner, std::int64_t* seconds) {
  scanner.blanks();
  if (scanner.symbol('z')) {
    *seconds = 0;
  } else if (!read_offset(scanner, seconds)) {
    return false;
  }
  scanner.blanks();
  return scanner.rest.empty();
}

std::int64_t month_number(std::int64_t days) {
  const CivilDay day = civil_from_days(days);
  return day.year * 12 + day.month - 1;
}

std::int64_t start_of_month(std::int64_t month_number) {
  const std::int64_t year = floor_divide(month_number, 12);
  return days_from_civil({.year = year, .month = month_number - year * 12 + 1, .day = 1}) *
         kSecondsPerDay;
}

// The number of the unit that `seconds` lies in, counted without gaps.
std::int64_t unit_number(DateUnit unit, std::int64_t seconds) {
  const std::int64_t days = day_number(seconds);
  switch (unit) {
    case DateUnit::kYear:
      return floor_divide(month_number(days), 12);
    case DateUnit::kQuarter:
      return floor_divide(month_number(days), 3);
    case DateUnit::kMonth:
      return month_number(days);
    case DateUnit::kWeek:
      return floor_divide(days + 3, 7);  // 1970-01-01 was a Thursday
    case DateUnit::kDay:
      return days;
    case DateUnit::kHour:
      return floor_divide(seconds, 3600);
    case DateUnit::kMinute:
      return floor_divide(seconds, 60);
    case DateUnit::kSecond:
      return seconds;
  }
  return 0;
}

// Months in a unit that is made of months, else 0.
std::int64_t months_in(DateUnit unit) {
  switch (unit) {
    case DateUnit::kYear:
      return 12;
    case DateUnit::kQuarter:
      return 3;
    case DateUnit::kMonth:
      return 1;
    default:
      return 0;
  }
}

std::int64_t seconds_in(DateUnit unit) {
  switch (unit) {
    case DateUnit::kWeek:
      return 7 * kSecondsPerDay;
    case DateUnit::kDay:
      return kSecondsPerDay;
    case DateUnit::kHour:
      return 3600;
    case DateUnit::kMinute:
      return 60;
    default:
      return 1;
  }
}

std::int64_t add_months(std::int64_t months, std::int64_t seconds) {
  const std::int64_t days = day_number(seconds);
  const std::int64_t target = start_of_month(month_number(days) + months);
  const CivilDay first = civil_from_days(day_number(target));
  const std::int64_t day = civil_from_days(days).day;
  const std::int64_t last = days_in_month(first.year, first.month);
  return target + (std::min(day, last) - 1) * kSecondsPerDay + (seconds - days * kSecondsPerDay);
}

// The last `count` digits of a number that is not negative.
std::string digits(std::int64_t value, std::size_t count) {
  std::string text(count, '0');
  for (std::size_t place = count; place > 0; --place, value /= 10) {
    text[place - 1] = static_cast<char>('0' + value % 10);
  }
  return text;
}

}  // namespace

std::int64_t days_from_civil(const CivilDay& day) {
  const std::int64_t year = day.month <= 2 ? day.year - 1 : day.year;
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (day.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + day.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

CivilDay civil_from_days(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = floor_divide(shifted, 146'097);
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const std::int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  return {.year = year_of_era + era * 400 + (month <= 2 ? 1 : 0),
          .month = month,
          .day = day_of_year - (153 * month_from_march + 2) / 5 + 1};
}

std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  NIGHTSHIFT_CHECK(month >= 1 && month <= 12);
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

std::int64_t day_number(std::int64_t seconds) { return floor_divide(seconds, kSecondsPerDay); }

bool is_date(std::string_view text) {
  Scanner scanner{text};
  std::int64_t days = 0;
  return read_day(scanner, &days) && scanner.rest.empty();
}

bool is_timestamp(std::string_view text) {
  Scanner scanner{text};
  std::int64_t days = 0;
  std::int64_t time = 0;
  std::int64_t offset = 0;
  if (!read_day(scanner, &days) || !(scanner.symbol('T') || scanner.symbol(' '))) return false;
  if (!read_time(scanner, &time) || time >= kSecondsPerDay) return false;
  return read_offset(scanner, &offset) && scanner.rest.empty();
}

std::optional<Moment> read_moment(std::string_view text) {
  Scanner scanner{text};
  std::int64_t days = 0;
  if (!read_day(scanner, &days)) return std::nullopt;
  Moment moment{.seconds = days * kSecondsPerDay};
  while (!scanner.rest.empty() && (is_blank(scanner.rest[0]) || scanner.rest[0] == 'T')) {
    scanner.rest.remove_prefix(1);
  }
  if (scanner.rest.empty()) return moment;
  std::int64_t time = 0;
  std::int64_t offset = 0;
  if (!read_time(scanner, &time) || !read_loose_offset(scanner, &offset)) return std::nullopt;
  moment.seconds += time - offset;
  moment.has_time = true;
  if (!in_range(moment.seconds)) return std::nullopt;
  return moment;
}

std::int64_t start_of_unit(DateUnit unit, std::int64_t seconds) {
  const std::int64_t number = unit_number(unit, seconds);
  if (const std::int64_t months = months_in(unit); months > 0)
    return start_of_month(number * months);
  if (unit == DateUnit::kWeek) return (number * 7 - 3) * kSecondsPerDay;
  return number * seconds_in(unit);
}

std::int64_t boundaries_between(DateUnit unit, std::int64_t from, std::int64_t to) {
  return unit_number(unit, to) - unit_number(unit, from);
}

std::optional<std::int64_t> add_units(DateUnit unit, std::int64_t count, std::int64_t seconds) {
  const std::int64_t months = months_in(unit);
  // More than ten thousand years leave the calendar from anywhere; fewer cannot overflow below.
  const std::int64_t count_max =
      months > 0 ? 120'000 / months : (kLastSecond - kFirstSecond) / seconds_in(unit);
  if (count > count_max || count < -count_max) return std::nullopt;
  const std::int64_t sum =
      months > 0 ? add_months(count * months, seconds) : seconds + count * seconds_in(unit);
  return in_range(sum) ? std::optional(sum) : std::nullopt;
}

std::string day_text(std::int64_t seconds) {
  const CivilDay day = civil_from_days(day_number(seconds));
  // Written digit by digit: traces and tables are full of days.
  if (day.year >= 0 && day.year <= 9999) {
    return digits(day.year, 4) + '-' + digits(day.month, 2) + '-' + digits(day.day, 2);
  }
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), day.year, day.month, day.day);
}

std::string moment_text(std::int64_t seconds) {
  const std::int64_t rest = seconds - day_number(seconds) * kSecondsPerDay;
  return day_text(seconds) + ' ' + digits(rest / 3600, 2) + ':' + digits(rest / 60 % 60, 2) + ':' +
         digits(rest % 60, 2);
}

std::string local_moment_text(std::int64_t seconds, std::int64_t offset_minutes) {
  std::string text = moment_text(seconds + offset_minutes * 60);
  text[10] = 'T';
  const std::int64_t ahead = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  return text + (offset_minutes < 0 ? '-' : '+') + digits(ahead / 60, 2) + ':' +
         digits(ahead % 60, 2);
}

std::optional<std::int64_t> read_offset_minutes(std::string_view text) {
  Scanner scanner{text};
  std::int64_t seconds = 0;
  if (text.empty() || !read_loose_offset(scanner, &seconds)) return std::nullopt;
  return seconds / 60;
}

std::int64_t iso_weekday(std::int64_t days) { return days + 3 - floor_divide(days + 3, 7) * 7 + 1; }

std::int64_t iso_week(std::int64_t days) {
  const std::int64_t thursday = days + 4 - iso_weekday(days);
  const std::int64_t year = civil_from_days(thursday).year;
  return (thursday - days_from_civil({.year = year, .month = 1, .day = 1})) / 7 + 1;
}

}  // namespace nightshift
