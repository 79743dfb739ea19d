// SQL's statements as a tree of plain values: queries, and what writes, defines and drops.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/sql/syntax.h"

namespace nightshift {

// The table that is written to.
struct TargetTable {
  Span span;
  TableName table;
  std::string alias;
  std::optional<IndexHint> hint;  // of UPDATE and DELETE

  bool operator==(const TargetTable&) const = default;
};

// SET a = 1, SET (a, b) = (1, 2)
struct Assignment {
  Span span;
  std::vector<std::string> columns;  // at least one
  Expr value;

  bool operator==(const Assignment&) const = default;
};

// ON CONFLICT (target) DO ...
struct Upsert {
  Span span;
  std::vector<OrderTerm> target;  // may be empty: any conflict
  Box<Expr> target_where;
  std::vector<Assignment> assignments;  // none: DO NOTHING
  Box<Expr> where;

  bool operator==(const Upsert&) const = default;
};

// REPLACE INTO is INSERT OR REPLACE INTO.
struct InsertStatement {
  WithClause with;
  ConflictAction action = ConflictAction::kNone;
  TargetTable target;
  std::vector<std::string> columns;
  Box<Select> source;  // SELECT or VALUES; empty: DEFAULT VALUES
  std::vector<Upsert> upserts;
  std::vector<ResultColumn> returning;

  bool operator==(const InsertStatement&) const = default;
};

struct UpdateStatement {
  WithClause with;
  ConflictAction action = ConflictAction::kNone;
  TargetTable target;
  std::vector<Assignment> assignments;  // at least one
  std::vector<FromItem> from;
  Box<Expr> where;
  std::vector<ResultColumn> returning;

  bool operator==(const UpdateStatement&) const = default;
};

struct DeleteStatement {
  WithClause with;
  TargetTable target;
  Box<Expr> where;
  std::vector<ResultColumn> returning;

  bool operator==(const DeleteStatement&) const = default;
};

enum class ReferenceAction { kNone, kSetNull, kSetDefault, kCascade, kRestrict, kNoAction };
enum class Deferral { kNone, kDeferrable, kNotDeferrable };
enum class InitialCheck { kDefault, kDeferred, kImmediate };

// REFERENCES table (columns) ...; ON INSERT, which SQLite reads and forgets, is not kept.
struct References {
  Span span;
  std::string table;
  std::vector<std::string> columns;
  ReferenceAction on_delete = ReferenceAction::kNone;
  ReferenceAction on_update = ReferenceAction::kNone;
  std::string match;
  Deferral deferral = Deferral::kNone;
  InitialCheck initially = InitialCheck::kDefault;

  bool operator==(const References&) const = default;
};

enum class ConstraintKind {
  kName,  // CONSTRAINT name, and nothing behind it
  kNull,
  kNotNull,
  kPrimaryKey,
  kUnique,
  kCheck,
  kDefault,
  kCollate,
  kReferences,  // of a column; of a table it is FOREIGN KEY (columns) REFERENCES
  kDeferral,    // standing alone behind a column
  kGenerated,
};

// A constraint of a column or of a table. Which parts hold anything depends on the kind.
struct Constraint {
  Span span;
  std::string name;
  ConstraintKind kind = ConstraintKind::kName;
  ConflictAction on_conflict = ConflictAction::kNone;
  SortDirection direction = SortDirection::kDefault;  // a column's PRIMARY KEY
  bool autoincrement = false;
  std::vector<OrderTerm> terms;      // a table's PRIMARY KEY and UNIQUE
  std::vector<std::string> columns;  // FOREIGN KEY
  Box<Expr> expr;                    // CHECK, DEFAULT, GENERATED ALWAYS AS
  std::string word;                  // COLLATE's name; STORED or VIRTUAL
  Box<References> references;        // kReferences; kDeferral uses its last two parts

  bool operator==(const Constraint&) const = default;
};

struct ColumnDefinition {
  Span span;
  std::string name;
  std::string type;  // words as written, one blank between; may be empty
  std::vector<Constraint> constraints;

  bool operator==(const ColumnDefinition&) const = default;
};

struct CreateTable {
  bool temporary = false;
  bool if_not_exists = false;
  TableName table;
  std::vector<ColumnDefinition> columns;
  std::vector<Constraint> constraints;
  bool strict = false;
  bool without_rowid = false;
  Box<Select> select;  // CREATE TABLE ... AS; then there are no columns

  bool operator==(const CreateTable&) const = default;
};

struct CreateView {
  bool temporary = false;
  bool if_not_exists = false;
  TableName view;
  std::vector<std::string> columns;
  Select select;

  bool operator==(const CreateView&) const = default;
};

struct CreateIndex {
  bool unique = false;
  bool if_not_exists = false;
  TableName index;
  std::string table;
  std::vector<OrderTerm> terms;
  Box<Expr> where;

  bool operator==(const CreateIndex&) const = default;
};

enum class DropKind { kTable, kView, kIndex, kTrigger };

struct DropStatement {
  DropKind kind = DropKind::kTable;
  bool if_exists = false;
  TableName name;

  bool operator==(const DropStatement&) const = default;
};

struct SqlStatement {
  Span span;
  std::variant<Select, InsertStatement, UpdateStatement, DeleteStatement, CreateTable, CreateView,
               CreateIndex, DropStatement>
      node;

  bool operator==(const SqlStatement&) const = default;
};

}  // namespace nightshift
