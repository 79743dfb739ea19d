#include "grader/judge/column_kind.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

bool has_any(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

ColumnKind kind_of_format(TextFormat format) {
  switch (format) {
    case TextFormat::kDate:
      return ColumnKind::kDate;
    case TextFormat::kTimestamp:
      return ColumnKind::kTimestamp;
    case TextFormat::kMoment:
      return ColumnKind::kMoment;
    case TextFormat::kMomentUtc:
      return ColumnKind::kMomentUtc;
    case TextFormat::kMonth:
      return ColumnKind::kMonth;
    case TextFormat::kYear:
      return ColumnKind::kYear;
    case TextFormat::kTime:
      return ColumnKind::kTime;
    case TextFormat::kAny:
      break;
  }
  return ColumnKind::kText;
}

ColumnKind kind_of_name(const std::string& name, ColumnKind otherwise) {
  if (has_any(name, {"timestamp", "datetime"}) || ends_with_any(name, {"_at", "_time"})) {
    return ColumnKind::kTimestamp;
  }
  if (ends_with_any(name, {"date", "_day", "_on"}) || name.starts_with("date_")) {
    return ColumnKind::kDate;
  }
  return otherwise;
}

// What the declared type means to people.
ColumnKind kind_of_type(const ScratchColumn& column) {
  const std::string type = lower_case(column.declared_type);
  const std::string name = lower_case(column.name);
  if (has_any(type, {"bool"})) return ColumnKind::kBoolean;
  if (has_any(type, {"datetime", "timestamp"})) return ColumnKind::kTimestamp;
  if (has_any(type, {"date"})) return ColumnKind::kDate;
  if (type == "year") return ColumnKind::kYear;
  if (has_any(type, {"time"})) return ColumnKind::kTime;
  switch (column.affinity) {
    case Affinity::kInteger:
      return ends_with_any(name, {"year"}) ? ColumnKind::kYear : ColumnKind::kInteger;
    case Affinity::kText:
      return kind_of_name(name, ColumnKind::kText);
    case Affinity::kReal:
    case Affinity::kNumeric:
      return ColumnKind::kReal;
    case Affinity::kNone:
      break;
  }
  if (has_any(type, {"blob"})) return ColumnKind::kBlob;
  const bool named_as_text = has_any(name, {"name", "title", "city", "type", "status", "code",
                                            "text", "desc", "country", "email"});
  return named_as_text ? ColumnKind::kText : kind_of_name(name, ColumnKind::kInteger);
}

bool is_day_kind(ColumnKind kind) { return is_of_days(kind) || kind == ColumnKind::kTime; }

// What the constants are, where they all agree.
struct Constants {
  bool any = false;
  bool numbers = true;
  bool days = true;    // dates or timestamps
  bool times = false;  // at least one with a time of day
  bool texts = true;
  bool equals = false;  // one is asked for exactly

  explicit Constants(const std::vector<ConstantUse>& uses) {
    for (const ConstantUse& use : uses) {
      const bool is_pattern = use.op == CompareOperator::kLike || use.op == CompareOperator::kGlob;
      if (is_pattern || std::holds_alternative<Null>(use.constant)) continue;
      any = true;
      const ColumnType type = type_of(use.constant);
      numbers = numbers && is_number(use.constant);
      texts = texts && std::holds_alternative<std::string>(use.constant);
      days = days && (type == ColumnType::kDate || type == ColumnType::kTimestamp);
      times = times || type == ColumnType::kTimestamp;
      equals = equals || use.op == CompareOperator::kEqual;
    }
  }
};

ColumnKind kind_of_numbers(const ScratchColumn& column, const std::vector<ConstantUse>& uses) {
  const bool whole = std::all_of(uses.begin(), uses.end(), [](const ConstantUse& use) {
    return !std::holds_alternative<double>(use.constant);
  });
  const bool takes_reals = column.affinity != Affinity::kInteger;
  return whole && !takes_reals ? ColumnKind::kInteger : ColumnKind::kReal;
}

std::string letters(std::size_t n) {
  std::string text;
  for (;; n = n / 26 - 1) {
    text.insert(text.begin(), static_cast<char>('a' + n % 26));
    if (n < 26) return text;
  }
}

}  // namespace

