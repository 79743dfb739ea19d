// Values on both sides of an edge.
//
//   total >= 100          99 100 101
//   name LIKE 'A%b'       Ab Azb AB b Ab! !Ab ...
//   placed < 2024-03-01   2024-02-29 2024-03-01 2024-03-02, the month's edges, a month and a year
//   off
#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <optional>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/table/number.h"
#include "grader/judge/column_kind.h"

namespace nightshift {
namespace {

constexpr std::int64_t kNearZero = 1'000'000'000'000;  // beyond it, neighbours tell nothing

void add_number(std::vector<Cell>& values, ColumnKind kind, const Cell& constant) {
  if (const auto* integer = std::get_if<std::int64_t>(&constant)) {
    const bool near_zero = *integer > -kNearZero && *integer < kNearZero;
    if (!near_zero) return;
    values.insert(values.end(), {*integer - 1, *integer + 1});
    if (kind == ColumnKind::kReal) {
      const auto real = static_cast<double>(*integer);
      values.insert(values.end(), {real - 0.5, real + 0.5});
    }
  } else if (const auto* real = std::get_if<double>(&constant)) {
    if (std::fabs(*real) > static_cast<double>(kNearZero)) return;
    values.insert(values.end(), {*real - 1, *real + 1, *real - 0.01, *real + 0.01});
    const auto floor = static_cast<std::int64_t>(std::floor(*real));
    values.insert(values.end(), {floor, floor + 1});
  }
}

// Texts that a pattern takes, and texts that it only just does not.
void add_pattern(std::vector<Cell>& values, const std::string& pattern, char many, char one) {
  std::string least;
  std::string filled;
  std::string twice;
  std::string plain;  // the pattern's own letters, without wildcards
  for (const char c : pattern) {
    const bool is_many = c == many;
    const bool is_one = c == one;
    if (!is_many && !is_one) plain += c;
    least += is_many ? "" : is_one ? "q" : std::string(1, c);
    filled += is_many ? "z" : is_one ? "q" : std::string(1, c);
    twice += is_many ? "xy" : is_one ? "w" : std::string(1, c);
  }
  for (const std::string& text : {least, filled, twice, plain, swapped_case(least), "x" + least,
                                  least + "x", "x" + plain + "x", plain + plain}) {
    values.emplace_back(text);
  }
  if (!least.empty()) {
    values.emplace_back(least.substr(1));
    values.emplace_back(least.substr(0, least.size() - 1));
  }
}

void add_text(std::vector<Cell>& values, const std::string& text) {
  values.emplace_back(swapped_case(text));
  values.emplace_back(text + "x");
  values.emplace_back("x" + text);
  if (!text.empty()) values.emplace_back(text.substr(0, text.size() - 1));
}

// Days as texts of a column's kind.
class Days {
 public:
  Days(ColumnKind kind, std::vector<Cell>& values) : kind_(kind), values_(values) {}

  void add_around(std::int64_t seconds) {
    const std::int64_t day = day_number(seconds) * kSecondsPerDay;
    const std::int64_t month = start_of_unit(DateUnit::kMonth, seconds);
    const std::int64_t year = start_of_unit(DateUnit::kYear, seconds);
    add(day);
    add(day - kSecondsPerDay);
    add(day + kSecondsPerDay);
    add(month);
    add(month - kSecondsPerDay);
    for (const std::int64_t months : {1, -1, 12, -12}) add_shifted(day, months, seconds - day);
    if (kind_ == ColumnKind::kMoment) add_borders({day, day + kSecondsPerDay, month});
    if (const auto next = add_units(DateUnit::kMonth, 1, month)) {
      add(*next);
      add(*next - kSecondsPerDay);
    }
    add(year);
    add(year - kSecondsPerDay);
    if (!has_time()) return;
    for (const std::int64_t at : {seconds - 1, seconds, seconds + 1}) add_moment(at);
    for (const std::int64_t start : {day, day + kSecondsPerDay, month}) {
      add_moment(start);
      add_moment(start - 1);
    }
  }

 private:
  bool has_time() const {
    return kind_ == ColumnKind::kTimestamp || kind_ == ColumnKind::kMoment ||
           kind_ == ColumnKind::kMomentUtc;
  }

