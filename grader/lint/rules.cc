#include "grader/lint/rules.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "grader/lint/expressions.h"

namespace nightshift {
namespace {

constexpr LintLevel kWarning = LintLevel::kWarning;
constexpr LintLevel kNote = LintLevel::kNote;

constexpr std::array<LintRule, 24> kRules = {{
    {"lint.bare_column", "Column beside an aggregate",
     "Group by the column, or say which of the group's values is meant: min(), max().", kWarning,
     16},
    {"lint.between_swapped", "BETWEEN with its bounds swapped",
     "Write the smaller bound first; else no value lies between them.", kWarning, 40},
    {"lint.concat_null", "|| with NULL",
     "A text joined with NULL is NULL: use coalesce(x, '') where that is not meant.", kNote, 0},
    {"lint.contradiction", "Condition that cannot hold",
     "No row obeys all of these at once: is OR meant, or another column?", kWarning, 39},
    {"lint.count_nullable", "count() of a column that may be NULL",
     "count(x) counts values, count(*) counts rows: is that what is asked for?", kNote, 0},
    {"lint.distinct_sum", "sum() or avg() of DISTINCT values",
     "Equal amounts of different rows count once: is that meant?", kWarning, 41},
    {"lint.double_quoted_text", "Text in double quotes",
     "Double quotes are for names; write texts in single quotes.", kWarning, 0},
    {"lint.equals_null", "Comparison with NULL",
     "A comparison with NULL is never true: use IS NULL or IS NOT NULL.", kWarning, 21},
    {"lint.fan_out", "Sum over rows that a join repeats",
     "Aggregate each table in a subquery of its own, and join the results.", kWarning, 0},
    {"lint.having_without_aggregate", "HAVING without an aggregate",
     "A condition on rows belongs into WHERE, before they are grouped.", kNote, 101},
    {"lint.implied_condition", "Condition that follows from another",
     "Leave it out, or look whether another value is meant.", kNote, 40},
    {"lint.integer_division", "Division of whole numbers",
     "The fraction is cut off: multiply by 1.0 first, or CAST to REAL.", kWarning, 0},
    {"lint.like_without_wildcard", "LIKE without a wildcard",
     "Without % and _ LIKE compares whole texts: is = meant, or '%...%'?", kNote, 88},
    {"lint.missing_join", "Tables without a join condition",
     "Every row is paired with every row: say in ON how they belong together.", kWarning, 48},
    {"lint.not_in_null", "NOT IN with values that may be NULL",
     "One NULL among them, and no row is left: use NOT EXISTS, or leave NULL out with IS NOT NULL.",
     kWarning, 46},
    {"lint.order_in_subquery", "ORDER BY in a subquery",
     "The order of a subquery's rows is not kept: sort at the end, or add LIMIT.", kNote, 100},
    {"lint.outer_join_undone", "Outer join that WHERE undoes",
     "Rows without a partner have NULL here, and the condition drops them: put it into ON, or join "
     "without LEFT.",
     kWarning, 0},
    {"lint.star_in_union", "* in a UNION",
     "Name the columns: the next change of a table moves them apart.", kNote, 0},
    {"lint.tautology", "Condition that always holds",
     "It keeps every row: is AND meant, or another column?", kWarning, 40},
    {"lint.text_and_number", "Text compared with a number",
     "Compare with a value of the column's type.", kWarning, 13},
    {"lint.unneeded_distinct", "DISTINCT without duplicates",
     "The rows differ anyway: leave DISTINCT out.", kNote, 83},
    {"lint.unused_table", "Table that is not used", "Leave it out: nothing of it is read.",
     kWarning, 84},
    {"lint.wildcard_without_like", "Wildcard without LIKE",
     "= takes % and _ as they are: use LIKE.", kWarning, 43},
    {"lint.wrong_wildcard", "Wildcard of another language",
     "LIKE knows % (any text) and _ (one character); * and ? are GLOB's.", kWarning, 44},
}};

constexpr std::array<LintTaxon, 15> kTaxa = {{
    {13, "SYN-3 Data type mismatch", "Data type mismatch"},
    {16, "SYN-5 Illegal or insufficient grouping", "Extraneous or omitted grouping column"},
    {21, "SYN-6 Common syntax error", "Comparison with NULL"},
    {39, "SEM-1 Inconsistent expression", "AND instead of OR (empty result table)"},
    {40, "SEM-1 Inconsistent expression", "Implied, tautological or inconsistent expression"},
    {41, "SEM-1 Inconsistent expression", "DISTINCT in SUM or AVG"},
    {43, "SEM-1 Inconsistent expression", "Wildcards without LIKE"},
    {44, "SEM-1 Inconsistent expression", "Incorrect wildcard"},
    {46, "SEM-2 Inconsistent join", "NULL in IN/ANY/ALL subquery"},
    {48, "SEM-3 Missing join", "Omitting a join"},
    {83, "COM-1 Complication", "Unnecessary DISTINCT in SELECT clause"},
    {84, "COM-1 Complication", "Unnecessary join"},
    {88, "COM-1 Complication", "LIKE without wildcards"},
    {100, "COM-1 Complication", "ORDER BY in subquery"},
    {101, "COM-1 Complication", "Inefficient HAVING"},
}};

}  // namespace

std::span<const LintRule> lint_rules() { return kRules; }

const LintRule& lint_rule(std::string_view id) {
  const auto rules = lint_rules();
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const LintRule& rule) { return rule.id == id; });
  NIGHTSHIFT_CHECK(found != rules.end());
  return *found;
}

