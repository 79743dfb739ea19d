// Rules about one comparison, and about one value.
#include <algorithm>

#include "engine/base/ascii.h"
#include "grader/lint/expressions.h"
#include "grader/lint/rules.h"

namespace nightshift {
namespace {

void look_for_null(const Expr& expr, LintSink& sink) {
  if (const BinaryExpr* binary = binary_in(expr)) {
    if (!is_comparison(binary->op)) return;
    if (!is_null_literal(*binary->left) && !is_null_literal(*binary->right)) return;
    sink.add("lint.equals_null", expr.span, shown(expr) + " is never true: nothing equals NULL.");
  } else if (const auto* in = std::get_if<InExpr>(&expr.node)) {
    const auto* items = std::get_if<std::vector<Expr>>(&in->source);
    if (items == nullptr) return;
    const bool has_null = std::any_of(items->begin(), items->end(), is_null_literal);
    if (!has_null) return;
    sink.add("lint.equals_null", expr.span,
             in->negated ? shown(expr) + " is never true: there is a NULL in the list."
                         : "The NULL in the list of " + shown(expr) + " matches nothing.");
  }
}

void look_at_like(const Expr& expr, LintSink& sink) {
  const auto* like = std::get_if<LikeExpr>(&expr.node);
  if (like == nullptr) return;
  const auto pattern = constant_in(*like->pattern);
  if (!pattern || pattern->is_number) return;
  const bool is_glob = like->op == LikeOperator::kGlob;
  if (!is_glob && like->op != LikeOperator::kLike) return;
  const bool has_own = pattern->text.find_first_of(is_glob ? "*?[" : "%_") != std::string::npos;
  const bool has_other = pattern->text.find_first_of(is_glob ? "%" : "*") != std::string::npos;
  if (has_own) return;
  if (has_other) {
    sink.add("lint.wrong_wildcard", like->pattern->span,
             std::string(is_glob ? "GLOB takes % as it is: its wildcards are * and ?."
                                 : "LIKE takes * as it is: its wildcards are % and _."));
  } else {
    sink.add("lint.like_without_wildcard", like->pattern->span,
             shown(*like->pattern) + " has no wildcard, so only the whole text matches.");
  }
}

void look_at_between(const Expr& expr, LintSink& sink) {
  const auto* between = std::get_if<BetweenExpr>(&expr.node);
  if (between == nullptr) return;
  const auto low = constant_in(*between->low);
  const auto high = constant_in(*between->high);
  const auto order = low && high ? low->compare(*high) : std::nullopt;
  if (!order || *order <= 0) return;
  sink.add("lint.between_swapped", expr.span,
           "Nothing lies between " + shown(*between->low) + " and " + shown(*between->high) + ".");
}

void look_at_wildcard(const Expr& expr, LintSink& sink) {
  const BinaryExpr* binary = binary_in(expr);
  const bool equates = binary != nullptr && (binary->op == BinaryOperator::kEqual ||
                                             binary->op == BinaryOperator::kNotEqual);
  if (!equates) return;
  const auto text = constant_in(*binary->right);
  if (!text || text->is_number || text->text.size() < 2) return;
  if (text->text.front() != '%' && text->text.back() != '%') return;
  sink.add("lint.wildcard_without_like", expr.span,
           "= takes the % in " + shown(*binary->right) + " as it is.");
}

// A text that SQLite reads as a number.
bool looks_like_number(const std::string& text) {
  const std::string_view plain = trimmed(text);
  return !plain.empty() && plain.find_first_not_of("+-.0123456789eE") == plain.npos;
}

void look_at_types(const CoreView& view, const Expr& column, const Expr& other, const Span& place,
                   bool is_equality, LintSink& sink) {
  if (column_in(column) == nullptr) return;
  const auto constant = constant_in(other);
  if (!constant) return;
  const LintType type = type_of(view.scope, column);
  if (type == LintType::kText && constant->is_number && !is_equality) {
    sink.add("lint.text_and_number", place,
             shown(column) + " holds texts, so it is compared with " + shown(other) +
                 " letter by letter: '10' comes before '9'.");
  } else if (type == LintType::kText && constant->is_number) {
    sink.add("lint.text_and_number", place,
             shown(column) + " holds texts, and " + shown(other) + " is a number.");
  }
  const bool is_number = type == LintType::kInteger || type == LintType::kReal;
  if (is_number && !constant->is_number && !looks_like_number(constant->text)) {
    sink.add("lint.text_and_number", place,
             shown(column) + " holds numbers, and " + shown(other) + " is no number.");
  }
}

void look_at_types(const CoreView& view, const Expr& expr, LintSink& sink) {
  if (const BinaryExpr* binary = binary_in(expr)) {
    if (!is_comparison(binary->op)) return;
    const bool equality =
        binary->op == BinaryOperator::kEqual || binary->op == BinaryOperator::kNotEqual;
    look_at_types(view, *binary->left, *binary->right, expr.span, equality, sink);
    look_at_types(view, *binary->right, *binary->left, expr.span, equality, sink);
  } else if (const auto* between = std::get_if<BetweenExpr>(&expr.node)) {
    look_at_types(view, *between->operand, *between->low, expr.span, false, sink);
  } else if (const auto* in = std::get_if<InExpr>(&expr.node)) {
    const auto* items = std::get_if<std::vector<Expr>>(&in->source);
    if (items == nullptr) return;
    for (const Expr& item : *items) {
      look_at_types(view, *in->operand, item, expr.span, true, sink);
    }
  }
}

void look_at_division(const CoreView& view, const BinaryExpr& binary, const Span& place,
                      LintSink& sink) {
  const bool has_literal = constant_in(*binary.left) || constant_in(*binary.right);
  if (binary.op != BinaryOperator::kDivide || has_literal) return;
  const bool whole = type_of(view.scope, *binary.left) == LintType::kInteger &&
                     type_of(view.scope, *binary.right) == LintType::kInteger;
  if (!whole) return;
  sink.add("lint.integer_division", place,
           "Both " + shown(*binary.left) + " and " + shown(*binary.right) +
               " are whole numbers: the fraction is cut off.");
}

// Does a condition speak of the column that NULL does not pass?
bool keeps_null_out(const CoreView& view, const Resolved& column) {
  return std::any_of(view.conditions.begin(), view.conditions.end(), [&](const Expr* term) {
    const BinaryExpr* binary = binary_in(*term);
    const bool may_pass = binary != nullptr &&
                          (binary->op == BinaryOperator::kOr ||
                           (binary->op == BinaryOperator::kIs && is_null_literal(*binary->right)));
    if (may_pass) return false;
    const auto names = own_columns_in(*term);
    return std::any_of(names.begin(), names.end(), [&](const ColumnExpr* name) {
      const auto meant = resolve(view.scope, *name);
      return meant && meant->scope == column.scope && meant->source == column.source &&
             meant->column == column.column;
    });
  });
}

void look_at_concat(const CoreView& view, const BinaryExpr& binary, const Span& place,
                    LintSink& sink) {
  if (binary.op != BinaryOperator::kConcat) return;
  for (const Expr* side : {&*binary.left, &*binary.right}) {
    const ColumnExpr* name = column_in(*side);
    const auto resolved = name == nullptr ? std::nullopt : resolve(view.scope, *name);
    if (!resolved || !resolved->column || !facts_of(*resolved).nullable) continue;
    if (keeps_null_out(view, *resolved)) continue;
    sink.add("lint.concat_null", place,
             "Where " + shown(*side) + " is NULL, the whole text is NULL.");
  }
}

void look_at_call(const CoreView& view, const CallExpr& call, const Span& place, LintSink& sink) {
  if (call.arguments.size() != 1 || call.over || call.over_name) return;
  const Expr& argument = call.arguments.front();
  const bool adds = same_name(call.name, "sum") || same_name(call.name, "avg");
  if (adds && call.distinct) {
    sink.add("lint.distinct_sum", place,
             "Equal values of " + shown(argument) + " count once, also where rows differ.");
  }
  if (!same_name(call.name, "count") || call.distinct) return;
  const ColumnExpr* name = column_in(argument);
  const auto resolved = name == nullptr ? std::nullopt : resolve(view.scope, *name);
  // After an outer join this is how rows with a partner are counted.
  if (!resolved || !resolved->column || resolved->in().is_optional) return;
  if (!facts_of(*resolved).nullable || keeps_null_out(view, *resolved)) return;
  sink.add("lint.count_nullable", place,
           "Rows in which " + shown(argument) + " is NULL are not counted.");
}

void look_at_quotes(const CoreView& view, const ColumnExpr& name, const Span& place,
                    LintSink& sink) {
  const bool quoted = place.offset < view.sql.size() && view.sql[place.offset] == '"';
  if (!quoted || !name.table.empty() || resolve(view.scope, name)) return;
  for (const NameScope* scope = &view.scope; scope != nullptr; scope = scope->outer) {
    for (const FromSource& source : scope->sources) {
      if (!source.relation.known) return;
    }
    if (scope->core == nullptr) continue;
    for (const ResultColumn& column : scope->core->columns) {
      if (same_name(column.alias, name.column)) return;
    }
  }
  sink.add("lint.double_quoted_text", place,
           "There is no column " + name.column + ": a text is written '" + name.column + "'.");
}

}  // namespace

void lint_comparison(const CoreView& view, const Expr& expr, LintSink& sink) {
  look_for_null(expr, sink);
  look_at_like(expr, sink);
  look_at_between(expr, sink);
  look_at_wildcard(expr, sink);
  look_at_types(view, expr, sink);
}

void lint_value(const CoreView& view, const Expr& expr, LintSink& sink) {
  if (const BinaryExpr* binary = binary_in(expr)) {
    look_at_division(view, *binary, expr.span, sink);
  } else if (const CallExpr* call = call_in(expr)) {
    look_at_call(view, *call, expr.span, sink);
  } else if (const ColumnExpr* name = column_in(expr)) {
    look_at_quotes(view, *name, expr.span, sink);
  }
}

void lint_unguarded(const CoreView& view, const Expr& expr, LintSink& sink) {
  const BinaryExpr* binary = binary_in(expr);
  if (binary != nullptr) look_at_concat(view, *binary, expr.span, sink);
}

void lint_not_in(const InExpr& in, const Span& place, const CoreView& subquery, LintSink& sink) {
  const SelectCore& core = subquery.core;
  if (!in.negated || core.columns.size() != 1 || !core.values.empty()) return;
  const ResultColumn& column = core.columns.front();
  const ColumnExpr* name =
      column.kind == ResultColumnKind::kExpr ? column_in(column.expr) : nullptr;
  const auto resolved = name == nullptr ? std::nullopt : resolve(subquery.scope, *name);
  if (!resolved || !resolved->column || !facts_of(*resolved).nullable) return;
  if (keeps_null_out(subquery, *resolved)) return;
  sink.add("lint.not_in_null", place,
           shown(column.expr) + " may be NULL: then no row passes this NOT IN.");
}

}  // namespace nightshift
