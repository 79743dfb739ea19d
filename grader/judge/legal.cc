#include "grader/judge/legal.h"

#include <algorithm>

namespace nightshift {
namespace {

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

bool agrees_on(const std::vector<std::size_t>& columns, const ScratchRow& left,
               const ScratchRow& right) {
  return std::all_of(columns.begin(), columns.end(),
                     [&](std::size_t c) { return same_key_value(left[c], right[c]); });
}

// What is wrong with a row by itself, or beside those before it.
std::optional<ScratchViolationKind> row_violation(const LegalRules& rules, std::size_t table,
                                                  const ScratchRows& rows, std::size_t row) {
  const std::vector<ScratchColumn>& columns = rules.schema.tables[table].columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (columns[c].generated || may_hold(rules, {table, c}, rows[row][c])) continue;
    return is_null(rows[row][c]) ? ScratchViolationKind::kNotNull : ScratchViolationKind::kCheck;
  }
  const std::span<const ScratchRow> before(rows.data(), row);
  if (repeated_key(rules.schema.tables[table], before, rows[row]) != nullptr) {
    return ScratchViolationKind::kUnique;
  }
  return std::nullopt;
}

std::optional<ScratchViolation> count_violation(const LegalRules& rules, const TinyData& data) {
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    const TableRule& rule = rules.constraints.tables[t];
    const std::size_t count = data.tables[t].size();
    if (count >= rule.rows_min && count <= rule.rows_max.value_or(count)) continue;
    return ScratchViolation{
        .kind = ScratchViolationKind::kOther,
        .table = t,
        .message = rules.schema.tables[t].name + " has too few or too many rows"};
  }
  return std::nullopt;
}

}  // namespace

LegalRules legal_rules(const ScratchSchema& schema, const Constraints& constraints) {
  LegalRules rules{.schema = schema, .constraints = constraints};
  for (std::size_t t = 0; t < schema.tables.size(); ++t) {
    ScratchTable& table = rules.schema.tables[t];
    const TableRule& rule = constraints.tables[t];
    for (const auto& key : rule.unique) table.keys.push_back({.columns = key});
    for (std::size_t c = 0; c < rule.columns.size(); ++c) {
      const ColumnRule& column = rule.columns[c];
      table.columns[c].not_null = table.columns[c].not_null || column.not_null;
      if (column.unique) table.keys.push_back({.columns = {c}});
      if (!column.references) continue;
      table.foreign_keys.push_back({.columns = {c},
                                    .parent = column.references->table,
                                    .parent_columns = {column.references->column}});
    }
  }
  return rules;
}

bool may_hold(const LegalRules& rules, const ColumnRef& column, const Cell& cell) {
  if (is_null(cell)) return !rules.schema.tables[column.table].columns[column.column].not_null;
  const ColumnRule& rule = rules.constraints.tables[column.table].columns[column.column];
  if (rule.min && is_below(cell, *rule.min, rule.format)) return false;
  if (rule.max && is_below(*rule.max, cell, rule.format)) return false;
  if (!has_format(cell, rule.format)) return false;
  return rule.values.empty() || std::any_of(rule.values.begin(), rule.values.end(),
                                            [&](const Cell& v) { return same_key_value(v, cell); });
}

const ScratchKey* repeated_key(const ScratchTable& table, std::span<const ScratchRow> others,
                               const ScratchRow& row) {
  for (const ScratchKey& key : table.keys) {
    for (const ScratchRow& other : others) {
      if (agrees_on(key.columns, other, row)) return &key;
    }
  }
  return nullptr;
}

std::optional<ScratchViolation> first_violation(const LegalRules& rules, const TinyData& data) {
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    for (std::size_t r = 0; r < data.tables[t].size(); ++r) {
      const auto kind = row_violation(rules, t, data.tables[t], r);
      if (kind) return ScratchViolation{.kind = *kind, .table = t, .row = r, .message = ""};
    }
  }
  if (auto orphan = foreign_key_violation(rules.schema, data.tables)) return orphan;
  return count_violation(rules, data);
}

void drop_orphans(const LegalRules& rules, TinyData& data) {
  while (const auto orphan = foreign_key_violation(rules.schema, data.tables)) {
    ScratchRows& rows = data.tables[orphan->table];
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(orphan->row));
  }
}

void drop_row(const LegalRules& rules, TinyData& data, std::size_t table, std::size_t row) {
  ScratchRows& rows = data.tables[table];
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
  drop_orphans(rules, data);
}

void drop_illegal_rows(const LegalRules& rules, TinyData& data) {
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    ScratchRows& rows = data.tables[t];
    for (std::size_t r = 0; r < rows.size();) {
      if (!row_violation(rules, t, rows, r)) {
        ++r;
      } else {
        rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(r));
      }
    }
  }
  drop_orphans(rules, data);
}

}  // namespace nightshift
