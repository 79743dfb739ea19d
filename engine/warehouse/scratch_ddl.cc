#include "engine/warehouse/scratch_ddl.h"

#include <algorithm>
#include <utility>

namespace nightshift {
namespace {

bool is_any(const Token& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

bool begins_trigger(const std::vector<Token>& tokens) {
  if (tokens.empty() || !tokens[0].is_word("create")) return false;
  const std::size_t at = tokens.size() > 1 && is_any(tokens[1], {"temp", "temporary"}) ? 2 : 1;
  return tokens.size() > at && tokens[at].is_word("trigger");
}

// Does a semicolon end the statement, or only a step of a trigger's body? (As sqlite3_complete()
// has it: a trigger ends with END right after a semicolon.)
bool ends_here(const std::vector<Token>& tokens) {
  if (!begins_trigger(tokens)) return true;
  return tokens.size() > 2 && tokens.back().is_word("end") &&
         tokens[tokens.size() - 2].is_symbol(';');
}

}  // namespace

bool ScriptStatement::changes_schema() const {
  if (!is_any(tokens[0], {"create", "alter", "drop"})) return false;
  const bool unique = tokens.size() > 1 && tokens[1].is_word("unique");
  const std::size_t at = unique ? 2 : 1;
  return tokens.size() > at && is_any(tokens[at], {"table", "view", "index"});
}

std::vector<ScriptStatement> statements_of(std::string_view script) {
  std::vector<ScriptStatement> statements;
  std::vector<Token> tokens;
  const auto finish = [&] {
    if (tokens.empty()) return;
    const std::size_t begin = tokens.front().offset;
    const std::size_t end = tokens.back().offset + tokens.back().text.size();
    statements.push_back({.tokens = std::exchange(tokens, {}),
                          .text = script.substr(begin, end - begin),
                          .offset = begin});
  };
  for (const Token& token : tokenize(script)) {
    if (token.is_symbol(';') && ends_here(tokens)) {
      finish();
    } else {
      tokens.push_back(token);
    }
  }
  finish();
  return statements;
}

}  // namespace nightshift