ColumnKind kind_of(const ColumnEvidence& evidence) {
  if (evidence.rule.format != TextFormat::kAny) return kind_of_format(evidence.rule.format);
  const ColumnKind declared = kind_of_type(evidence.column);
  const Constants constants(evidence.constants);
  const bool untyped =
      evidence.column.affinity == Affinity::kNone || evidence.column.affinity == Affinity::kText;
  if (constants.any && constants.days && evidence.column.affinity != Affinity::kReal) {
    if (declared == ColumnKind::kDate || declared == ColumnKind::kMonth) return declared;
    const bool time = constants.times || (declared == ColumnKind::kTimestamp && !constants.equals);
    return time ? ColumnKind::kTimestamp : ColumnKind::kDate;
  }
  if (!evidence.dates.empty() && !is_day_kind(declared)) return ColumnKind::kDate;
  if (constants.any && is_day_kind(declared)) {
    if (constants.numbers) return ColumnKind::kInteger;
    const bool other_text = constants.texts && declared != ColumnKind::kTime;
    return other_text && evidence.dates.empty() ? ColumnKind::kText : declared;
  }
  if (constants.any && constants.numbers && untyped) {
    return kind_of_numbers(evidence.column, evidence.constants);
  }
  if (constants.any && constants.texts && declared != ColumnKind::kText) {
    const bool odd =
        evidence.column.affinity == Affinity::kNone || declared == ColumnKind::kBoolean;
    if (odd) return ColumnKind::kText;
  }
  const bool identifies = evidence.in_key && !constants.any && declared == ColumnKind::kInteger;
  return identifies ? ColumnKind::kIdentifier : declared;
}

std::vector<Cell> plain_values(ColumnKind kind) {
  const auto integers = [](std::initializer_list<std::int64_t> values) {
    return std::vector<Cell>(values.begin(), values.end());
  };
  const auto texts = [](std::initializer_list<const char*> values) {
    std::vector<Cell> cells;
    for (const char* value : values) cells.emplace_back(std::string(value));
    return cells;
  };
  switch (kind) {
    case ColumnKind::kInteger:
      return integers({1, 2, 0, 3, 10, -1, 5});
    case ColumnKind::kIdentifier:
      return integers({1, 2, 3, 4});
    case ColumnKind::kReal:
      return {std::int64_t{1}, std::int64_t{2}, 1.5, std::int64_t{0}, 2.25, std::int64_t{10}, -1.5};
    case ColumnKind::kText:
      return texts({"a", "b", "A", "", "ab", "c"});
    case ColumnKind::kDate:
      return texts(
          {"2020-01-31", "2020-02-01", "2019-12-31", "2020-02-29", "2020-03-15", "2021-02-01"});
    case ColumnKind::kTimestamp:
      return texts({"2020-01-31 12:30:00", "2020-02-01 00:00:00", "2020-01-31 23:59:59",
                    "2019-12-31 08:00:00", "2020-03-15 09:15:30", "2021-02-01 12:30:00"});
    case ColumnKind::kMoment:
      // Days that are not the same here and in UTC, about the ends of a month and of a year.
      return texts(
          {"2020-01-31T12:30:00Z", "2020-02-01T01:30:00+02:00", "2020-01-31T23:30:00-05:00",
           "2020-02-01T00:00:00+00:00", "2020-01-31T23:59:59Z", "2020-03-15T09:15:30+05:30",
           "2019-12-31T22:00:00-03:30", "2020-02-29T12:00:00+09:00", "2021-02-01T12:30:00Z"});
    case ColumnKind::kMomentUtc:
      return texts({"2020-01-31T12:30:00Z", "2020-02-01T00:00:00Z", "2020-01-31T23:59:59Z",
                    "2019-12-31T08:00:00Z", "2020-03-15T09:15:30Z", "2021-02-01T12:30:00Z"});
    case ColumnKind::kTime:
      return texts({"12:30:00", "00:00:00", "23:59:59", "09:15:30"});
    case ColumnKind::kMonth:
      return texts({"2020-01", "2020-02", "2019-12", "2021-01"});
    case ColumnKind::kYear:
      return integers({2020, 2019, 2021, 2000, 1999});
    case ColumnKind::kBoolean:
      return integers({1, 0});
    case ColumnKind::kBlob:
      return {Blob{"a"}, Blob{"b"}, Blob{""}};
  }
  return {};
}

Cell fresh_value(ColumnKind kind, std::size_t n) {
  constexpr std::int64_t kFirstDay = 18262;  // 2020-01-01
  constexpr std::int64_t kMonthSeconds = 31 * kSecondsPerDay;
  const auto count = static_cast<std::int64_t>(n);
  const std::int64_t day = (kFirstDay + count) * kSecondsPerDay;
  switch (kind) {
    case ColumnKind::kText:
      return letters(n);
    case ColumnKind::kDate:
      return day_text(day);
    case ColumnKind::kTimestamp:
      return moment_text(day + 36'000);
    case ColumnKind::kMoment:
    case ColumnKind::kMomentUtc:
      // A month apart each: what is grouped is often months.
      return moment_value(kind, kFirstDay * kSecondsPerDay + count * kMonthSeconds + 36'000, n);
    case ColumnKind::kTime:
      return moment_text(count * 60).substr(11);
    case ColumnKind::kMonth:
      return day_text(start_of_unit(DateUnit::kMonth,
                                    kFirstDay * kSecondsPerDay + count * kMonthSeconds))
          .substr(0, 7);
    case ColumnKind::kYear:
      return 2000 + count;
    case ColumnKind::kBoolean:
      return count % 2;
    case ColumnKind::kBlob:
      return Blob{letters(n)};
    default:
      return count + 1;
  }
}

}  // namespace nightshift
