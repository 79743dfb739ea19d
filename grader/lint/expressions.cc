#include "grader/lint/expressions.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/print.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

constexpr std::size_t kShownBytesMax = 60;

void add_terms(const Expr& expr, BinaryOperator op, std::vector<const Expr*>& terms) {
  const BinaryExpr* binary = binary_in(expr);
  if (binary == nullptr || binary->op != op) {
    terms.push_back(&expr);
    return;
  }
  add_terms(*binary->left, op, terms);
  add_terms(*binary->right, op, terms);
}

// 'it''s' without its quotes.
std::string unquoted(std::string_view text) {
  std::string plain;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    plain += text[i];
    if (text[i] == '\'') ++i;
  }
  return plain;
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

bool is_aggregate(const CallExpr& call) {
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
  if (call.over || call.over_name) return false;
  const std::string name = lower_case(call.name);
  if (name == "min" || name == "max") return call.arguments.size() == 1;
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool has_aggregate(const Expr& expr) {
  const CallExpr* call = call_in(expr);
  if (call != nullptr && is_aggregate(*call)) return true;
  const auto parts = parts_of(expr).expressions;
  return std::any_of(parts.begin(), parts.end(),
                     [](const Expr* part) { return has_aggregate(*part); });
}

std::optional<int> Constant::compare(const Constant& other) const {
  if (is_number != other.is_number) return std::nullopt;
  if (is_number) return number < other.number ? -1 : number > other.number ? 1 : 0;
  return text.compare(other.text);
}

std::optional<Constant> constant_in(const Expr& expr) {
  if (const auto* unary = std::get_if<UnaryExpr>(&expr.node)) {
    auto inner = constant_in(*unary->operand);
    const bool has_sign = unary->op == UnaryOperator::kMinus || unary->op == UnaryOperator::kPlus;
    if (!inner || !inner->is_number || !has_sign) return std::nullopt;
    if (unary->op == UnaryOperator::kMinus) inner->number = -inner->number;
    return inner;
  }
  const LiteralExpr* literal = literal_in(expr);
  if (literal == nullptr) return std::nullopt;
  if (literal->kind == LiteralKind::kText) {
    return Constant{.is_number = false, .number = 0, .text = unquoted(literal->text)};
  }
  if (literal->kind == LiteralKind::kTrue || literal->kind == LiteralKind::kFalse) {
    return Constant{.is_number = true, .number = literal->kind == LiteralKind::kTrue ? 1.0 : 0.0};
  }
  if (literal->kind != LiteralKind::kInteger && literal->kind != LiteralKind::kReal) {
    return std::nullopt;
  }
  std::string digits = literal->text;
  std::erase(digits, '_');
  return Constant{.is_number = true, .number = std::strtod(digits.c_str(), nullptr), .text = {}};
}

std::string identity(const Expr& expr) {
  Expr copy = expr;
  const auto fold = [](Expr& each) {
    if (auto* column = std::get_if<ColumnExpr>(&each.node)) {
      column->table = lower_case(column->table);
      column->column = lower_case(column->column);
    } else if (auto* call = std::get_if<CallExpr>(&each.node)) {
      call->name = lower_case(call->name);
    }
  };
  for (Expr* each : all_parts_of(copy).expressions) fold(*each);
  return print(copy);
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

std::string shown(const Expr& expr) { return one_line(print(expr), kShownBytesMax); }

}  // namespace nightshift
