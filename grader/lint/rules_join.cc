// Rules about how tables are joined.
#include <algorithm>
#include <numeric>

#include "engine/base/ascii.h"
#include "engine/sql/walk.h"
#include "grader/lint/expressions.h"
#include "grader/lint/rules.h"

namespace nightshift {
namespace {

constexpr std::size_t kTablesMax = 12;  // of a join that is looked at for repeated rows

// Which sources of the scope an expression speaks of, also in its subqueries. A name that may mean
// several of them counts for all.
std::set<std::size_t> sources_in(const NameScope& scope, const Expr& expr) {
  std::set<std::size_t> sources;
  for (const ColumnExpr* name : columns_in(expr)) {
    for (std::size_t s = 0; s < scope.sources.size(); ++s) {
      const FromSource& source = scope.sources[s];
      if (!name->table.empty()) {
        if (same_name(name->table, source.name)) sources.insert(s);
        continue;
      }
      const auto& columns = source.relation.columns;
      const bool has_it =
          !source.relation.known ||
          std::any_of(columns.begin(), columns.end(), [&](const LintColumn& column) {
            return same_name(column.name, name->column);
          });
      if (has_it) sources.insert(s);
    }
  }
  return sources;
}

// Sets of sources that conditions connect. The last element stands for all that is outside.
class Connections {
 public:
  explicit Connections(std::size_t count) : parent_(count + 1) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t outside() const { return parent_.size() - 1; }
  std::size_t root(std::size_t at) {
    while (parent_[at] != at) at = parent_[at];
    return at;
  }
  void join(std::size_t left, std::size_t right) { parent_[root(left)] = root(right); }

