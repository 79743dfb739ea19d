// Rules about chains of AND and OR: what no value obeys, and what every value does.
//
// Every comparison of an expression with a constant leaves a range of values. A chain of ANDs whose
// ranges have nothing in common cannot hold; one range that lies in another makes that one idle.
#include <algorithm>
#include <map>
#include <optional>

#include "engine/base/ascii.h"
#include "grader/lint/expressions.h"
#include "grader/lint/rules.h"

namespace nightshift {
namespace {

// A comparison with a constant, the expression on the left.
struct Bound {
  BinaryOperator op = BinaryOperator::kEqual;
  Constant constant;
  const Expr* whole = nullptr;
};

struct Bounds {
  std::string shown;  // the expression
  std::vector<Bound> bounds;
  const Expr* is_null = nullptr;
  const Expr* is_not_null = nullptr;
  const Expr* rejects_null = nullptr;  // any comparison
};

bool is_random(const std::string& text) { return lower_case(text).find("random(") != text.npos; }

using Groups = std::map<std::string, Bounds>;

void add_null_test(const BinaryExpr& binary, const Expr& whole, Groups& groups) {
  if (!is_null_literal(*binary.right)) return;
  Bounds& bounds = groups[identity(*binary.left)];
  bounds.shown = shown(*binary.left);
  if (binary.op == BinaryOperator::kIs) bounds.is_null = &whole;
  if (binary.op == BinaryOperator::kIsNot) bounds.is_not_null = &whole;
}

void add_bound(const Expr& operand, BinaryOperator op, const Expr& constant, const Expr& whole,
               Groups& groups) {
  const auto value = constant_in(constant);
  if (!value || constant_in(operand)) return;
  const std::string text = identity(operand);
  if (is_random(text)) return;
  Bounds& bounds = groups[text];
  bounds.shown = shown(operand);
  bounds.rejects_null = &whole;
  bounds.bounds.push_back({op, *value, &whole});
}

Groups groups_of(const std::vector<const Expr*>& terms) {
  Groups groups;
  for (const Expr* term : terms) {
    if (const BinaryExpr* binary = binary_in(*term)) {
      if (is_comparison(binary->op)) {
        add_bound(*binary->left, binary->op, *binary->right, *term, groups);
        add_bound(*binary->right, turned(binary->op), *binary->left, *term, groups);
      } else {
        add_null_test(*binary, *term, groups);
      }
    } else if (const auto* between = std::get_if<BetweenExpr>(&term->node)) {
      if (between->negated) continue;
      add_bound(*between->operand, BinaryOperator::kGreaterEqual, *between->low, *term, groups);
      add_bound(*between->operand, BinaryOperator::kLessEqual, *between->high, *term, groups);
    }
  }
  return groups;
}

// Could a value obey the bound that is equal to the constant, below it, above it?
struct Reach {
  bool below = false;
  bool equal = false;
  bool above = false;
};

Reach reach_of(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kEqual:
      return {.equal = true};
    case BinaryOperator::kNotEqual:
      return {.below = true, .above = true};
    case BinaryOperator::kLess:
      return {.below = true};
    case BinaryOperator::kLessEqual:
      return {.below = true, .equal = true};
    case BinaryOperator::kGreater:
      return {.above = true};
    default:
      return {.equal = true, .above = true};
  }
}

// Does the constant obey the other bound? Letter case is left open: a collation may not see it.
bool obeys(const Constant& value, const Bound& bound, int order) {
  const Reach reach = reach_of(bound.op);
  const bool same_letters =
      !value.is_number && same_name(value.text, bound.constant.text) && order != 0;
  if (same_letters) return true;
  return order < 0 ? reach.below : order > 0 ? reach.above : reach.equal;
}

// Where both bounds stand on the same line of values: order of the constants.
std::optional<int> order_of(const Bound& left, const Bound& right) {
  return left.constant.compare(right.constant);
}

bool exclude_each_other(const Bound& left, const Bound& right) {
  const auto order = order_of(left, right);
  if (!order) return false;
  if (left.op == BinaryOperator::kEqual) return !obeys(left.constant, right, *order);
  if (right.op == BinaryOperator::kEqual) return !obeys(right.constant, left, -*order);
  const Reach one = reach_of(left.op);
  const Reach other = reach_of(right.op);
  const bool upward = one.above && !one.below && other.below && !other.above;
  const bool downward = one.below && !one.above && other.above && !other.below;
  if (!upward && !downward) return false;
  // x > 5 and x < 3: the lower end lies above the upper one.
  const int gap = upward ? *order : -*order;
  return gap > 0 || (gap == 0 && !(one.equal && other.equal));
}

// Does everything that obeys `strong` obey `weak`?
bool implies(const Bound& strong, const Bound& weak) {
  const auto order = order_of(strong, weak);
  if (!order) return false;
  if (strong.op == BinaryOperator::kEqual) {
    return weak.op != BinaryOperator::kEqual && obeys(strong.constant, weak, *order) &&
           strong.constant.is_number;
  }
  const Reach one = reach_of(strong.op);
  const Reach other = reach_of(weak.op);
  if (strong.op == BinaryOperator::kNotEqual || weak.op == BinaryOperator::kEqual) return false;
  if (weak.op == BinaryOperator::kNotEqual) {
    return one.above ? *order > 0 || (*order == 0 && !one.equal)
                     : *order < 0 || (*order == 0 && !one.equal);
  }
  if (one.above != other.above) return false;
  const int distance = one.above ? *order : -*order;
  return distance > 0 || (distance == 0 && (other.equal || !one.equal));
}

void look_for_contradiction(const Bounds& bounds, LintSink& sink) {
  if (bounds.is_null != nullptr &&
      (bounds.rejects_null != nullptr || bounds.is_not_null != nullptr)) {
    const Expr* other = bounds.rejects_null != nullptr ? bounds.rejects_null : bounds.is_not_null;
    sink.add("lint.contradiction",
             std::max(bounds.is_null->span.offset, other->span.offset) == other->span.offset
                 ? other->span
                 : bounds.is_null->span,
             shown(*bounds.is_null) + " and " + shown(*other) + " never hold together.");
    return;
  }
  for (std::size_t i = 0; i < bounds.bounds.size(); ++i) {
    for (std::size_t j = i + 1; j < bounds.bounds.size(); ++j) {
      const Bound& left = bounds.bounds[i];
      const Bound& right = bounds.bounds[j];
      if (left.whole == right.whole || !exclude_each_other(left, right)) continue;
      sink.add("lint.contradiction", right.whole->span,
               shown(*left.whole) + " and " + shown(*right.whole) + " never hold together.");
      return;
    }
  }
}

void look_for_implied(const Bounds& bounds, LintSink& sink) {
  for (const Bound& strong : bounds.bounds) {
    for (const Bound& weak : bounds.bounds) {
      const bool later = strong.whole->span.offset < weak.whole->span.offset;
      const bool alike =
          strong.whole != weak.whole && implies(strong, weak) && (later || !implies(weak, strong));
      // One end of a BETWEEN may say nothing without the whole doing so.
      const bool is_range = std::holds_alternative<BetweenExpr>(weak.whole->node);
      if (!alike || is_range) continue;
      sink.add("lint.implied_condition", weak.whole->span,
               shown(*weak.whole) + " follows from " + shown(*strong.whole) + ".");
      return;
    }
  }
}

// A comparison of two constants, or of a thing with itself.
void look_at_constants(const CoreView& view, const Expr& term, LintSink& sink) {
  const BinaryExpr* binary = binary_in(term);
  if (binary == nullptr) return;
  const bool null_test = binary->op == BinaryOperator::kIs || binary->op == BinaryOperator::kIsNot;
  if (null_test && is_null_literal(*binary->right)) {
    const ColumnExpr* name = column_in(*binary->left);
    const auto resolved = name == nullptr ? std::nullopt : resolve(view.scope, *name);
    if (!resolved || !resolved->column || facts_of(*resolved).nullable) return;
    if (!resolved->in().is_table || resolved->scope != &view.scope) return;
    const bool never = binary->op == BinaryOperator::kIs;
    sink.add(never ? "lint.contradiction" : "lint.tautology", term.span,
             shown(*binary->left) + " is never NULL, so this " +
                 (never ? "never holds." : "always holds."));
    return;
  }
  if (!is_comparison(binary->op) || identity(*binary->left) != identity(*binary->right)) return;
  if (constant_in(*binary->left) || is_random(identity(*binary->left))) return;
  const Reach reach = reach_of(binary->op);
  sink.add(reach.equal ? "lint.tautology" : "lint.contradiction", term.span,
           shown(*binary->left) + " is compared with itself.");
}

// Do two bounds under OR leave nothing out?
bool cover_all(const Bound& left, const Bound& right) {
  const auto order = order_of(left, right);
  if (!order) return false;
  if (left.op == BinaryOperator::kNotEqual && right.op == BinaryOperator::kNotEqual) {
    return *order != 0;
  }
  const Reach one = reach_of(left.op);
  const Reach other = reach_of(right.op);
  const bool upward = one.above && !one.below && other.below && !other.above;
  const bool downward = one.below && !one.above && other.above && !other.below;
  if (!upward && !downward) return false;
  const int overlap = upward ? -*order : *order;
  return overlap > 0 || (overlap == 0 && (one.equal || other.equal));
}

}  // namespace

