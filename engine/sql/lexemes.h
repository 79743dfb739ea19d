// SQL as the words of its grammar: what the parser reads.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nightshift {

enum class LexemeKind {
  kEnd,       // behind the last one; its text is empty
  kWord,      // no keyword here
  kFallback,  // keywords, as keywords.h tells them apart
  kJoin,
  kIndexed,
  kReserved,
  kQuotedName,
  kText,
  kBlob,
  kInteger,
  kReal,
  kParameter,
  kOperator,  // ||, <=, (, ; and their like, whole
  kIllegal,   // what SQLite does not know: an unfinished text, 12ab, x'1'
};

struct Lexeme {
  LexemeKind kind = LexemeKind::kEnd;
  std::string_view text;  // as written; points into the statement
  std::size_t offset = 0;

  // A keyword in upper case, or an operator. A word in quotes is no keyword, and neither is one
  // that stands where SQLite takes it for a name: OVER, FILTER and WINDOW.
  bool is(std::string_view keyword_or_operator) const;
  // An unquoted word, keyword or not; in upper case.
  bool is_word(std::string_view word) const;
};

// The lexemes of `sql`, closed by kEnd. Never fails.
std::vector<Lexeme> lexemes(std::string_view sql);

// The name that a lexeme stands for: its text without quotes.
std::string unquoted_name(std::string_view text);

}  // namespace nightshift
