#include "engine/warehouse/scratch_ddl.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"

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

bool ScriptStatement::inserts_rows() const {
  if (is_any(tokens[0], {"insert", "replace"})) return true;
  // No query names a table that is called so without quotes.
  return tokens[0].is_word("with") &&
         std::any_of(tokens.begin(), tokens.end(),
                     [](const Token& token) { return token.is_word("into"); });
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

Error refused_by_sqlite(std::string code, std::string_view what, const SqliteError& problem,
                        Where where) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::string(what) + " is refused: " + problem.message + ".",
          .remedy = "Write it so that SQLite takes it.",
          .where = std::move(where)};
}

Result<std::vector<ScriptStatement>> run_script(Connection& connection, std::string_view script,
                                                const ScriptRules& rules) {
  const auto refused = [&](std::string_view what, const SqliteError& problem, std::size_t offset) {
    Where where = where_in_text(script, offset);
    where.file = rules.file;
    return fail(refused_by_sqlite(rules.code, what, problem, std::move(where)));
  };
  std::size_t bad = script.find('\0');
  if (bad != script.npos || !is_utf8(script, &bad)) {
    return refused(rules.name, {.message = "it is no UTF-8 text"}, std::min(bad, script.size()));
  }
  std::vector<ScriptStatement> others;
  for (ScriptStatement& statement : statements_of(script)) {
    if (!(statement.*rules.wanted)()) {
      others.push_back(std::move(statement));
    } else if (const auto done = connection.execute(statement.text); !done) {
      return refused(one_line(statement.text, 60), done.error(), statement.offset);
    }
  }
  return others;
}

}  // namespace nightshift
