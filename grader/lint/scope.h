// Which table and column a name in a query means. For the files of this folder.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/syntax.h"
#include "grader/lint/lint.h"

namespace nightshift {

// What comes out of a table or query. Keys: columns on which no two rows agree; an empty key says
// that there is at most one row.
struct Relation {
  std::vector<LintColumn> columns;
  std::vector<std::vector<std::size_t>> keys;
  bool known = false;  // the columns are all there is
};

// One table of FROM.
struct FromSource {
  std::string name;
  Relation relation;
  const FromItem* item = nullptr;
  bool is_optional = false;  // an outer join fills it with NULL where it has no partner
  bool is_table = false;     // of the schema
};

// The tables of one FROM, and those around it.
struct NameScope {
  const NameScope* outer = nullptr;
  std::vector<FromSource> sources;
  const SelectCore* core = nullptr;
};

// The column that a name means. `column` is absent where the source's columns are not known.
struct Resolved {
  const NameScope* scope = nullptr;
  std::size_t source = 0;
  std::optional<std::size_t> column;

  const FromSource& in() const { return scope->sources[source]; }
};

// nullopt where no source has it, or several may.
std::optional<Resolved> resolve(const NameScope& scope, const ColumnExpr& name);

// The facts of the column; of one that is not known nothing is: unknown type, not nullable.
LintColumn facts_of(const Resolved& resolved);

// Tables that are named in WITH, the innermost last.
using CommonRelations = std::vector<std::pair<std::string, Relation>>;

std::optional<Relation> find_relation(const CommonRelations& common, const LintSchema& schema,
                                      const TableName& name);

// What type an expression has, and may it be NULL, as far as that is plain: unknown and false
// otherwise.
LintType type_of(const NameScope& scope, const Expr& expr);
bool is_nullable(const NameScope& scope, const Expr& expr);

// What a query gives, once its own FROM is known. `scopes` are those of its cores.
Relation relation_of(const Select& select, const std::vector<NameScope>& scopes);

// The name that a result column has; empty where SQLite makes one up.
std::string name_of(const ResultColumn& column);

}  // namespace nightshift
