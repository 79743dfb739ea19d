#include "engine/sql/expressions.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/ascii.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

void add_terms(const Expr& expr, BinaryOperator op, std::vector<const Expr*>& terms) {
  const BinaryExpr* binary = binary_in(expr);
  if (binary == nullptr || binary->op != op) {
    terms.push_back(&expr);
    return;
  }
  add_terms(*binary->left, op, terms);
  add_terms(*binary->right, op, terms);
}

void add_own_columns(const Expr& expr, std::vector<const ColumnExpr*>& columns) {
  if (const ColumnExpr* column = column_in(expr)) columns.push_back(column);
  for (const Expr* part : parts_of(expr).expressions) add_own_columns(*part, columns);
}

}  // namespace

std::vector<const Expr*> terms_of(const Expr& expr, BinaryOperator op) {
  std::vector<const Expr*> terms;
  add_terms(expr, op, terms);
  return terms;
}

const ColumnExpr* column_in(const Expr& expr) { return std::get_if<ColumnExpr>(&expr.node); }
const LiteralExpr* literal_in(const Expr& expr) { return std::get_if<LiteralExpr>(&expr.node); }
const BinaryExpr* binary_in(const Expr& expr) { return std::get_if<BinaryExpr>(&expr.node); }
const CallExpr* call_in(const Expr& expr) { return std::get_if<CallExpr>(&expr.node); }

bool is_null_literal(const Expr& expr) {
  const LiteralExpr* literal = literal_in(expr);
  return literal != nullptr && literal->kind == LiteralKind::kNull;
}

bool is_comparison(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kEqual:
    case BinaryOperator::kNotEqual:
    case BinaryOperator::kLess:
    case BinaryOperator::kLessEqual:
    case BinaryOperator::kGreater:
    case BinaryOperator::kGreaterEqual:
      return true;
    default:
      return false;
  }
}

BinaryOperator turned(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kLess:
      return BinaryOperator::kGreater;
    case BinaryOperator::kLessEqual:
      return BinaryOperator::kGreaterEqual;
    case BinaryOperator::kGreater:
      return BinaryOperator::kLess;
    case BinaryOperator::kGreaterEqual:
      return BinaryOperator::kLessEqual;
    default:
      return op;
  }
}

bool has_aggregate_name(const CallExpr& call) {
  constexpr std::array<std::string_view, 16> kNames = {"count",
                                                       "sum",
                                                       "avg",
                                                       "total",
                                                       "group_concat",
                                                       "string_agg",
                                                       "median",
                                                       "count_if",
                                                       "bool_or",
                                                       "percentile_cont",
                                                       "percentile_disc",
                                                       "json_group_array",
                                                       "bool_and",
                                                       "percentile",
                                                       "json_group_object",
                                                       "stddev"};
  const std::string name = lower_case(call.name);
  if (name == "min" || name == "max") return call.arguments.size() == 1;
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool is_aggregate(const CallExpr& call) {
  return !call.over && !call.over_name && has_aggregate_name(call);
}

bool has_aggregate(const Expr& expr) {
  const CallExpr* call = call_in(expr);
  if (call != nullptr && is_aggregate(*call)) return true;
  const auto parts = parts_of(expr).expressions;
  return std::any_of(parts.begin(), parts.end(),
                     [](const Expr* part) { return has_aggregate(*part); });
}

std::vector<const ColumnExpr*> columns_in(const Expr& expr) {
  std::vector<const ColumnExpr*> columns;
  for (const Expr* part : all_parts_of(expr).expressions) {
    if (const ColumnExpr* column = column_in(*part)) columns.push_back(column);
  }
  return columns;
}

std::vector<const ColumnExpr*> own_columns_in(const Expr& expr) {
  std::vector<const ColumnExpr*> columns;
  add_own_columns(expr, columns);
  return columns;
}

}  // namespace nightshift
