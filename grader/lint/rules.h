// What rules look at, and where they put what they find. For the files of this folder.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grader/lint/lint.h"
#include "grader/lint/scope.h"

namespace nightshift {

// Where a query stands.
enum class SelectRole { kTop, kFrom, kCommon, kScalar, kIn, kExists };

class LintSink {
 public:
  void add(std::string_view rule, const Span& place, std::string message);
  // In the order of their places.
  std::vector<LintFinding> take();

 private:
  std::vector<LintFinding> findings_;
  std::set<std::pair<std::string_view, std::uint32_t>> seen_;
};

// One SELECT ... with what it knows.
struct CoreView {
  const Select& select;
  const SelectCore& core;
  const NameScope& scope;
  SelectRole role = SelectRole::kTop;
  std::string_view sql;
  // The terms that every row of the result obeys: of WHERE, and of ON but of outer joins.
  std::vector<const Expr*> conditions;
  std::vector<const Expr*> on;  // the terms of all ON
};

// An expression of a core, wherever it stands in it, but not in subqueries.
void lint_comparison(const CoreView& view, const Expr& expr, LintSink& sink);  // = NULL, LIKE, ...
void lint_value(const CoreView& view, const Expr& expr, LintSink& sink);       // /, COUNT(x), "x"
void lint_unguarded(const CoreView& view, const Expr& expr,
                    LintSink& sink);  // ||, outside COALESCE

// The terms of one AND or OR chain.
void lint_conjunction(const CoreView& view, const Expr& whole, LintSink& sink);
void lint_disjunction(const CoreView& view, const Expr& whole, LintSink& sink);

// x NOT IN (SELECT y ...): `subquery` is what stands in the parentheses.
void lint_not_in(const InExpr& in, const Span& place, const CoreView& subquery, LintSink& sink);

void lint_joins(const CoreView& view, LintSink& sink);
void lint_fan_out(const CoreView& view, LintSink& sink);
void lint_grouping(const CoreView& view, LintSink& sink);
void lint_select_list(const CoreView& view, LintSink& sink);
// `ordered_use`: whoever reads the rows joins them to one text or list.
void lint_order(const CoreView& view, bool ordered_use, LintSink& sink);

// Columns of a scope, as (source, column), that those in `known` determine: the whole row where
// they hold a key, and what is equal to them by `conditions`.
using ColumnSet = std::set<std::pair<std::size_t, std::size_t>>;
ColumnSet determined_by(const CoreView& view, ColumnSet known);
// The columns that the GROUP BY names, and what they determine; nullopt where a term of it is no
// plain column.
std::optional<ColumnSet> determined_by_groups(const CoreView& view);
// Is the row of that source determined?
bool has_key_in(const FromSource& source, std::size_t index, const ColumnSet& known);

// The expression that a name in GROUP BY, HAVING or ORDER BY stands for in the select list, by
// alias or number; nullptr for none.
const Expr* selected_as(const SelectCore& core, const Expr& term);

// All expressions that belong to the core itself: of its clauses, and the query's ORDER BY.
std::vector<const Expr*> own_expressions(const CoreView& view);

}  // namespace nightshift
