// Which columns of the schema's tables the names in a query may stand for. Names are looked up by
// their letters alone, and a column of a subquery stands for the columns of that name below it:
// enough for hints, and nothing else.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/walk.h"
#include "grader/judge/facts.h"

namespace nightshift {

// Both must outlive it.
class ColumnNames {
 public:
  // A table and a name that it has in the query.
  struct KnownAs {
    std::string alias;
    std::size_t table = 0;
  };

  ColumnNames(const Select& select, const ScratchSchema& schema);

  const ScratchSchema& schema() const { return schema_; }
  const ConstParts& parts() const { return parts_; }
  const std::vector<KnownAs>& tables() const { return known_; }

  std::vector<ColumnRef> columns_of(const ColumnExpr& column) const;
  // Of the column that the expression is, looked at through what keeps its order and its text;
  // none where it is something else.
  std::vector<ColumnRef> columns_in(const Expr& expr) const;
  // Of every column in the expression.
  std::vector<ColumnRef> all_columns_in(const Expr& expr) const;
  // What result columns of that name are made of, in any query of the tree.
  std::vector<const Expr*> named_so(std::string_view name) const;

 private:
  void add_tables(const std::vector<FromItem>& items);
  std::vector<ColumnRef> columns_below(const ColumnExpr& column, int depth) const;

  const ScratchSchema& schema_;
  ConstParts parts_;
  std::vector<KnownAs> known_;
};

// The value of a literal, perhaps with a sign before it; nullopt for any other expression.
std::optional<Cell> constant_of(const Expr& expr);

// 'it''s' without its quotes.
std::string unquoted(std::string_view text);

// What numbers and texts that are computed with ask for: dates that lie a given time apart,
// numbers that differ by a given amount, texts that obey two conditions at once.
void add_computed_facts(const ColumnNames& names, QueryFacts& facts);

}  // namespace nightshift
