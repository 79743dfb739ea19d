// Statements that write and define, as text.
#include <array>
#include <variant>

#include "engine/sql/printer.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 6> kReferenceTexts = {"",        "SET NULL", "SET DEFAULT",
                                                             "CASCADE", "RESTRICT", "NO ACTION"};
constexpr std::array<std::string_view, 4> kDropTexts = {"TABLE", "VIEW", "INDEX", "TRIGGER"};

// ON CONFLICT behind a table would be read as that table's join condition.
bool needs_where(const Select& select) {
  const SelectCore& last = select.cores.back();
  const bool goes_on = last.where || !last.group_by.empty() || last.having ||
                       !last.windows.empty() || !select.order_by.empty() || select.limit;
  if (goes_on || last.from.empty()) return false;
  const FromItem& table = last.from.back();
  return !table.on && table.using_columns.empty();
}

}  // namespace

// One function for each kind of statement.
struct StatementPrinter {
  Printer& out;

  void operator()(const Select& select) { out.select(select); }

  void operator()(const InsertStatement& insert) {
    out.with(insert.with);
    out.word("INSERT");
    or_action(insert.action);
    out.word("INTO");
    out.target(insert.target);
    out.optional_names(insert.columns);
    if (insert.source) {
      out.select(*insert.source);
      out.word_if(!insert.upserts.empty() && needs_where(*insert.source), "WHERE TRUE");
    } else {
      out.word("DEFAULT VALUES");
    }
    for (const Upsert& upsert : insert.upserts) out.upsert(upsert);
    out.returning(insert.returning);
  }

  void operator()(const UpdateStatement& update) {
    out.with(update.with);
    out.word("UPDATE");
    or_action(update.action);
    out.target(update.target);
    out.assignments(update.assignments);
    if (!update.from.empty()) {
      out.word("FROM");
      out.from_items(update.from);
    }
    out.clause("WHERE", update.where);
    out.returning(update.returning);
  }

  void operator()(const DeleteStatement& statement) {
    out.with(statement.with);
    out.word("DELETE FROM");
    out.target(statement.target);
    out.clause("WHERE", statement.where);
    out.returning(statement.returning);
  }

  void operator()(const CreateTable& create) {
    out.word("CREATE");
    out.word_if(create.temporary, "TEMP");
    out.word("TABLE");
    out.word_if(create.if_not_exists, "IF NOT EXISTS");
    out.table(create.table);
    if (create.select) {
      out.word("AS");
      out.select(*create.select);
      return;
    }
    out.open();
    out.list(create.columns, [&](const ColumnDefinition& column) {
      out.name(column.name);
      if (!column.type.empty()) out.word(column.type);
      for (const Constraint& rule : column.constraints) out.constraint(rule);
    });
    for (const Constraint& rule : create.constraints) {
      out.glue(",");
      out.constraint(rule);
    }
    out.close();
    out.word_if(create.strict, "STRICT");
    if (create.strict && create.without_rowid) out.glue(",");
    out.word_if(create.without_rowid, "WITHOUT ROWID");
  }

  void operator()(const CreateView& create) {
    out.word("CREATE");
    out.word_if(create.temporary, "TEMP");
    out.word("VIEW");
    out.word_if(create.if_not_exists, "IF NOT EXISTS");
    out.table(create.view);
    out.optional_names(create.columns);
    out.word("AS");
    out.select(create.select);
  }

  void operator()(const CreateIndex& create) {
    out.word("CREATE");
    out.word_if(create.unique, "UNIQUE");
    out.word("INDEX");
    out.word_if(create.if_not_exists, "IF NOT EXISTS");
    out.table(create.index);
    out.word("ON");
    out.name(create.table);
    out.open();
    out.term_list(create.terms);
    out.close();
    out.clause("WHERE", create.where);
  }

  void operator()(const DropStatement& drop) {
    out.word("DROP");
    out.word(kDropTexts[static_cast<std::size_t>(drop.kind)]);
    out.word_if(drop.if_exists, "IF EXISTS");
    out.table(drop.name);
  }

  void or_action(ConflictAction action) {
    if (action == ConflictAction::kNone) return;
    out.words({"OR", kConflictTexts[static_cast<std::size_t>(action)]});
  }
};

void Printer::statement(const SqlStatement& statement) {
  std::visit(StatementPrinter{*this}, statement.node);
}

void Printer::target(const TargetTable& target) {
  table(target.table);
  alias(target.alias);
  hint(target.hint);
}

void Printer::assignments(const std::vector<Assignment>& assignments) {
  word("SET");
  list(assignments, [&](const Assignment& assignment) {
    if (assignment.columns.size() == 1) {
      name(assignment.columns[0]);
    } else {
      optional_names(assignment.columns);
    }
    word("=");
    expression(assignment.value);
  });
}

