// The parts of a tree, so that a reader finds them all and an editor can change each where it
// stands.
//
//   for (Expr* expr : all_parts_of(statement).expressions) if (is_number(*expr))
//   places.push_back(expr);
//
// Pointers are good until something above them is changed or goes away.
#pragma once

#include <vector>

#include "engine/sql/syntax_statement.h"

namespace nightshift {

// What stands directly in a node, as it is printed from left to right: expressions without their
// own parts, queries without theirs.
struct Parts {
  std::vector<Expr*> expressions;
  std::vector<Select*> selects;
};
Parts parts_of(Expr& expr);
Parts parts_of(Select& select);
Parts parts_of(SqlStatement& statement);

// The same, for looking.
struct ConstParts {
  std::vector<const Expr*> expressions;
  std::vector<const Select*> selects;
};
ConstParts parts_of(const Expr& expr);
ConstParts parts_of(const Select& select);
ConstParts parts_of(const SqlStatement& statement);

// All expressions and all queries of a tree, also those inside one another and the one given, each
// before its parts. Costs time and memory in proportion to the tree.
Parts all_parts_of(Expr& expr);
Parts all_parts_of(Select& select);
Parts all_parts_of(SqlStatement& statement);
ConstParts all_parts_of(const Expr& expr);
ConstParts all_parts_of(const Select& select);
ConstParts all_parts_of(const SqlStatement& statement);

}  // namespace nightshift
