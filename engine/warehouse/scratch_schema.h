// What a database declares about its tables, as SQLite itself tells it (PRAGMA table_xinfo,
// foreign_key_list, index_list): whatever SQLite takes as DDL can be read this way.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/table/cell.h"

namespace nightshift {

// How a column changes the values that it is given. See https://www.sqlite.org/datatype3.html.
enum class Affinity { kInteger, kText, kNone, kReal, kNumeric };

struct ScratchColumn {
  std::string name;
  std::string declared_type;  // as written; may be empty, or a word SQLite does not know
  Affinity affinity = Affinity::kNone;
  bool not_null = false;  // also the columns of a primary key
  std::optional<std::string> default_sql;
  bool generated = false;  // computed: takes no value
};

// No two rows agree on these columns (NULL agrees with nothing).
struct ScratchKey {
  std::vector<std::size_t> columns;
  bool primary = false;
};

// Rows without a NULL among `columns` have a parent row that agrees with them.
struct ScratchForeignKey {
  std::vector<std::size_t> columns;
  std::size_t parent = 0;  // table
  std::vector<std::size_t> parent_columns;
};

struct ScratchTable {
  std::string name;
  std::string sql;  // CREATE TABLE, with its CHECKs
  std::vector<ScratchColumn> columns;
  std::vector<ScratchKey> keys;  // of plain columns; partial and expression indexes only bite
  std::vector<ScratchForeignKey> foreign_keys;  // those whose parent table and columns are there
  bool strict = false;
};

// Tables and columns are named by their index.
struct ScratchSchema {
  std::vector<ScratchTable> tables;  // in the order of their creation
  std::vector<std::string> views;

  // The index, letter case free.
  std::optional<std::size_t> find_table(std::string_view name) const;
  std::optional<std::size_t> find_column(std::size_t table, std::string_view name) const;
};

// One value for each column, generated ones included (theirs is not looked at).
using ScratchRow = std::vector<Cell>;
using ScratchRows = std::vector<ScratchRow>;

enum class ScratchViolationKind { kNotNull, kUnique, kCheck, kType, kForeignKey, kOther };

// Which row breaks which rule.
struct ScratchViolation {
  ScratchViolationKind kind = ScratchViolationKind::kOther;
  std::size_t table = 0;
  std::size_t row = 0;
  std::size_t constraint = 0;  // kForeignKey: index in foreign_keys
  std::string message;
};

// The first row without its parent, or nullopt. `tables` holds rows for every table. Values are
// compared as they are stored in the parent's column, bytes by bytes (no collations).
std::optional<ScratchViolation> foreign_key_violation(const ScratchSchema& schema,
                                                      const std::vector<ScratchRows>& tables);

// The value as a column of that affinity stores it; texts that look like numbers become numbers
// where SQLite would do so. Only a REAL in a TEXT column may be spelled otherwise (cell_text()).
Cell stored_as(const Cell& cell, Affinity affinity);

// True when both are the same value: numbers by value, NULL equals nothing.
bool same_key_value(const Cell& left, const Cell& right);

}  // namespace nightshift
