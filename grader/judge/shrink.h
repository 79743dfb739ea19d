// The smallest tiny database that still shows a difference.
//
// Rows go first (delta debugging: blocks, halves, single rows, each with the rows that need it),
// then values become simple: the same simpler value everywhere it stands, then cell by cell.
//
//   orders  17 | 4 | paid | 250.5     orders  1 | 1 | a | 2
//           18 | 9 | paid | 250.5
//   customers 4 | Ada                 customers 1 | a
//             9 | Bob
#pragma once

#include <cstdint>
#include <functional>

#include "grader/judge/legal.h"
#include "grader/judge/tiny_data.h"

namespace nightshift {

// Does the database, which obeys the rules, still show the difference? False also where SQLite
// refuses it (a CHECK).
using StillDiffers = std::function<bool(const TinyData&)>;

struct ShrinkOptions {
  std::int64_t tries_max = 600;
  bool simplify_values = true;
};

struct Shrunk {
  TinyData data;
  std::int64_t tries = 0;  // how often `differs` was asked
};

// `data` differs and is legal; so is what comes out. NULL comes to no place where it was not. Equal
// input gives equal output. At most tries_max calls of `differs`.
Shrunk shrink_data(const LegalRules& rules, const TinyData& data, const StillDiffers& differs,
                   const ShrinkOptions& options = {});

}  // namespace nightshift
