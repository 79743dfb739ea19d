// Constraints of columns and of tables.
#include <utility>

#include "engine/sql/parser.h"
#include "engine/sql/quote.h"

namespace nightshift {

std::optional<Constraint> Parser::column_constraint() {
  const std::size_t from = offset();
  Constraint rule;
  const bool named = accept("CONSTRAINT");
  if (named) rule.name = any_name();
  if (!column_rule(rule) && !named) return std::nullopt;
  rule.span = span_from(from);
  return rule;
}

// False, and nothing read, when no rule stands here.
bool Parser::column_rule(Constraint& rule) {
  if (accept("NULL")) {
    rule.kind = ConstraintKind::kNull;
    rule.on_conflict = on_conflict();
  } else if (accept_all({"NOT", "NULL"})) {
    rule.kind = ConstraintKind::kNotNull;
    rule.on_conflict = on_conflict();
  } else if (accept("PRIMARY")) {
    expect("KEY");
    rule.kind = ConstraintKind::kPrimaryKey;
    rule.direction = direction();
    rule.on_conflict = on_conflict();
    rule.autoincrement = accept("AUTOINCREMENT");
  } else if (accept("UNIQUE")) {
    rule.kind = ConstraintKind::kUnique;
    rule.on_conflict = on_conflict();
  } else if (accept("CHECK")) {
    check_rule(rule);
  } else if (accept("DEFAULT")) {
    rule.kind = ConstraintKind::kDefault;
    rule.expr = default_value();
  } else if (accept("COLLATE")) {
    rule.kind = ConstraintKind::kCollate;
    if (!at_id() && peek().kind != LexemeKind::kText) fail_here("a collation's name");
    rule.word = unquoted_name(lexeme_text());
  } else if (at("REFERENCES")) {
    rule.kind = ConstraintKind::kReferences;
    rule.references = references();
  } else if (at("DEFERRABLE") || (at("NOT") && at("DEFERRABLE", 1))) {
    rule.kind = ConstraintKind::kDeferral;
    References alone;
    deferral(alone);
    rule.references = std::move(alone);
  } else if (accept_all({"GENERATED", "ALWAYS", "AS"}) || accept("AS")) {
    generated_rule(rule);
  } else {
    return false;
  }
  return true;
}

void Parser::check_rule(Constraint& rule) {
  rule.kind = ConstraintKind::kCheck;
  expect("(");
  rule.expr = expression();
  expect(")");
}

// A bare word is a text for SQLite, except for TRUE and FALSE.
Expr Parser::default_value() {
  const std::size_t from = offset();
  if (accept("(")) {
    Expr value = expression();
    expect(")");
    value.span = span_from(from);
    return value;
  }
  const bool minus = at("-");
  if (minus || at("+")) {
    advance();
    const auto op = minus ? UnaryOperator::kMinus : UnaryOperator::kPlus;
    Expr value = default_term();
    return placed(from, UnaryExpr{.op = op, .operand = std::move(value)});
  }
  const bool is_name = at_id() || peek().kind == LexemeKind::kIndexed;
  const bool is_moment = at_any({"CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"});
  if (!is_name || is_moment) return default_term();
  if (accept_word("TRUE")) return placed(from, LiteralExpr{LiteralKind::kTrue, {}});
  if (accept_word("FALSE")) return placed(from, LiteralExpr{LiteralKind::kFalse, {}});
  std::string text = quoted_text(any_name());
  return placed(from, LiteralExpr{LiteralKind::kText, std::move(text)});
}

Expr Parser::default_term() {
  const std::size_t from = offset();
  if (auto value = literal()) return placed(from, std::move(*value));
  fail_here("a value");
  return {};
}

void Parser::generated_rule(Constraint& rule) {
  rule.kind = ConstraintKind::kGenerated;
  expect("(");
  rule.expr = expression();
  expect(")");
  if (accept_word("STORED")) {
    rule.word = "STORED";
  } else if (accept("VIRTUAL")) {
    rule.word = "VIRTUAL";
  }
}

std::optional<Constraint> Parser::table_constraint() {
  const std::size_t from = offset();
  Constraint rule;
  const bool named = accept("CONSTRAINT");
  if (named) rule.name = any_name();
  if (!table_rule(rule) && !named) return std::nullopt;
  rule.span = span_from(from);
  return rule;
}

bool Parser::table_rule(Constraint& rule) {
  if (accept("CHECK")) {
    check_rule(rule);
    rule.on_conflict = on_conflict();
    return true;
  }
  if (accept("FOREIGN")) {
    expect("KEY");
    rule.kind = ConstraintKind::kReferences;
    rule.columns = names_in_parentheses();
    rule.references = references();
    return true;
  }
  const bool primary = accept("PRIMARY");
  if (!primary && !accept("UNIQUE")) return false;
  if (primary) expect("KEY");
  rule.kind = primary ? ConstraintKind::kPrimaryKey : ConstraintKind::kUnique;
  expect("(");
  rule.terms = order_terms();
  rule.autoincrement = primary && accept("AUTOINCREMENT");
  expect(")");
  rule.on_conflict = on_conflict();
  return true;
}

References Parser::references() {
  const std::size_t from = offset();
  expect("REFERENCES");
  References result{.table = name("a table's name")};
  result.columns = optional_names();
  while (at("MATCH") || (at("ON") && at_any({"INSERT", "DELETE", "UPDATE"}, 1))) {
    if (accept("MATCH")) {
      result.match = any_name();
    } else if (accept_all({"ON", "DELETE"})) {
      result.on_delete = reference_action();
    } else if (accept_all({"ON", "UPDATE"})) {
      result.on_update = reference_action();
    } else {
      accept_all({"ON", "INSERT"});
      reference_action();
    }
  }
  deferral(result);
  result.span = span_from(from);
  return result;
}

ReferenceAction Parser::reference_action() {
  if (accept_all({"SET", "NULL"})) return ReferenceAction::kSetNull;
  if (accept_all({"SET", "DEFAULT"})) return ReferenceAction::kSetDefault;
  if (accept("CASCADE")) return ReferenceAction::kCascade;
  if (accept("RESTRICT")) return ReferenceAction::kRestrict;
  expect_all({"NO", "ACTION"});
  return ReferenceAction::kNoAction;
}

void Parser::deferral(References& references) {
  if (accept_all({"NOT", "DEFERRABLE"})) {
    references.deferral = Deferral::kNotDeferrable;
  } else if (accept("DEFERRABLE")) {
    references.deferral = Deferral::kDeferrable;
  } else {
    return;
  }
  if (!accept("INITIALLY")) return;
  references.initially = accept("IMMEDIATE") ? InitialCheck::kImmediate : InitialCheck::kDeferred;
  if (references.initially == InitialCheck::kDeferred) expect("DEFERRED");
}

ConflictAction Parser::on_conflict() {
  if (!accept("ON")) return ConflictAction::kNone;
  expect("CONFLICT");
  return conflict_word();
}

}  // namespace nightshift
