// Looking at expressions: what one is, what it is made of, and whether it takes many rows to one.
#pragma once

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

// count, sum, avg, min and max of one argument, total, group_concat, median, ... also over a
// window.
bool has_aggregate_name(const CallExpr& call);
// The same, and not a window.
bool is_aggregate(const CallExpr& call);
// Is there an aggregate in it, outside of subqueries?
bool has_aggregate(const Expr& expr);

// The names in an expression, also in its subqueries.
std::vector<const ColumnExpr*> columns_in(const Expr& expr);
// The same without subqueries.
std::vector<const ColumnExpr*> own_columns_in(const Expr& expr);

}  // namespace nightshift