 private:
  std::vector<std::size_t> parent_;
};

// Is the table's row fixed by constants and by what is outside?
bool has_one_row(const FromSource& source) {
  const auto& keys = source.relation.keys;
  return std::any_of(keys.begin(), keys.end(), [](const auto& key) { return key.empty(); });
}

bool speaks_of_outside(const CoreView& view, const Expr& term) {
  const auto names = columns_in(term);
  return std::any_of(names.begin(), names.end(), [&](const ColumnExpr* name) {
    const auto resolved = resolve(view.scope, *name);
    return resolved && resolved->scope != &view.scope;
  });
}

void connect(const CoreView& view, const Expr& term, Connections& connections) {
  const std::set<std::size_t> sources = sources_in(view.scope, term);
  for (const std::size_t source : sources) connections.join(source, *sources.begin());
  if (!sources.empty() && speaks_of_outside(view, term)) {
    connections.join(*sources.begin(), connections.outside());
  }
  const BinaryExpr* binary = binary_in(term);
  const bool fixes = sources.size() == 1 && binary != nullptr &&
                     binary->op == BinaryOperator::kEqual &&
                     (constant_in(*binary->left) || constant_in(*binary->right));
  if (fixes) connections.join(*sources.begin(), connections.outside());
}

void look_for_missing_join(const CoreView& view, LintSink& sink) {
  const std::vector<FromSource>& sources = view.scope.sources;
  if (sources.size() < 2) return;
  Connections connections(sources.size());
  for (const Expr* term : view.conditions) connect(view, *term, connections);
  for (const Expr* term : view.on) connect(view, *term, connections);
  for (std::size_t s = 0; s < sources.size(); ++s) {
    const bool is_function = std::holds_alternative<TableFunction>(sources[s].item->source);
    const bool is_free = is_function || has_one_row(sources[s]) || sources[s].item->natural ||
                         !sources[s].item->using_columns.empty();
    if (is_free) connections.join(s, s == 0 ? connections.outside() : 0);
    // Of one row, or joined by names: to whatever stands there.
    if (is_free && has_one_row(sources[s])) connections.join(s, connections.outside());
  }
  for (std::size_t s = 1; s < sources.size(); ++s) {
    const bool is_alone = connections.root(s) != connections.root(0) &&
                          connections.root(s) != connections.root(s - 1);
    const bool one_before = s == 1 && has_one_row(sources[0]);
    // CROSS says that it is meant.
    if (!is_alone || one_before || has_one_row(sources[s]) ||
        sources[s].item->join == JoinKind::kCross) {
      continue;
    }
    sink.add("lint.missing_join", sources[s].item->span,
             "No condition says how " + sources[s].name + " belongs to " +
                 (s == 1 ? sources[0].name : "the tables before it") + ".");
  }
}

// Conditions of WHERE that NULL does not pass, on a table that an outer join fills with NULL.
void look_for_undone_join(const CoreView& view, LintSink& sink) {
  if (!view.core.where) return;
  for (const Expr* term : terms_of(*view.core.where, BinaryOperator::kAnd)) {
    std::vector<const Expr*> operands;
    if (const BinaryExpr* binary = binary_in(*term)) {
      if (is_comparison(binary->op)) operands = {&*binary->left, &*binary->right};
      if (binary->op == BinaryOperator::kIsNot && is_null_literal(*binary->right)) {
        operands = {&*binary->left};
      }
    } else if (const auto* between = std::get_if<BetweenExpr>(&term->node)) {
      operands = {&*between->operand};
    } else if (const auto* like = std::get_if<LikeExpr>(&term->node)) {
      operands = {&*like->operand};
    } else if (const auto* in = std::get_if<InExpr>(&term->node)) {
      operands = {&*in->operand};
    }
    for (const Expr* operand : operands) {
      const ColumnExpr* name = column_in(*operand);
      const auto resolved = name == nullptr ? std::nullopt : resolve(view.scope, *name);
      if (!resolved || resolved->scope != &view.scope || !resolved->in().is_optional) continue;
      sink.add("lint.outer_join_undone", term->span,
               shown(*term) + " drops the rows in which " + resolved->in().name +
                   " has no partner, which the outer join had kept.");
    }
  }
}

bool has_star(const CoreView& view) {
  return std::any_of(
      view.core.columns.begin(), view.core.columns.end(),
      [](const ResultColumn& column) { return column.kind != ResultColumnKind::kExpr; });
}

// Tables on the side of an outer join that only its own ON speaks of: they add rows, or nothing.
void look_for_unused(const CoreView& view, LintSink& sink) {
  if (has_star(view)) return;
  const std::vector<FromSource>& sources = view.scope.sources;
  for (std::size_t s = 1; s < sources.size(); ++s) {
    const FromItem& item = *sources[s].item;
    const bool is_left = item.join == JoinKind::kLeft && item.on;
    if (!is_left || !sources[s].relation.known) continue;
    const auto expressions = own_expressions(view);
    const bool is_used = std::any_of(expressions.begin(), expressions.end(), [&](const Expr* expr) {
      return expr != &*item.on && sources_in(view.scope, *expr).contains(s);
    });
    if (is_used) continue;
    sink.add("lint.unused_table", item.span,
             "Nothing but its own ON speaks of " + sources[s].name + ".");
  }
}

// All columns of the sources.
ColumnSet columns_of(const NameScope& scope, const std::vector<std::size_t>& sources) {
  ColumnSet columns;
  for (const std::size_t s : sources) {
    for (std::size_t c = 0; c < scope.sources[s].relation.columns.size(); ++c)
      columns.emplace(s, c);
  }
  return columns;
}

// A source that others are joined to, each of which may have many rows for one of its own.
struct Repeated {
  std::size_t one = 0;
  std::vector<std::size_t> many;
};

// What the join repeats, where the columns in `fixed` are the same in a group.
class Repetition {
 public:
  Repetition(const CoreView& view, ColumnSet fixed)
      : view_(view), fixed_(std::move(fixed)), still_(determined_by(view, {})) {}

  std::vector<Repeated> find() const {
    std::vector<Repeated> found;
    for (std::size_t one = 0; one < sources().size(); ++one) {
      if (sources()[one].relation.keys.empty() || has_one_row(sources()[one])) continue;
      Repeated repeated{.one = one, .many = {}};
      for (std::size_t other = 0; other < sources().size(); ++other) {
        if (other != one && is_joined(one, other) && !is_fixed(other, {one})) {
          repeated.many.push_back(other);
        }
      }
      if (!repeated.many.empty()) found.push_back(std::move(repeated));
    }
    return found;
  }

