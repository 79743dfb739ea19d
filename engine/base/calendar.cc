#include "engine/base/calendar.h"

#include <chrono>
#include <fmt/format.h>

namespace nightshift {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

// The number written in exactly all of `digits`.
std::optional<std::int64_t> number(std::string_view digits) {
  std::int64_t value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// 'HH:MM' in minutes.
std::optional<std::int64_t> minutes_from_text(std::string_view text, std::int64_t hours_max) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hours = number(text.substr(0, 2));
  const auto minutes = number(text.substr(3, 2));
  if (!hours || !minutes || *hours > hours_max || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

}  // namespace

std::optional<std::int64_t> day_from_text(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number(text.substr(0, 4));
  const auto month = number(text.substr(5, 2));
  const auto day = number(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string date_text(std::int64_t day) {
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(static_cast<int>(day)))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<std::int64_t> second_from_text(std::string_view text) {
  if (text.size() < 19 || (text[10] != 'T' && text[10] != ' ') || text[16] != ':') {
    return std::nullopt;
  }
  const auto day = day_from_text(text.substr(0, 10));
  const auto minutes = minutes_from_text(text.substr(11, 5), 23);
  const auto seconds = number(text.substr(17, 2));
  if (!day || !minutes || !seconds || *seconds > 59) return std::nullopt;
  const std::string_view zone = text.substr(19);
  const auto offset = zone.empty() ? std::optional<std::int64_t>(0) : offset_from_text(zone);
  if (!offset) return std::nullopt;
  return *day * kSecondsPerDay + (*minutes - *offset) * 60 + *seconds;
}

std::string second_text(std::int64_t second, std::int64_t offset_minutes) {
  const std::int64_t wall = second + offset_minutes * 60;
  const std::int64_t day = (wall >= 0 ? wall : wall - (kSecondsPerDay - 1)) / kSecondsPerDay;
  const std::int64_t rest = wall - day * kSecondsPerDay;
  const std::int64_t ahead = offset_minutes < 0 ? -offset_minutes : offset_minutes;
  return fmt::format("{}T{:02}:{:02}:{:02}{}{:02}:{:02}", date_text(day), rest / 3600,
                     rest / 60 % 60, rest % 60, offset_minutes < 0 ? '-' : '+', ahead / 60,
                     ahead % 60);
}

std::optional<std::int64_t> offset_from_text(std::string_view text) {
  if (text == "Z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto minutes = minutes_from_text(text.substr(1), 14);
  if (!minutes || *minutes > 14 * 60) return std::nullopt;
  return text[0] == '-' ? -*minutes : *minutes;
}

}  // namespace nightshift
