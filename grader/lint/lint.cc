#include "grader/lint/lint.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/parse.h"
#include "engine/sql/walk.h"
#include "grader/lint/expressions.h"
#include "grader/lint/rules.h"
#include "grader/lint/scope.h"

namespace nightshift {
namespace {

// What surrounds a query.
struct Around {
  const NameScope* outer = nullptr;
  CommonRelations common;
  SelectRole role = SelectRole::kTop;
  bool ordered_use = false;
  const Expr* not_in = nullptr;  // x NOT IN (the query)
};

// Do the rows that come from FROM go into one text or list, in their order?
bool uses_order(const SelectCore& core) {
  return std::any_of(core.columns.begin(), core.columns.end(), [](const ResultColumn& column) {
    if (column.kind != ResultColumnKind::kExpr) return false;
    const auto parts = all_parts_of(column.expr).expressions;
    return std::any_of(parts.begin(), parts.end(), [](const Expr* part) {
      const CallExpr* call = call_in(*part);
      return call != nullptr &&
             (same_name(call->name, "group_concat") || same_name(call->name, "string_agg") ||
              same_name(call->name, "json_group_array"));
    });
  });
}

class Linter {
 public:
  Linter(std::string_view sql, const LintSchema& schema) : sql_(sql), schema_(schema) {}

  Relation look(const Select& select, Around around) {
    add_common(select, around);
    std::vector<NameScope> scopes(select.cores.size());
    for (std::size_t c = 0; c < scopes.size(); ++c) {
      scopes[c].outer = around.outer;
      scopes[c].core = &select.cores[c];
      add_sources(select.cores[c].from, around, scopes[c]);
    }
    for (std::size_t c = 0; c < scopes.size(); ++c) {
      look_at_core(select, select.cores[c], scopes[c], around);
    }
    return relation_of(select, scopes);
  }

  std::vector<LintFinding> take() { return sink_.take(); }

 private:
  void add_common(const Select& select, Around& around) {
    for (const CommonTable& table : select.with.tables) {
      Around inner{.outer = around.outer,
                   .common = around.common,
                   .role = SelectRole::kCommon,
                   .ordered_use = false};
      // It may name itself: then nothing is known of it yet.
      if (select.with.recursive) inner.common.emplace_back(table.name, Relation());
      Relation relation = look(*table.select, std::move(inner));
      for (std::size_t c = 0; c < table.columns.size() && c < relation.columns.size(); ++c) {
        relation.columns[c].name = table.columns[c];
      }
      around.common.emplace_back(table.name, std::move(relation));
      if (!is_named_in(select, table.name)) {
        sink_.add("lint.unused_table", table.span,
                  table.name + " is defined in WITH, and nothing reads it.");
      }
    }
  }

  static bool is_named_in(const Select& select, const std::string& name) {
    const auto names = [&](const std::vector<FromItem>& items, const auto& self) -> bool {
      return std::any_of(items.begin(), items.end(), [&](const FromItem& item) {
        if (const auto* group = std::get_if<JoinGroup>(&item.source)) {
          return self(group->items, self);
        }
        const auto* table = std::get_if<NamedTable>(&item.source);
        return table != nullptr && same_name(table->table.name, name);
      });
    };
    const ConstParts parts = all_parts_of(select);
    const bool in_from =
        std::any_of(parts.selects.begin(), parts.selects.end(), [&](const Select* each) {
          return std::any_of(each->cores.begin(), each->cores.end(),
                             [&](const SelectCore& core) { return names(core.from, names); });
        });
    return in_from ||
           std::any_of(parts.expressions.begin(), parts.expressions.end(), [&](const Expr* expr) {
             const auto* in = std::get_if<InExpr>(&expr->node);
             const auto* table = in == nullptr ? nullptr : std::get_if<Box<InTable>>(&in->source);
             return table != nullptr && same_name((*table)->table.name, name);
           });
  }

