// Whole queries: WITH, the parts of a compound, the select list, and what decides about rows.

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/expressions.h"
#include "engine/sql/lineage_reader.h"
#include "engine/sql/print.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

// ORDER BY 2, GROUP BY 1: a place in the select list, from 0; places behind its end are none.
std::optional<std::size_t> place_in(const Expr& term, std::size_t columns) {
  const LiteralExpr* literal = literal_in(term);
  if (literal == nullptr || literal->kind != LiteralKind::kInteger) return std::nullopt;
  const bool is_plain = std::all_of(literal->text.begin(), literal->text.end(), is_digit);
  if (!is_plain || literal->text.size() > 6) return std::nullopt;
  const auto place = static_cast<std::size_t>(std::atoi(literal->text.c_str()));
  return place >= 1 && place <= columns ? std::optional(place - 1) : std::nullopt;
}

const Expr& without_collation(const Expr& term) {
  const Expr* inner = &term;
  while (const auto* collated = std::get_if<CollateExpr>(&inner->node)) inner = &*collated->operand;
  return *inner;
}

// min() and max() of one argument in the expression itself, outside of subqueries.
void add_extremes(const Expr& expr, std::vector<const CallExpr*>& calls) {
  const CallExpr* call = call_in(expr);
  const bool is_extreme = call != nullptr && is_aggregate(*call) &&
                          (same_name(call->name, "min") || same_name(call->name, "max"));
  if (is_extreme) calls.push_back(call);
  for (const Expr* part : parts_of(expr).expressions) add_extremes(*part, calls);
}

// A query's columns under names that differ, as SQLite makes them for whoever reads from it.
void tell_apart(std::vector<ColumnFlow>& columns) {
  std::map<std::string, int> taken;  // by name, with the number of the latest that is called so
  for (ColumnFlow& column : columns) {
    const std::string name = column.name;
    int& latest = taken.try_emplace(lower_case(name), 0).first->second;
    bool is_free = latest == 0;
    while (!is_free) {
      column.name = name + ":" + std::to_string(latest++);
      is_free = taken.try_emplace(lower_case(column.name), 1).second;
    }
    if (latest == 0) latest = 1;
  }
}

LineageFlow all_of(const std::vector<ColumnFlow>& columns) {
  LineageFlow flow;
  for (const ColumnFlow& column : columns) flow.add(column.flow);
  return flow;
}

void add_columns(RelationFlow& whole, const RelationFlow& part) {
  const std::size_t columns = std::min(whole.columns.size(), part.columns.size());
  for (std::size_t c = 0; c < columns; ++c) whole.columns[c].flow.add(part.columns[c].flow);
  whole.rows.add(part.rows);
  whole.hidden.add(part.hidden);
  whole.known = whole.known && part.known;
}

}  // namespace

RelationFlow LineageReader::query(const Select& select, const FlowAround& around,
                                  CommonFlow* self) {
  const LineageDepth depth(*this, 3);
  if (stopped()) return {};
  WithFrame frame{.outer = around.with,
                  .scope = around.scope,
                  .with = &select.with,
                  .tables = std::vector<CommonFlow>(select.with.tables.size())};
  FlowAround inside = around;
  if (!frame.tables.empty()) inside.with = &frame;
  const bool is_inner = depth_ > 3;
  RelationFlow whole = compound(select, inside, self);
  if (self != nullptr && self->used) {
    // Until going round once more brings nothing new: inputs only become more.
    RelationFlow before;
    do {
      before = whole;
      self->relation = whole;
      for (CommonFlow& table : frame.tables) table = {};
      add_columns(whole, compound(select, inside, self));
    } while (!stopped() && whole != before);
  }
  if (is_inner) tell_apart(whole.columns);
  return whole;
}

