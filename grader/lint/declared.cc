#include "grader/lint/declared.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

LintType type_of(ColumnType type) {
  switch (type) {
    case ColumnType::kBoolean:
    case ColumnType::kInteger:
      return LintType::kInteger;
    case ColumnType::kReal:
      return LintType::kReal;
    case ColumnType::kText:
    case ColumnType::kDate:
    case ColumnType::kTimestamp:
      return LintType::kText;
    default:
      return LintType::kUnknown;
  }
}

LintType type_of(Affinity affinity) {
  switch (affinity) {
    case Affinity::kInteger:
      return LintType::kInteger;
    case Affinity::kReal:
      return LintType::kReal;
    case Affinity::kText:
      return LintType::kText;
    default:
      return LintType::kUnknown;
  }
}

}  // namespace

LintSchema lint_schema(const std::vector<TableSchema>& tables) {
  LintSchema schema;
  for (const TableSchema& table : tables) {
    LintTable made{.name = table.name, .columns = {}, .keys = {}};
    std::vector<std::size_t> key;
    for (const ColumnSchema& column : table.columns) {
      const bool in_key =
          std::any_of(table.primary_key.begin(), table.primary_key.end(),
                      [&](const std::string& name) { return same_name(name, column.name); });
      if (in_key) key.push_back(made.columns.size());
      made.columns.push_back({.name = column.name,
                              .type = type_of(column.type),
                              .nullable = column.nullable && !in_key});
    }
    if (!key.empty()) made.keys.push_back(std::move(key));
    schema.tables.push_back(std::move(made));
  }
  return schema;
}

LintSchema lint_schema(const ScratchSchema& schema) {
  LintSchema made;
  for (const ScratchTable& table : schema.tables) {
    LintTable each{.name = table.name, .columns = {}, .keys = {}};
    for (const ScratchColumn& column : table.columns) {
      each.columns.push_back(
          {.name = column.name, .type = type_of(column.affinity), .nullable = !column.not_null});
    }
    for (const ScratchKey& key : table.keys) each.keys.push_back(key.columns);
    made.tables.push_back(std::move(each));
  }
  return made;
}

}  // namespace nightshift
