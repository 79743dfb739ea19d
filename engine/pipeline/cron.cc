#include "engine/pipeline/cron.h"

#include <optional>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/base/check.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

struct FieldRules {
  std::string_view name;
  std::size_t min;
  std::size_t max;   // as written; 7 is Sunday too
  std::size_t last;  // where an open step ends
};
constexpr std::array<FieldRules, 5> kFields = {{
    {"minute", 0, 59, 59},
    {"hour", 0, 23, 23},
    {"day of the month", 1, 31, 31},
    {"month", 1, 12, 12},
    {"day of the week", 0, 7, 6},
}};
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 7> kWeekdays = {"sun", "mon", "tue", "wed",
                                                       "thu", "fri", "sat"};
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kPresets = {{
    {"@hourly", "0 * * * *"},
    {"@daily", "0 0 * * *"},
    {"@midnight", "0 0 * * *"},
    {"@weekly", "0 0 * * 0"},
    {"@monthly", "0 0 1 * *"},
    {"@quarterly", "0 0 1 */3 *"},
    {"@yearly", "0 0 1 1 *"},
    {"@annually", "0 0 1 1 *"},
}};
constexpr std::size_t kTextBytesMax = 200;

// From one 29 February to the next are at most eight years.
constexpr int kDaysMax = 8 * 366 + 2;
constexpr std::int64_t kMinutesPerDay = 24 * 60;

Error cron_error(std::string message, std::string remedy, std::string code = "spec.cron") {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != separator) continue;
    parts.push_back(text.substr(start, i - start));
    start = i + 1;
  }
  return parts;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

template <std::size_t N>
std::optional<std::size_t> index_of(std::string_view word,
                                    const std::array<std::string_view, N>& names) {
  for (std::size_t i = 0; i < N; ++i) {
    if (same_name(word, names[i])) return i;
  }
  return std::nullopt;
}

std::optional<std::size_t> small_number(std::string_view text) {
  if (text.empty() || text.size() > 2) return std::nullopt;
  std::size_t number = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + static_cast<std::size_t>(c - '0');
  }
  return number;
}

}  // namespace

// Reads the five fields into a Cron, one item after the other.
class CronParser {
 public:
  static Result<Cron> parse(std::string_view text, std::string_view expression);

 private:
  static Result<Cron::Values> read_field(std::string_view text, std::size_t field);
  static Result<void> read_item(std::string_view item, std::size_t field, Cron::Values& values);
  static Result<std::size_t> read_value(std::string_view text, std::string_view item,
                                        std::size_t field);
  static Error bad_item(std::string_view item, std::size_t field, std::string remedy);
  static bool can_fire(const Cron& cron);
};

Error CronParser::bad_item(std::string_view item, std::size_t field, std::string remedy) {
  return cron_error("\"" + one_line(item, 40) + "\" cannot stand in the field of the " +
                        std::string(kFields[field].name),
                    std::move(remedy));
}

Result<std::size_t> CronParser::read_value(std::string_view text, std::string_view item,
                                           std::size_t field) {
  std::optional<std::size_t> value = small_number(text);
  if (!value && field == Cron::kMonth) {
    value = index_of(text, kMonths);
    if (value) ++*value;
  }
  if (!value && field == Cron::kWeekday) value = index_of(text, kWeekdays);
  const FieldRules& rules = kFields[field];
  if (value && *value >= rules.min && *value <= rules.max) return *value;
  return fail(bad_item(item, field,
                       "Use numbers from " + std::to_string(rules.min) + " to " +
                           std::to_string(rules.max) +
                           ", ranges (a-b), lists (a,b) and steps (*/n); not L, W, # or ?."));
}

Result<void> CronParser::read_item(std::string_view item, std::size_t field, Cron::Values& values) {
  const FieldRules& rules = kFields[field];
  const std::size_t slash = item.find('/');
  const std::string_view base = item.substr(0, slash);
  std::size_t step = 1;
  if (slash != std::string_view::npos) {
    const std::optional<std::size_t> written = small_number(item.substr(slash + 1));
    if (!written || *written == 0) {
      return fail(bad_item(item, field, "A step is a number from 1 to 99, as in */15."));
    }
    step = *written;
  }
  std::size_t first = rules.min;
  std::size_t last = rules.last;
  if (base != "*") {
    const std::size_t dash = base.find('-');
    NIGHTSHIFT_TRY(first, read_value(base.substr(0, dash), item, field));
    if (dash != std::string_view::npos) {
      NIGHTSHIFT_TRY(last, read_value(base.substr(dash + 1), item, field));
    } else if (slash == std::string_view::npos) {
      last = first;
    } else if (first > last) {
      first = 0;  // 7/2: every second day from Sunday on
    }
    if (first > last) {
      return fail(bad_item(item, field,
                           "A range goes upwards; write the two parts of one that wraps around "
                           "with a comma between them."));
    }
  }
  for (std::size_t value = first; value <= last; value += step) {
    values.set(field == Cron::kWeekday ? value % 7 : value);
  }
  return {};
}

Result<Cron::Values> CronParser::read_field(std::string_view text, std::size_t field) {
  Cron::Values values;
  for (const std::string_view item : split(text, ',')) {
    NIGHTSHIFT_TRY(read_item(item, field, values));
  }
  return values;
}

// A day of the month may never come: 30 February, 31 April.
bool CronParser::can_fire(const Cron& cron) {
  if (cron.either_day_) return true;
  constexpr std::int64_t kLeapYear = 2024;
  for (std::size_t month = 1; month <= 12; ++month) {
    if (!cron.values_[Cron::kMonth].test(month)) continue;
    const std::int64_t days = days_in_month(kLeapYear, static_cast<std::int64_t>(month));
    for (std::size_t day = 1; day <= static_cast<std::size_t>(days); ++day) {
      if (cron.values_[Cron::kDay].test(day)) return true;
    }
  }
  return false;
}

