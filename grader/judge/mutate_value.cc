// Mistakes in what is computed: literals, arithmetic, CASE, and columns.
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "grader/judge/mutation.h"

namespace nightshift {
namespace {

using Op = BinaryOperator;

constexpr std::size_t kDateBytes = 10;  // 2026-01-31
constexpr std::size_t kSiblingsMax = 3;

class ValueMutations {
 public:
  ValueMutations(MutantSink& sink, const ExprPlace& place) : sink_(sink), place_(place) {}

  void of(const LiteralExpr& literal) {
    if (literal.kind == LiteralKind::kInteger) {
      std::int64_t value = 0;
      const char* end = literal.text.data() + literal.text.size();
      const auto read = std::from_chars(literal.text.data(), end, value);
      if (read.ec != std::errc() || read.ptr != end || value == INT64_MAX) return;
      replace(ErrorClass::kConstant, number_literal(std::to_string(value + 1)));
      if (value > 0) replace(ErrorClass::kConstant, number_literal(std::to_string(value - 1)));
    } else if (literal.kind == LiteralKind::kReal) {
      // Another tenth: 2.5 becomes 2.6.
      replace(ErrorClass::kConstant, binary(Op::kAdd, *place_.expr, number_literal("0.1")));
    } else if (literal.kind == LiteralKind::kText) {
      days_near(literal.text);
      other_case(literal.text);
    }
  }

  void of(const BinaryExpr& sum) {
    const Expr& left = *sum.left;
    const Expr& right = *sum.right;
    switch (sum.op) {
      case Op::kAdd:
        replace(ErrorClass::kArithmetic, binary(Op::kSubtract, left, right));
        one_side(ErrorClass::kArithmetic, left, right);
        break;
      case Op::kSubtract:
        replace(ErrorClass::kArithmetic, binary(Op::kAdd, left, right));
        replace(ErrorClass::kArithmetic, binary(Op::kSubtract, right, left));
        replace(ErrorClass::kArithmetic, left);
        break;
      case Op::kMultiply:
        replace(ErrorClass::kArithmetic, binary(Op::kAdd, left, right));
        one_side(ErrorClass::kArithmetic, left, right);
        break;
      case Op::kDivide:
        replace(ErrorClass::kArithmetic, binary(Op::kMultiply, left, right));
        replace(ErrorClass::kArithmetic, binary(Op::kDivide, real(left), right));
        replace(ErrorClass::kArithmetic, binary(Op::kDivide, whole(left), whole(right)));
        break;
      case Op::kRemainder:
        replace(ErrorClass::kArithmetic, binary(Op::kDivide, left, right));
        break;
      case Op::kConcat:
        replace(ErrorClass::kTextForm, binary(Op::kConcat, right, left));
        break;
      default:
        break;
    }
  }

  void of(const UnaryExpr& unary) {
    if (unary.op == UnaryOperator::kMinus) replace(ErrorClass::kArithmetic, *unary.operand);
  }

  void of(const CastExpr& cast) { replace(ErrorClass::kArithmetic, *cast.operand); }

  void of(const CollateExpr& collate) { replace(ErrorClass::kTextForm, *collate.operand); }

  void of(const CaseExpr& choice) {
    if (choice.otherwise) {
      CaseExpr changed = choice;
      changed.otherwise = {};
      replace(ErrorClass::kChoice, made(changed));
    } else {
      CaseExpr changed = choice;
      changed.otherwise = number_literal("0");
      replace(ErrorClass::kNullHandling, made(changed));
    }
    for (std::size_t index = 0; index < choice.branches.size(); ++index) {
      if (choice.branches.size() > 1) {
        CaseExpr shorter = choice;
        shorter.branches.erase(shorter.branches.begin() + static_cast<std::ptrdiff_t>(index));
        replace(ErrorClass::kChoice, made(shorter));
      }
      CaseExpr swapped = choice;
      Expr& other = index + 1 < choice.branches.size() ? swapped.branches[index + 1].then
                    : swapped.otherwise                ? *swapped.otherwise
                                                       : swapped.branches.front().then;
      std::swap(swapped.branches[index].then, other);
      replace(ErrorClass::kChoice, made(swapped));
    }
  }

  template <typename Node>
  void of(const Node&) {}

 private:
  static Expr real(const Expr& expr) { return binary(Op::kMultiply, number_literal("1.0"), expr); }
  static Expr whole(const Expr& expr) { return made(CastExpr{.operand = expr, .type = "INTEGER"}); }