  // Half an hour before and after, where clocks show the other day; and midnight on one of them.
  void add_borders(std::initializer_list<std::int64_t> starts) {
    constexpr std::int64_t kHalfHour = 1800;
    for (const std::int64_t start : starts) {
      values_.emplace_back(local_moment_text(start - kHalfHour, 120));
      values_.emplace_back(local_moment_text(start + kHalfHour, -300));
      values_.emplace_back(local_moment_text(start - 11 * kHalfHour, 330));
    }
  }

  // At noon, and at the time of day that is asked for.
  void add_shifted(std::int64_t day, std::int64_t months, std::int64_t time_of_day) {
    const auto shifted = add_units(DateUnit::kMonth, months, day);
    if (!shifted) return;
    add(*shifted);
    if (has_time() && time_of_day != 0) add_moment(*shifted + time_of_day);
  }

  // The day; with a time of day where the column has one.
  void add(std::int64_t day) {
    constexpr std::int64_t kHalfPastNoon = 12 * 3600 + 30 * 60;
    if (has_time()) return add_moment(day + kHalfPastNoon);
    values_.push_back(moment_value(kind_, day));
  }

  void add_moment(std::int64_t seconds) {
    values_.push_back(moment_value(kind_, seconds, values_.size()));
  }

  ColumnKind kind_;
  std::vector<Cell>& values_;
};

// What a date format can ask for; -1: it does not.
struct DateParts {
  std::array<std::int64_t, 6> values = {-1, -1, -1, -1, -1, -1};  // in the order of kPartLetters
};
constexpr std::string_view kPartLetters = "YmdHMS";

std::size_t part_width(char letter) { return letter == 'Y' ? 4 : 2; }

// Takes the parts out of a text that was written in the format. False where it was not.
bool read_parts(std::string_view format, std::string_view text, DateParts& parts) {
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      if (text.empty() || text[0] != format[i]) return false;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t part = kPartLetters.find(format[++i]);
    if (part == kPartLetters.npos) return false;
    std::size_t width = 0;
    std::int64_t value = 0;
    while (width < part_width(format[i]) && width < text.size() && is_digit(text[width])) {
      value = value * 10 + (text[width++] - '0');
    }
    if (width == 0) return false;
    parts.values[part] = value;
    text.remove_prefix(width);
  }
  return true;
}

std::optional<Moment> moment_of(const DateParts& parts) {
  const auto& [year, month, day, hour, minute, second] = parts.values;
  const CivilDay civil{.year = year < 0 ? 2020 : year,
                       .month = std::clamp<std::int64_t>(month < 0 ? 6 : month, 1, 12),
                       .day = std::clamp<std::int64_t>(day < 0 ? 15 : day, 1, 28)};
  const std::int64_t time = std::max<std::int64_t>(hour, 0) * 3600 +
                            std::max<std::int64_t>(minute, 0) * 60 +
                            std::max<std::int64_t>(second, 0);
  return Moment{.seconds = days_from_civil(civil) * kSecondsPerDay + time, .has_time = hour >= 0};
}

// A moment in a text that need not hold more than a year or a month, such as a LIKE pattern.
std::optional<Moment> loose_moment(std::string_view text) {
  if (const auto moment = read_moment(text)) return moment;
  const std::size_t begin = text.find_first_of("0123456789");
  if (begin == text.npos) return std::nullopt;
  std::string_view rest = text.substr(begin);
  while (!rest.empty() && !is_digit(rest.back())) rest.remove_suffix(1);
  for (const std::string_view format : {"%Y-%m-%d", "%Y-%m", "%Y", "%m-%d"}) {
    DateParts parts;
    std::string full = std::string(rest);
    if (read_parts(format, full, parts)) return moment_of(parts);
  }
  return std::nullopt;
}

std::string two_digits(std::int64_t value) {
  const std::string text = std::to_string(value);
  return text.size() < 2 ? "0" + text : text;
}

// strftime() for the letters of kPartLetters.
std::optional<std::string> formatted(std::string_view format, const Moment& moment) {
  const std::string text = moment_text(moment.seconds);  // YYYY-MM-DD HH:MM:SS
  constexpr std::array<std::size_t, 6> kAt = {0, 5, 8, 11, 14, 17};
  std::string out;
  for (std::size_t i = 0; i < format.size(); ++i) {
    if (format[i] != '%' || i + 1 == format.size()) {
      out += format[i];
      continue;
    }
    const std::size_t part = kPartLetters.find(format[++i]);
    if (part == kPartLetters.npos) return std::nullopt;
    out += text.substr(kAt[part], part_width(format[i]));
  }
  return out;
}

std::string constant_text(const Cell& constant, std::string_view format) {
  const auto* integer = std::get_if<std::int64_t>(&constant);
  if (integer == nullptr) return cell_text(constant);
  return format == "%Y" ? std::to_string(*integer) : two_digits(*integer);
}

}  // namespace

