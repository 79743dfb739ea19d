// Expressions: what flows into their value, and what decides about it.

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/sql/expressions.h"
#include "engine/sql/lineage_reader.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

constexpr LineageKind kTransformation = LineageKind::kTransformation;

// Functions of a window that give a value of one of its rows, or a place in it.
bool has_window_name(const CallExpr& call) {
  constexpr std::array<std::string_view, 11> kNames = {
      "lag",  "lead",       "first_value", "last_value",   "nth_value", "ntile",
      "rank", "dense_rank", "row_number",  "percent_rank", "cume_dist"};
  return std::find(kNames.begin(), kNames.end(), lower_case(call.name)) != kNames.end();
}

// While it lives, columns are those of many rows, or of a key: no row is picked for them.
class Settled {
 public:
  Settled(FlowScope* scope, bool is_so) : scope_(is_so ? scope : nullptr) {
    if (scope_ != nullptr) ++scope_->settled;
  }
  ~Settled() {
    if (scope_ != nullptr) --scope_->settled;
  }
  Settled(const Settled&) = delete;
  Settled& operator=(const Settled&) = delete;

 private:
  FlowScope* scope_;
};

}  // namespace

bool LineageReader::is_group(const Expr& expr, const FlowScope* scope) {
  if (scope == nullptr || scope->extreme.is_empty()) return false;
  return std::any_of(scope->groups.begin(), scope->groups.end(),
                     [&](const Expr* key) { return *key == expr; });
}

LineageFlow LineageReader::expression(const Expr& expr, FlowScope* scope,
                                      const FlowAround& around) {
  const LineageDepth depth(*this, 1);
  if (stopped()) return {};
  const Settled settled(scope, is_group(expr, scope));
  LineageFlow flow = expression_inside(expr, scope, around);
  spend(1 + flow.inputs().size());
  return flow;
}

LineageFlow LineageReader::expression_inside(const Expr& expr, FlowScope* scope,
                                             const FlowAround& around) {
  if (const ColumnExpr* column = column_in(expr)) return name(*column, expr.span, scope);
  if (const CallExpr* called = call_in(expr)) return call(*called, scope, around);
  if (const auto* chosen = std::get_if<CaseExpr>(&expr.node)) return choice(*chosen, scope, around);
  if (const auto* in = std::get_if<InExpr>(&expr.node)) {
    return membership(*in, expr.span, scope, around);
  }
  if (const auto* row = std::get_if<RowExpr>(&expr.node)) return each_of(row->items, scope, around);
  if (const auto* collated = std::get_if<CollateExpr>(&expr.node)) {
    return expression(*collated->operand, scope, around);
  }
  if (const auto* exists = std::get_if<ExistsExpr>(&expr.node)) {
    const RelationFlow relation = query(*exists->select, {.scope = scope, .with = around.with});
    return relation.rows;
  }
  if (const auto* inner = std::get_if<SubqueryExpr>(&expr.node)) {
    return subquery(*inner->select, scope, around);
  }
  LineageFlow flow;
  for (const Expr* part : parts_of(expr).expressions) {
    flow.add(expression(*part, scope, around).through(kTransformation));
  }
  return flow;
}

LineageFlow LineageReader::each_of(const std::vector<Expr>& exprs, FlowScope* scope,
                                   const FlowAround& around) {
  LineageFlow flow;
  for (const Expr& each : exprs) flow.add(expression(each, scope, around));
  return flow;
}

// All its columns (of a row value there are several), and what decides which row it gives.
LineageFlow LineageReader::subquery(const Select& select, FlowScope* scope,
                                    const FlowAround& around) {
  const RelationFlow relation = query(select, {.scope = scope, .with = around.with});
  LineageFlow flow = relation.rows;
  for (const ColumnFlow& column : relation.columns) flow.add(column.flow);
  return flow;
}

