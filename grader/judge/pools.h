// Which values the columns of tiny databases are made of. Columns that are held against each other
// share their values, so that joins match.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "grader/judge/column_kind.h"
#include "grader/judge/facts.h"
#include "grader/judge/legal.h"

namespace nightshift {

struct ColumnPool {
  ColumnKind kind = ColumnKind::kInteger;
  std::size_t link = 0;          // columns of one link are held against each other
  bool used = true;              // by the queries, or by a key
  std::vector<Cell> values;      // legal ones, as the column stores them; the most telling first
  std::vector<Cell> satisfying;  // of these, what all constants of the queries agree to, or some
  std::vector<Cell> sharpest;    // of these, what most constants agree to
  std::vector<Cell> disputed;    // about constants that only one of two queries has
  std::vector<Cell>
      splitting;  // most of what both ask for, they take; of what is disputed, not all
};

struct Pools {
  std::vector<std::vector<ColumnPool>> columns;  // by table and column
  std::vector<std::vector<ColumnRef>> links;     // the columns of each link
  std::vector<bool> tables;                      // used, or the parent of one that is

  const ColumnPool& of(const ColumnRef& column) const {
    return columns[column.table][column.column];
  }
};

// Also reads the literals of CHECKs and DEFAULTs in the DDL.
Pools make_pools(const LegalRules& rules, const QueryFacts& facts);

// The constants that the CHECKs of a table, and `more_checks`, hold against its columns, read off
// their tokens. `in_list` is true where a CHECK reads like column IN (...); `must` is there where
// it is no more than comparisons with constants that all have to hold.
struct CheckLiteral {
  std::size_t column = 0;
  Cell constant;
  bool in_list = false;
  std::optional<CompareOperator> must;
};
std::vector<CheckLiteral> check_literals(const ScratchTable& table,
                                         const std::vector<std::string>& more_checks);

}  // namespace nightshift
