// Mistakes in what is true or false.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/sql/expressions.h"
#include "grader/judge/mutation.h"

namespace nightshift {
namespace {

using Op = BinaryOperator;

// Operators that people take for one another, the likeliest first.
std::vector<Op> near_comparisons(Op op) {
  switch (op) {
    case Op::kEqual:
      return {Op::kNotEqual, Op::kLessEqual, Op::kGreaterEqual};
    case Op::kNotEqual:
      return {Op::kEqual, Op::kLess, Op::kGreater};
    case Op::kLess:
      return {Op::kLessEqual, Op::kGreater, Op::kNotEqual};
    case Op::kLessEqual:
      return {Op::kLess, Op::kGreaterEqual, Op::kEqual};
    case Op::kGreater:
      return {Op::kGreaterEqual, Op::kLess, Op::kNotEqual};
    case Op::kGreaterEqual:
      return {Op::kGreater, Op::kLessEqual, Op::kEqual};
    default:
      return {};
  }
}

bool is_null(const Expr& expr) {
  const auto* literal = std::get_if<LiteralExpr>(&expr.node);
  return literal != nullptr && literal->kind == LiteralKind::kNull;
}

class ConditionMutations {
 public:
  ConditionMutations(MutantSink& sink, const ExprPlace& place) : sink_(sink), place_(place) {}

  void of(const BinaryExpr& binary_expr) {
    const Expr& left = *binary_expr.left;
    const Expr& right = *binary_expr.right;
    for (const Op op : near_comparisons(binary_expr.op)) {
      replace(ErrorClass::kComparison, binary(op, left, right));
    }
    switch (binary_expr.op) {
      case Op::kAnd:
      case Op::kOr: {
        const Op other = binary_expr.op == Op::kAnd ? Op::kOr : Op::kAnd;
        replace(ErrorClass::kLogic, binary(other, left, right));
        replace(missing(), left);
        replace(missing(), right);
        if (binary_expr.op == Op::kAnd) without_parentheses(left, right);
        break;
      }
      case Op::kIs:
      case Op::kIsNot: {
        const bool is = binary_expr.op == Op::kIs;
        replace(is_null(right) ? ErrorClass::kNullHandling : ErrorClass::kNegation,
                binary(is ? Op::kIsNot : Op::kIs, left, right));
        replace(ErrorClass::kNullHandling, binary(is ? Op::kEqual : Op::kNotEqual, left, right));
        break;
      }
      case Op::kIsDistinctFrom:
        replace(ErrorClass::kNullHandling, binary(Op::kNotEqual, left, right));
        break;
      case Op::kIsNotDistinctFrom:
        replace(ErrorClass::kNullHandling, binary(Op::kEqual, left, right));
        break;
      default:
        break;
    }
    // Where a value is missing, <> is neither true nor false.
    if (binary_expr.op == Op::kNotEqual) {
      replace(ErrorClass::kNullHandling, binary(Op::kIsNot, left, right));
    }
  }

  void of(const UnaryExpr& unary) {
    if (unary.op != UnaryOperator::kNot) return;
    replace(ErrorClass::kNegation, *unary.operand);
    const auto* exists = std::get_if<ExistsExpr>(&unary.operand->node);
    if (exists != nullptr) as_not_in(*exists->select);
  }

  void of(const BetweenExpr& between) {
    BetweenExpr turned = between;
    turned.negated = !between.negated;
    replace(ErrorClass::kNegation, made(turned));
    if (between.negated) return;
    const auto ends = [&](Op low, Op high) {
      return binary(Op::kAnd, binary(low, *between.operand, *between.low),
                    binary(high, *between.operand, *between.high));
    };
    replace(ErrorClass::kRangeEdge, ends(Op::kGreaterEqual, Op::kLess));
    replace(ErrorClass::kRangeEdge, ends(Op::kGreater, Op::kLessEqual));
    replace(missing(), binary(Op::kGreaterEqual, *between.operand, *between.low));
    replace(missing(), binary(Op::kLessEqual, *between.operand, *between.high));
  }

  void of(const LikeExpr& like) {
    LikeExpr turned = like;
    turned.negated = !like.negated;
    replace(ErrorClass::kNegation, made(turned));
    const auto* pattern = std::get_if<LiteralExpr>(&like.pattern->node);
    if (pattern == nullptr || pattern->kind != LiteralKind::kText) return;
    for (const std::string& text : near_patterns(pattern->text, like.op)) {
      LikeExpr changed = like;
      changed.pattern = made(LiteralExpr{.kind = LiteralKind::kText, .text = text});
      replace(ErrorClass::kPattern, made(changed));
    }
    if (like.op != LikeOperator::kLike) return;
    const Op equal = like.negated ? Op::kNotEqual : Op::kEqual;
    replace(ErrorClass::kPattern, binary(equal, *like.operand, *like.pattern));
  }

  void of(const InExpr& in) {
    InExpr turned = in;
    turned.negated = !in.negated;
    replace(ErrorClass::kNegation, made(turned));
    const auto* list = std::get_if<std::vector<Expr>>(&in.source);
    if (list == nullptr || list->size() < 2) return;
    for (std::size_t index = 0; index < list->size() && index < kListMax; ++index) {
      InExpr shorter = in;
      std::vector<Expr>& items = std::get<std::vector<Expr>>(shorter.source);
      items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
      replace(ErrorClass::kConstant, made(shorter));
    }
  }

