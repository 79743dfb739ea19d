// Operators: how far each of them reaches.
//
// SQLite's parser is made by Lemon from a grammar that is ambiguous, and settles it by precedence.
// Precedence climbing gives the same trees: expression(least) takes an operand, and then all
// operators that bind at least so tightly, each with a right side that binds tighter than itself.
//
//   a + b * c = d     expression(nothing): a, then "+" with expression(multiply)  -> b * c,
//                     then "=" with expression(compare) -> d
//
// Prefix NOT takes all that binds tighter than itself wherever it stands: x + NOT y = z is
// x + (NOT (y = z)). A test behind its operand takes all that was read so far: a = b ISNULL is
// (a = b) ISNULL.
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {
namespace {

Binding tighter(Binding binding) { return static_cast<Binding>(binding + 1); }

// Operators that have two spellings.
std::string_view usual_spelling(std::string_view op) {
  if (op == "==") return "=";
  return op == "!=" ? "<>" : op;
}

}  // namespace

Expr Parser::placed(std::size_t start, decltype(Expr::node) node) const {
  return {.span = span_from(start), .node = std::move(node)};
}

Box<Expr> Parser::optional_expression(std::string_view keyword) {
  if (!accept(keyword)) return {};
  return expression();
}

Expr Parser::expression(Binding least) {
  const Level level(*this);
  const std::size_t from = offset();
  Expr left = operand();
  while (extend(left, least, from)) left.span = span_from(from);
  return left;
}

bool Parser::extend(Expr& left, Binding least, std::size_t start) {
  if (peek().kind == LexemeKind::kEnd) return false;
  left.span = span_from(start);
  return extend_tightly(left, least) || extend_binary(left, least) ||
         (least <= kBindsEqual && extend_test(left));
}

bool Parser::extend_tightly(Expr& left, Binding least) {
  if (extend_colons(left)) return true;
  if (least > kBindsCollate || !accept("COLLATE")) return false;
  CollateExpr collate{.operand = std::move(left)};
  if (at_id() || peek().kind == LexemeKind::kText) {
    collate.collation = unquoted_name(lexeme_text());
  } else {
    fail_here("a collation's name");
  }
  left.node = std::move(collate);
  grow(height_ + 1);
  return true;
}

std::optional<BinaryOperator> Parser::binary_operator_here(std::size_t* lexeme_count) const {
  *lexeme_count = 1;
  if (at("IS")) {
    const bool negated = at("NOT", 1);
    const std::size_t behind = negated ? 2 : 1;
    const bool distinct = at("DISTINCT", behind) && at("FROM", behind + 1);
    *lexeme_count = behind + (distinct ? 2 : 0);
    if (distinct) {
      return negated ? BinaryOperator::kIsNotDistinctFrom : BinaryOperator::kIsDistinctFrom;
    }
    return negated ? BinaryOperator::kIsNot : BinaryOperator::kIs;
  }
  const bool symbol = peek().kind == LexemeKind::kOperator;
  for (std::size_t i = 0; i < kBinaryRows.size(); ++i) {
    const bool here =
        symbol ? usual_spelling(peek().text) == kBinaryRows[i].text : at(kBinaryRows[i].text);
    if (here) return static_cast<BinaryOperator>(i);
  }
  return std::nullopt;
}

bool Parser::extend_binary(Expr& left, Binding least) {
  std::size_t lexeme_count = 0;
  const auto op = binary_operator_here(&lexeme_count);
  if (!op || row_of(*op).binding < least) return false;
  for (; lexeme_count > 0; --lexeme_count) advance();
  const int left_height = std::exchange(height_, 0);
  Expr right = expression(tighter(row_of(*op).binding));
  grow(std::max(left_height + 1, height_));
  left.node = BinaryExpr{.op = *op, .left = std::move(left), .right = std::move(right)};
  return true;
}

// Tests with words, perhaps with NOT before: IN, LIKE, BETWEEN, ISNULL.
bool Parser::extend_test(Expr& left) {
  const bool negated = at("NOT");
  const std::size_t ahead = negated ? 1 : 0;
  const bool is_null = !negated && at("ISNULL");
  if (is_null || at("NOTNULL") || (negated && at("NULL", 1))) {
    if (negated) advance();
    const std::size_t from = offset();
    advance();
    left.node = BinaryExpr{.op = is_null ? BinaryOperator::kIs : BinaryOperator::kIsNot,
                           .left = std::move(left),
                           .right = placed(from, LiteralExpr{})};
    grow(height_ + 1);
    return true;
  }
  if (at("IN", ahead) || at("BETWEEN", ahead)) {
    if (negated) advance();
    if (accept("IN")) {
      extend_in(left, negated);
    } else {
      advance();
      extend_between(left, negated);
    }
    grow(height_ + 1);
    return true;
  }
  for (std::size_t i = 0; i < kLikeTexts.size(); ++i) {
    const auto op = static_cast<LikeOperator>(i);
    const bool ilike =
        op == LikeOperator::kIlike && at_word("ILIKE", ahead) && starts_operand(ahead + 1);
    if (!ilike && !at(kLikeTexts[i], ahead)) continue;
    if (negated) advance();
    advance();
    extend_like(left, op, negated);
    grow(height_ + 1);
    return true;
  }
  return false;
}

void Parser::extend_in(Expr& left, bool negated) {
  InExpr in{.negated = negated, .operand = std::move(left)};
  if (at("(") && at_select(1)) {
    in.source = Box<Select>(select_in_parentheses());
  } else if (accept("(")) {
    std::vector<Expr> items;
    if (!at(")")) items = expressions();
    expect(")");
    in.source = std::move(items);
  } else {
    InTable table{.table = table_name("a list in parentheses")};
    if (accept("(")) {
      table.arguments.emplace();
      if (!at(")")) table.arguments = expressions();
      expect(")");
    }
    in.source = Box<InTable>(std::move(table));
  }
  left.node = std::move(in);
}

void Parser::extend_like(Expr& left, LikeOperator op, bool negated) {
  Expr pattern = expression(tighter(kBindsEqual));
  Box<Expr> escape;
  if (accept("ESCAPE")) escape = expression(tighter(kBindsEqual));
  left.node = LikeExpr{.op = op,
                       .negated = negated,
                       .operand = std::move(left),
                       .pattern = std::move(pattern),
                       .escape = std::move(escape)};
}

// The first AND that is not inside something else parts the bounds.
void Parser::extend_between(Expr& left, bool negated) {
  Expr low = expression(kBindsNot);
  expect("AND");
  Expr high = expression(tighter(kBindsEqual));
  left.node = BetweenExpr{.negated = negated,
                          .operand = std::move(left),
                          .low = std::move(low),
                          .high = std::move(high)};
}

}  // namespace nightshift
