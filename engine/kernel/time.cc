#include "engine/kernel/time.h"

#include <array>
#include <charconv>
#include <utility>

#include "engine/base/calendar.h"

namespace nightshift {
namespace {

constexpr DurationUs kDurationMaxUs = 36'500 * kDayUs;

constexpr std::array<std::pair<std::string_view, DurationUs>, 5> kUnits = {
    {{"d", kDayUs}, {"h", kHourUs}, {"m", kMinuteUs}, {"s", kSecondUs}, {"ms", kMillisecondUs}}};

// Rounds towards the past, also before 1970.
std::int64_t whole_units(TimeUs time, DurationUs unit) {
  return time / unit - (time % unit < 0 ? 1 : 0);
}

// The digits after the point, as microseconds; digits past the sixth are cut off.
std::int64_t fraction_us(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return 0;
  std::int64_t us = 0;
  std::int64_t worth = kSecondUs / 10;
  for (const char letter : text.substr(point + 1)) {
    if (letter < '0' || letter > '9') break;
    us += (letter - '0') * worth;
    worth /= 10;
  }
  return us;
}

// The last two digits of a number that is not negative, at `place`.
void put_two(std::string& text, std::size_t place, std::int64_t number) {
  text[place] = static_cast<char>('0' + number / 10 % 10);
  text[place + 1] = static_cast<char>('0' + number % 10);
}

}  // namespace

TimeUs day_start(TimeUs time) { return whole_units(time, kDayUs) * kDayUs; }

std::optional<TimeUs> read_time(std::string_view text) {
  const std::optional<Moment> moment = read_moment(text);
  if (!moment) return std::nullopt;
  return moment->seconds * kSecondUs + fraction_us(text);
}

std::string time_text(TimeUs time) {
  const std::int64_t seconds = whole_units(time, kSecondUs);
  std::string text = moment_text(seconds);
  text[10] = 'T';
  if (const std::int64_t us = time - seconds * kSecondUs; us != 0) {
    std::string digits = std::to_string(kSecondUs + us);
    digits.erase(digits.find_last_not_of('0') + 1);
    text += '.' + digits.substr(1);
  }
  return text + 'Z';
}

// Every row that a pipeline reads holds a few of these, so the usual years are written in place.
std::string time_sql(TimeUs time) {
  const std::int64_t seconds = whole_units(time, kSecondUs);
  const std::int64_t days = day_number(seconds);
  const CivilDay day = civil_from_days(days);
  if (day.year < 0 || day.year > 9999) return moment_text(seconds);
  const std::int64_t rest = seconds - days * kSecondsPerDay;
  std::string text = "0000-00-00 00:00:00";
  put_two(text, 0, day.year / 100);
  put_two(text, 2, day.year);
  put_two(text, 5, day.month);
  put_two(text, 8, day.day);
  put_two(text, 11, rest / 3600);
  put_two(text, 14, rest / 60 % 60);
  put_two(text, 17, rest % 60);
  return text;
}

std::string day_text_of(TimeUs time) { return day_text(whole_units(time, kSecondUs)); }

std::optional<DurationUs> read_duration(std::string_view text) {
  std::int64_t count = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failure != std::errc() || text.front() == '-') return std::nullopt;
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  for (const auto& [name, us] : kUnits) {
    if (unit == name && count <= kDurationMaxUs / us) return count * us;
  }
  return std::nullopt;
}

std::string duration_text(DurationUs duration) {
  if (duration == 0) return "0s";
  for (const auto& [name, us] : kUnits) {
    if (duration % us == 0) return std::to_string(duration / us).append(name);
  }
  return std::to_string(duration / kMillisecondUs).append("ms");
}

}  // namespace nightshift
