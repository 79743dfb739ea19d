#include "engine/sql/tokens.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <utility>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

bool starts_word(char c) {
  const char l = lower_letter(c);
  return (l >= 'a' && l <= 'z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool continues_word(char c) { return starts_word(c) || is_digit(c) || c == '$'; }

// Cuts SQL the way SQLite's own tokenizer does.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view sql) : sql_(sql) {}

  std::vector<Token> run() {
    while (at_ < sql_.size()) {
      const std::size_t start = at_;
      if (skip_blank()) continue;
      std::optional<TokenKind> kind = take();
      if (kind) add(*kind, start);
    }
    return std::move(tokens_);
  }

 private:
  // The character `ahead` places on; NUL past the end.
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0';
  }

  bool skip_blank() {
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    const bool mark = sql_.substr(at_, kByteOrderMark.size()) == kByteOrderMark;
    const bool blank = std::string_view(" \t\n\f\r").find(sql_[at_]) != std::string_view::npos;
    at_ += mark ? kByteOrderMark.size() : blank ? 1 : 0;
    return mark || blank;
  }

  template <typename Predicate>
  void skip_while(Predicate belongs) {
    while (at_ < sql_.size() && belongs(sql_[at_])) ++at_;
  }

  // Moves behind the next token. Nothing is left of a finished comment.
  std::optional<TokenKind> take() {
    const char c = peek();
    if (c == '-' && peek(1) == '-') {
      at_ = std::min(sql_.find('\n', at_), sql_.size());
      return std::nullopt;
    }
    if (c == '/' && peek(1) == '*') return take_comment();
    if (c == '\'') return take_quoted('\'', TokenKind::kString);
    if (c == '"' || c == '`') return take_quoted(c, TokenKind::kQuotedName);
    if (c == '[') return take_bracketed();
    if (lower_letter(c) == 'x' && peek(1) == '\'') {
      ++at_;
      return take_quoted('\'', TokenKind::kString);
    }
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return take_number();
    if (starts_word(c)) {
      skip_while(continues_word);
      return TokenKind::kWord;
    }
    return take_parameter_or_symbol();
  }

  std::optional<TokenKind> take_comment() {
    const std::size_t end = sql_.find("*/", at_ + 2);
    at_ = end == std::string_view::npos ? sql_.size() : end + 2;
    if (end == std::string_view::npos) return TokenKind::kUnfinished;
    return std::nullopt;
  }

  // The quote itself stands inside when it is doubled.
  TokenKind take_quoted(char quote, TokenKind kind) {
    ++at_;
    while (at_ < sql_.size()) {
      if (sql_[at_++] != quote) continue;
      if (peek() != quote) return kind;
      ++at_;
    }
    return TokenKind::kUnfinished;
  }

  TokenKind take_bracketed() {
    const std::size_t end = sql_.find(']', at_);
    at_ = end == std::string_view::npos ? sql_.size() : end + 1;
    return end == std::string_view::npos ? TokenKind::kUnfinished : TokenKind::kQuotedName;
  }

  TokenKind take_number() {
    const bool hexadecimal = peek() == '0' && lower_letter(peek(1)) == 'x';
    if (!hexadecimal) {
      const auto belongs = [](char c) { return is_digit(c) || c == '_'; };
      skip_while(belongs);
      if (peek() == '.') ++at_;
      skip_while(belongs);
      const bool sign = peek(1) == '+' || peek(1) == '-';
      if (lower_letter(peek()) == 'e' && is_digit(peek(sign ? 2 : 1))) at_ += sign ? 2 : 1;
    }
    skip_while(continues_word);  // the rest of the exponent, or letters that SQLite will refuse
    return TokenKind::kNumber;
  }

  TokenKind take_parameter_or_symbol() {
    const char c = sql_[at_++];
    if (c == '?') {
      skip_while(is_digit);
      return TokenKind::kParameter;
    }
    const bool named = c == ':' || c == '@' || c == '#' || c == '$';
    if (!named || !continues_word(peek())) return TokenKind::kSymbol;
    skip_while(continues_word);
    return TokenKind::kParameter;
  }

  void add(TokenKind kind, std::size_t start) {
    const std::string_view text = sql_.substr(start, at_ - start);
    if (kind == TokenKind::kSymbol && text == ")" && depth_ > 0) --depth_;
    tokens_.push_back({.kind = kind, .text = text, .offset = start, .depth = depth_});
    if (kind == TokenKind::kSymbol && text == "(") ++depth_;
  }

  std::string_view sql_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::vector<Token> tokens_;
};

