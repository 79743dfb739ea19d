// The tree is rewritten from its ends to its top. What changed is printed into the place where it
// stood; an outer change holds the inner ones, so their places are forgotten.
#include "engine/sql/dialect.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/sql/dialect_query.h"
#include "engine/sql/dialect_rules.h"
#include "engine/sql/dialect_spelling.h"
#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "engine/sql/printer.h"
#include "engine/sql/quote.h"
#include "engine/sql/walk.h"

namespace nightshift {
namespace {

// Calls the rule of the expression's kind.
struct RuleChooser {
  std::string_view sql;
  std::pair<bool, bool> days;

  MaybeChange operator()(const CastExpr& cast) const { return change_cast(cast); }
  MaybeChange operator()(const TypedTextExpr& typed) const { return change_typed_text(typed); }
  MaybeChange operator()(const ExtractExpr& extract) const { return change_extract(extract); }
  MaybeChange operator()(const CallExpr& call) const { return change_call(call, sql); }
  MaybeChange operator()(const LikeExpr& like) const { return change_like(like); }
  MaybeChange operator()(const BinaryExpr& sum) const { return change_sum(sum, days); }
  MaybeChange operator()(const auto&) const { return std::nullopt; }
};

// Edits of the text and of the tree go hand in hand: `edits_` say what the tree has become.
class Rewriter {
 public:
  Rewriter(std::string_view sql, const Respelling& spelling, const TableColumns& columns)
      : sql_(sql), spelling_(spelling), stars_(sql, columns) {}

  void rewrite(SqlStatement& statement) {
    visit_parts(parts_of(statement));
    if (error_) return;
    for (const Expr* expr : all_parts_of(std::as_const(statement)).expressions) {
      if (!std::holds_alternative<IntervalExpr>(expr->node)) continue;
      fail_at(expr->span, not_supported("an INTERVAL that is not added to a date",
                                        "Add it to a date, or count with date_diff(unit, a, b)."));
    }
  }

  Result<Rewriting> take() {
    if (error_) return fail(std::move(*error_));
    std::string text = edited_text();
    std::stable_sort(notes_.begin(), notes_.end(),
                     [](const RewriteNote& left, const RewriteNote& right) {
                       return left.place.offset < right.place.offset;
                     });
    return Rewriting{.sql = std::move(text), .notes = std::move(notes_)};
  }

 private:
  void fail_at(Span span, Error error) {
    if (error_) return;
    error.where = where_in_text(sql_, span.offset);
    error_ = std::move(error);
  }

  void note(RewriteNote note) {
    note.before = sql_.substr(note.place.offset, note.place.length);
    notes_.push_back(std::move(note));
  }

  // A respelling may begin inside a node and end behind it; it belongs to the node then.
  Span widened(Span span) const {
    const std::size_t end = span.offset + span.length;
    const auto behind = std::lower_bound(
        spelling_.edits.begin(), spelling_.edits.end(), end,
        [](const TextEdit& edit, std::size_t offset) { return edit.offset < offset; });
    if (behind == spelling_.edits.begin()) return span;
    const TextEdit& last = *(behind - 1);
    if (last.offset >= span.offset && last.end() > end) {
      span.length = static_cast<std::uint32_t>(last.end() - span.offset);
    }
    return span;
  }

  void add_edit(Span span, std::string text) {
    edits_.push_back({.offset = span.offset, .length = span.length, .text = std::move(text)});
  }

  // In the place of all edits that lie inside.
  void replace(Span span, std::string text) {
    std::erase_if(edits_, [&](const TextEdit& edit) {
      return edit.offset >= span.offset && edit.end() <= span.offset + span.length;
    });
    add_edit(span, std::move(text));
  }

  void insert_behind(Span span, std::string text) {
    const Span wide = widened(span);
    add_edit({.offset = wide.offset + wide.length}, std::move(text));
  }

  void visit_parts(const Parts& parts) {
    for (Expr* expr : parts.expressions) visit(*expr);
    for (Select* select : parts.selects) visit(*select);
  }

