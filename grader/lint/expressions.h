// Looking at expressions. For the files of this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/syntax.h"

namespace nightshift {

// The terms of a chain of ANDs, or of ORs; a single one where it is no chain.
std::vector<const Expr*> terms_of(const Expr& expr, BinaryOperator op);

const ColumnExpr* column_in(const Expr& expr);
const LiteralExpr* literal_in(const Expr& expr);
const BinaryExpr* binary_in(const Expr& expr);
const CallExpr* call_in(const Expr& expr);
bool is_null_literal(const Expr& expr);

// =, <>, <, <=, >, >=.
bool is_comparison(BinaryOperator op);
// The operator with its sides exchanged: < for >.
BinaryOperator turned(BinaryOperator op);

// count, sum, avg, min and max of one argument, total, group_concat, median, ... and not a window.
bool is_aggregate(const CallExpr& call);
// Is there an aggregate in it, outside of subqueries?
bool has_aggregate(const Expr& expr);

// A number or a text, as it is written.
struct Constant {
  bool is_number = false;
  double number = 0;
  std::string text;

  // Negative, 0, positive; nullopt for a number and a text.
  std::optional<int> compare(const Constant& other) const;
};
std::optional<Constant> constant_in(const Expr& expr);

// The expression as text, so that equal ones are equal: names in small letters.
std::string identity(const Expr& expr);

// The names in an expression, also in its subqueries.
std::vector<const ColumnExpr*> columns_in(const Expr& expr);
// The same without subqueries.
std::vector<const ColumnExpr*> own_columns_in(const Expr& expr);

// For a message: the expression as SQL, cut where it is long.
std::string shown(const Expr& expr);

}  // namespace nightshift
