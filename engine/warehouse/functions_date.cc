// Dates and timestamps are text (docs/sql.md). A text that is none gives NULL, as SQLite's own
// date() does; a unit that does not exist is an error that names the nearest one.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/base/nearest.h"
#include "engine/table/cell.h"
#include "engine/warehouse/functions.h"

namespace nightshift {
namespace {

struct UnitName {
  std::string_view text;
  DateUnit unit;
};

constexpr std::array kUnits = {
    UnitName{"year", DateUnit::kYear},     UnitName{"quarter", DateUnit::kQuarter},
    UnitName{"month", DateUnit::kMonth},   UnitName{"week", DateUnit::kWeek},
    UnitName{"day", DateUnit::kDay},       UnitName{"hour", DateUnit::kHour},
    UnitName{"minute", DateUnit::kMinute}, UnitName{"second", DateUnit::kSecond},
};

enum class DatePart {
  kYear,
  kQuarter,
  kMonth,
  kDay,
  kHour,
  kMinute,
  kSecond,
  kDow,
  kIsodow,
  kWeek,
  kDoy,
  kEpoch
};

struct PartName {
  std::string_view text;
  DatePart part;
};

constexpr std::array kParts = {
    PartName{"year", DatePart::kYear},     PartName{"quarter", DatePart::kQuarter},
    PartName{"month", DatePart::kMonth},   PartName{"week", DatePart::kWeek},
    PartName{"day", DatePart::kDay},       PartName{"hour", DatePart::kHour},
    PartName{"minute", DatePart::kMinute}, PartName{"second", DatePart::kSecond},
    PartName{"dow", DatePart::kDow},       PartName{"isodow", DatePart::kIsodow},
    PartName{"doy", DatePart::kDoy},       PartName{"epoch", DatePart::kEpoch},
};

template <typename Names>
std::string unknown_unit(std::string_view function, const std::string& unit, const Names& names) {
  std::vector<std::string> known;
  for (const auto& name : names) known.emplace_back(name.text);
  std::string message = std::string(function) + ": there is no unit '" + unit + "'";
  if (const auto near = nearest(unit, known)) message += ", did you mean '" + *near + "'?";
  message += (message.ends_with("?") ? " The units are " : "; the units are ");
  for (std::size_t i = 0; i < known.size(); ++i) message += (i == 0 ? "" : ", ") + known[i];
  return message;
}

// The entry that argument 0 names; nullptr after failing.
template <typename Names>
auto find_unit(FunctionCall& call, std::string_view function, const Names& names)
    -> decltype(names.data()) {
  constexpr std::size_t kUnitShownMax = 40;
  const std::string unit = lower_case(call.text(0).substr(0, kUnitShownMax));
  const auto found =
      std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.text == unit; });
  if (found != names.end()) return &*found;
  call.fail(unknown_unit(function, unit, names));
  return nullptr;
}

std::optional<Moment> moment_argument(const FunctionCall& call, int argument) {
  if (call.kind(argument) != ValueKind::kText) return std::nullopt;
  const std::string_view text = call.text(argument);
  if (same_name(text.substr(0, 4), "now")) {
    return Moment{.seconds = call.now_unix_us() / 1'000'000, .has_time = true};
  }
  return read_moment(text);
}

// date_trunc(unit, t): text, a day for units of a day and more, else a timestamp.
void run_date_trunc(FunctionCall& call) {
  if (call.is_null(0)) return;
  const UnitName* unit = find_unit(call, "date_trunc", kUnits);
  if (unit == nullptr) return;
  const auto moment = moment_argument(call, 1);
  if (!moment) return;
  const std::int64_t start = start_of_unit(unit->unit, moment->seconds);
  call.give_text(unit->unit <= DateUnit::kDay ? day_text(start) : moment_text(start));
}

