#include "engine/sql/parse.h"

#include <utility>

#include "engine/base/text.h"
#include "engine/sql/parser.h"

namespace nightshift {
namespace {

Error error_at(std::string_view sql, std::size_t offset, std::string code, std::string message) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .where = where_in_text(sql, offset)};
}

template <typename Tree>
Result<Tree> parse_one(std::string_view sql, const ParseLimits& limits, Tree (Parser::*rule)()) {
  Parser parser(sql, limits);
  if (parser.skip_semicolons()) {
    return fail(error_at(sql, sql.size(), "sql.empty", "There is no statement here."));
  }
  Tree tree = (parser.*rule)();
  const bool ends = parser.skip_semicolons();
  if (auto error = parser.take_error()) return fail(std::move(*error));
  if (ends) return tree;
  return fail(error_at(sql, parser.offset(), "sql.several_statements",
                       "There is more than one statement; the second begins here."));
}

}  // namespace

Result<SqlStatement> parse_statement(std::string_view sql, const ParseLimits& limits) {
  return parse_one<SqlStatement>(sql, limits, &Parser::statement);
}

Result<Select> parse_query(std::string_view sql, const ParseLimits& limits) {
  return parse_one<Select>(sql, limits, &Parser::query);
}

Result<std::vector<SqlStatement>> parse_script(std::string_view sql, const ParseLimits& limits) {
  Parser parser(sql, limits);
  std::vector<SqlStatement> script;
  while (!parser.skip_semicolons()) script.push_back(parser.statement());
  if (auto error = parser.take_error()) return fail(std::move(*error));
  return script;
}

Result<Expr> parse_expression(std::string_view sql, const ParseLimits& limits) {
  Parser parser(sql, limits);
  Expr expr = parser.expression();
  parser.expect_end("an operator or the end of the expression");
  if (auto error = parser.take_error()) return fail(std::move(*error));
  return expr;
}

}  // namespace nightshift
