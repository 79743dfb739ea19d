// Do two results agree? Made for tiny results and millions of them: equal tables and plain
// differences are seen at once; only what a tolerance could forgive goes to engine/table.
#pragma once

#include <vector>

#include "engine/table/difference.h"
#include "engine/table/table.h"

namespace nightshift {

enum class ResultOrder {
  kNone,      // rows are a bag (or a set)
  kTies,      // the reference's ORDER BY: rows that agree on `keys` may come in any order
  kSequence,  // row by row
};

struct ResultRules {
  CellRules cells;
  bool as_set = false;        // duplicates do not count; under kSequence they do
  bool column_names = false;  // names must agree, letter case free
  ResultOrder order = ResultOrder::kNone;
  std::vector<OrderKey> keys;  // kTies: columns of the expected table, which is in their order
};

enum class ResultDifference { kNone, kColumnCount, kColumnNames, kRows, kOrder };

// The first way in which the results differ, in the order of the enumeration. Columns answer for
// each other by position, and their number counts also when there are no rows. Types do not matter.
ResultDifference result_difference(const Table& expected, const Table& actual,
                                   const ResultRules& rules);

inline bool same_result(const Table& expected, const Table& actual, const ResultRules& rules) {
  return result_difference(expected, actual, rules) == ResultDifference::kNone;
}

}  // namespace nightshift
