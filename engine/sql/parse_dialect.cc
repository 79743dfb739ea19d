// What other databases say and SQLite does not. It is read only where SQLite's own grammar would
// end, with one exception: DATE '...', TIMESTAMP '...' and INTERVAL '...', which SQLite would take
// for a column with an alias.
#include <array>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/parser.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 3> kTypedTexts = {"DATE", "TIME", "TIMESTAMP"};

bool is_any_word(const Lexeme& lexeme, const auto& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return lexeme.is_word(word); });
}

}  // namespace

bool Parser::starts_operand(std::size_t ahead) const {
  switch (peek(ahead).kind) {
    case LexemeKind::kWord:
    case LexemeKind::kFallback:
    case LexemeKind::kQuotedName:
    case LexemeKind::kText:
    case LexemeKind::kBlob:
    case LexemeKind::kInteger:
    case LexemeKind::kReal:
    case LexemeKind::kParameter:
      return true;
    case LexemeKind::kJoin:
    case LexemeKind::kIndexed:
      return at("(", ahead + 1);
    default:
      return at_any({"(", "CASE", "NULL", "EXISTS", "-", "+", "~"}, ahead) ||
             (at("NOT", ahead) && !at("INDEXED", ahead + 1));
  }
}

// A word that is an alias for SQLite, unless something follows that can follow no alias.
bool Parser::at_clause_word(std::string_view word) const {
  return at_word(word) && starts_operand(1);
}

bool Parser::at_dialect_operand() const {
  if (peek().kind != LexemeKind::kWord) return false;
  const LexemeKind next = peek(1).kind;
  const bool text = next == LexemeKind::kText;
  const bool number = next == LexemeKind::kInteger || next == LexemeKind::kReal;
  return (text && is_any_word(peek(), kTypedTexts)) || ((text || number) && at_word("INTERVAL")) ||
         (at_word("EXTRACT") && at("(", 1) && at("FROM", 3));
}

Expr Parser::dialect_operand() {
  const std::size_t from = offset();
  std::string word = upper_case(lexeme_text());
  if (word == "EXTRACT") {
    advance();
    ExtractExpr extract{.part = upper_case(lexeme_text())};
    advance();
    extract.from = expression();
    expect(")");
    return placed(from, std::move(extract));
  }
  if (word != "INTERVAL") {
    std::string text = lexeme_text();
    return placed(from, TypedTextExpr{.type = std::move(word), .text = std::move(text)});
  }
  const bool counts = peek().kind != LexemeKind::kText;
  IntervalExpr interval{.amount = literal_operand()};
  if (counts && peek().kind == LexemeKind::kWord) {
    interval.unit = upper_case(lexeme_text());
  } else if (counts) {
    fail_here("a unit of time");
  }
  return placed(from, std::move(interval));
}

// x::type. The colons come as a ":" and either a ":" or a parameter that begins with it.
bool Parser::extend_colons(Expr& left) {
  if (!at(":") || peek(1).offset != peek().offset + 1 || !peek(1).text.starts_with(':')) {
    return false;
  }
  advance();
  CastExpr cast{.operand = std::move(left), .colons = true};
  if (peek().kind == LexemeKind::kParameter) {
    cast.type = lexeme_text().substr(1);
  } else {
    advance();
    if (!at_id()) fail_here("a type");
    cast.type = lexeme_text();
  }
  if (accept("(")) {
    cast.type += '(' + type_size();
    if (accept(",")) cast.type += ", " + type_size();
    expect(")");
    cast.type += ')';
  }
  left.node = std::move(cast);
  grow(height_ + 1);
  return true;
}

void Parser::exclude_list(ResultColumn& column) {
  if (!at("EXCLUDE") || !at("(", 1)) return;
  advance();
  column.excluded = names_in_parentheses();
}

void Parser::fetch_first(Select& select) {
  if (!at_word("FETCH") || !(at("FIRST", 1) || at_word("NEXT", 1))) return;
  advance();
  advance();
  select.fetch_first = true;
  select.limit = at_any({"ROW", "ROWS"}) ? placed(offset(), LiteralExpr{LiteralKind::kInteger, "1"})
                                         : expression();
  if (!accept("ROW")) expect("ROWS");
  if (!accept_word("ONLY")) fail_here("ONLY");
}

}  // namespace nightshift
