#include "engine/observe/threshold.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kThousandthsOfWhole = 100'000;  // 100 percent
constexpr double kPercentMax = 1'000'000;

// The key in a contract, and the words in a sentence.
struct OperatorWords {
  std::string_view key;
  std::string_view words;
  Operator comparison;
};

constexpr std::array kOperators = {
    OperatorWords{"mustBe", "must be", Operator::kMustBe},
    OperatorWords{"mustNotBe", "must not be", Operator::kMustNotBe},
    OperatorWords{"mustBeGreaterThan", "must be more than", Operator::kMustBeGreaterThan},
    OperatorWords{"mustBeGreaterOrEqualTo", "must be at least", Operator::kMustBeGreaterOrEqualTo},
    OperatorWords{"mustBeLessThan", "must be less than", Operator::kMustBeLessThan},
    OperatorWords{"mustBeLessOrEqualTo", "must be at most", Operator::kMustBeLessOrEqualTo},
    OperatorWords{"mustBeBetween", "must be between", Operator::kMustBeBetween},
    OperatorWords{"mustNotBeBetween", "must not be between", Operator::kMustNotBeBetween},
};

bool has_two_numbers(Operator comparison) {
  return comparison == Operator::kMustBeBetween || comparison == Operator::kMustNotBeBetween;
}

bool is_share(Unit unit) { return unit == Unit::kPercent || unit == Unit::kPercentOfBaseline; }

bool is_nothing_of_nothing(const Measure& measure) {
  return measure.count == 0 && measure.whole == 0;
}

std::int64_t share_of_nothing(Unit unit) {
  return unit == Unit::kPercentOfBaseline ? kThousandthsOfWhole : 0;
}

// Negative, 0 or positive as the measure is less than, equal to or more than `limit`.
int compare(Unit unit, const Measure& measure, std::int64_t limit) {
  std::int64_t left = measure.count;
  std::int64_t right = limit;
  if (is_share(unit)) {
    const bool nothing = is_nothing_of_nothing(measure);
    left = nothing ? share_of_nothing(unit) : measure.count * kThousandthsOfWhole;
    right = nothing ? limit : limit * measure.whole;
  }
  return left < right ? -1 : (left > right ? 1 : 0);
}

// Thousandths of a percent without the zeros at the end: 12500 -> "12.5".
std::string percent_text(std::int64_t thousandths) {
  std::string text = count_text(thousandths / 1000);
  std::string rest = std::to_string(1000 + thousandths % 1000).substr(1);
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return rest.empty() ? text : text + "." + rest;
}

std::string number_text(Unit unit, std::int64_t amount) {
  return is_share(unit) ? percent_text(amount) : count_text(amount);
}

std::int64_t read_amount(JsonReader reader, Unit unit) {
  if (!is_share(unit)) return reader.integer(0, kRowsMax);
  const double thousandths = reader.number(0, kPercentMax) * 1000;
  const double whole = std::round(thousandths);
  if (std::fabs(thousandths - whole) > 1e-6) {
    reader.error("quality.decimals", "a percentage has at most three digits after the point",
                 "Write it with fewer digits.");
  }
  return static_cast<std::int64_t>(whole);
}

void read_range(JsonReader& reader, Unit unit, Threshold& threshold) {
  std::vector<JsonReader> ends = reader.elements();
  if (ends.size() == 2) {
    threshold.low = read_amount(ends[0], unit);
    threshold.high = read_amount(ends[1], unit);
    if (threshold.low < threshold.high) return;
  }
  reader.error("quality.range", "two different numbers must stand here, the smaller one first",
               "Write them like [50, 200].");
  threshold.high = threshold.low;
}

}  // namespace

bool allows(const Threshold& threshold, Unit unit, const Measure& measure) {
  NIGHTSHIFT_CHECK(measure.count >= 0 && measure.count <= kRowsMax);
  NIGHTSHIFT_CHECK(measure.whole >= 0 && measure.whole <= kRowsMax);
  const int low = compare(unit, measure, threshold.low);
  const bool between = low >= 0 && compare(unit, measure, threshold.high) <= 0;
  switch (threshold.comparison) {
    case Operator::kMustBe:
      return low == 0;
    case Operator::kMustNotBe:
      return low != 0;
    case Operator::kMustBeGreaterThan:
      return low > 0;
    case Operator::kMustBeGreaterOrEqualTo:
      return low >= 0;
    case Operator::kMustBeLessThan:
      return low < 0;
    case Operator::kMustBeLessOrEqualTo:
      return low <= 0;
    case Operator::kMustBeBetween:
      return between;
    case Operator::kMustNotBeBetween:
      return !between;
  }
  return false;
}

std::int64_t observed_in(Unit unit, const Measure& measure) {
  if (!is_share(unit)) return measure.count;
  if (is_nothing_of_nothing(measure)) return share_of_nothing(unit);
  return measure.count * kThousandthsOfWhole / std::max<std::int64_t>(measure.whole, 1);
}

std::string amount_text(Unit unit, std::int64_t amount) {
  switch (unit) {
    case Unit::kRows:
      return counted(amount, "row");
    case Unit::kPlain:
      return count_text(amount);
    case Unit::kPercent:
      return percent_text(amount) + " percent";
    case Unit::kPercentOfBaseline:
      return percent_text(amount) + " percent of the baseline";
  }
  return {};
}

std::string threshold_text(const Threshold& threshold, Unit unit) {
  std::string text;
  for (const OperatorWords& known : kOperators) {
    if (known.comparison == threshold.comparison) text = std::string(known.words) + " ";
  }
  if (!has_two_numbers(threshold.comparison)) return text + amount_text(unit, threshold.low);
  return text + number_text(unit, threshold.low) + " and " + amount_text(unit, threshold.high);
}

Threshold read_threshold(JsonReader& rule, Unit unit) {
  Threshold threshold;
  int found = 0;
  for (const OperatorWords& known : kOperators) {
    auto reader = rule.optional_member(known.key);
    if (!reader || found++ > 0) continue;
    threshold.comparison = known.comparison;
    if (has_two_numbers(known.comparison)) {
      read_range(*reader, unit, threshold);
    } else {
      threshold.low = read_amount(*reader, unit);
    }
  }
  if (found == 0 && rule.present()) {
    rule.error("quality.no_operator", "nothing says which number is right",
               "Add an operator such as \"mustBe\": 0 or \"mustBeGreaterThan\": 0.");
  }
  if (found > 1) {
    rule.error("quality.several_operators", "a rule has exactly one operator",
               "Write one rule for each, or use \"mustBeBetween\".");
  }
  return threshold;
}

}  // namespace nightshift
