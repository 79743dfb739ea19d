#include "engine/sql/lexemes.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/sql/keywords.h"
#include "engine/sql/tokens.h"

namespace nightshift {
namespace {

// Longer ones first: "->" also begins "->>".
constexpr std::array<std::string_view, 10> kLongOperators = {"->>", "->", "||", "<<", ">>",
                                                             "<=",  ">=", "<>", "==", "!="};
constexpr std::string_view kShortOperators = "();,.+-*/%&|~<>=:";

bool is_hex_digit(char c) {
  return is_digit(c) || (lower_letter(c) >= 'a' && lower_letter(c) <= 'f');
}

// A number part by part; `at` moves over the digits.
class NumberText {
 public:
  explicit NumberText(std::string_view text) : text_(text) {}

  LexemeKind kind() {
    const bool hexadecimal = text_.size() > 2 && text_[0] == '0' && lower_letter(text_[1]) == 'x';
    if (hexadecimal) at_ = 2;
    bool digits = skip_digits(hexadecimal ? is_hex_digit : is_digit);
    LexemeKind kind = LexemeKind::kInteger;
    if (!hexadecimal && skip('.')) {
      kind = LexemeKind::kReal;
      digits = skip_digits(is_digit) || digits;
    }
    if (digits && !hexadecimal && (skip('e') || skip('E'))) {
      kind = LexemeKind::kReal;
      if (!skip('-')) skip('+');
      digits = skip_digits(is_digit);
    }
    return digits && at_ == text_.size() && separators_are_inside(hexadecimal)
               ? kind
               : LexemeKind::kIllegal;
  }

 private:
  bool skip(char c) {
    const bool here = at_ < text_.size() && text_[at_] == c;
    at_ += here ? 1 : 0;
    return here;
  }

  template <typename Predicate>
  bool skip_digits(Predicate belongs) {
    const std::size_t start = at_;
    while (at_ < text_.size() && (belongs(text_[at_]) || text_[at_] == '_')) ++at_;
    return at_ > start;
  }

  bool separators_are_inside(bool hexadecimal) const {
    const auto belongs = hexadecimal ? is_hex_digit : is_digit;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] != '_') continue;
      const bool inside = i > 0 && i + 1 < text_.size();
      if (!inside || !belongs(text_[i - 1]) || !belongs(text_[i + 1])) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

bool is_blob(std::string_view text) {
  const std::string_view digits = text.substr(2, text.size() - 3);
  return digits.size() % 2 == 0 && std::all_of(digits.begin(), digits.end(), is_hex_digit);
}

LexemeKind kind_of_word(std::string_view word) {
  switch (word_class(word)) {
    case WordClass::kPlain:
    case WordClass::kWindow:  // see settle_window_words()
      return LexemeKind::kWord;
    case WordClass::kFallback:
      return LexemeKind::kFallback;
    case WordClass::kJoin:
      return LexemeKind::kJoin;
    case WordClass::kIndexed:
      return LexemeKind::kIndexed;
    case WordClass::kReserved:
      return LexemeKind::kReserved;
  }
  return LexemeKind::kWord;
}

LexemeKind kind_of(const Token& token) {
  switch (token.kind) {
    case TokenKind::kWord:
      return kind_of_word(token.text);
    case TokenKind::kQuotedName:
      return LexemeKind::kQuotedName;
    case TokenKind::kString:
      if (token.text[0] == '\'') return LexemeKind::kText;
      return is_blob(token.text) ? LexemeKind::kBlob : LexemeKind::kIllegal;
    case TokenKind::kNumber:
      return NumberText(token.text).kind();
    case TokenKind::kParameter:
      return token.text[0] == '#' ? LexemeKind::kIllegal : LexemeKind::kParameter;
    case TokenKind::kSymbol:
      return kShortOperators.find(token.text[0]) == kShortOperators.npos ? LexemeKind::kIllegal
                                                                         : LexemeKind::kOperator;
    case TokenKind::kUnfinished:
      break;
  }
  return LexemeKind::kIllegal;
}

bool may_be_name(const Lexeme& lexeme) {
  switch (lexeme.kind) {
    case LexemeKind::kWord:
      return !lexeme.is_word("FILTER");
    case LexemeKind::kQuotedName:
    case LexemeKind::kText:
    case LexemeKind::kJoin:
    case LexemeKind::kFallback:
      return true;
    default:
      return false;
  }
}

// OVER, FILTER and WINDOW are keywords only between neighbours that make them so. The last lexeme
// is the end.
void settle_window_words(std::vector<Lexeme>& all) {
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    if (all[i].kind != LexemeKind::kWord) continue;
    const Lexeme& next = all[i + 1];
    const bool behind_call = all[i - 1].is(")");
    const bool keyword =
        (all[i].is_word("OVER") && behind_call && (next.is("(") || may_be_name(next))) ||
        (all[i].is_word("FILTER") && behind_call && next.is("(")) ||
        (all[i].is_word("WINDOW") && may_be_name(next) && all[i + 2].is("AS"));
    if (keyword) all[i].kind = LexemeKind::kReserved;
  }
}

bool same_letters(std::string_view text, std::string_view upper) {
  return std::equal(text.begin(), text.end(), upper.begin(), upper.end(),
                    [](char ours, char theirs) { return upper_letter(ours) == theirs; });
}

}  // namespace

bool Lexeme::is(std::string_view keyword_or_operator) const {
  switch (kind) {
    case LexemeKind::kFallback:
    case LexemeKind::kJoin:
    case LexemeKind::kIndexed:
    case LexemeKind::kReserved:
      return same_letters(text, keyword_or_operator);
    case LexemeKind::kOperator:
      return text == keyword_or_operator;
    default:
      return false;
  }
}

bool Lexeme::is_word(std::string_view word) const {
  return kind != LexemeKind::kQuotedName && same_letters(text, word);
}

std::vector<Lexeme> lexemes(std::string_view sql) {
  std::vector<Lexeme> all;
  std::size_t end = 0;  // of the latest operator
  for (const Token& token : tokenize(sql)) {
    if (token.offset < end) continue;
    // A comment that never ends is one for SQLite, unless nothing at all is in it.
    if (token.kind == TokenKind::kUnfinished && token.text[0] == '/' && token.text.size() > 2) {
      continue;
    }
    Lexeme lexeme{.kind = kind_of(token), .text = token.text, .offset = token.offset};
    if (token.kind == TokenKind::kSymbol) {
      const std::string_view rest = sql.substr(token.offset);
      for (const std::string_view op : kLongOperators) {
        if (!rest.starts_with(op)) continue;
        lexeme = {.kind = LexemeKind::kOperator,
                  .text = rest.substr(0, op.size()),
                  .offset = token.offset};
        end = token.offset + op.size();
        break;
      }
    }
    all.push_back(lexeme);
  }
  all.push_back({.kind = LexemeKind::kEnd, .text = {}, .offset = sql.size()});
  settle_window_words(all);
  return all;
}

std::string unquoted_name(std::string_view text) {
  const char first = text.empty() ? '\0' : text.front();
  if (first != '"' && first != '`' && first != '[' && first != '\'') return std::string(text);
  const char quote = text.back();  // ']' is never doubled inside
  std::string name;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    name += text[i];
    if (text[i] == quote) ++i;
  }
  return name;
}

}  // namespace nightshift
