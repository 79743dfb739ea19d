// What a tiny database is meant to show. Each number of a database has its style; the first sixteen
// go through all of them, plainest first.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/random.h"
#include "grader/judge/facts.h"

namespace nightshift {

// Shares are in percent.
struct Style {
  std::int64_t rows_min = 1;  // for each table
  std::int64_t rows_max = 3;
  std::int64_t empty_tables = 0;     // share of tables without rows
  std::int64_t nulls = 0;            // share of NULLs where they are legal
  std::int64_t satisfying = 60;      // share of values that satisfy the queries' constants
  std::int64_t turned = 20;          // share of columns whose values dissatisfy them instead
  std::int64_t disputed = 0;         // share of values about what is disputed, where anything is
  std::int64_t echoes = 60;          // share of values that a column held against this one has
  std::int64_t orphans = 0;          // share of references that are NULL
  std::int64_t clones = 0;           // share of rows that are copies of others
  std::int64_t changes_max = 1;      // of values in a copy
  std::size_t spread = 2;            // how many different values a column has
  bool cover_parents = false;        // children go round their parents
  bool few_parents = false;          // one or two rows where others refer to: children meet
  bool chain = false;                // rows that refer to their own table refer to the one before
  bool distinct_order = false;       // no ties in ORDER BY and GROUP BY
  bool doubles = false;              // everything once more, under other names
  bool later = false;                // rows once more, some time later
  std::vector<std::int64_t> groups;  // rows that agree on what is grouped by; sizes
};

// The style of database `number`. `rows_max` bounds the rows of a group or of a LIMIT.
Style style_of(std::uint64_t number, const QueryFacts& facts, std::int64_t rows_max,
               RandomStream& stream);

}  // namespace nightshift