void Printer::upsert(const Upsert& upsert) {
  word("ON CONFLICT");
  if (!upsert.target.empty()) {
    open();
    term_list(upsert.target);
    close();
    clause("WHERE", upsert.target_where);
  }
  word("DO");
  if (upsert.assignments.empty()) {
    word("NOTHING");
    return;
  }
  word("UPDATE");
  assignments(upsert.assignments);
  clause("WHERE", upsert.where);
}

void Printer::returning(const std::vector<ResultColumn>& columns) {
  if (columns.empty()) return;
  word("RETURNING");
  list(columns, [&](const ResultColumn& column) { result_column(column); });
}

void Printer::constraint(const Constraint& rule) {
  if (!rule.name.empty() || rule.kind == ConstraintKind::kName) {
    word("CONSTRAINT");
    name(rule.name);
  }
  constraint_body(rule);
}

void Printer::constraint_body(const Constraint& rule) {
  switch (rule.kind) {
    case ConstraintKind::kName:
      break;
    case ConstraintKind::kNull:
      word("NULL");
      break;
    case ConstraintKind::kNotNull:
      word("NOT NULL");
      break;
    case ConstraintKind::kPrimaryKey:
    case ConstraintKind::kUnique:
      key(rule);
      break;
    case ConstraintKind::kCheck:
      word("CHECK (");
      expression(*rule.expr);
      close();
      break;
    case ConstraintKind::kDefault:
      word("DEFAULT");
      default_value(*rule.expr);
      break;
    case ConstraintKind::kCollate:
      word("COLLATE");
      name(rule.word);
      break;
    case ConstraintKind::kReferences:
      if (!rule.columns.empty()) word("FOREIGN KEY");
      optional_names(rule.columns);
      references(*rule.references);
      break;
    case ConstraintKind::kDeferral:
      deferral(*rule.references);
      break;
    case ConstraintKind::kGenerated:
      word("GENERATED ALWAYS AS (");
      expression(*rule.expr);
      close();
      if (!rule.word.empty()) word(rule.word);
      break;
  }
  on_conflict(rule);
}

void Printer::key(const Constraint& rule) {
  word(rule.kind == ConstraintKind::kUnique ? "UNIQUE" : "PRIMARY KEY");
  if (rule.terms.empty()) {
    direction(rule.direction);
    return;
  }
  open();
  term_list(rule.terms);
  word_if(rule.autoincrement, "AUTOINCREMENT");
  close();
}

// A column's AUTOINCREMENT stands behind what is done about a conflict.
void Printer::on_conflict(const Constraint& rule) {
  if (rule.on_conflict != ConflictAction::kNone) {
    words({"ON CONFLICT", kConflictTexts[static_cast<std::size_t>(rule.on_conflict)]});
  }
  word_if(rule.autoincrement && rule.terms.empty(), "AUTOINCREMENT");
}

// Only literals, perhaps with a sign, go without parentheses.
void Printer::default_value(const Expr& value) {
  const auto* unary = std::get_if<UnaryExpr>(&value.node);
  const bool has_sign =
      unary != nullptr && (unary->op == UnaryOperator::kMinus || unary->op == UnaryOperator::kPlus);
  const Expr& term = has_sign ? *unary->operand : value;
  const auto* literal = std::get_if<LiteralExpr>(&term.node);
  const bool is_truth = literal != nullptr && (literal->kind == LiteralKind::kTrue ||
                                               literal->kind == LiteralKind::kFalse);
  if (literal != nullptr && !(has_sign && is_truth)) {
    expression(value);
    return;
  }
  open();
  expression(value);
  close();
}

void Printer::references(const References& references) {
  word("REFERENCES");
  name(references.table);
  optional_names(references.columns);
  const auto action = [&](std::string_view when, ReferenceAction what) {
    if (what == ReferenceAction::kNone) return;
    words({when, kReferenceTexts[static_cast<std::size_t>(what)]});
  };
  action("ON DELETE", references.on_delete);
  action("ON UPDATE", references.on_update);
  if (!references.match.empty()) {
    word("MATCH");
    name(references.match);
  }
  deferral(references);
}

void Printer::deferral(const References& references) {
  if (references.deferral == Deferral::kNone) return;
  word_if(references.deferral == Deferral::kNotDeferrable, "NOT");
  word("DEFERRABLE");
  if (references.initially == InitialCheck::kDefault) return;
  words({"INITIALLY", references.initially == InitialCheck::kDeferred ? "DEFERRED" : "IMMEDIATE"});
}

}  // namespace nightshift
