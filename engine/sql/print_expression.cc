// Expressions as text, with parentheses where an operator would otherwise reach too far.
#include <array>
#include <variant>

#include "engine/sql/print.h"
#include "engine/sql/printer.h"

namespace nightshift {
namespace {

// By LiteralKind; empty: the literal's own text.
constexpr std::array<std::string_view, 10> kLiteralTexts = {
    "NULL", "TRUE", "FALSE", "", "", "", "", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"};

Binding tighter(Binding binding) { return static_cast<Binding>(binding + 1); }

}  // namespace

Binding binding_of(const Expr& expr) {
  if (const auto* unary = std::get_if<UnaryExpr>(&expr.node)) {
    return unary->op == UnaryOperator::kNot ? kBindsNot : kBindsSign;
  }
  if (const auto* binary = std::get_if<BinaryExpr>(&expr.node)) return row_of(binary->op).binding;
  const bool tests = std::holds_alternative<BetweenExpr>(expr.node) ||
                     std::holds_alternative<LikeExpr>(expr.node) ||
                     std::holds_alternative<InExpr>(expr.node);
  if (tests) return kBindsEqual;
  if (std::holds_alternative<CollateExpr>(expr.node)) return kBindsCollate;
  const auto* cast = std::get_if<CastExpr>(&expr.node);
  return cast != nullptr && cast->colons ? kBindsColons : kBindsWhole;
}

// One function for each kind of node.
struct ExpressionPrinter {
  Printer& out;

  void operator()(const LiteralExpr& literal) {
    const std::string_view text = kLiteralTexts[static_cast<std::size_t>(literal.kind)];
    out.word(text.empty() ? literal.text : text);
  }

  void operator()(const ColumnExpr& column) {
    out.path({&column.schema, &column.table, &column.column});
  }

  void operator()(const ParameterExpr& parameter) { out.word(parameter.text); }

  void operator()(const UnaryExpr& unary) {
    const std::string_view op = kUnaryTexts[static_cast<std::size_t>(unary.op)];
    out.word(op);
    if (unary.op == UnaryOperator::kNot) {
      out.expression(*unary.operand, kBindsNot);
      return;
    }
    // Close to its operand; but two minus signs would begin a comment.
    const std::size_t end = out.text_.size();
    out.expression(*unary.operand, kBindsSign);
    if (out.text_[end] == ' ' && out.text_[end + 1] != '-') out.text_.erase(end, 1);
  }

  void operator()(const BinaryExpr& binary) {
    const BinaryRow& row = row_of(binary.op);
    out.expression(*binary.left, row.binding);
    out.word(row.text);
    out.expression(*binary.right, tighter(row.binding));
  }

  void operator()(const BetweenExpr& between) {
    out.expression(*between.operand, kBindsEqual);
    out.word_if(between.negated, "NOT");
    out.word("BETWEEN");
    out.expression(*between.low, kBindsCompare);
    out.word("AND");
    out.expression(*between.high, kBindsCompare);
  }

  void operator()(const LikeExpr& like) {
    out.expression(*like.operand, kBindsEqual);
    out.word_if(like.negated, "NOT");
    out.word(kLikeTexts[static_cast<std::size_t>(like.op)]);
    out.expression(*like.pattern, kBindsCompare);
    if (!like.escape) return;
    out.word("ESCAPE");
    out.expression(*like.escape, kBindsCompare);
  }

  void operator()(const InExpr& in) {
    out.expression(*in.operand, kBindsEqual);
    out.word_if(in.negated, "NOT");
    out.word("IN");
    if (const auto* items = std::get_if<std::vector<Expr>>(&in.source)) {
      out.open();
      out.expressions(*items);
      out.close();
    } else if (const auto* select = std::get_if<Box<Select>>(&in.source)) {
      out.subquery(**select);
    } else {
      const InTable& table = *std::get<Box<InTable>>(in.source);
      out.table(table.table);
      if (!table.arguments) return;
      out.glue("(");
      out.expressions(*table.arguments);
      out.close();
    }
  }

  void operator()(const CaseExpr& choice) {
    out.word("CASE");
    if (choice.operand) out.expression(*choice.operand);
    for (const CaseBranch& branch : choice.branches) {
      out.word("WHEN");
      out.expression(branch.when);
      out.word("THEN");
      out.expression(branch.then);
    }
    out.clause("ELSE", choice.otherwise);
    out.word("END");
  }

  void operator()(const CastExpr& cast) {
    if (cast.colons) {
      out.expression(*cast.operand, kBindsColons);
      out.glue("::");
      out.glue(cast.type);
      return;
    }
    out.word("CAST(");
    out.expression(*cast.operand);
    out.word("AS");
    if (!cast.type.empty()) out.word(cast.type);
    out.close();
  }

  void operator()(const CollateExpr& collate) {
    out.expression(*collate.operand, kBindsCollate);
    out.word("COLLATE");
    out.name(collate.collation);
  }

  void operator()(const CallExpr& call) {
    out.call_name(call.name);
    out.glue("(");
    out.word_if(call.star, "*");
    out.word_if(call.distinct, "DISTINCT");
    out.expressions(call.arguments);
    out.order_terms(call.order_by);
    out.close();
    if (call.filter) {
      out.word("FILTER (WHERE");
      out.expression(*call.filter);
      out.close();
    }
    if (call.over_name) {
      out.word("OVER");
      out.name(*call.over_name);
    } else if (call.over) {
      out.word("OVER");
      out.window(*call.over);
    }
  }

  void operator()(const ExistsExpr& exists) {
    out.word("EXISTS");
    out.subquery(*exists.select);
  }

  void operator()(const SubqueryExpr& query) { out.subquery(*query.select); }

  void operator()(const RowExpr& row) {
    out.open();
    out.expressions(row.items);
    out.close();
  }

  void operator()(const RaiseExpr& raise) {
    out.word("RAISE(");
    out.word(kConflictTexts[static_cast<std::size_t>(raise.action)]);
    if (raise.message) {
      out.glue(",");
      out.expression(*raise.message);
    }
    out.close();
  }

  void operator()(const TypedTextExpr& typed) { out.words({typed.type, typed.text}); }

  void operator()(const IntervalExpr& interval) {
    out.word("INTERVAL");
    out.expression(*interval.amount);
    if (!interval.unit.empty()) out.word(interval.unit);
  }

  void operator()(const ExtractExpr& extract) {
    out.word("EXTRACT(");
    out.words({extract.part, "FROM"});
    out.expression(*extract.from);
    out.close();
  }
};

void Printer::expression(const Expr& expr, Binding least) {
  const bool reaches_too_far = binding_of(expr) < least;
  if (reaches_too_far) open();
  std::visit(ExpressionPrinter{*this}, expr.node);
  if (reaches_too_far) close();
}

}  // namespace nightshift
