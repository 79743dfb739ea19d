// What is known of the queries that a database should tell apart. Plain data: it is drawn from
// syntax trees elsewhere, and everything in it is a hint. A fact that is missing or wrong makes
// databases less telling, never illegal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/table/cell.h"
#include "engine/warehouse/scratch_schema.h"

namespace nightshift {

// A column of a table, by their indexes in the schema.
struct ColumnRef {
  std::size_t table = 0;
  std::size_t column = 0;

  friend auto operator<=>(const ColumnRef&, const ColumnRef&) = default;
};

enum class CompareOperator {
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kLike,
  kGlob,
};

// column <op> constant: WHERE total >= 100. IN gives one for each value, BETWEEN gives two.
struct ConstantUse {
  ColumnRef column;
  CompareOperator op = CompareOperator::kEqual;
  Cell constant;

  friend bool operator==(const ConstantUse&, const ConstantUse&) = default;
};

// left <op> right: a join edge, or any two columns that are held against each other.
struct ColumnPair {
  ColumnRef left;
  ColumnRef right;
  CompareOperator op = CompareOperator::kEqual;

  friend bool operator==(const ColumnPair&, const ColumnPair&) = default;
};

// strftime(format, column) <op> constant; a format of SQLite's: "%Y", "%m", "%Y-%m". An empty
// constant (NULL): the format is used, nothing is compared.
struct DateUse {
  ColumnRef column;
  std::string format;
  CompareOperator op = CompareOperator::kEqual;
  Cell constant;

  friend bool operator==(const DateUse&, const DateUse&) = default;
};

enum class AggregateKind { kCount, kSum, kAverage, kMinimum, kMaximum };

// HAVING aggregate(argument) <op> bound; also where a subquery counts.
struct GroupBound {
  AggregateKind aggregate = AggregateKind::kCount;
  std::vector<ColumnRef> argument;  // at most one; empty for COUNT(*)
  CompareOperator op = CompareOperator::kGreaterEqual;
  Cell bound;
};

// How far two values lie apart where a comparison of them tips: back - out > 5. Of columns of days
// and moments, in seconds.
struct Distance {
  std::vector<ColumnRef> columns;  // as they are written; one alone is compared with other rows
  std::int64_t amount = 0;
  std::int64_t unit = 1;    // the least that matters
  std::int64_t months = 0;  // of the calendar, besides
};

// What one of two queries asks for and the other does not: where they are likely to differ.
struct Disputes {
  std::vector<ConstantUse> constants;
  std::vector<DateUse> dates;
  std::vector<ColumnPair> pairs;

  bool any() const { return !constants.empty() || !dates.empty() || !pairs.empty(); }
};

struct QueryFacts {
  std::vector<ConstantUse> constants;
  std::vector<ColumnPair> pairs;
  std::vector<DateUse> dates;
  std::vector<GroupBound> group_bounds;
  std::vector<std::int64_t> limits;      // of rows: LIMIT, and LIMIT + OFFSET
  std::vector<ColumnRef> group_columns;  // GROUP BY, DISTINCT, PARTITION BY
  std::vector<ColumnRef> order_columns;  // ORDER BY, also of windows
  std::vector<ColumnRef> case_columns;   // texts whose letter case may matter (lower(), LIKE)
  std::vector<ColumnRef> arithmetic;     // in sums, products, quotients, ROUND
  std::vector<Distance> distances;
  std::vector<ConstantUse> proposals;  // values that tell something, though none is asked for
  std::vector<Cell> loose_constants;   // constants that belong to no column
  std::vector<Cell> loose_days;        // texts of days and months that do, and stand for no NULL
  std::vector<std::size_t> tables;     // used at all; empty: all of them
  std::vector<ColumnRef> columns;      // used at all; a table without any: all of its columns
  Disputes disputes;                   // of facts that were merged
};

// Both together, as for a reference and an answer, and what only one of them has.
QueryFacts merged(const QueryFacts& left, const QueryFacts& right);

// Does the value satisfy `value <op> constant`, as SQLite would have it? NULL satisfies nothing.
bool satisfies(const Cell& value, CompareOperator op, const Cell& constant);

// LIKE as SQLite has it (% and _, ASCII letter case free) without ESCAPE; GLOB with * and ? only.
bool like_matches(std::string_view pattern, std::string_view text);
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace nightshift
