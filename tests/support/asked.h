// A query and its answer in one line of text.
#pragma once

#include <string>
#include <string_view>

#include "engine/warehouse/warehouse.h"

namespace nightshift {

// Its rows, apart by |: "1 a|2 NULL"; the error's code when it failed.
inline std::string answer_text(const Result<QueryOutcome>& outcome) {
  if (!outcome) return outcome.error().code;
  std::string text;
  for (std::size_t row = 0; row < outcome->table.row_count(); ++row) {
    if (row > 0) text += '|';
    for (const Cell& cell : outcome->table.row(row)) {
      if (!text.empty() && text.back() != '|') text += ' ';
      text += cell_text(cell);
    }
  }
  return text;
}

inline std::string asked(Warehouse& warehouse, std::string_view sql) {
  return answer_text(warehouse.query(sql, {}));
}

}  // namespace nightshift
