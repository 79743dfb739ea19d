// How two results differ: the one place where rows are compared.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/table/table.h"

namespace nightshift {

enum class ColumnMatching { kPosition, kName, kAny };
enum class TextCase { kExact, kFold };

// When two cells count as equal. Integers and reals compare by value; text never equals a number;
// NULL equals only NULL; -0 equals 0, infinities equal themselves, NaN equals NaN.
struct CellRules {
  // Numbers of which at least one is real are equal when they differ by at most real_absolute, or
  // by at most real_relative times the larger magnitude ...
  double real_absolute = 1e-9;
  double real_relative = 1e-9;
  // ... or, when given, when they agree after rounding to this many decimals (half away from zero).
  std::optional<int> real_decimals;
  bool text_trim = false;  // ASCII blanks at both ends do not count
  TextCase text_case = TextCase::kExact;
};

bool cells_equal(const Cell& left, const Cell& right, const CellRules& rules);

struct RowRules {
  CellRules cells;
  bool as_set = false;             // duplicates do not count
  std::vector<std::string> key;    // column names, letter case free: pairs missing and extra rows
                                   // as changed; empty: chosen (below)
  std::size_t rows_shown_max = 6;  // 0 to 50
};

enum class RowMark { kMissing, kExtra, kChanged };

struct DifferentRow {
  RowMark mark = RowMark::kMissing;
  std::optional<std::vector<Cell>> expected;  // absent when kExtra
  std::optional<std::vector<Cell>> actual;    // absent when kMissing
  std::vector<std::size_t> differs;           // kChanged: the columns that differ, ascending
};

struct RowDifference {
  std::size_t same = 0;
  std::size_t missing =
      0;  // rows expected and not there (rows that count as changed are not among them)
  std::size_t extra = 0;
  std::size_t changed = 0;
  std::vector<DifferentRow>
      rows;  // changed first, then missing, then extra; each in the table's own order; capped
  std::vector<std::string>
      causes;  // what explains the whole difference, in plain sentences; see below

  bool none() const { return missing + extra + changed == 0; }
};

// Compares two tables of equally many columns as bags (or sets) of rows. Row order does not matter.
// Equality with a tolerance is not transitive, so within rows whose exact columns agree the real
// columns are paired by sorted order, and groups of at most 64 rows by a maximum matching.
//
// Missing and extra rows that agree on the key are one changed row. Without a given key it is the
// first column whose values are all different and not NULL in both tables; without such a column
// nothing counts as changed.
//
// `causes` names what explains every difference at once, most telling first, e.g.:
//   "Each revenue_cents is 1/100 of the expected value." (a constant factor, over at least two
//   changed rows) "Each row appears 3 times instead of once." "Your rows are the expected ones
//   without 2 of them." / "... and 2 more." "Where revenue_cents should be 0 it is NULL." (and the
//   other way round)
// Cost: O(n log n) cell comparisons for n rows, plus the matchings.
RowDifference row_difference(const Table& expected, const Table& actual, const RowRules& rules);

// One term of an order: a column of the expected table.
struct OrderKey {
  std::size_t column = 0;
  bool descending = false;
  std::optional<bool>
      nulls_first;  // SQLite's default: NULL sorts before every value, so first when ascending
};

// True when `table` is in the order of `keys`.
bool is_ordered(const Table& table, const std::vector<OrderKey>& keys);

// A row of `actual` that stands in the wrong place, and a row of `expected` that belongs there.
struct OutOfOrder {
  std::size_t actual = 0;
  std::size_t expected = 0;
};

// Where `actual` leaves the order of `expected` (rows equal as bags, or as sets under
// rules.as_set; `expected` ordered by `keys`), up to ties: rows that agree on all keys may come in
// any order. The first row of `actual` that does not belong into the tie group at its place;
// nullopt when the order is right. As sets, a row may be repeated, but only next to its ties.
std::optional<OutOfOrder> first_out_of_order(const Table& expected, const Table& actual,
                                             const std::vector<OrderKey>& keys,
                                             const RowRules& rules);

struct ColumnMatch {
  std::vector<std::size_t> columns;  // by expected column: the index in the actual tables
  // kAny: there were too many mappings to try them all, and neither values nor names decide; then
  // `columns` is a guess.
  bool is_guess = false;
};

// Which column of a result answers for each expected column. `expected` and `actual` hold one table
// per data set, in the same order; all of a side have the same columns.
//   kPosition: the identity. kName: by name, letter case free, repeated names in order. kAny: one
//   injective mapping fixed over all data sets under which the rows agree (as bags, or as sets
//   under rules.as_set), tried in the order of positions; where none exists, by name where names
//   match, else by position.
// nullopt when the numbers of columns differ, or a name has no partner under kName.
std::optional<ColumnMatch> match_columns(const std::vector<const Table*>& expected,
                                         const std::vector<const Table*>& actual,
                                         ColumnMatching matching, const RowRules& rules);

// `table` with its columns picked and ordered by `columns`.
Table pick_columns(const Table& table, const std::vector<std::size_t>& columns);

}  // namespace nightshift