RelationFlow LineageReader::compound(const Select& select, const FlowAround& around,
                                     CommonFlow* self) {
  std::vector<CoreFlow> cores;
  RelationFlow whole;
  for (const SelectCore& each : select.cores) {
    cores.push_back(core(select, each, around));
    if (stopped()) return {};
    RelationFlow& part = cores.back().relation;
    const bool is_first = cores.size() == 1;
    if (is_first) whole = part;
    if (!is_first && whole.known && part.known && whole.columns.size() != part.columns.size()) {
      unresolved(UnresolvedKind::kColumnCount, each.span, "SELECT");
    }
    if (!is_first &&
        (each.op == CompoundOperator::kUnion || each.op == CompoundOperator::kUnionAll)) {
      add_columns(whole, part);
      if (each.op == CompoundOperator::kUnion) {
        whole.rows.add(all_of(whole.columns).as(LineageKind::kGroupBy));
      }
    } else if (!is_first) {
      // The values are those of the left side; the right one says which of them stay.
      whole.rows.add(part.rows);
      whole.rows.add(all_of(whole.columns).as(LineageKind::kFilter));
      whole.rows.add(all_of(part.columns).as(LineageKind::kFilter));
      whole.rows.add(part.hidden.as(LineageKind::kFilter));
    }
    if (self != nullptr && !self->begun) self->relation = whole;
    if (self != nullptr) self->begun = true;
  }
  if (select.cores.size() > 1) {
    for (const OrderTerm& term : select.order_by) {
      whole.rows.add(compound_order_term(term, cores, whole).as(LineageKind::kSort));
    }
  }
  for (const Box<Expr>* bound : {&select.limit, &select.offset}) {
    if (!*bound) continue;
    whole.rows.add(expression(**bound, around.scope, around).as(LineageKind::kFilter));
  }
  return whole;
}

LineageReader::CoreFlow LineageReader::core(const Select& select, const SelectCore& core,
                                            const FlowAround& around) {
  FlowScope scope;
  scope.outer = around.scope;
  scope.core = &core;
  if (!core.values.empty()) return values(core, scope, around);
  from(core.from, scope, around);
  if (stopped()) return {};
  functions(scope, around);
  prepare_groups(select, scope, around);
  CoreFlow made;
  select_list(scope, around, made);
  conditions(scope, around, made);
  if (core.distinct) scope.rows.add(all_of(made.relation.columns).as(LineageKind::kGroupBy));
  if (core.distinct) scope.rows.add(made.relation.hidden.as(LineageKind::kGroupBy));
  if (select.cores.size() == 1) {
    for (const OrderTerm& term : select.order_by) {
      scope.rows.add(order_term(term, scope, around, made).as(LineageKind::kSort));
    }
  }
  made.relation.rows = std::move(scope.rows);
  return made;
}

LineageReader::CoreFlow LineageReader::values(const SelectCore& core, FlowScope& scope,
                                              const FlowAround& around) {
  CoreFlow made;
  std::vector<ColumnFlow>& columns = made.relation.columns;
  for (const ValuesRow& row : core.values) {
    while (columns.size() < row.items.size() && columns.size() <= limits_.columns_max) {
      columns.push_back({.name = "column" + std::to_string(columns.size() + 1), .flow = {}});
    }
    if (row.items.size() != core.values.front().items.size()) {
      unresolved(UnresolvedKind::kColumnCount, row.span, "VALUES");
    }
    for (std::size_t c = 0; c < row.items.size() && c < columns.size(); ++c) {
      columns[c].flow.add(expression(row.items[c], &scope, around));
    }
  }
  made.written.resize(columns.size());
  return made;
}

