// Which tiny databases are legal: the DDL and the author's constraints as one, looked at without
// SQLite. CHECKs, and unique indexes over expressions, are SQLite's to judge (settle.h).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "grader/judge/constraints.h"
#include "grader/judge/tiny_data.h"

namespace nightshift {

struct LegalRules {
  ScratchSchema schema;     // with the constraints' NOT NULLs, keys and references in it
  Constraints constraints;  // values, ranges, formats, numbers of rows
};

// `constraints` belong to `schema`.
LegalRules legal_rules(const ScratchSchema& schema, const Constraints& constraints);

// May a column hold the value, which is as the column stores it? Keys are not looked at.
bool may_hold(const LegalRules& rules, const ColumnRef& column, const Cell& cell);

// The first key of the table on which one of `others` agrees with the row; nullptr where none does.
const ScratchKey* repeated_key(const ScratchTable& table, std::span<const ScratchRow> others,
                               const ScratchRow& row);

// The first row that breaks a rule; kOther without a row for a table with too few or too many.
std::optional<ScratchViolation> first_violation(const LegalRules& rules, const TinyData& data);

// Takes a row away, and all rows that then lack their parent.
void drop_row(const LegalRules& rules, TinyData& data, std::size_t table, std::size_t row);

// Takes rows away until none breaks a rule; the numbers of rows are not looked at.
void drop_illegal_rows(const LegalRules& rules, TinyData& data);

// Takes away every row that lacks its parent.
void drop_orphans(const LegalRules& rules, TinyData& data);

}  // namespace nightshift