  void of(const ExistsExpr& exists) {
    replace(ErrorClass::kNegation,
            made(UnaryExpr{.op = UnaryOperator::kNot, .operand = made(exists)}));
  }

  template <typename Node>
  void of(const Node&) {}

 private:
  static constexpr std::size_t kListMax = 6;

  // NOT EXISTS (SELECT ... FROM t WHERE t.c = o.k AND more) as o.k NOT IN (SELECT t.c FROM t WHERE
  // more): the same, but for NULL.
  void as_not_in(const Select& select) {
    const SelectCore& core = select.cores.front();
    if (select.cores.size() != 1 || !core.where || !core.group_by.empty()) return;
    const std::vector<const Expr*> terms = terms_of(*core.where, Op::kAnd);
    for (std::size_t index = 0; index < terms.size(); ++index) {
      const BinaryExpr* link = binary_in(*terms[index]);
      if (link == nullptr || link->op != Op::kEqual) continue;
      const bool left = is_inside(*link->left, core);
      if (left == is_inside(*link->right, core)) continue;
      Select inner = select;
      SelectCore& changed = inner.cores.front();
      changed.columns = {{.expr = left ? *link->left : *link->right}};
      changed.where = {};
      for (std::size_t other = 0; other < terms.size(); ++other) {
        if (other == index) continue;
        changed.where =
            changed.where ? binary(Op::kAnd, *changed.where, *terms[other]) : *terms[other];
      }
      replace(ErrorClass::kNullHandling, made(InExpr{.negated = true,
                                                     .operand = left ? *link->right : *link->left,
                                                     .source = Box<Select>(std::move(inner))}));
      return;
    }
  }

  // A column that says by its table's name that it is one of the query's own.
  static bool is_inside(const Expr& expr, const SelectCore& core) {
    const ColumnExpr* column = column_in(expr);
    return column != nullptr &&
           std::any_of(core.from.begin(), core.from.end(), [&](const FromItem& item) {
             const auto* table = std::get_if<NamedTable>(&item.source);
             const std::string& name =
                 item.alias.empty() && table != nullptr ? table->table.name : item.alias;
             return !column->table.empty() && same_name(column->table, name);
           });
  }

  // (a OR b) AND c as it is read where the parentheses are left out; the same of `x IN (1, 2)`,
  // when it is written out.
  void without_parentheses(const Expr& left, const Expr& right) {
    if (const auto sides = alternatives(left)) {
      replace(ErrorClass::kLogic,
              binary(Op::kOr, sides->first, binary(Op::kAnd, sides->second, right)));
    }
    if (const auto sides = alternatives(right)) {
      replace(ErrorClass::kLogic,
              binary(Op::kOr, binary(Op::kAnd, left, sides->first), sides->second));
    }
  }

  static std::optional<std::pair<Expr, Expr>> alternatives(const Expr& expr) {
    if (const auto* either = std::get_if<BinaryExpr>(&expr.node)) {
      if (either->op != Op::kOr) return std::nullopt;
      return std::pair(*either->left, *either->right);
    }
    const auto* in = std::get_if<InExpr>(&expr.node);
    const auto* list = in == nullptr ? nullptr : std::get_if<std::vector<Expr>>(&in->source);
    if (list == nullptr || in->negated || list->size() < 2) return std::nullopt;
    InExpr others = *in;
    std::get<std::vector<Expr>>(others.source).pop_back();
    return std::pair(made(std::move(others)), binary(Op::kEqual, *in->operand, list->back()));
  }

  ErrorClass missing() const {
    if (place_.clause == SqlClause::kFrom) return ErrorClass::kJoinCondition;
    if (place_.clause == SqlClause::kHaving) return ErrorClass::kGroupCondition;
    return ErrorClass::kMissingCondition;
  }

  // The pattern with a wildcard more or less at its ends. `text` has its quotes.
  static std::vector<std::string> near_patterns(const std::string& text, LikeOperator op) {
    const char any = op == LikeOperator::kGlob ? '*' : '%';
    const char one = op == LikeOperator::kGlob ? '?' : '_';
    const std::string inside = text.substr(1, text.size() - 2);
    std::vector<std::string> result;
    const auto add = [&](const std::string& pattern) { result.push_back('\'' + pattern + '\''); };
    if (!inside.empty() && inside.front() == any) add(inside.substr(1));
    if (!inside.empty() && inside.back() == any) add(inside.substr(0, inside.size() - 1));
    if (inside.empty() || inside.front() != any) add(any + inside);
    if (inside.empty() || inside.back() != any) add(inside + any);
    for (std::size_t place = 0; place < inside.size(); ++place) {
      if (inside[place] != any && inside[place] != one) continue;
      std::string other = inside;
      other[place] = inside[place] == any ? one : any;
      add(other);
    }
    return result;
  }

  void replace(ErrorClass error_class, Expr fresh) {
    sink_.replace(*place_.expr, place_.clause, error_class, std::move(fresh));
  }

  MutantSink& sink_;
  const ExprPlace& place_;
};

}  // namespace

void mutate_condition(MutantSink& sink, const ExprPlace& place) {
  ConditionMutations mutations(sink, place);
  std::visit([&](const auto& node) { mutations.of(node); }, place.expr->node);
}

}  // namespace nightshift
