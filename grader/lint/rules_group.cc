// Rules about groups, and about the select list and the order.
#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/sql/walk.h"
#include "grader/lint/expressions.h"
#include "grader/lint/rules.h"

namespace nightshift {
namespace {

// Looks for columns that stand neither in an aggregate nor in what is grouped by.
class BareColumns {
 public:
  BareColumns(const CoreView& view, const ColumnSet& fixed) : view_(view), fixed_(fixed) {
    for (const Expr& key : view.core.group_by) {
      const Expr* meant = selected_as(view.core, key);
      grouped_.insert(identity(meant == nullptr ? key : *meant));
      grouped_.insert(identity(key));
    }
  }

  // The first one in the expression; nullptr for none.
  const Expr* find(const Expr& expr) const {
    if (grouped_.contains(identity(expr))) return nullptr;
    if (const CallExpr* call = call_in(expr); call != nullptr && is_aggregate(*call))
      return nullptr;
    if (const ColumnExpr* name = column_in(expr)) return is_bare(*name) ? &expr : nullptr;
    for (const Expr* part : parts_of(expr).expressions) {
      if (const Expr* found = find(*part)) return found;
    }
    return nullptr;
  }

 private:
  bool is_bare(const ColumnExpr& name) const {
    const auto resolved = resolve(view_.scope, name);
    if (!resolved || resolved->scope != &view_.scope || !resolved->column) return false;
    return !fixed_.contains({resolved->source, *resolved->column});
  }

  const CoreView& view_;
  const ColumnSet& fixed_;
  std::set<std::string> grouped_;
};

void add_aggregates(const Expr& expr, std::vector<const CallExpr*>& calls) {
  const CallExpr* call = call_in(expr);
  if (call != nullptr && is_aggregate(*call)) calls.push_back(call);
  for (const Expr* part : parts_of(expr).expressions) add_aggregates(*part, calls);
}

std::vector<const CallExpr*> aggregates_of(const CoreView& view) {
  std::vector<const CallExpr*> calls;
  for (const ResultColumn& column : view.core.columns) {
    if (column.kind == ResultColumnKind::kExpr) add_aggregates(column.expr, calls);
  }
  if (view.core.having) add_aggregates(*view.core.having, calls);
  return calls;
}

// SQLite takes the other columns from the row of the only min() or max().
bool is_row_of_extreme(const std::vector<const CallExpr*>& calls) {
  return std::any_of(calls.begin(), calls.end(), [](const CallExpr* call) {
    return same_name(call->name, "min") || same_name(call->name, "max");
  });
}

void look_for_bare_columns(const CoreView& view, const std::vector<const CallExpr*>& calls,
                           LintSink& sink) {
  if (calls.empty() && view.core.group_by.empty()) return;
  if (is_row_of_extreme(calls)) return;
  const auto fixed = determined_by_groups(view);
  if (!fixed) return;
  const BareColumns bare(view, *fixed);
  for (const ResultColumn& column : view.core.columns) {
    if (column.kind != ResultColumnKind::kExpr) continue;
    const Expr* found = bare.find(column.expr);
    if (found == nullptr) continue;
    sink.add(
        "lint.bare_column", found->span,
        shown(*found) + " is neither grouped by nor in an aggregate: any row's value may come.");
  }
}

void look_at_having(const CoreView& view, LintSink& sink) {
  if (!view.core.having || view.core.group_by.empty()) return;
  for (const Expr* term : terms_of(*view.core.having, BinaryOperator::kAnd)) {
    std::vector<const CallExpr*> calls;
    add_aggregates(*term, calls);
    const ConstParts parts = all_parts_of(*term);
    bool has_aggregate_name = !parts.selects.empty();
    for (const ColumnExpr* name : own_columns_in(*term)) {
      const Expr* meant = selected_as(view.core, {.span = {}, .node = *name});
      has_aggregate_name = has_aggregate_name || (meant != nullptr && has_aggregate(*meant));
    }
    const bool speaks_of_columns = !own_columns_in(*term).empty();
    if (!calls.empty() || has_aggregate_name || !speaks_of_columns) continue;
    sink.add("lint.having_without_aggregate", term->span,
             shown(*term) + " speaks of single rows: WHERE would do.");
  }
}

// Are all columns of the set in the select list, as they are?
bool shows_all(const CoreView& view, std::size_t source, const std::vector<std::size_t>& key) {
  return std::all_of(key.begin(), key.end(), [&](std::size_t wanted) {
    return std::any_of(
        view.core.columns.begin(), view.core.columns.end(), [&](const ResultColumn& column) {
          if (column.kind == ResultColumnKind::kStar) return true;
          if (column.kind == ResultColumnKind::kTableStar) {
            return same_name(column.table, view.scope.sources[source].name);
          }
          const ColumnExpr* name = column_in(column.expr);
          const auto resolved = name == nullptr ? std::nullopt : resolve(view.scope, *name);
          return resolved && resolved->scope == &view.scope && resolved->source == source &&
                 resolved->column == wanted;
        });
  });
}

bool groups_are_shown(const CoreView& view) {
  return std::all_of(view.core.group_by.begin(), view.core.group_by.end(), [&](const Expr& key) {
    if (selected_as(view.core, key) != nullptr) return true;
    const std::string text = identity(key);
    return std::any_of(
        view.core.columns.begin(), view.core.columns.end(), [&](const ResultColumn& column) {
          return column.kind == ResultColumnKind::kExpr && identity(column.expr) == text;
        });
  });
}

void look_at_distinct(const CoreView& view, const std::vector<const CallExpr*>& calls,
                      LintSink& sink) {
  if (!view.core.distinct) return;
  const Span place{view.core.span.offset, 0};
  if (!view.core.group_by.empty()) {
    if (!groups_are_shown(view)) return;
    sink.add("lint.unneeded_distinct", place, "There is one row for each group already.");
  } else if (!calls.empty()) {
    sink.add("lint.unneeded_distinct", place, "There is one row only.");
  } else if (view.scope.sources.size() == 1) {
    for (const auto& key : view.scope.sources.front().relation.keys) {
      const auto& columns = view.scope.sources.front().relation.columns;
      const bool has_null =
          std::any_of(key.begin(), key.end(), [&](std::size_t c) { return columns[c].nullable; });
      if (has_null || !shows_all(view, 0, key)) continue;
      sink.add("lint.unneeded_distinct", place,
               "The key of " + view.scope.sources.front().name + " is among the columns.");
      return;
    }
  }
}

}  // namespace

void lint_grouping(const CoreView& view, LintSink& sink) {
  const std::vector<const CallExpr*> calls = aggregates_of(view);
  look_for_bare_columns(view, calls, sink);
  look_at_having(view, sink);
  look_at_distinct(view, calls, sink);
}

void lint_select_list(const CoreView& view, LintSink& sink) {
  if (view.select.cores.size() < 2) return;
  for (const ResultColumn& column : view.core.columns) {
    if (column.kind == ResultColumnKind::kExpr) continue;
    sink.add("lint.star_in_union", column.span,
             "The parts of a UNION go together by position, and * says nothing of it.");
  }
}

void lint_order(const CoreView& view, bool ordered_use, LintSink& sink) {
  const bool may_matter = view.role == SelectRole::kTop || view.role == SelectRole::kScalar ||
                          view.select.limit || ordered_use;
  if (view.select.order_by.empty() || may_matter) return;
  sink.add("lint.order_in_subquery", view.select.order_by.front().span,
           "This ORDER BY sorts a subquery's rows, and nobody keeps their order.");
}

}  // namespace nightshift
