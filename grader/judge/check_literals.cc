// What a table's CHECKs speak of, without understanding them: SQLite decides whether a row passes,
// this only helps to guess rows that may.
#include <algorithm>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/tokens.h"
#include "grader/judge/pools.h"

namespace nightshift {
namespace {

std::string unquoted(std::string_view text) {
  std::string plain;
  const char quote = text.front() == '[' ? ']' : text.front();
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    plain += text[i];
    if (text[i] == quote && text[i + 1] == quote) ++i;
  }
  return plain;
}

std::optional<std::size_t> column_of(const ScratchTable& table, const Token& token) {
  if (token.kind != TokenKind::kWord && token.kind != TokenKind::kQuotedName) return std::nullopt;
  const std::string name =
      token.kind == TokenKind::kWord ? std::string(token.text) : unquoted(token.text);
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (same_name(table.columns[c].name, name)) return c;
  }
  return std::nullopt;
}

std::optional<Cell> literal_at(const std::vector<Token>& tokens, std::size_t at) {
  if (at >= tokens.size()) return std::nullopt;
  const Token& token = tokens[at];
  if (token.kind == TokenKind::kString) return Cell(unquoted(token.text));
  if (token.kind != TokenKind::kNumber) return std::nullopt;
  const bool negative = at > 0 && tokens[at - 1].is_symbol('-');
  const std::string sign = negative ? "-" : "";
  return stored_as(sign + std::string(token.text), Affinity::kNumeric);
}

// The operator at `at`, which it moves behind.
std::optional<CompareOperator> take_operator(const std::vector<Token>& tokens, std::size_t& at) {
  std::string symbols;
  while (at < tokens.size() && tokens[at].kind == TokenKind::kSymbol &&
         !tokens[at].is_symbol('-')) {
    symbols += tokens[at++].text;
  }
  if (symbols == "=" || symbols == "==") return CompareOperator::kEqual;
  if (symbols == "<>" || symbols == "!=") return CompareOperator::kNotEqual;
  if (symbols == "<") return CompareOperator::kLess;
  if (symbols == "<=") return CompareOperator::kLessEqual;
  if (symbols == ">") return CompareOperator::kGreater;
  if (symbols == ">=") return CompareOperator::kGreaterEqual;
  return std::nullopt;
}

std::optional<Cell> take_literal(const std::vector<Token>& tokens, std::size_t& at) {
  if (at < tokens.size() && tokens[at].is_symbol('-')) ++at;
  auto literal = literal_at(tokens, at);
  if (literal) ++at;
  return literal;
}

// column <op> literal AND column BETWEEN literal AND literal AND ...; nullopt for anything else.
std::optional<std::vector<CheckLiteral>> read_musts(const ScratchTable& table,
                                                    const std::vector<Token>& tokens) {
  std::vector<CheckLiteral> musts;
  for (std::size_t at = 0;;) {
    if (at >= tokens.size()) return std::nullopt;
    const auto column = column_of(table, tokens[at++]);
    const bool between = at < tokens.size() && tokens[at].is_word("between");
    const bool like = at < tokens.size() && tokens[at].is_word("like");
    auto op = between ? std::optional(CompareOperator::kGreaterEqual)
              : like  ? std::optional(CompareOperator::kLike)
                      : take_operator(tokens, at);
    if (between || like) ++at;
    auto literal = take_literal(tokens, at);
    if (!column || !op || !literal) return std::nullopt;
    musts.push_back({.column = *column, .constant = *literal, .must = op});
    if (between) {
      if (at >= tokens.size() || !tokens[at++].is_word("and")) return std::nullopt;
      literal = take_literal(tokens, at);
      if (!literal) return std::nullopt;
      musts.push_back(
          {.column = *column, .constant = *literal, .must = CompareOperator::kLessEqual});
    }
    if (at == tokens.size()) return musts;
    if (!tokens[at++].is_word("and")) return std::nullopt;
  }
}

// One CHECK's expression: comparisons, or else every literal goes with every column.
void read_check(const ScratchTable& table, const std::vector<Token>& tokens,
                std::vector<CheckLiteral>& literals) {
  if (auto musts = read_musts(table, tokens)) {
    literals.insert(literals.end(), musts->begin(), musts->end());
    return;
  }
  std::vector<std::size_t> columns;
  std::vector<Cell> constants;
  bool has_in = false;
  bool has_other = false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const auto column = column_of(table, tokens[i])) columns.push_back(*column);
    has_in = has_in || tokens[i].is_word("in");
    has_other = has_other || tokens[i].is_word("or") || tokens[i].is_word("not");
    if (auto literal = literal_at(tokens, i)) constants.push_back(std::move(*literal));
  }
  const bool in_list = has_in && !has_other && columns.size() == 1;
  for (const std::size_t column : columns) {
    for (const Cell& constant : constants) {
      literals.push_back(
          {.column = column, .constant = constant, .in_list = in_list, .must = std::nullopt});
    }
  }
}

}  // namespace

std::vector<CheckLiteral> check_literals(const ScratchTable& table,
                                         const std::vector<std::string>& more_checks) {
  std::vector<CheckLiteral> literals;
  const std::vector<Token> tokens = tokenize(table.sql);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is_word("check") || !tokens[i + 1].is_symbol('(')) continue;
    std::vector<Token> inside;
    int open = 1;
    for (i += 2; i < tokens.size(); ++i) {
      open += tokens[i].is_symbol('(') ? 1 : tokens[i].is_symbol(')') ? -1 : 0;
      if (open == 0) break;
      inside.push_back(tokens[i]);
    }
    read_check(table, inside, literals);
  }
  for (const std::string& check : more_checks) read_check(table, tokenize(check), literals);
  return literals;
}

}  // namespace nightshift