std::string unquoted_name(const Token& token) {
  if (token.kind != TokenKind::kQuotedName) return std::string(token.text);
  const char quote = token.text.back();  // ']' is never doubled inside
  std::string name;
  for (std::size_t i = 1; i + 1 < token.text.size(); ++i) {
    name += token.text[i];
    if (token.text[i] == quote) ++i;
  }
  return name;
}

std::optional<PlainOrderTerm> column_of(const Token& token) {
  PlainOrderTerm term;
  if (token.kind == TokenKind::kWord || token.kind == TokenKind::kQuotedName) {
    term.name = unquoted_name(token);
    return term;
  }
  if (token.kind != TokenKind::kNumber) return std::nullopt;
  int number = 0;
  const char* end = token.text.data() + token.text.size();
  const auto [stopped, error] = std::from_chars(token.text.data(), end, number);
  if (error != std::errc() || stopped != end) return std::nullopt;
  term.number = number;
  return term;
}

std::optional<PlainOrderTerm> plain_term(std::span<const Token> tokens) {
  if (tokens.empty()) return std::nullopt;
  std::optional<PlainOrderTerm> term = column_of(tokens[0]);
  if (!term) return std::nullopt;
  tokens = tokens.subspan(1);
  if (!tokens.empty() && (tokens[0].is_word("asc") || tokens[0].is_word("desc"))) {
    term->descending = tokens[0].is_word("desc");
    tokens = tokens.subspan(1);
  }
  if (tokens.size() == 2 && tokens[0].is_word("nulls")) {
    if (!tokens[1].is_word("first") && !tokens[1].is_word("last")) return std::nullopt;
    term->nulls_first = tokens[1].is_word("first");
    tokens = tokens.subspan(2);
  }
  if (!tokens.empty()) return std::nullopt;
  return term;
}

// The terms that stand from `tokens` on up to the end of the clause; empty when one is not plain.
std::vector<PlainOrderTerm> plain_terms(std::span<const Token> tokens) {
  std::vector<PlainOrderTerm> terms;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= tokens.size(); ++i) {
    const bool outside = i == tokens.size() || tokens[i].depth == 0;
    const bool clause_ends =
        i == tokens.size() || (outside && (tokens[i].is_word("limit") || tokens[i].is_symbol(';')));
    if (!clause_ends && !(outside && tokens[i].is_symbol(','))) continue;
    std::optional<PlainOrderTerm> term = plain_term(tokens.subspan(start, i - start));
    if (!term) return {};
    terms.push_back(std::move(*term));
    if (clause_ends) break;
    start = i + 1;
  }
  return terms;
}

}  // namespace

bool Token::is_word(std::string_view word) const {
  return kind == TokenKind::kWord &&
         std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char ours, char theirs) { return lower_letter(ours) == theirs; });
}

bool Token::is_symbol(char symbol) const {
  return kind == TokenKind::kSymbol && text.size() == 1 && text[0] == symbol;
}

std::vector<Token> tokenize(std::string_view sql) { return Tokenizer(sql).run(); }

TopLevelOrder top_level_order(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  TopLevelOrder order;
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    const bool starts =
        tokens[i].depth == 0 && tokens[i].is_word("order") && tokens[i + 1].is_word("by");
    if (!starts) continue;
    order.present = true;
    order.terms = plain_terms(std::span(tokens).subspan(i + 2));
  }
  return order;
}

}  // namespace nightshift
