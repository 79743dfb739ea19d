#include "grader/lint/expressions.h"

#include <cstdlib>
#include <string_view>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/print.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

constexpr std::size_t kShownBytesMax = 60;

// 'it''s' without its quotes.
std::string unquoted(std::string_view text) {
  std::string plain;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    plain += text[i];
    if (text[i] == '\'') ++i;
  }
  return plain;
}

}  // namespace

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

std::string shown(const Expr& expr) { return one_line(print(expr), kShownBytesMax); }

}  // namespace nightshift
