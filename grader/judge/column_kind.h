// What kind of values a column is meant for, and small supplies of such values. SQLite's types say
// little (DATE is a number to it), so the declared type, the rules, the constants that queries hold
// against the column and at last its name decide.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "grader/judge/constraints.h"
#include "grader/judge/facts.h"

namespace nightshift {

enum class ColumnKind {
  kInteger,
  kIdentifier,  // whole numbers from 1 on that only tell rows apart
  kReal,
  kText,
  kDate,
  kTimestamp,
  kMoment,     // with an offset from UTC
  kMomentUtc,  // with a Z
  kTime,
  kMonth,
  kYear,
  kBoolean,
  kBlob,
};

// What is known of one column.
struct ColumnEvidence {
  const ScratchColumn& column;
  const ColumnRule& rule;
  std::vector<ConstantUse> constants;
  std::vector<DateUse> dates;
  std::size_t asked = 0;  // of the constants, those before it are conditions; the others tell only
  bool in_key = false;    // of its own table, or referring to another's
};

ColumnKind kind_of(const ColumnEvidence& evidence);

// A few plain values, the plainest first.
std::vector<Cell> plain_values(ColumnKind kind);

// The n-th of endlessly many different values (but for kBoolean), from 0.
Cell fresh_value(ColumnKind kind, std::size_t n);

// The constant and values near it, on both sides of whatever edge it draws.
std::vector<Cell> values_near(ColumnKind kind, const ConstantUse& use);

// Values on both sides of what the date uses ask for, taken together: '%Y' = '2020' and '%m' = '03'
// give days in and around March 2020.
std::vector<Cell> values_near(ColumnKind kind, const std::vector<DateUse>& uses);

// Days, or days with a time: kinds whose values lie about a moment.
bool is_of_days(ColumnKind kind);

// The moment as a column of that kind, one of days, writes it. `turn` chooses among offsets.
Cell moment_value(ColumnKind kind, std::int64_t seconds, std::size_t turn = 0);

// Would strftime(use.format, value) <op> use.constant hold? Formats with more than %Y %m %d %H %M
// %S never do.
bool satisfies(const Cell& value, const DateUse& use);

// The text with its letters' case turned around.
std::string swapped_case(std::string text);

}  // namespace nightshift