std::int64_t part_of(DatePart part, std::int64_t seconds) {
  const std::int64_t days = day_number(seconds);
  const std::int64_t second_of_day = seconds - days * kSecondsPerDay;
  const CivilDay day = civil_from_days(days);
  switch (part) {
    case DatePart::kYear:
      return day.year;
    case DatePart::kQuarter:
      return (day.month + 2) / 3;
    case DatePart::kMonth:
      return day.month;
    case DatePart::kDay:
      return day.day;
    case DatePart::kHour:
      return second_of_day / 3600;
    case DatePart::kMinute:
      return second_of_day / 60 % 60;
    case DatePart::kSecond:
      return second_of_day % 60;
    case DatePart::kDow:
      return iso_weekday(days) % 7;
    case DatePart::kIsodow:
      return iso_weekday(days);
    case DatePart::kWeek:
      return iso_week(days);
    case DatePart::kDoy:
      return days - days_from_civil({.year = day.year, .month = 1, .day = 1}) + 1;
    case DatePart::kEpoch:
      return seconds;
  }
  return 0;
}

void run_date_part(FunctionCall& call) {
  if (call.is_null(0)) return;
  const PartName* part = find_unit(call, "date_part", kParts);
  if (part == nullptr) return;
  if (const auto moment = moment_argument(call, 1)) call.give(part_of(part->part, moment->seconds));
}

template <DatePart kPart>
void run_part(FunctionCall& call) {
  if (const auto moment = moment_argument(call, 0)) call.give(part_of(kPart, moment->seconds));
}

// date_diff(unit, from, to): how many boundaries of the unit lie between.
void run_date_diff(FunctionCall& call) {
  if (call.is_null(0)) return;
  const UnitName* unit = find_unit(call, "date_diff", kUnits);
  if (unit == nullptr) return;
  const auto from = moment_argument(call, 1);
  const auto to = moment_argument(call, 2);
  if (from && to) call.give(boundaries_between(unit->unit, from->seconds, to->seconds));
}

// dateadd(unit, count, t): a day stays a day under units of a day and more.
void run_dateadd(FunctionCall& call) {
  if (call.is_null(0)) return;
  const UnitName* unit = find_unit(call, "dateadd", kUnits);
  if (unit == nullptr || call.is_null(1)) return;
  if (call.kind(1) != ValueKind::kInteger)
    return call.fail("dateadd: the count must be a whole number");
  const auto moment = moment_argument(call, 2);
  if (!moment) return;
  const auto sum = add_units(unit->unit, call.integer(1), moment->seconds);
  if (!sum) return;
  const bool stays_day = !moment->has_time && unit->unit <= DateUnit::kDay;
  call.give_text(stays_day ? day_text(*sum) : moment_text(*sum));
}

// The rules of date and timestamp columns (table constraints use them).
void run_is_date(FunctionCall& call) {
  if (call.is_null(0)) return;
  const bool yes = call.kind(0) == ValueKind::kText && is_date(call.text(0));
  call.give(std::int64_t{yes ? 1 : 0});
}

void run_is_timestamp(FunctionCall& call) {
  if (call.is_null(0)) return;
  const bool yes = call.kind(0) == ValueKind::kText && is_timestamp(call.text(0));
  call.give(std::int64_t{yes ? 1 : 0});
}

}  // namespace

void define_date_functions(Connection& connection) {
  for (const ScalarFunction& function : {
           ScalarFunction{"date_trunc", 2, run_date_trunc},
           ScalarFunction{"date_part", 2, run_date_part},
           ScalarFunction{"date_diff", 3, run_date_diff},
           ScalarFunction{"datediff", 3, run_date_diff},
           ScalarFunction{"dateadd", 3, run_dateadd},
           ScalarFunction{"year", 1, run_part<DatePart::kYear>},
           ScalarFunction{"month", 1, run_part<DatePart::kMonth>},
           ScalarFunction{"day", 1, run_part<DatePart::kDay>},
           ScalarFunction{"is_date", 1, run_is_date},
           ScalarFunction{"is_timestamp", 1, run_is_timestamp},
       }) {
    connection.define(function);
  }
}

}  // namespace nightshift
