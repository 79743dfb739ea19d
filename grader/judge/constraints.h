// What data are legal, beyond what the DDL says. An author declares it; every database that the
// judge makes obeys it, so that no answer is refused for data that cannot be.
//
//   {
//     "nullable": false,                    // columns of which nothing is said take no NULL; true
//                                           // (the default): as the DDL has it
//     "tables": {
//       "orders": {
//         "rows_min": 1, "rows_max": 6,     // how many rows a database has
//         "unique": [["customer_id", "placed_on"]],
//         "check": ["total >= shipping"],   // SQL that every row obeys; NULL obeys, as in a CHECK
//         "columns": {
//           "status": {"values": ["paid", "open"]},
//           "total": {"min": 0, "max": 1000, "not_null": true},
//           "placed_on": {"format": "date", "min": "2024-01-01"},
//           "customer_id": {"references": "customers.id"},
//           "code": {"unique": true, "not_null": false}
//         }
//       }
//     }
//   }
//
// docs/judge.md tells it to authors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "grader/judge/facts.h"
#include "grader/judge/tiny_data.h"

namespace nightshift {

// How a text is written.
enum class TextFormat {
  kAny,
  kDate,       // 2024-02-29
  kTimestamp,  // 2024-02-29 13:45:00
  kMoment,     // 2024-02-29T13:45:00+02:00, or with Z: a local clock and its offset from UTC
  kMomentUtc,  // 2024-02-29T13:45:00Z
  kMonth,      // 2024-02
  kYear,       // 2024, as a text or a number
  kTime,       // 13:45:00
};

struct ColumnRule {
  bool not_null = false;
  bool unique = false;
  std::vector<Cell> values;  // empty: any
  std::optional<Cell> min;   // numbers, or texts of the format
  std::optional<Cell> max;
  TextFormat format = TextFormat::kAny;
  std::optional<ColumnRef> references;
};

struct TableRule {
  std::vector<ColumnRule> columns;
  std::vector<std::vector<std::size_t>> unique;
  std::vector<std::string> checks;
  std::size_t rows_min = 0;
  std::optional<std::size_t> rows_max;
};

// By the tables and columns of a schema.
struct Constraints {
  std::vector<TableRule> tables;
};

// Nothing beyond the DDL.
Constraints no_constraints(const ScratchSchema& schema);

// Reads JSON with comments; `file` names it in errors, which are the author's: json.*,
// judge.unknown_table, judge.unknown_column (both with the nearest name), judge.contradiction (two
// rules that cannot both hold; see also check_meetable() of settle.h for those that only data
// show). Checks are not looked at here: add_checks() of settle.h gives them to SQLite.
ResultOrErrors<Constraints> read_constraints(std::string_view text, const std::string& file,
                                             const ScratchSchema& schema);

// The same on top of what holds already. `place` is where the JSON stands: errors have its file,
// and pointers behind its pointer.
ResultOrErrors<Constraints> read_constraints(std::string_view text, const Where& place,
                                             const ScratchSchema& schema, Constraints known);

// A draft in that format for the author to confirm, from what `sample` shows: NOT NULL, keys, lists
// of values (texts with few different ones), ranges, formats, references that always hold. What the
// DDL says already is left out. A table without rows gives nothing. Costs O(n log n) per column,
// and per pair of columns for references.
Json draft_constraints(const ScratchSchema& schema, const TinyData& sample);

// True when the text (or number, for kYear) is written so.
bool has_format(const Cell& cell, TextFormat format);

// left < right. Moments of any offset compare by the time that they mean, not by their letters.
bool is_below(const Cell& left, const Cell& right, TextFormat format);

// The name in the file: "date", ...; kAny is "any".
std::string_view text_format_text(TextFormat format);

}  // namespace nightshift