  void visit(Expr& expr) {
    if (error_) return;
    const std::size_t mark = edits_.size();
    std::pair<bool, bool> days;
    if (const auto* sum = std::get_if<BinaryExpr>(&expr.node)) {
      days = {is_day(*sum->left), is_day(*sum->right)};
    }
    visit_parts(parts_of(expr));
    if (error_) return;
    MaybeChange change = std::visit(RuleChooser{spelling_.text, days}, expr.node);
    if (!change) {
      fail_at(expr.span, std::move(change.error()));
    } else if (*change) {
      edits_.resize(mark);  // those of its parts
      put(expr, std::move(**change));
    }
  }

  void put(Expr& expr, Change change) {
    const Span span = widened(expr.span);
    const Binding after = binding_of(change.expr);
    const bool parted =
        after < kBindsWhole && (after < binding_of(expr) || sql_[span.offset] == '(');
    expr.node = std::move(change.expr.node);
    const std::string printed = print(expr);
    note({.place = span,
          .rule = std::string(change.rule),
          .after = printed,
          .remark = std::string(change.remark)});
    add_edit(span, parted ? '(' + printed + ')' : printed);
  }

  void visit(Select& select) {
    if (error_) return;
    stars_.open(select.with);
    name_casts(select);
    visit_parts(parts_of(select));
    if (!error_) visit_clauses(select);
    stars_.close();
  }

  // Where x::date is all that a column says, the column is called x.
  void name_casts(Select& select) {
    for (SelectCore& core : select.cores) {
      for (ResultColumn& column : core.columns) {
        const auto* cast = std::get_if<CastExpr>(&column.expr.node);
        if (cast == nullptr || !cast->colons || !column.alias.empty()) continue;
        const auto* plain = std::get_if<ColumnExpr>(&cast->operand->node);
        if (plain == nullptr) continue;
        column.alias = plain->column;
        insert_behind(column.expr.span, " AS " + printed_name(column.alias));
      }
    }
  }

  void visit_clauses(Select& select) {
    for (const TopCount& top : spelling_.tops) visit_top(select, top);
    for (SelectCore& core : select.cores) {
      if (core.qualify) {
        visit_qualify(select, core);
      } else {
        visit_stars(core);
      }
    }
    if (select.fetch_first) {
      fail_at(select.limit->span, not_supported("FETCH FIRST of an expression", "Use LIMIT."));
    }
  }

  void visit_top(Select& select, const TopCount& top) {
    const bool here =
        std::any_of(select.cores.begin(), select.cores.end(),
                    [&](const SelectCore& core) { return core.span.offset == top.select_offset; });
    if (!here) return;
    if (select.cores.size() > 1 || select.limit) {
      return fail_at(select.span, not_supported("TOP in this place", "Use LIMIT at the end."));
    }
    const bool digits = is_digit(top.count[0]);
    select.limit = digits ? Expr{.node = LiteralExpr{LiteralKind::kInteger, top.count}}
                          : Expr{.node = ParameterExpr{top.count}};
    insert_behind(select.span, " LIMIT " + top.count);
  }

  // False after failing.
  bool write_out(SelectCore& core, Stars which) {
    const auto first =
        std::find_if(core.columns.begin(), core.columns.end(), [&](const ResultColumn& column) {
          return column.kind != ResultColumnKind::kExpr &&
                 (which == Stars::kAll || !column.excluded.empty());
        });
    const Span place = first == core.columns.end() ? core.span : first->span;
    auto written = write_stars_out(core, which, stars_);
    if (!written) fail_at(place, std::move(written.error()));
    return written.has_value();
  }

  void visit_stars(SelectCore& core) {
    std::vector<Span> places;
    for (const ResultColumn& column : core.columns) {
      if (!column.excluded.empty()) places.push_back(column.span);
    }
    if (places.empty() || !write_out(core, Stars::kOnlyExcluding)) return;
    for (const Span& place : places) {
      std::vector<std::string> names;
      for (const ResultColumn& column : core.columns) {
        if (column.span.offset == place.offset) names.push_back(print(column.expr));
      }
      const std::string text = joined(names, ", ");
      note({.place = place, .rule = "star_exclude", .after = text});
      replace(place, text);
    }
  }