  void one_side(ErrorClass error_class, const Expr& left, const Expr& right) {
    replace(error_class, left);
    replace(error_class, right);
  }

  // '2026-01-31' and texts that begin with a date: the day before and the day after.
  void days_near(const std::string& quoted) {
    const std::string text = quoted.substr(1, quoted.size() - 2);
    const std::string_view day = std::string_view(text).substr(0, kDateBytes);
    if (!is_date(day)) return;
    const std::string rest = text.substr(kDateBytes);
    for (const std::int64_t days : {1, -1}) {
      const auto other = add_units(DateUnit::kDay, days, read_moment(day)->seconds);
      if (other) replace(ErrorClass::kConstant, string_literal(day_text(*other) + rest));
    }
  }

  // 'paid' as 'Paid', and the other way round.
  void other_case(const std::string& quoted) {
    if (place_.clause != SqlClause::kWhere && place_.clause != SqlClause::kHaving) return;
    std::string text = quoted;
    char& first = text[1];  // of an empty text its closing quote
    const bool is_small = first >= 'a' && first <= 'z';
    if (!is_small && (first < 'A' || first > 'Z')) return;
    first = static_cast<char>(first ^ 0x20);
    replace(ErrorClass::kTextForm, made(LiteralExpr{.kind = LiteralKind::kText, .text = text}));
  }

  void replace(ErrorClass error_class, Expr fresh) {
    sink_.replace(*place_.expr, place_.clause, error_class, std::move(fresh));
  }

  MutantSink& sink_;
  const ExprPlace& place_;
};

bool means(const ColumnNames::KnownAs& name, const ColumnExpr& column,
           const ScratchSchema& schema) {
  const bool same_table = column.table.empty() || same_name(column.table, name.alias);
  return same_table && schema.find_column(name.table, column.column).has_value();
}

}  // namespace

void mutate_value(MutantSink& sink, const ExprPlace& place) {
  ValueMutations mutations(sink, place);
  std::visit([&](const auto& node) { mutations.of(node); }, place.expr->node);
}

namespace {

// count(*) of rows, and count(x) of those that have an x.
void mutate_count(MutantSink& sink, const ExprPlace& place, const ColumnNames& names) {
  const auto* call = std::get_if<CallExpr>(&place.expr->node);
  if (call == nullptr || !call->star || !same_name(call->name, "count")) return;
  std::size_t found = 0;
  for (const ColumnNames::KnownAs& name : names.tables()) {
    for (const ScratchColumn& column : names.schema().tables[name.table].columns) {
      if (column.not_null || found == kSiblingsMax) continue;
      CallExpr changed = *call;
      changed.star = false;
      changed.arguments = {made(ColumnExpr{.table = name.alias, .column = column.name})};
      sink.replace(*place.expr, place.clause, ErrorClass::kCounting, made(std::move(changed)));
      ++found;
    }
  }
}

}  // namespace

void mutate_column(MutantSink& sink, const ExprPlace& place, const ColumnNames& names) {
  mutate_count(sink, place, names);
  const auto* column = std::get_if<ColumnExpr>(&place.expr->node);
  if (column == nullptr) return;
  const ScratchSchema& schema = names.schema();
  const auto replace = [&](ColumnExpr fresh) {
    sink.replace(*place.expr, place.clause, ErrorClass::kColumn, made(std::move(fresh)));
  };
  for (const ColumnNames::KnownAs& name : names.tables()) {
    if (!means(name, *column, schema)) continue;
    // Its neighbours of the same affinity.
    const std::vector<ScratchColumn>& columns = schema.tables[name.table].columns;
    const std::size_t own = *schema.find_column(name.table, column->column);
    std::size_t found = 0;
    for (std::size_t step = 1; step < columns.size() && found < kSiblingsMax; ++step) {
      const std::size_t other = (own + step) % columns.size();
      if (columns[other].affinity != columns[own].affinity) continue;
      replace({.table = column->table, .column = columns[other].name});
      ++found;
    }
    break;
  }
  // The same column of another table.
  for (const ColumnNames::KnownAs& name : names.tables()) {
    if (column->table.empty() || same_name(name.alias, column->table)) continue;
    if (!schema.find_column(name.table, column->column)) continue;
    replace({.table = name.alias, .column = column->column});
  }
}

}  // namespace nightshift