// What the groups are, and which columns are those of a row that min() or max() picks.
void LineageReader::prepare_groups(const Select& select, FlowScope& scope,
                                   const FlowAround& around) {
  const SelectCore& core = *scope.core;
  std::vector<const CallExpr*> extremes;
  for (const ResultColumn& column : core.columns) {
    if (column.kind == ResultColumnKind::kExpr) add_extremes(column.expr, extremes);
  }
  if (core.having) add_extremes(*core.having, extremes);
  if (select.cores.size() == 1) {
    for (const OrderTerm& term : select.order_by) add_extremes(term.expr, extremes);
  }
  if (extremes.empty()) return;
  const auto add_key = [&](const Expr& key) {
    scope.groups.push_back(&key);
    if (const ColumnExpr* name = column_in(key)) {
      for (const PlaceInFrom& each : matches_of(scope.sources, *name).columns) {
        scope.group_columns.push_back(each);
      }
    }
  };
  for (const Expr& key : core.group_by) {
    const auto place = place_in(key, core.columns.size());
    const ColumnExpr* name = column_in(key);
    add_key(place && core.columns[*place].kind == ResultColumnKind::kExpr
                ? core.columns[*place].expr
                : key);
    for (const ResultColumn& column : core.columns) {
      const bool is_alias = name != nullptr && name->table.empty() && !column.alias.empty() &&
                            same_name(column.alias, name->column) &&
                            matches_of(scope.sources, *name).columns.empty();
      if (is_alias) add_key(column.expr);
    }
  }
  LineageFlow extreme;
  for (const CallExpr* call : extremes) extreme.add(this->call(*call, &scope, around));
  scope.extreme = extreme.as(LineageKind::kConditional);
}

void LineageReader::select_list(FlowScope& scope, const FlowAround& around, CoreFlow& made) {
  std::vector<ColumnFlow> aliases;
  for (const ResultColumn& column : scope.core->columns) {
    if (stopped()) return;
    if (column.kind != ResultColumnKind::kExpr) {
      star(scope, column, made);
      continue;
    }
    ColumnFlow flow{.name = name_of(column, scope),
                    .flow = expression(column.expr, &scope, around)};
    if (!column.alias.empty()) aliases.push_back(flow);
    made.relation.columns.push_back(std::move(flow));
    made.written.push_back(&column);
    if (made.relation.columns.size() > limits_.columns_max) return stop_too_much();
  }
  scope.aliases = std::move(aliases);
}

void LineageReader::star(FlowScope& scope, const ResultColumn& column, CoreFlow& made) {
  const bool is_all = column.kind == ResultColumnKind::kStar;
  const auto push = [&](std::string name, LineageFlow flow) {
    const bool is_left_out =
        std::any_of(column.excluded.begin(), column.excluded.end(),
                    [&](const std::string& excluded) { return same_name(excluded, name); });
    spend(1 + flow.inputs().size());
    if (is_left_out) return;
    made.relation.columns.push_back({.name = std::move(name), .flow = std::move(flow)});
    made.written.push_back(nullptr);
  };
  bool is_named = is_all;
  for (std::size_t s = 0; s < scope.sources.size(); ++s) {
    const FlowSource& source = scope.sources[s];
    if (!is_all && !same_name(column.table, source.name)) continue;
    is_named = true;
    const std::size_t listed = source.relation.columns.size() - source.relation.unlisted;
    for (std::size_t c = 0; c < listed; ++c) {
      const PlaceInFrom place{.source = s, .column = c};
      const auto merged =
          std::find_if(scope.merged.begin(), scope.merged.end(), [&](const MergedColumn& each) {
            return std::find(each.joined.begin(), each.joined.end(), place) != each.joined.end();
          });
      const bool is_merged = is_all && merged != scope.merged.end();
      if (is_merged && merged->joined.front() != place) continue;
      push(source.relation.columns[c].name,
           is_merged ? merged_at(scope, *merged) : column_at(scope, place));
      if (made.relation.columns.size() > limits_.columns_max) return stop_too_much();
    }
    if (source.relation.known) continue;
    made.relation.known = false;
    made.relation.hidden.add(source.relation.hidden);
    if (source.relation.hidden.open()) {
      made.relation.hidden.add(LineageFlow::unknown());
    } else {
      unresolved(UnresolvedKind::kUnknownColumns, column.span, source.name + ".*");
    }
    LineageFlow flow = source.relation.hidden;
    flow.add(LineageFlow::unknown());
    // A query over a table function has such a column already.
    if (source.relation.columns.empty()) push(source.name + ".*", std::move(flow));
  }
  if (!is_named) {
    std::vector<std::string> known;
    for (const FlowSource& source : scope.sources) known.push_back(source.name);
    unresolved(UnresolvedKind::kNoSuchTable, column.span, column.table, known);
    made.relation.known = false;
    made.relation.hidden.add(LineageFlow::unknown());
    push(column.table + ".*", LineageFlow::unknown());
  }
}

