#include "engine/sql/walk.h"

#include <optional>
#include <variant>

namespace nightshift {
namespace {

// Takes the parts of nodes, one kind after the other.
struct PartTaker {
  Parts& parts;

  void take(Expr& expr) { parts.expressions.push_back(&expr); }
  void take(Select& select) { parts.selects.push_back(&select); }

  template <typename T>
  void take(Box<T>& box) {
    if (box) take(*box);
  }
  template <typename T>
  void take(std::optional<T>& optional) {
    if (optional) take(*optional);
  }
  template <typename T>
  void take(std::vector<T>& items) {
    for (T& item : items) take(item);
  }
  template <typename... T>
  void take(std::variant<T...>& choice) {
    std::visit([this](auto& chosen) { this->take(chosen); }, choice);
  }
  template <typename First, typename Second, typename... Rest>
  void take(First& first, Second& second, Rest&... rest) {
    take(first);
    take(second, rest...);
  }

  // Ends.
  void take(LiteralExpr&) {}
  void take(ColumnExpr&) {}
  void take(ParameterExpr&) {}
  void take(TypedTextExpr&) {}
  void take(NamedTable&) {}
  void take(DropStatement&) {}

  // Parts of expressions.
  void take(UnaryExpr& unary) { take(unary.operand); }
  void take(BinaryExpr& binary) { take(binary.left, binary.right); }
  void take(BetweenExpr& between) { take(between.operand, between.low, between.high); }
  void take(LikeExpr& like) { take(like.operand, like.pattern, like.escape); }
  void take(InExpr& in) { take(in.operand, in.source); }
  void take(InTable& table) { take(table.arguments); }
  void take(CaseExpr& choice) { take(choice.operand, choice.branches, choice.otherwise); }
  void take(CaseBranch& branch) { take(branch.when, branch.then); }
  void take(CastExpr& cast) { take(cast.operand); }
  void take(CollateExpr& collate) { take(collate.operand); }
  void take(CallExpr& call) { take(call.arguments, call.order_by, call.filter, call.over); }
  void take(ExistsExpr& exists) { take(exists.select); }
  void take(SubqueryExpr& query) { take(query.select); }
  void take(RowExpr& row) { take(row.items); }
  void take(RaiseExpr& raise) { take(raise.message); }
  void take(IntervalExpr& interval) { take(interval.amount); }
  void take(ExtractExpr& extract) { take(extract.from); }
  void take(OrderTerm& term) { take(term.expr); }
  void take(WindowDefinition& window) { take(window.partition_by, window.order_by, window.frame); }
  void take(WindowFrame& frame) { take(frame.start.offset, frame.end.offset); }
  void take(NamedWindow& window) { take(window.definition); }

  // Parts of queries.
  void take_parts(Select& select) {
    take(select.with, select.cores, select.order_by, select.limit, select.offset);
  }
  void take(WithClause& with) { take(with.tables); }
  void take(CommonTable& table) { take(table.select); }
  void take(SelectCore& core) {
    take(core.columns, core.from, core.where, core.group_by, core.having, core.windows,
         core.qualify, core.values);
  }
  void take(ValuesRow& row) { take(row.items); }
  void take(ResultColumn& column) {
    if (column.kind == ResultColumnKind::kExpr) take(column.expr);
  }
  void take(FromItem& item) { take(item.source, item.on); }
  void take(TableFunction& function) { take(function.arguments); }
  void take(JoinGroup& group) { take(group.items); }

  // Parts of statements.
  void take(InsertStatement& insert) {
    take(insert.with, insert.source, insert.upserts, insert.returning);
  }
  void take(UpdateStatement& update) {
    take(update.with, update.assignments, update.from, update.where, update.returning);
  }
  void take(DeleteStatement& statement) {
    take(statement.with, statement.where, statement.returning);
  }
  void take(Assignment& assignment) { take(assignment.value); }
  void take(Upsert& upsert) {
    take(upsert.target, upsert.target_where, upsert.assignments, upsert.where);
  }
  void take(CreateTable& create) { take(create.columns, create.constraints, create.select); }
  void take(ColumnDefinition& column) { take(column.constraints); }
  void take(Constraint& rule) { take(rule.terms, rule.expr); }
  void take(CreateView& create) { take(create.select); }
  void take(CreateIndex& create) { take(create.terms, create.where); }
};

// Everything below.
class TreeWalk {
 public:
  void open(Expr& expr) {
    all_.expressions.push_back(&expr);
    open_all(parts_of(expr));
  }
  void open(Select& select) {
    all_.selects.push_back(&select);
    open_all(parts_of(select));
  }
  void open_all(const Parts& parts) {
    for (Expr* expr : parts.expressions) open(*expr);
    for (Select* select : parts.selects) open(*select);
  }
  Parts take() { return std::move(all_); }

 private:
  Parts all_;
};

ConstParts as_const(const Parts& parts) {
  return {.expressions = {parts.expressions.begin(), parts.expressions.end()},
          .selects = {parts.selects.begin(), parts.selects.end()}};
}

// The walk itself changes nothing.
template <typename Node>
Node& editable(const Node& node) {
  return const_cast<Node&>(node);
}

}  // namespace

Parts parts_of(Expr& expr) {
  Parts parts;
  PartTaker{parts}.take(expr.node);
  return parts;
}

Parts parts_of(Select& select) {
  Parts parts;
  PartTaker{parts}.take_parts(select);
  return parts;
}

Parts parts_of(SqlStatement& statement) {
  Parts parts;
  PartTaker{parts}.take(statement.node);
  return parts;
}

Parts all_parts_of(Expr& expr) {
  TreeWalk walk;
  walk.open(expr);
  return walk.take();
}

Parts all_parts_of(Select& select) {
  TreeWalk walk;
  walk.open(select);
  return walk.take();
}

Parts all_parts_of(SqlStatement& statement) {
  TreeWalk walk;
  walk.open_all(parts_of(statement));
  return walk.take();
}

ConstParts parts_of(const Expr& expr) { return as_const(parts_of(editable(expr))); }
ConstParts parts_of(const Select& select) { return as_const(parts_of(editable(select))); }
ConstParts parts_of(const SqlStatement& statement) {
  return as_const(parts_of(editable(statement)));
}
ConstParts all_parts_of(const Expr& expr) { return as_const(all_parts_of(editable(expr))); }
ConstParts all_parts_of(const Select& select) { return as_const(all_parts_of(editable(select))); }
ConstParts all_parts_of(const SqlStatement& statement) {
  return as_const(all_parts_of(editable(statement)));
}

}  // namespace nightshift
