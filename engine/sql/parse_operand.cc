// What operators stand between.
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {

Expr Parser::operand() {
  for (std::size_t i = 0; i < kUnaryTexts.size(); ++i) {
    if (at(kUnaryTexts[i])) return sign_operand(static_cast<UnaryOperator>(i));
  }
  return primary();
}

Expr Parser::sign_operand(UnaryOperator op) {
  const std::size_t from = offset();
  advance();
  Box<Expr> inner = expression(op == UnaryOperator::kNot ? kBindsNot : kBindsSign);
  return placed(from, UnaryExpr{.op = op, .operand = std::move(inner)});
}

Expr Parser::primary() {
  if (at("(")) return parenthesised();
  if (at("CASE")) return case_operand();
  if (at("CAST")) return cast_operand();
  if (at("RAISE")) return raise_operand();
  if (at("EXISTS")) return exists_operand();
  if (at_dialect_operand()) return dialect_operand();
  const bool names_table = peek().kind == LexemeKind::kText && at(".", 1);
  const bool is_name = at_name() && !at_operand_word() && peek().kind != LexemeKind::kText;
  return is_name || names_table ? name_operand() : literal_operand();
}

Expr Parser::literal_operand() {
  const std::size_t from = offset();
  if (peek().kind == LexemeKind::kParameter) {
    std::string text = lexeme_text();
    return placed(from, ParameterExpr{std::move(text)});
  }
  if (auto value = literal()) return placed(from, std::move(*value));
  fail_here("an expression");
  return {};
}

Expr Parser::exists_operand() {
  const std::size_t from = offset();
  advance();
  Box<Select> select = select_in_parentheses();
  return placed(from, ExistsExpr{.select = std::move(select)});
}

// NULL, CURRENT_DATE and their like, numbers, texts and blobs.
std::optional<LiteralExpr> Parser::literal() {
  switch (peek().kind) {
    case LexemeKind::kInteger:
      return LiteralExpr{LiteralKind::kInteger, lexeme_text()};
    case LexemeKind::kReal:
      return LiteralExpr{LiteralKind::kReal, lexeme_text()};
    case LexemeKind::kText:
      return LiteralExpr{LiteralKind::kText, lexeme_text()};
    case LexemeKind::kBlob:
      return LiteralExpr{LiteralKind::kBlob, lexeme_text()};
    default:
      break;
  }
  if (accept("NULL")) return LiteralExpr{};
  if (accept("CURRENT_DATE")) return LiteralExpr{LiteralKind::kCurrentDate, {}};
  if (accept("CURRENT_TIME")) return LiteralExpr{LiteralKind::kCurrentTime, {}};
  if (accept("CURRENT_TIMESTAMP")) return LiteralExpr{LiteralKind::kCurrentTimestamp, {}};
  return std::nullopt;
}

Expr Parser::parenthesised() {
  const std::size_t from = offset();
  if (at_select(1)) {
    Box<Select> select = select_in_parentheses();
    return placed(from, SubqueryExpr{.select = std::move(select)});
  }
  advance();
  std::vector<Expr> items = expressions();
  expect(")");
  if (items.size() > 1) return placed(from, RowExpr{.items = std::move(items)});
  items[0].span = span_from(from);
  return std::move(items[0]);
}

// A column, a call, or TRUE and FALSE, which are no keywords.
Expr Parser::name_operand() {
  const std::size_t from = offset();
  if (at("(", 1) && peek().kind != LexemeKind::kText) return call();
  if (!at(".", 1)) {
    if (accept_word("TRUE")) return placed(from, LiteralExpr{LiteralKind::kTrue, {}});
    if (accept_word("FALSE")) return placed(from, LiteralExpr{LiteralKind::kFalse, {}});
  }
  return column_path();
}

Expr Parser::column_path() {
  const std::size_t from = offset();
  ColumnExpr column{.column = any_name()};
  if (accept(".")) column.table = std::exchange(column.column, name("a column's name"));
  if (accept(".")) {
    column.schema = std::exchange(column.table, std::move(column.column));
    column.column = name("a column's name");
  }
  return placed(from, std::move(column));
}

Expr Parser::call() {
  const std::size_t from = offset();
  CallExpr call{.name = any_name()};
  call_arguments(call);
  if (accept_all({"FILTER", "("})) {
    expect("WHERE");
    call.filter = expression();
    expect(")");
  }
  over_clause(call);
  grow(height_ + 1);
  return placed(from, std::move(call));
}

void Parser::call_arguments(CallExpr& call) {
  expect("(");
  if (accept("*")) {
    call.star = true;
  } else {
    call.distinct = accept("DISTINCT");
    if (!call.distinct) accept("ALL");
    if (!at(")") && !at("ORDER")) call.arguments = expressions();
    if (accept_all({"ORDER", "BY"})) call.order_by = order_terms();
  }
  expect(")");
}

void Parser::over_clause(CallExpr& call) {
  if (!accept("OVER")) return;
  if (at("(")) {
    call.over = window_definition();
  } else {
    call.over_name = name("a window's name");
  }
}

Expr Parser::case_operand() {
  const std::size_t from = offset();
  advance();
  CaseExpr result;
  if (!at("WHEN")) result.operand = expression();
  if (!at("WHEN")) fail_here("WHEN");
  while (accept("WHEN")) {
    Expr when = expression();
    expect("THEN");
    result.branches.push_back({.when = std::move(when), .then = expression()});
  }
  result.otherwise = optional_expression("ELSE");
  expect("END");
  return placed(from, std::move(result));
}

Expr Parser::cast_operand() {
  const std::size_t from = offset();
  advance();
  expect("(");
  CastExpr cast{.operand = expression()};
  expect("AS");
  cast.type = type_name();
  expect(")");
  return placed(from, std::move(cast));
}

Expr Parser::raise_operand() {
  const std::size_t from = offset();
  advance();
  expect("(");
  RaiseExpr raise{.action = conflict_word()};
  if (raise.action == ConflictAction::kReplace) fail_here("IGNORE, ROLLBACK, ABORT or FAIL");
  if (raise.action != ConflictAction::kIgnore) {
    expect(",");
    raise.message = expression();
  }
  expect(")");
  return placed(from, std::move(raise));
}

ConflictAction Parser::conflict_word() {
  for (std::size_t i = 1; i < kConflictTexts.size(); ++i) {
    if (accept(kConflictTexts[i])) return static_cast<ConflictAction>(i);
  }
  fail_here("ROLLBACK, ABORT, FAIL, IGNORE or REPLACE");
  return ConflictAction::kNone;
}

// Any words, and perhaps one or two numbers: VARYING CHARACTER(255). SQLite takes GENERATED ALWAYS
// into the type and then out again.
std::string Parser::type_name() {
  std::string type;
  while (at_id() || peek().kind == LexemeKind::kText) {
    if (at("GENERATED") && at("ALWAYS", 1) && at("AS", 2)) break;
    if (!type.empty()) type += ' ';
    type += lexeme_text();
  }
  if (type.empty() || !accept("(")) return type;
  type += '(' + type_size();
  if (accept(",")) type += ", " + type_size();
  expect(")");
  return type + ')';
}

std::string Parser::type_size() {
  std::string sign;
  if (at("-") || at("+")) sign = lexeme_text();
  const LexemeKind kind = peek().kind;
  const bool plain = peek().text.find('_') == std::string_view::npos;
  if (plain && (kind == LexemeKind::kInteger || kind == LexemeKind::kReal)) {
    return sign + lexeme_text();
  }
  fail_here("a number");
  return {};
}

}  // namespace nightshift