Result<Cron> CronParser::parse(std::string_view text, std::string_view expression) {
  const std::vector<std::string_view> words = words_of(expression);
  if (words.size() == 6) {
    return fail(
        cron_error("a sixth field counts seconds, and a schedule fires once a minute at most",
                   "Write five fields: minute, hour, day of the month, month, day of the "
                   "week.",
                   "spec.schedule_too_often"));
  }
  if (words.size() != 5) {
    return fail(
        cron_error("a schedule has five fields, this one has " + std::to_string(words.size()),
                   "Write minute, hour, day of the month, month and day of the week, as in "
                   "\"0 0 * * *\"."));
  }
  Cron cron;
  cron.text_ = text;
  for (std::size_t field = 0; field < words.size(); ++field) {
    NIGHTSHIFT_TRY(cron.values_[field], read_field(words[field], field));
  }
  // croniter's rule: a day field counts as * when it is written so, or when it names every value
  // and the other one has a * in it.
  const auto is_free = [&](std::size_t field, std::size_t other, std::size_t count) {
    if (words[field] == "*") return true;
    return cron.values_[field].count() == count && words[other].find('*') != std::string_view::npos;
  };
  cron.either_day_ =
      !is_free(Cron::kDay, Cron::kWeekday, 31) && !is_free(Cron::kWeekday, Cron::kDay, 7);
  if (!can_fire(cron)) {
    return fail(cron_error("no year has such a day", "Choose a day that every chosen month has."));
  }
  return cron;
}

Cron::Cron() : text_("0 0 * * *") {
  values_[kMinute].set(0);
  values_[kHour].set(0);
  for (std::size_t day = 1; day <= 31; ++day) values_[kDay].set(day);
  for (std::size_t month = 1; month <= 12; ++month) values_[kMonth].set(month);
  for (std::size_t day = 0; day <= 6; ++day) values_[kWeekday].set(day);
}

Result<Cron> Cron::read(std::string_view text) {
  if (text.size() > kTextBytesMax) {
    return fail(
        cron_error("a schedule has at most " + std::to_string(kTextBytesMax) + " characters",
                   "Shorten it, for example with ranges and steps."));
  }
  const std::string_view plain = trimmed(text);
  if (!plain.starts_with('@')) return CronParser::parse(text, plain);
  std::vector<std::string> names;
  for (const auto& [name, expression] : kPresets) {
    if (plain == name) return CronParser::parse(text, expression);
    names.emplace_back(name);
  }
  if (plain == "@continuous") {
    return fail(
        cron_error("@continuous runs without a pause, and a schedule fires once a minute "
                   "at most",
                   "Choose how often, for example \"* * * * *\" for every minute.",
                   "spec.schedule_too_often"));
  }
  const std::optional<std::string> near = nearest(plain, names);
  return fail(cron_error("\"" + one_line(plain, 40) + "\" is no schedule here",
                         near ? "Did you mean \"" + *near + "\"?"
                              : "Write five fields, or one of @hourly, @daily, @weekly, @monthly, "
                                "@quarterly, @yearly."));
}

bool Cron::fits_day(std::int64_t day_number) const {
  const CivilDay day = civil_from_days(day_number);
  if (!values_[kMonth].test(static_cast<std::size_t>(day.month))) return false;
  const bool in_month = values_[kDay].test(static_cast<std::size_t>(day.day));
  const bool in_week =
      values_[kWeekday].test(static_cast<std::size_t>(iso_weekday(day_number) % 7));
  return either_day_ ? in_month || in_week : in_month && in_week;
}

bool Cron::fires_at(TimeUs time) const {
  const TimeUs midnight = day_start(time);
  const DurationUs since = time - midnight;
  if (since % kMinuteUs != 0 || !fits_day(midnight / kDayUs)) return false;
  const auto minute = static_cast<std::size_t>(since / kMinuteUs);
  return values_[kHour].test(minute / 60) && values_[kMinute].test(minute % 60);
}

TimeUs Cron::next(TimeUs after) const {
  TimeUs midnight = day_start(after);
  std::int64_t minute = (after - midnight) / kMinuteUs + 1;
  for (int day = 0; day < kDaysMax; ++day, midnight += kDayUs, minute = 0) {
    if (!fits_day(midnight / kDayUs)) continue;
    for (; minute < kMinutesPerDay; ++minute) {
      const auto wanted = static_cast<std::size_t>(minute);
      if (values_[kHour].test(wanted / 60) && values_[kMinute].test(wanted % 60)) {
        return midnight + minute * kMinuteUs;
      }
    }
  }
  check_failed("a schedule that was read fires within eight years", __FILE__, __LINE__);
}

TimeUs Cron::previous(TimeUs before) const {
  TimeUs midnight = day_start(before - 1);
  std::int64_t minute = (before - 1 - midnight) / kMinuteUs;
  for (int day = 0; day < kDaysMax; ++day, midnight -= kDayUs, minute = kMinutesPerDay - 1) {
    if (!fits_day(midnight / kDayUs)) continue;
    for (; minute >= 0; --minute) {
      const auto wanted = static_cast<std::size_t>(minute);
      if (values_[kHour].test(wanted / 60) && values_[kMinute].test(wanted % 60)) {
        return midnight + minute * kMinuteUs;
      }
    }
  }
  check_failed("a schedule that was read fires within eight years", __FILE__, __LINE__);
}

}  // namespace nightshift
