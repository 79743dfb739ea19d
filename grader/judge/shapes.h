// What a wrong result looks like beside the right one: everything twice, a hundred times too much,
// a month late, without the rows that hold NULL. No query is read and none is run; a shape is told
// only where it holds for every row that it speaks of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/json/json.h"
#include "engine/table/difference.h"
#include "engine/table/table.h"

namespace nightshift {

enum class ShapeKind {
  // Rows.
  kEmpty,             // no rows where there should be some
  kKFold,             // every row k times as often
  kRepeated,          // the right rows, some of them too often
  kMerged,            // the right rows, some of them too seldom
  kNullGroupMissing,  // the one row whose key is NULL
  kNullRowsMissing,   // all rows with a NULL in some column, as an inner join loses them
  kNullRowsExtra,
  kOnePerGroupMissing,  // of every value of a column one row
  kSubset,
  kSuperset,
  // Order.
  kReversed,
  kOrder,
  // Columns.
  kColumnsSwapped,
  // Values of a column, in all rows where it differs.
  kUnitRatio,  // times or parts 10, 100, 1000, 1000000
  kRatio,      // times or parts another number
  kSign,
  kOffset,
  kShiftedDay,
  kShiftedMonth,
  kIntegerDivision,  // cut to whole numbers
  kRounded,
  kTextCase,
  kTextBlanks,
  kTextForNumber,  // '5' for 5
  kNullForValue,   // NULL where 0 or an empty text should be
  kValueForNull,   // the other way round
};

// "shape.k_fold": stable, on the wire.
std::string_view shape_id(ShapeKind kind);
// A few words: "Every row several times".
std::string_view shape_title(ShapeKind kind);

struct Shape {
  ShapeKind kind = ShapeKind::kSubset;
  std::string sentence;  // with the figures
};

struct ShapeOptions {
  CellRules cells;
  bool ordered = false;  // the rows must come in order
};

// The shapes that hold, the most telling first; empty where the results agree, have another number
// of columns, or look like nothing known. Shapes of values need rows that belong together: they are
// paired by the columns that agree. A ratio or an offset needs two different values at least, but
// for a ratio of 100, 1000 or 1000000. Costs O(n log n) cell comparisons; rows that are missing or
// extra are looked for one by one, and only among at most 2000.
std::vector<Shape> shapes_of(const Table& expected, const Table& actual,
                             const ShapeOptions& options = {});

// [{"id": "shape.k_fold", "title": "...", "sentence": "..."}]
Json shapes_json(const std::vector<Shape>& shapes);

}  // namespace nightshift
