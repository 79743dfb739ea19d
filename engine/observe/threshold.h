// What a quality rule allows: the comparison operators of the Open Data Contract Standard over
// whole numbers. Shares are compared by cross-multiplication, so nothing is ever rounded before it
// is judged.
#pragma once

#include <cstdint>
#include <string>

#include "engine/json/reader.h"

namespace nightshift {

enum class Operator {
  kMustBe,
  kMustNotBe,
  kMustBeGreaterThan,
  kMustBeGreaterOrEqualTo,
  kMustBeLessThan,
  kMustBeLessOrEqualTo,
  kMustBeBetween,     // both ends are allowed
  kMustNotBeBetween,  // both ends are forbidden
};

// What a number counts. Percentages are held in thousandths: 0.5 percent is 500.
enum class Unit {
  kRows,
  kPlain,              // whatever a query answers
  kPercent,            // of the rows of the table
  kPercentOfBaseline,  // of the usual row count; a word of our own, for volume monitors
};

struct Threshold {
  Operator comparison = Operator::kMustBe;
  std::int64_t low = 0;   // rows, or thousandths of a percent; the only number but for "between"
  std::int64_t high = 0;  // "between" only; not less than low

  friend bool operator==(const Threshold&, const Threshold&) = default;
};

// `count` out of `whole`; for kRows and kPlain the whole does not matter. Both from 0 to kRowsMax.
struct Measure {
  std::int64_t count = 0;
  std::int64_t whole = 0;
};

constexpr std::int64_t kRowsMax = 1'000'000'000;

// Whether the measure is allowed. A share of nothing: 0 of 0 rows are 0 percent, and 0 rows where 0
// are usual are 100 percent of the baseline; more than that exceeds every limit.
bool allows(const Threshold& threshold, Unit unit, const Measure& measure);

// The measure in its unit, cut to a whole number: a count, or thousandths of a percent. What
// exceeds every limit is told as a share of 1.
std::int64_t observed_in(Unit unit, const Measure& measure);

// "3 rows", "3", "12.5 percent", "40 percent of the baseline".
std::string amount_text(Unit unit, std::int64_t amount);

// "must be 0 rows", "must be between 50 and 200 percent of the baseline".
std::string threshold_text(const Threshold& threshold, Unit unit);

// Reads the one operator of an object. Errors: "quality.no_operator" where there is none,
// "quality.several_operators" where there is more than one, "quality.range" where the smaller
// number does not come first, "quality.decimals" for a percentage with more than three digits after
// the point, and json.* for the rest.
Threshold read_threshold(JsonReader& rule, Unit unit);

}  // namespace nightshift
