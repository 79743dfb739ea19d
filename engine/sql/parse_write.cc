// INSERT, UPDATE, DELETE.
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {

InsertStatement Parser::insert_statement(WithClause with) {
  InsertStatement insert{.with = std::move(with)};
  if (accept("REPLACE")) {
    insert.action = ConflictAction::kReplace;
  } else {
    advance();
    insert.action = or_action();
  }
  expect("INTO");
  insert.target = target_table();
  insert.columns = optional_names();
  if (accept("DEFAULT")) {
    expect("VALUES");
  } else {
    insert.source = select();
    while (at("ON")) insert.upserts.push_back(upsert());
  }
  insert.returning = returning();
  return insert;
}

UpdateStatement Parser::update_statement(WithClause with) {
  advance();
  UpdateStatement update{.with = std::move(with)};
  update.action = or_action();
  update.target = target_table();
  update.target.hint = index_hint();
  expect("SET");
  update.assignments = list<Assignment>(&Parser::assignment);
  if (accept("FROM")) update.from = from_items();
  update.where = optional_expression("WHERE");
  update.returning = returning();
  return update;
}

DeleteStatement Parser::delete_statement(WithClause with) {
  advance();
  expect("FROM");
  DeleteStatement result{.with = std::move(with)};
  result.target = target_table();
  result.target.hint = index_hint();
  result.where = optional_expression("WHERE");
  result.returning = returning();
  return result;
}

TargetTable Parser::target_table() {
  const std::size_t from = offset();
  TargetTable target{.table = table_name("a table")};
  if (accept("AS")) target.alias = any_name();
  target.span = span_from(from);
  return target;
}

ConflictAction Parser::or_action() {
  return accept("OR") ? conflict_word() : ConflictAction::kNone;
}

Assignment Parser::assignment() {
  const std::size_t from = offset();
  Assignment assignment;
  if (at("(")) {
    assignment.columns = names_in_parentheses();
  } else {
    assignment.columns.push_back(name("a column's name"));
  }
  if (!accept("==")) expect("=");
  assignment.value = expression();
  assignment.span = span_from(from);
  return assignment;
}

// Only the last one of several may go without a target.
Upsert Parser::upsert() {
  const std::size_t from = offset();
  Upsert upsert;
  expect_all({"ON", "CONFLICT"});
  if (accept("(")) {
    upsert.target = order_terms();
    expect(")");
    upsert.target_where = optional_expression("WHERE");
  }
  expect("DO");
  if (!accept("NOTHING")) {
    expect_all({"UPDATE", "SET"});
    upsert.assignments = list<Assignment>(&Parser::assignment);
    upsert.where = optional_expression("WHERE");
  }
  if (upsert.target.empty() && at("ON")) fail_here("the end of the statement or RETURNING");
  upsert.span = span_from(from);
  return upsert;
}

std::vector<ResultColumn> Parser::returning() {
  if (!accept("RETURNING")) return {};
  return list<ResultColumn>(&Parser::result_column);
}

}  // namespace nightshift
