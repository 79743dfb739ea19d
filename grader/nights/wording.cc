#include "grader/nights/wording.h"

#include <array>
#include <string_view>
#include <utility>

#include "engine/base/calendar.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

// "00:10" of a time; "00:10:05" where it is not a whole minute.
std::string clock_words(TimeUs time) {
  const std::string sql = time_sql(time);  // 2026-03-11 00:10:05
  const std::string seconds = sql.substr(17, 2);
  return sql.substr(11, 5) + (seconds == "00" ? "" : ":" + seconds);
}

}  // namespace

std::string money_words(std::int64_t cents) {
  const std::int64_t size = cents < 0 ? -cents : cents;
  const std::string rest = std::to_string(size % 100);
  return std::string(cents < 0 ? "-$" : "$") + count_text(size / 100) + '.' +
         (rest.size() < 2 ? "0" : "") + rest;
}

std::string day_words(TimeUs time) {
  const CivilDay day = civil_from_days(day_start(time) / kDayUs);
  return std::to_string(day.day) + ' ' +
         std::string(kMonths[static_cast<std::size_t>(day.month - 1)]);
}

std::string moment_words(TimeUs time) { return clock_words(time) + " on " + day_words(time); }

std::string stretch_words(TimeUs from, TimeUs until) {
  const bool one_day = day_start(from) == day_start(until);
  return "from " + (one_day ? clock_words(from) : moment_words(from)) + " to " +
         moment_words(until);
}

std::string duration_words(DurationUs duration) {
  constexpr std::array<std::pair<DurationUs, std::string_view>, 4> kUnits = {
      {{kDayUs, "day"}, {kHourUs, "hour"}, {kMinuteUs, "minute"}, {kSecondUs, "second"}}};
  std::string words;
  int units = 0;
  for (const auto& [length, name] : kUnits) {
    const std::int64_t count = duration / length;
    duration -= count * length;
    if (count > 0 && units < 2) words += (words.empty() ? "" : " ") + counted(count, name);
    if (!words.empty()) ++units;
  }
  return words.empty() ? "no time" : words;
}

}  // namespace nightshift
