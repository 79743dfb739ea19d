#include "engine/warehouse/schema_sql.h"

#include <algorithm>
#include <string_view>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

Error schema_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

Result<void> check_name(std::string_view name, std::string_view what) {
  const bool text = is_utf8(name) && name.find('\0') == name.npos;
  const bool reserved = name.size() >= 7 && same_name(name.substr(0, 7), "sqlite_");
  if (text && !name.empty() && !reserved) return {};
  return fail(schema_error(
      "schema.name",
      quoted_text(text ? name : "?") + " cannot be the name of a " + std::string(what) + ".",
      "Use letters, digits and underscores; names may not begin with sqlite_."));
}

Result<void> check_columns(const TableSchema& schema) {
  if (schema.columns.empty()) {
    return fail(schema_error("schema.no_columns", "Table " + schema.name + " has no columns.",
                             "Give it at least one column."));
  }
  for (auto column = schema.columns.begin(); column != schema.columns.end(); ++column) {
    NIGHTSHIFT_TRY(check_name(column->name, "column"));
    const bool repeated = std::any_of(schema.columns.begin(), column, [&](const auto& earlier) {
      return same_name(earlier.name, column->name);
    });
    if (repeated) {
      return fail(
          schema_error("schema.repeated_column",
                       "Table " + schema.name + " has two columns named " + column->name + ".",
                       "Rename one of them; letter case does not tell names apart."));
    }
    if (column->type == ColumnType::kNull || column->type == ColumnType::kMixed) {
      return fail(schema_error("schema.type",
                               schema.name + "." + column->name + " cannot be declared " +
                                   std::string(column_type_text(column->type)) + ".",
                               "Use boolean, integer, real, text, date, timestamp or blob."));
    }
  }
  return {};
}

Result<void> check_primary_key(const TableSchema& schema) {
  std::vector<std::string> names;
  for (const ColumnSchema& column : schema.columns) names.push_back(column.name);
  for (const std::string& key : schema.primary_key) {
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    const auto near = nearest(key, names);
    return fail(schema_error(
        "schema.primary_key",
        "The primary key of " + schema.name + " names " + key + ", which is no column of it.",
        near ? "Did you mean " + *near + "?" : "Its columns are " + enumeration(names) + "."));
  }
  return {};
}

std::string_view storage_type(ColumnType type) {
  switch (type) {
    case ColumnType::kBoolean:
    case ColumnType::kInteger:
      return "INTEGER";
    case ColumnType::kReal:
      return "REAL";
    case ColumnType::kText:
    case ColumnType::kDate:
    case ColumnType::kTimestamp:
      return "TEXT";
    case ColumnType::kBlob:
      return "BLOB";
    case ColumnType::kNull:
    case ColumnType::kMixed:
      break;
  }
  NIGHTSHIFT_CHECK(false);
}

std::string rule_sql(const ColumnSchema& column) {
  const std::string name = quoted_name(column.name);
  std::vector<std::string> rules;
  if (column.type == ColumnType::kBoolean) rules.push_back(name + " IN (0, 1)");
  if (column.type == ColumnType::kDate) rules.push_back("is_date(" + name + ")");
  if (column.type == ColumnType::kTimestamp) rules.push_back("is_timestamp(" + name + ")");
  if (!column.accepted_values.empty()) {
    std::string list;
    for (const std::string& value : column.accepted_values) {
      list += (list.empty() ? "" : ", ") + quoted_text(value);
    }
    rules.push_back(name + " IN (" + list + ")");
  }
  std::string sql;
  for (const std::string& rule : rules) {
    sql.append(" CONSTRAINT ").append(name).append(" CHECK (").append(rule).append(")");
  }
  return sql;
}

}  // namespace

Result<void> check_schema(const TableSchema& schema, std::span<const TableSchema> others) {
  NIGHTSHIFT_TRY(check_name(schema.name, "table"));
  const bool taken = std::any_of(others.begin(), others.end(), [&](const TableSchema& other) {
    return same_name(other.name, schema.name);
  });
  if (taken) {
    return fail(schema_error("schema.repeated_table",
                             "There are two tables named " + schema.name + ".",
                             "Rename one of them; letter case does not tell names apart."));
  }
  NIGHTSHIFT_TRY(check_columns(schema));
  return check_primary_key(schema);
}

std::string create_table_sql(const TableSchema& schema) {
  std::string sql = "CREATE TABLE " + quoted_table(schema.name) + " (";
  for (const ColumnSchema& column : schema.columns) {
    if (&column != &schema.columns.front()) sql += ", ";
    sql += quoted_name(column.name) + " " + std::string(storage_type(column.type));
    if (!column.nullable) sql += " NOT NULL";
    sql += rule_sql(column);
  }
  if (!schema.primary_key.empty()) {
    std::string key;
    for (const std::string& name : schema.primary_key) {
      key += (key.empty() ? "" : ", ") + quoted_name(name);
    }
    sql += ", PRIMARY KEY (" + key + ")";
  }
  return sql + ") STRICT";
}

std::string growing_column_sql(const ColumnSchema& column) {
  return quoted_name(column.name) + " " + std::string(storage_type(column.type));
}

std::string create_growing_table_sql(const TableSchema& schema) {
  std::string columns;
  for (const ColumnSchema& column : schema.columns) {
    columns += (columns.empty() ? "" : ", ") + growing_column_sql(column);
  }
  return "CREATE TABLE " + quoted_table(schema.name) + " (" + columns + ") STRICT";
}

}  // namespace nightshift
