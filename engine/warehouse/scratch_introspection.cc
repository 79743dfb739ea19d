#include "engine/warehouse/scratch_introspection.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

using Rows = std::vector<std::vector<Cell>>;

// All rows of a question that cannot fail.
Rows ask(Connection& connection, const std::string& sql) {
  Rows rows;
  auto statement = connection.prepare(sql);
  if (!statement) return rows;
  for (auto row = statement->step(); row && *row; row = statement->step()) {
    rows.emplace_back();
    for (int i = 0; i < statement->column_count(); ++i) rows.back().push_back(statement->cell(i));
  }
  return rows;
}

std::string text_at(const std::vector<Cell>& row, std::size_t column) {
  const auto* text = std::get_if<std::string>(&row[column]);
  return text == nullptr ? std::string() : *text;
}

std::int64_t integer_at(const std::vector<Cell>& row, std::size_t column) {
  const auto* integer = std::get_if<std::int64_t>(&row[column]);
  return integer == nullptr ? 0 : *integer;
}

// The rules of https://www.sqlite.org/datatype3.html#determination_of_column_affinity, in order.
Affinity affinity_of(std::string_view declared_type, bool strict) {
  const std::string type = upper_case(declared_type);
  const auto has = [&](std::string_view part) { return type.find(part) != std::string::npos; };
  if (strict && type == "ANY") return Affinity::kNone;
  if (has("INT")) return Affinity::kInteger;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::kText;
  if (type.empty() || has("BLOB")) return Affinity::kNone;
  if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::kReal;
  return Affinity::kNumeric;
}

// Fills in the columns, and gives those of the primary key in its order.
std::vector<std::size_t> read_columns(Connection& connection, ScratchTable& table) {
  std::vector<std::pair<std::int64_t, std::size_t>> key;
  // cid, name, type, notnull, dflt_value, pk, hidden
  for (const auto& row : ask(connection, "PRAGMA table_xinfo(" + quoted_name(table.name) + ")")) {
    const std::int64_t hidden = integer_at(row, 6);
    ScratchColumn column{.name = text_at(row, 1), .declared_type = text_at(row, 2)};
    column.affinity = affinity_of(column.declared_type, table.strict);
    const std::int64_t key_place = integer_at(row, 5);
    // SQLite takes NULLs in most primary keys, for old mistakes' sake; nobody means them.
    column.not_null = integer_at(row, 3) != 0 || key_place > 0;
    if (std::holds_alternative<std::string>(row[4])) column.default_sql = text_at(row, 4);
    column.generated = hidden != 0;
    if (key_place > 0) key.emplace_back(key_place, table.columns.size());
    table.columns.push_back(std::move(column));
  }
  std::sort(key.begin(), key.end());
  std::vector<std::size_t> columns;
  for (const auto& place : key) columns.push_back(place.second);
  return columns;
}

void read_keys(Connection& connection, ScratchTable& table, std::vector<std::size_t> primary) {
  // An INTEGER PRIMARY KEY has no index of its own, others have one that says the same again.
  if (!primary.empty()) table.keys.push_back({.columns = std::move(primary), .primary = true});
  // seq, name, unique, origin, partial
  for (const auto& row : ask(connection, "PRAGMA index_list(" + quoted_name(table.name) + ")")) {
    const bool plain = integer_at(row, 2) != 0 && integer_at(row, 4) == 0;
    if (!plain || text_at(row, 3) == "pk") continue;
    ScratchKey key;
    bool only_columns = true;
    for (const auto& part :
         ask(connection, "PRAGMA index_info(" + quoted_name(text_at(row, 1)) + ")")) {
      const std::int64_t column = integer_at(part, 1);
      only_columns = only_columns && column >= 0;
      if (column >= 0) key.columns.push_back(static_cast<std::size_t>(column));
    }
    if (only_columns) table.keys.push_back(std::move(key));
  }
}

std::vector<std::size_t> primary_key(const ScratchTable& table) {
  for (const ScratchKey& key : table.keys) {
    if (key.primary) return key.columns;
  }
  return {};
}

struct NamedForeignKey {
  std::int64_t id = 0;
  std::string parent;
  std::vector<std::string> columns;
  std::vector<std::string> parent_columns;  // empty texts: the primary key's
};

std::vector<NamedForeignKey> read_foreign_keys(Connection& connection, const std::string& table) {
  std::vector<NamedForeignKey> keys;
  // id, seq, table, from, to, on_update, on_delete, match
  for (const auto& row : ask(connection, "PRAGMA foreign_key_list(" + quoted_name(table) + ")")) {
    const std::int64_t id = integer_at(row, 0);
    if (keys.empty() || keys.back().id != id) {
      keys.push_back({.id = id, .parent = text_at(row, 2), .columns = {}, .parent_columns = {}});
    }
    keys.back().columns.push_back(text_at(row, 3));
    keys.back().parent_columns.push_back(text_at(row, 4));
  }
  std::reverse(keys.begin(), keys.end());  // SQLite tells the latest first
  return keys;
}

// The key by indexes; nullopt where something that it names is not there.
std::optional<ScratchForeignKey> resolved(const ScratchSchema& schema, std::size_t child,
                                          const NamedForeignKey& named) {
  const auto parent = schema.find_table(named.parent);
  if (!parent) return std::nullopt;
  ScratchForeignKey key{.columns = {}, .parent = *parent, .parent_columns = {}};
  const bool implied = named.parent_columns.front().empty();
  if (implied) key.parent_columns = primary_key(schema.tables[*parent]);
  if (implied && key.parent_columns.size() != named.columns.size()) return std::nullopt;
  for (std::size_t i = 0; i < named.columns.size(); ++i) {
    const auto column = schema.find_column(child, named.columns[i]);
    if (!column) return std::nullopt;
    key.columns.push_back(*column);
    if (implied) continue;
    const auto parent_column = schema.find_column(*parent, named.parent_columns[i]);
    if (!parent_column) return std::nullopt;
    key.parent_columns.push_back(*parent_column);
  }
  return key;
}

}  // namespace

ScratchSchema introspect(Connection& connection) {
  ScratchSchema schema;
  for (const auto& row : ask(connection,
                             "SELECT s.type, s.name, s.sql, l.strict FROM sqlite_schema AS s JOIN "
                             "pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name "
                             "WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite\\_%' "
                             "ESCAPE '\\' ORDER BY s.rowid")) {
    if (text_at(row, 0) == "view") {
      schema.views.push_back(text_at(row, 1));
      continue;
    }
    ScratchTable table{.name = text_at(row, 1), .sql = text_at(row, 2)};
    table.strict = integer_at(row, 3) != 0;
    read_keys(connection, table, read_columns(connection, table));
    schema.tables.push_back(std::move(table));
  }
  for (std::size_t t = 0; t < schema.tables.size(); ++t) {
    for (const NamedForeignKey& named : read_foreign_keys(connection, schema.tables[t].name)) {
      auto key = resolved(schema, t, named);
      if (key) schema.tables[t].foreign_keys.push_back(std::move(*key));
    }
  }
  return schema;
}

}  // namespace nightshift