void LineageReader::conditions(FlowScope& scope, const FlowAround& around, const CoreFlow& made) {
  if (stopped()) return;
  const SelectCore& core = *scope.core;
  ++scope.settled;  // rows are not grouped yet
  joins(core.from, scope, around);
  if (core.where) {
    scope.rows.add(expression(*core.where, &scope, around).as(LineageKind::kFilter));
  }
  for (const Expr& key : core.group_by) {
    const auto place = place_in(key, made.relation.columns.size());
    const LineageFlow flow =
        place ? made.relation.columns[*place].flow : expression(key, &scope, around);
    scope.rows.add(flow.as(LineageKind::kGroupBy));
  }
  --scope.settled;
  for (const Box<Expr>* condition : {&core.having, &core.qualify}) {
    if (!*condition) continue;
    scope.rows.add(expression(**condition, &scope, around).as(LineageKind::kFilter));
  }
}

LineageFlow LineageReader::order_term(const OrderTerm& term, FlowScope& scope,
                                      const FlowAround& around, const CoreFlow& made) {
  const Expr& expr = without_collation(term.expr);
  if (const auto place = place_in(expr, made.relation.columns.size())) {
    return made.relation.columns[*place].flow;
  }
  // Alone, an alias comes before a column of its name.
  const ColumnExpr* name = column_in(expr);
  if (name != nullptr && name->table.empty()) {
    for (const ColumnFlow& alias : scope.aliases) {
      if (same_name(alias.name, name->column)) return alias.flow;
    }
  }
  return expression(expr, &scope, around);
}

// Of a compound: a place, or what some part of it selects.
LineageFlow LineageReader::compound_order_term(const OrderTerm& term,
                                               const std::vector<CoreFlow>& cores,
                                               const RelationFlow& whole) {
  const Expr& expr = without_collation(term.expr);
  if (const auto place = place_in(expr, whole.columns.size())) return whole.columns[*place].flow;
  const ColumnExpr* name = column_in(expr);
  std::vector<std::string> known;
  for (const CoreFlow& core : cores) {
    for (std::size_t c = 0; c < core.relation.columns.size() && c < whole.columns.size(); ++c) {
      const std::string& called = core.relation.columns[c].name;
      const bool is_called =
          name != nullptr && name->table.empty() && same_name(name->column, called);
      const ResultColumn* written = core.written[c];
      const bool is_written = written != nullptr && written->expr == expr;
      if (is_called || is_written) return whole.columns[c].flow;
      known.push_back(called);
    }
  }
  if (!whole.known) return LineageFlow::unknown();
  unresolved(UnresolvedKind::kNoSuchColumn, term.span, print(expr), known);
  return LineageFlow::unknown();
}

// As SQLite calls it: its alias, the column's own name, or the expression as written.
std::string LineageReader::name_of(const ResultColumn& column, const FlowScope& scope) const {
  if (!column.alias.empty()) return column.alias;
  const Expr& expr = without_collation(column.expr);
  if (const ColumnExpr* name = column_in(expr)) {
    for (const FlowScope* at = &scope; at != nullptr; at = at->outer) {
      const NameMatches matches = matches_of(at->sources, *name);
      for (const std::size_t source : matches.perhaps) {
        const RelationFlow& relation = at->sources[source].relation;
        for (const ColumnFlow& each : relation.columns) {
          const bool is_number =
              relation.rowid && each.flow == LineageFlow::of_column(*relation.rowid);
          if (is_number) return each.name;
        }
      }
      if (matches.columns.empty()) continue;
      const PlaceInFrom& found = matches.columns.front();
      return at->sources[found.source].relation.columns[found.column].name;
    }
    return name->column;
  }
  const Span& span = column.expr.span;
  const bool has_text = view_.empty() && span.length > 0 && span.offset <= sql_.size() &&
                        span.length <= sql_.size() - span.offset;
  return has_text ? std::string(sql_.substr(span.offset, span.length)) : print(column.expr);
}

}  // namespace nightshift
