// Tables and cells as short texts, so that a case is one line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/table/difference.h"
#include "engine/table/table.h"

namespace nightshift {

// "3" INTEGER; "3.0", "1e9", "NaN", "-Inf" REAL; "NULL"; "X'0a'" BLOB; "'3'" or any other word
// TEXT.
Cell cell_of(std::string_view text);

// Column names, then rows: table_of("month revenue | 2026-01 1200 | 2026-02 NULL"). Words are
// separated by blanks; a quoted text may hold blanks and bars. Types are inferred.
Table table_of(std::string_view text);

// "1 same, 2 missing" without the zeros; "" for two empty tables.
std::string totals(const RowDifference& difference);

// "changed 1 x -> 2 x [0]; missing 3 y; extra 4 z"
std::string rows_text(const RowDifference& difference);

// The causes, one after the other.
std::string causes_text(const RowDifference& difference);

}  // namespace nightshift