bool is_of_days(ColumnKind kind) {
  return kind == ColumnKind::kDate || kind == ColumnKind::kTimestamp ||
         kind == ColumnKind::kMoment || kind == ColumnKind::kMomentUtc ||
         kind == ColumnKind::kMonth;
}

Cell moment_value(ColumnKind kind, std::int64_t seconds, std::size_t turn) {
  // UTC twice: most shops write most moments so.
  constexpr std::array<std::int64_t, 6> kOffsets = {0, 0, 120, -300, 330, 540};
  constexpr std::size_t kDay = 10;
  switch (kind) {
    case ColumnKind::kDate:
      return day_text(seconds);
    case ColumnKind::kMonth:
      return day_text(seconds).substr(0, 7);
    case ColumnKind::kMoment:
      if (turn % kOffsets.size() != 0) {
        return local_moment_text(seconds, kOffsets[turn % kOffsets.size()]);
      }
      [[fallthrough]];
    case ColumnKind::kMomentUtc: {
      std::string text = moment_text(seconds) + "Z";
      text[kDay] = 'T';
      return text;
    }
    default:
      return moment_text(seconds);
  }
}

std::string swapped_case(std::string text) {
  for (char& c : text) c = upper_letter(c) != c ? upper_letter(c) : lower_letter(c);
  return text;
}

std::vector<Cell> values_near(ColumnKind kind, const ConstantUse& use) {
  std::vector<Cell> values;
  const auto* text = std::get_if<std::string>(&use.constant);
  if (kind == ColumnKind::kBoolean) return plain_values(kind);
  if (text == nullptr) {
    if (!std::holds_alternative<Null>(use.constant)) values.push_back(use.constant);
    add_number(values, kind, use.constant);
    return values;
  }
  const bool is_pattern = use.op == CompareOperator::kLike || use.op == CompareOperator::kGlob;
  if (is_of_days(kind)) {
    // A bare day among timestamps would be read otherwise than the midnight that it stands for.
    const bool fits = (kind == ColumnKind::kDate && is_date(*text)) ||
                      (kind == ColumnKind::kTimestamp && is_timestamp(*text)) ||
                      (kind == ColumnKind::kMoment && has_format(*text, TextFormat::kMoment)) ||
                      (kind == ColumnKind::kMomentUtc && has_format(*text, TextFormat::kMomentUtc));
    if (fits) values.push_back(use.constant);
    if (const auto moment = loose_moment(*text)) Days(kind, values).add_around(moment->seconds);
  } else if (is_pattern) {
    const bool is_like = use.op == CompareOperator::kLike;
    add_pattern(values, *text, is_like ? '%' : '*', is_like ? '_' : '?');
  } else {
    values.push_back(use.constant);
    add_text(values, *text);
  }
  return values;
}

std::vector<Cell> values_near(ColumnKind kind, const std::vector<DateUse>& uses) {
  std::vector<Cell> values;
  if (!is_of_days(kind)) return values;
  DateParts all;
  for (const DateUse& use : uses) {
    DateParts parts = all;
    if (std::holds_alternative<Null>(use.constant)) continue;
    if (!read_parts(use.format, constant_text(use.constant, use.format), parts)) continue;
    all = parts;
    if (const auto moment = moment_of(all)) Days(kind, values).add_around(moment->seconds);
  }
  std::reverse(values.begin(), values.end());  // what all uses say together comes first
  return values;
}

bool satisfies(const Cell& value, const DateUse& use) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return false;
  const auto moment = read_moment(*text);
  if (!moment) return false;
  const auto part = formatted(use.format, *moment);
  if (!part) return false;
  if (std::holds_alternative<Null>(use.constant)) return true;
  return satisfies(Cell(*part), use.op, Cell(constant_text(use.constant, use.format)));
}

}  // namespace nightshift