  void add_sources(const std::vector<FromItem>& items, const Around& around, NameScope& scope) {
    for (const FromItem& item : items) {
      const std::size_t before = scope.sources.size();
      const bool fills_before = item.join == JoinKind::kRight || item.join == JoinKind::kFull;
      for (std::size_t s = 0; fills_before && s < before; ++s) scope.sources[s].is_optional = true;
      add_source(item, around, scope);
      const bool fills = item.join == JoinKind::kLeft || item.join == JoinKind::kFull;
      for (std::size_t s = before; fills && s < scope.sources.size(); ++s) {
        scope.sources[s].is_optional = true;
      }
    }
  }

  void add_source(const FromItem& item, const Around& around, NameScope& scope) {
    const auto* group = std::get_if<JoinGroup>(&item.source);
    if (group != nullptr && item.alias.empty()) {
      add_sources(group->items, around, scope);
      return;
    }
    FromSource source{.name = item.alias, .relation = {}, .item = &item};
    if (const auto* named = std::get_if<NamedTable>(&item.source)) {
      if (source.name.empty()) source.name = named->table.name;
      auto relation = find_relation(around.common, schema_, named->table);
      const bool is_common = std::any_of(
          around.common.begin(), around.common.end(),
          [&](const auto& common) { return same_name(common.first, named->table.name); });
      source.is_table = !is_common && is_declared(named->table.name);
      if (relation) source.relation = std::move(*relation);
    } else if (group != nullptr) {
      source.relation = whole_group(*group, around);
    } else if (const auto* select = std::get_if<Box<Select>>(&item.source)) {
      source.relation =
          look(**select, {.outer = around.outer,
                          .common = around.common,
                          .role = SelectRole::kFrom,
                          .ordered_use = scope.core != nullptr && uses_order(*scope.core)});
    }
    scope.sources.push_back(std::move(source));
  }

  bool is_declared(const std::string& name) const {
    return std::any_of(schema_.tables.begin(), schema_.tables.end(),
                       [&](const LintTable& table) { return same_name(table.name, name); });
  }

  // (a JOIN b ...) x: all their columns under one name.
  Relation whole_group(const JoinGroup& group, const Around& around) {
    NameScope inside{.outer = around.outer, .sources = {}, .core = nullptr};
    add_sources(group.items, around, inside);
    Relation relation{.columns = {}, .keys = {}, .known = true};
    for (const FromSource& source : inside.sources) {
      relation.known = relation.known && source.relation.known;
      for (LintColumn column : source.relation.columns) {
        column.nullable = column.nullable || source.is_optional;
        relation.columns.push_back(std::move(column));
      }
    }
    return relation;
  }

  static void add_on(const std::vector<FromItem>& items, CoreView& view) {
    for (const FromItem& item : items) {
      if (const auto* group = std::get_if<JoinGroup>(&item.source)) add_on(group->items, view);
      if (!item.on) continue;
      const bool is_inner = item.join == JoinKind::kInner || item.join == JoinKind::kComma ||
                            item.join == JoinKind::kCross;
      for (const Expr* term : terms_of(*item.on, BinaryOperator::kAnd)) {
        view.on.push_back(term);
        if (is_inner) view.conditions.push_back(term);
      }
    }
  }

  CoreView view_of(const Select& select, const SelectCore& core, const NameScope& scope,
                   SelectRole role) const {
    CoreView view{.select = select,
                  .core = core,
                  .scope = scope,
                  .role = role,
                  .sql = sql_,
                  .conditions = {},
                  .on = {}};
    if (core.where) view.conditions = terms_of(*core.where, BinaryOperator::kAnd);
    add_on(core.from, view);
    return view;
  }