  // Is there one row of the source at most, where those of the others are fixed?
  bool is_fixed(std::size_t source, const std::vector<std::size_t>& others) const {
    ColumnSet known = columns_of(view_.scope, others);
    known.insert(fixed_.begin(), fixed_.end());
    return has_key_in(sources()[source], source, determined_by(view_, std::move(known)));
  }

 private:
  const std::vector<FromSource>& sources() const { return view_.scope.sources; }

  // By columns that are equal.
  bool is_joined(std::size_t one, std::size_t other) const {
    if (!sources()[other].relation.known || sources()[other].relation.keys.empty()) return false;
    const ColumnSet known = determined_by(view_, columns_of(view_.scope, {one}));
    return std::any_of(known.begin(), known.end(), [&](const auto& column) {
      return column.first == other && !still_.contains(column);
    });
  }

  const CoreView& view_;
  ColumnSet fixed_;
  ColumnSet still_;  // what conditions fix by themselves
};

// The sums of a core: sum(x), avg(x), count(x) without DISTINCT.
struct Sum {
  const Expr* whole = nullptr;
  bool counts = false;
  std::set<std::size_t> sources;
};

void add_sums(const CoreView& view, const Expr& expr, std::vector<Sum>& sums) {
  const CallExpr* call = call_in(expr);
  const bool adds = call != nullptr && is_aggregate(*call) && !call->distinct &&
                    (same_name(call->name, "sum") || same_name(call->name, "avg") ||
                     same_name(call->name, "count") || same_name(call->name, "total"));
  if (adds && call->arguments.size() == 1) {
    sums.push_back({.whole = &expr,
                    .counts = same_name(call->name, "count"),
                    .sources = sources_in(view.scope, call->arguments.front())});
  }
  for (const Expr* part : parts_of(expr).expressions) add_sums(view, *part, sums);
}

void look_at_sum(const CoreView& view, const Repetition& repetition, const Repeated& repeated,
                 const Sum& sum, LintSink& sink) {
  if (sum.sources.size() != 1) return;
  const std::size_t source = *sum.sources.begin();
  const auto name = [&](std::size_t index) { return view.scope.sources[index].name; };
  if (source == repeated.one) {
    if (sum.counts || repetition.is_fixed(repeated.one, {})) return;
    sink.add("lint.fan_out", sum.whole->span,
             "The join repeats each row of " + name(source) + " for every row of " +
                 name(repeated.many.front()) + ", and " + shown(*sum.whole) +
                 " takes it each time.");
    return;
  }
  const auto& many = repeated.many;
  if (std::find(many.begin(), many.end(), source) == many.end()) return;
  if (repetition.is_fixed(source, {})) return;
  for (const std::size_t other : many) {
    if (other == source || repetition.is_fixed(other, {repeated.one, source})) continue;
    sink.add("lint.fan_out", sum.whole->span,
             "The join pairs the rows of " + name(source) + " with all those of " + name(other) +
                 " of one " + name(repeated.one) + ", and " + shown(*sum.whole) +
                 " takes them each time.");
    return;
  }
}

}  // namespace

void lint_joins(const CoreView& view, LintSink& sink) {
  look_for_missing_join(view, sink);
  look_for_undone_join(view, sink);
  look_for_unused(view, sink);
}

void lint_fan_out(const CoreView& view, LintSink& sink) {
  std::vector<Sum> sums;
  for (const ResultColumn& column : view.core.columns) {
    if (column.kind == ResultColumnKind::kExpr) add_sums(view, column.expr, sums);
  }
  if (view.core.having) add_sums(view, *view.core.having, sums);
  const std::size_t tables = view.scope.sources.size();
  if (sums.empty() || tables < 2 || tables > kTablesMax) return;
  const auto fixed = determined_by_groups(view);
  if (!fixed) return;
  const Repetition repetition(view, *fixed);
  for (const Repeated& repeated : repetition.find()) {
    for (const Sum& sum : sums) look_at_sum(view, repetition, repeated, sum, sink);
  }
}

}  // namespace nightshift