LineageFlow LineageReader::choice(const CaseExpr& choice, FlowScope* scope,
                                  const FlowAround& around) {
  LineageFlow flow;
  const auto decides = [&](const Expr& expr) {
    flow.add(expression(expr, scope, around).as(LineageKind::kConditional));
  };
  const auto gives = [&](const Expr& expr) {
    flow.add(expression(expr, scope, around).through(kTransformation));
  };
  if (choice.operand) decides(*choice.operand);
  for (const CaseBranch& branch : choice.branches) {
    decides(branch.when);
    gives(branch.then);
  }
  if (choice.otherwise) gives(*choice.otherwise);
  return flow;
}

LineageFlow LineageReader::membership(const InExpr& in, const Span& place, FlowScope* scope,
                                      const FlowAround& around) {
  LineageFlow flow = expression(*in.operand, scope, around).through(kTransformation);
  const auto add = [&](const RelationFlow& relation) {
    for (const ColumnFlow& column : relation.columns) {
      flow.add(column.flow.through(kTransformation));
    }
    flow.add(relation.rows);
    if (!relation.known) flow.add(relation.hidden);
  };
  if (const auto* list = std::get_if<std::vector<Expr>>(&in.source)) {
    flow.add(each_of(*list, scope, around).through(kTransformation));
  } else if (const auto* select = std::get_if<Box<Select>>(&in.source)) {
    flow.add(subquery(**select, scope, around).through(kTransformation));
  } else {
    const InTable& table = *std::get<Box<InTable>>(in.source);
    if (table.arguments) {
      flow.add(each_of(*table.arguments, scope, around).through(kTransformation));
    } else {
      add(named_table(table.table, place, {.scope = scope, .with = around.with}));
    }
  }
  return flow;
}

LineageFlow LineageReader::call(const CallExpr& call, FlowScope* scope, const FlowAround& around) {
  const bool is_window = call.over || call.over_name;
  const bool is_aggregate = has_aggregate_name(call) || (is_window && !has_window_name(call));
  const bool is_choice = same_name(call.name, "iif") || same_name(call.name, "if");
  const Settled settled(scope, is_aggregate && !is_window);
  LineageFlow flow;
  for (std::size_t a = 0; a < call.arguments.size(); ++a) {
    const LineageFlow argument = expression(call.arguments[a], scope, around);
    // iif(condition, value, condition, value, ..., value)
    const bool decides = is_choice && a % 2 == 0 && a + 1 < call.arguments.size();
    flow.add(decides
                 ? argument.as(LineageKind::kConditional)
                 : argument.through(is_aggregate ? LineageKind::kAggregation : kTransformation));
  }
  if (call.filter) flow.add(expression(*call.filter, scope, around).as(LineageKind::kFilter));
  for (const OrderTerm& term : call.order_by) {
    flow.add(expression(term.expr, scope, around).as(LineageKind::kSort));
  }
  if (call.over) flow.add(window(*call.over, scope, around));
  if (call.over_name) flow.add(window(*call.over_name, scope, around));
  return flow;
}

LineageFlow LineageReader::window(const WindowDefinition& window, FlowScope* scope,
                                  const FlowAround& around) {
  const LineageDepth depth(*this, 1);
  LineageFlow flow;
  if (stopped()) return flow;
  const auto decides = [&](const Expr& expr) {
    flow.add(expression(expr, scope, around).as(LineageKind::kWindow));
  };
  if (window.base) flow.add(this->window(*window.base, scope, around));
  for (const Expr& key : window.partition_by) decides(key);
  for (const OrderTerm& term : window.order_by) decides(term.expr);
  if (window.frame && window.frame->start.offset) decides(*window.frame->start.offset);
  if (window.frame && window.frame->end.offset) decides(*window.frame->end.offset);
  return flow;
}

LineageFlow LineageReader::window(const std::string& name, FlowScope* scope,
                                  const FlowAround& around) {
  if (scope == nullptr || scope->core == nullptr) return {};
  for (const NamedWindow& each : scope->core->windows) {
    if (same_name(each.name, name)) return window(each.definition, scope, around);
  }
  return {};
}

}  // namespace nightshift