std::span<const LintTaxon> lint_taxa() { return kTaxa; }

void LintSink::add(std::string_view rule, const Span& place, std::string message) {
  if (!seen_.emplace(rule, place.offset).second) return;
  findings_.push_back({.rule = lint_rule(rule).id, .place = place, .message = std::move(message)});
}

std::vector<LintFinding> LintSink::take() {
  std::stable_sort(findings_.begin(), findings_.end(),
                   [](const LintFinding& left, const LintFinding& right) {
                     return left.place.offset < right.place.offset;
                   });
  return std::move(findings_);
}

const Expr* selected_as(const SelectCore& core, const Expr& term) {
  const auto number = constant_in(term);
  if (number && number->is_number) {
    const auto place = static_cast<std::size_t>(number->number);
    const bool is_there = place >= 1 && place <= core.columns.size() &&
                          core.columns[place - 1].kind == ResultColumnKind::kExpr;
    return is_there ? &core.columns[place - 1].expr : nullptr;
  }
  const ColumnExpr* name = column_in(term);
  if (name == nullptr || !name->table.empty()) return nullptr;
  for (const ResultColumn& column : core.columns) {
    if (same_name(column.alias, name->column)) return &column.expr;
  }
  return nullptr;
}

std::vector<const Expr*> own_expressions(const CoreView& view) {
  std::vector<const Expr*> expressions;
  const auto add_order = [&](const std::vector<OrderTerm>& terms) {
    for (const OrderTerm& term : terms) expressions.push_back(&term.expr);
  };
  const auto add_on = [&](const std::vector<FromItem>& items, const auto& self) -> void {
    for (const FromItem& item : items) {
      if (const auto* group = std::get_if<JoinGroup>(&item.source)) self(group->items, self);
      if (item.on) expressions.push_back(&*item.on);
    }
  };
  for (const ResultColumn& column : view.core.columns) {
    if (column.kind == ResultColumnKind::kExpr) expressions.push_back(&column.expr);
  }
  add_on(view.core.from, add_on);
  if (view.core.where) expressions.push_back(&*view.core.where);
  for (const Expr& key : view.core.group_by) expressions.push_back(&key);
  if (view.core.having) expressions.push_back(&*view.core.having);
  for (const NamedWindow& window : view.core.windows) {
    for (const Expr& key : window.definition.partition_by) expressions.push_back(&key);
    add_order(window.definition.order_by);
  }
  if (view.select.cores.size() == 1) add_order(view.select.order_by);
  return expressions;
}

bool has_key_in(const FromSource& source, std::size_t index, const ColumnSet& known) {
  const auto& keys = source.relation.keys;
  return std::any_of(keys.begin(), keys.end(), [&](const std::vector<std::size_t>& key) {
    return std::all_of(key.begin(), key.end(), [&](std::size_t column) {
      return known.contains({index, column});
    });
  });
}

ColumnSet determined_by(const CoreView& view, ColumnSet known) {
  using Place = std::pair<std::size_t, std::size_t>;
  std::vector<std::pair<Place, Place>> equal;
  const auto own = [&](const Expr& expr) -> std::optional<Place> {
    const ColumnExpr* name = column_in(expr);
    const auto resolved = name == nullptr ? std::nullopt : resolve(view.scope, *name);
    const bool here = resolved && resolved->scope == &view.scope && resolved->column;
    return here ? std::optional(Place{resolved->source, *resolved->column}) : std::nullopt;
  };
  std::vector<const Expr*> terms = view.conditions;
  terms.insert(terms.end(), view.on.begin(), view.on.end());
  for (const Expr* term : terms) {
    const BinaryExpr* binary = binary_in(*term);
    const bool equates = binary != nullptr && (binary->op == BinaryOperator::kEqual ||
                                               binary->op == BinaryOperator::kIs);
    if (!equates) continue;
    const auto left = own(*binary->left);
    const auto right = own(*binary->right);
    if (left && right) {
      equal.emplace_back(*left, *right);
    } else if (left || right) {
      // Equal to a constant, or to what the surroundings hold still.
      const Expr& other = left ? *binary->right : *binary->left;
      const auto names = columns_in(other);
      const bool still = std::none_of(names.begin(), names.end(), [&](const ColumnExpr* name) {
        const auto resolved = resolve(view.scope, *name);
        return !resolved || resolved->scope == &view.scope;
      });
      if (still) known.insert(left ? *left : *right);
    }
  }
  for (std::size_t size = known.size() + 1; size != known.size();) {
    size = known.size();
    for (std::size_t s = 0; s < view.scope.sources.size(); ++s) {
      const FromSource& source = view.scope.sources[s];
      if (!has_key_in(source, s, known)) continue;
      for (std::size_t c = 0; c < source.relation.columns.size(); ++c) known.emplace(s, c);
    }
    for (const auto& [left, right] : equal) {
      if (known.contains(left)) known.insert(right);
      if (known.contains(right)) known.insert(left);
    }
  }
  return known;
}

std::optional<ColumnSet> determined_by_groups(const CoreView& view) {
  ColumnSet known;
  for (const Expr& term : view.core.group_by) {
    const Expr* meant = selected_as(view.core, term);
    const ColumnExpr* name = column_in(meant == nullptr ? term : *meant);
    if (name == nullptr) continue;  // an expression of columns determines none of them
    const auto resolved = resolve(view.scope, *name);
    if (!resolved || !resolved->column) return std::nullopt;
    if (resolved->scope == &view.scope) known.emplace(resolved->source, *resolved->column);
  }
  return determined_by(view, std::move(known));
}

}  // namespace nightshift