  void look_at_core(const Select& select, const SelectCore& core, const NameScope& scope,
                    const Around& around) {
    const CoreView view = view_of(select, core, scope, around.role);
    for (const Expr* expr : own_expressions(view)) look_at(*expr, view, around);
    for (const ValuesRow& row : core.values) {
      for (const Expr& item : row.items) look_at(item, view, around);
    }
    if (around.not_in != nullptr) {
      lint_not_in(std::get<InExpr>(around.not_in->node), around.not_in->span, view, sink_);
    }
    if (core.values.empty()) {
      lint_joins(view, sink_);
      lint_fan_out(view, sink_);
      lint_grouping(view, sink_);
      lint_select_list(view, sink_);
    }
    if (&core == &select.cores.front()) lint_order(view, around.ordered_use, sink_);
  }

  // An expression that is no term of a chain around it.
  void look_at(const Expr& expr, const CoreView& view, const Around& around) {
    const BinaryExpr* binary = binary_in(expr);
    const bool is_or = binary != nullptr && binary->op == BinaryOperator::kOr;
    if (is_or) {
      lint_disjunction(view, expr, sink_);
      for (const Expr* term : terms_of(expr, BinaryOperator::kOr)) look_at(*term, view, around);
      return;
    }
    const bool is_and = binary != nullptr && binary->op == BinaryOperator::kAnd;
    lint_conjunction(view, expr, sink_);
    if (is_and) {
      for (const Expr* term : terms_of(expr, BinaryOperator::kAnd))
        look_inside(*term, view, around);
      return;
    }
    look_inside(expr, view, around);
  }

  // COALESCE, CASE and their like: whoever uses them has thought of NULL.
  static bool guards(const Expr& expr) {
    if (std::holds_alternative<CaseExpr>(expr.node)) return true;
    const CallExpr* call = call_in(expr);
    return call != nullptr && (same_name(call->name, "coalesce") ||
                               same_name(call->name, "ifnull") || same_name(call->name, "iif"));
  }

  void look_inside(const Expr& expr, const CoreView& view, const Around& around) {
    if (guarded_ == 0) lint_unguarded(view, expr, sink_);
    const bool guard = guards(expr);
    guarded_ += guard ? 1 : 0;
    look_at_parts(expr, view, around);
    guarded_ -= guard ? 1 : 0;
  }

  void look_at_parts(const Expr& expr, const CoreView& view, const Around& around) {
    const BinaryExpr* binary = binary_in(expr);
    if (binary != nullptr && binary->op == BinaryOperator::kOr) {
      look_at(expr, view, around);
      return;
    }
    lint_comparison(view, expr, sink_);
    lint_value(view, expr, sink_);
    const ConstParts parts = parts_of(expr);
    for (const Expr* part : parts.expressions) {
      const BinaryExpr* chain = binary_in(*part);
      const bool is_chain = chain != nullptr &&
                            (chain->op == BinaryOperator::kOr || chain->op == BinaryOperator::kAnd);
      is_chain ? look_at(*part, view, around) : look_inside(*part, view, around);
    }
    for (const Select* select : parts.selects) look_at_subquery(expr, *select, view, around);
  }

  void look_at_subquery(const Expr& expr, const Select& select, const CoreView& view,
                        const Around& around) {
    const auto* in = std::get_if<InExpr>(&expr.node);
    const bool is_exists = std::holds_alternative<ExistsExpr>(expr.node);
    const SelectRole role = in != nullptr ? SelectRole::kIn
                            : is_exists   ? SelectRole::kExists
                                          : SelectRole::kScalar;
    look(select, {.outer = &view.scope,
                  .common = around.common,
                  .role = role,
                  .not_in = in != nullptr && in->negated ? &expr : nullptr});
  }

  std::string_view sql_;
  const LintSchema& schema_;
  LintSink sink_;
  int guarded_ = 0;  // how many guards are around what is looked at
};

}  // namespace

Result<std::vector<LintFinding>> lint_query(std::string_view sql, const LintSchema& schema) {
  NIGHTSHIFT_TRY(const Select select, parse_query(sql));
  Linter linter(sql, schema);
  linter.look(select, {});
  return linter.take();
}

}  // namespace nightshift