  void visit_qualify(Select& select, SelectCore& core) {
    if (!write_out(core, Stars::kAll)) return;
    const Span place = widened(core.qualify->span);
    std::vector<OrderTerm> none;
    std::vector<OrderTerm>& order_by = select.cores.size() == 1 ? select.order_by : none;
    const std::vector<OrderTerm> before = order_by;
    auto done = qualify(core, order_by, stars_);
    if (!done) return fail_at(place, std::move(done.error()));
    Select alone;
    alone.cores.push_back(core);
    const std::string text = print(alone);
    note({.place = place, .rule = "qualify", .after = text});
    replace(widened(core.span), text);
    for (std::size_t i = 0; i < order_by.size(); ++i) {
      if (order_by[i] == before[i]) continue;
      replace(widened(before[i].expr.span), print(order_by[i].expr));
    }
  }

  // The text with all edits, those of words where no node's holds them.
  std::string edited_text() {
    std::vector<TextEdit> all = std::move(edits_);
    all.insert(all.end(), spelling_.edits.begin(), spelling_.edits.end());
    std::stable_sort(all.begin(), all.end(), [](const TextEdit& left, const TextEdit& right) {
      return std::pair(left.offset, right.length) < std::pair(right.offset, left.length);
    });
    std::string text;
    std::size_t at = 0;
    for (const TextEdit& edit : all) {
      if (edit.offset >= at) {
        text += sql_.substr(at, edit.offset - at);
        text += edit.text;
        if (!edit.rule.empty()) note_spelling(edit);
      }
      at = std::max(at, edit.end());
    }
    return text += sql_.substr(std::min(at, sql_.size()));
  }

  void note_spelling(const TextEdit& edit) {
    note({.place = {static_cast<std::uint32_t>(edit.offset),
                    static_cast<std::uint32_t>(edit.length)},
          .rule = std::string(edit.rule),
          .after = edit.text});
  }

  std::string_view sql_;
  const Respelling& spelling_;
  StarReader stars_;
  std::vector<TextEdit> edits_;
  std::vector<RewriteNote> notes_;
  std::optional<Error> error_;
};

}  // namespace

Error not_supported(std::string_view what, std::string_view remedy) {
  std::string subject(what);
  subject[0] = upper_letter(subject[0]);
  return {.code = "sql.not_supported",
          .message = subject + " has no counterpart here.",
          .remedy = std::string(remedy)};
}

Expr text_literal(std::string_view text) {
  return {.node = LiteralExpr{LiteralKind::kText, quoted_text(text)}};
}

const std::string* text_of_literal(const Expr& expr) {
  const auto* literal = std::get_if<LiteralExpr>(&expr.node);
  return literal != nullptr && literal->kind == LiteralKind::kText ? &literal->text : nullptr;
}

Expr built(std::string_view pattern, std::vector<Expr> arguments) {
  auto expr = parse_expression(pattern);
  NIGHTSHIFT_CHECK(expr.has_value());
  for (Expr* part : all_parts_of(*expr).expressions) {
    const auto* parameter = std::get_if<ParameterExpr>(&part->node);
    if (parameter == nullptr) continue;
    const auto index = static_cast<std::size_t>(parameter->text[1] - '1');
    NIGHTSHIFT_CHECK(index < arguments.size());
    *part = Expr(arguments[index]);
  }
  return std::move(*expr);
}

MaybeChange change_like(const LikeExpr& like) {
  if (like.op != LikeOperator::kIlike) return std::nullopt;
  LikeExpr next = like;
  next.op = LikeOperator::kLike;
  return Change{.rule = "ilike",
                .expr = {.node = std::move(next)},
                .remark = "LIKE ignores the case of the letters A to Z here."};
}

Result<Rewriting> in_sqlite_words(std::string_view sql, const TableColumns& columns) {
  const Respelling spelling = respell(sql);
  auto statement = parse_statement(spelling.text);
  if (!statement) {
    if (auto error = foreign_word(sql)) return fail(std::move(*error));
    return Rewriting{.sql = std::string(sql), .notes = {}};
  }
  Rewriter rewriter(sql, spelling, columns);
  rewriter.rewrite(*statement);
  return rewriter.take();
}

}  // namespace nightshift