void lint_conjunction(const CoreView& view, const Expr& whole, LintSink& sink) {
  const std::vector<const Expr*> terms = terms_of(whole, BinaryOperator::kAnd);
  for (const Expr* term : terms) look_at_constants(view, *term, sink);
  for (const auto& [text, bounds] : groups_of(terms)) {
    look_for_contradiction(bounds, sink);
    look_for_implied(bounds, sink);
  }
}

void lint_disjunction(const CoreView& view, const Expr& whole, LintSink& sink) {
  (void)view;
  for (const auto& [text, bounds] : groups_of(terms_of(whole, BinaryOperator::kOr))) {
    if (bounds.is_null != nullptr && bounds.is_not_null != nullptr) {
      sink.add("lint.tautology", whole.span, bounds.shown + " is NULL, or it is not: always so.");
    }
    for (std::size_t i = 0; i < bounds.bounds.size(); ++i) {
      for (std::size_t j = i + 1; j < bounds.bounds.size(); ++j) {
        const Bound& left = bounds.bounds[i];
        const Bound& right = bounds.bounds[j];
        if (left.whole == right.whole || !cover_all(left, right)) continue;
        sink.add("lint.tautology", right.whole->span,
                 "Every value of " + bounds.shown + " obeys " + shown(*left.whole) + " or " +
                     shown(*right.whole) + ".");
      }
    }
  }
}

}  // namespace nightshift
