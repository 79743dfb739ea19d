// SQL as a row of tokens: enough to see the outline of a statement without understanding it. SQLite
// decides what runs; this only looks.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nightshift {

enum class TokenKind {
  kWord,        // identifiers and keywords, unquoted
  kQuotedName,  // "x", `x`, [x]
  kString,      // 'x'
  kNumber,
  kSymbol,      // one operator or punctuation character
  kParameter,   // ?, ?1, :x, @x, $x
  kUnfinished,  // a string, name or comment that never ends
};

struct Token {
  TokenKind kind = TokenKind::kSymbol;
  std::string_view text;   // as written, quotes included; points into the statement
  std::size_t offset = 0;  // bytes from the start
  int depth = 0;           // parentheses around it

  // True for an unquoted word, letter case free; `word` in lower case.
  bool is_word(std::string_view word) const;
  // True for the one-character symbol.
  bool is_symbol(char symbol) const;
};

// The tokens of `sql` without blanks and comments. Never fails: what is not SQL becomes symbols.
std::vector<Token> tokenize(std::string_view sql);

// One term of a top-level ORDER BY, when it is plain: a column name or a column number, ASC or
// DESC, NULLS FIRST or LAST.
struct PlainOrderTerm {
  std::string name;           // unquoted spelling; empty when `number` is given
  std::optional<int> number;  // from 1
  bool descending = false;
  std::optional<bool> nulls_first;
};

// The top-level ORDER BY of a statement (inside no parentheses).
struct TopLevelOrder {
  bool present = false;
  // The terms when all of them are plain; empty otherwise.
  std::vector<PlainOrderTerm> terms;
};
TopLevelOrder top_level_order(std::string_view sql);

}  // namespace nightshift
