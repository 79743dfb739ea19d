#include "engine/warehouse/query_error.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/warehouse/sql_text.h"

namespace nightshift {
namespace {

// What follows `prefix` in `message`; nullopt when it does not begin so.
std::optional<std::string_view> after(std::string_view message, std::string_view prefix) {
  if (!message.starts_with(prefix)) return std::nullopt;
  return message.substr(prefix.size());
}

// SQLite's words as a sentence: they stay as they are, so that a search finds them.
std::string sentence(std::string_view words) {
  std::string text(shortened(words, 300));
  if (!text.ends_with('.') && !text.ends_with('?')) text += '.';
  return text;
}

std::vector<std::string> table_names(const QueryContext& context) {
  std::vector<std::string> names;
  for (const TableSchema& schema : context.schemas) names.push_back(schema.name);
  return names;
}

std::vector<std::string> column_names(const QueryContext& context) {
  std::vector<std::string> names;
  for (const TableSchema& schema : context.schemas) {
    for (const ColumnSchema& column : schema.columns) names.push_back(column.name);
  }
  return names;
}

std::vector<std::string> function_names(Connection& connection) {
  std::vector<std::string> names;
  connection.set_access(Access::kAll);
  auto statement =
      connection.prepare("SELECT DISTINCT name FROM pragma_function_list ORDER BY name");
  if (!statement) return names;
  for (auto row = statement->step(); row && *row; row = statement->step()) {
    names.push_back(std::get<std::string>(statement->cell(0)));
  }
  return names;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& names,
                         const std::string& otherwise) {
  const auto near = nearest(word, names);
  return near ? "Did you mean " + *near + "?" : otherwise;
}

Error no_such_table(std::string_view name, const SqliteError& problem, const QueryContext& context,
                    Where where) {
  const std::vector<std::string> names = table_names(context);
  const std::string all =
      names.empty() ? "There are no tables here." : "The tables are " + enumeration(names) + ".";
  return learner_error("sql.no_such_table", sentence(problem.message),
                       did_you_mean(name, names, all), std::move(where));
}

Error no_such_column(std::string_view name, const SqliteError& problem, const QueryContext& context,
                     Where where) {
  const bool was_quoted = name.find("should this be a string literal") != name.npos;
  if (was_quoted) {
    return learner_error("sql.no_such_column", sentence(problem.message),
                         "Double quotes are for names. A text goes in single quotes: 'paid'.",
                         std::move(where));
  }
  const std::string_view last = name.substr(name.rfind('.') == name.npos ? 0 : name.rfind('.') + 1);
  return learner_error(
      "sql.no_such_column", sentence(problem.message),
      did_you_mean(last, column_names(context),
                   "Look at the names of the columns, and at FROM: is the table there?"),
      std::move(where));
}

Error no_such_function(std::string_view name, const SqliteError& problem,
                       const QueryContext& context, Where where) {
  return learner_error("sql.no_such_function", sentence(problem.message),
                       did_you_mean(name, function_names(context.connection),
                                    "See the list of functions in the help."),
                       std::move(where));
}

const std::vector<std::string>& keywords() {
  static const std::vector<std::string> words = {
      "SELECT",   "FROM",   "WHERE",     "GROUP",  "ORDER",     "BY",       "HAVING",
      "LIMIT",    "OFFSET", "JOIN",      "INNER",  "LEFT",      "RIGHT",    "FULL",
      "OUTER",    "CROSS",  "USING",     "WITH",   "VALUES",    "UNION",    "EXCEPT",
      "DISTINCT", "CASE",   "WHEN",      "THEN",   "ELSE",      "BETWEEN",  "EXISTS",
      "WINDOW",   "OVER",   "PARTITION", "FILTER", "RECURSIVE", "INTERSECT"};
  return words;
}

std::string syntax_remedy(std::string_view message) {
  const auto rest = after(message, "near \"");
  if (!rest) {
    return message.starts_with("incomplete input")
               ? "The query ends too early: is a part missing, or a closing parenthesis?"
               : "Look at this place: is a quote not closed, or is there a character that SQL does "
                 "not know?";
  }
  const std::string word(rest->substr(0, rest->rfind('"')));
  const auto near = nearest(word, keywords());
  const bool is_keyword = near && same_name(*near, word);
  if (near && !is_keyword) return "Did you mean " + *near + "?";
  return "Look at this place and just before it: a comma too many or missing, or clauses in the "
         "wrong "
         "order (SELECT, FROM, WHERE, GROUP BY, HAVING, ORDER BY, LIMIT)?";
}

// Statements that do more than read; they are refused even when something else is wrong with them.
bool is_writing_verb(std::string_view word) {
  constexpr std::array<std::string_view, 20> kVerbs = {
      "INSERT",  "REPLACE", "UPDATE",  "DELETE",    "CREATE",  "DROP",   "ALTER",
      "PRAGMA",  "ATTACH",  "DETACH",  "BEGIN",     "COMMIT",  "END",    "ROLLBACK",
      "RELEASE", "VACUUM",  "ANALYZE", "SAVEPOINT", "REINDEX", "EXPLAIN"};
  return std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end();
}

bool is_syntax(std::string_view message) {
  return message.find("syntax error") != message.npos || message.starts_with("incomplete input") ||
         message.starts_with("unrecognized token");
}

bool is_too_deep(std::string_view message) {
  constexpr std::array<std::string_view, 6> kBeginnings = {
      "Expression tree is too large", "Recursion limit",
      "parser stack overflow",        "too many terms in compound SELECT",
      "too many FROM clause terms",   "too many references"};
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return message.starts_with(beginning); });
}

Error statement_error(const SqliteError& problem, QueryPhase phase, const QueryContext& context,
                      Where where) {
  const std::string_view message = problem.message;
  if (const auto name = after(message, "no such table: ")) {
    return no_such_table(*name, problem, context, std::move(where));
  }
  if (const auto name = after(message, "no such column: ")) {
    return no_such_column(*name, problem, context, std::move(where));
  }
  if (const auto name = after(message, "no such function: ")) {
    return no_such_function(*name, problem, context, std::move(where));
  }
  if (is_syntax(message)) {
    return learner_error("sql.syntax", sentence(message), syntax_remedy(message), std::move(where));
  }
  if (is_too_deep(message)) {
    return learner_error(
        "sql.too_deep", "The query nests too deeply or has too many parts: " + sentence(message),
        "Take parentheses and subqueries out, or name parts of it in WITH.", std::move(where));
  }
  if (phase == QueryPhase::kRunning) {
    return learner_error("sql.runtime", "While it ran: " + sentence(message),
                         "Look at the values that the query works on.", std::move(where));
  }
  return learner_error("sql.invalid", sentence(message),
                       "The grammar is right, the meaning is not: look at what the message names.",
                       std::move(where));
}

Error forbidden(const std::string& action, const QueryContext& context) {
  return learner_error("sql.forbidden",
                       action + " is not allowed here: a query only reads the tables.",
                       "Write a SELECT, or WITH before a SELECT.",
                       where_in_text(context.sql, context.statement_begin));
}

Error forbidden_function(const std::string& function, Where where) {
  return learner_error("sql.forbidden",
                       function + " is not allowed here: its work cannot be counted.",
                       "Write it with other functions.", std::move(where));
}

// What the connection's Access has denied.
Error denied_error(const QueryContext& context, Where where) {
  const DeniedAction denied = context.connection.denied().value_or(DeniedAction{"This", ""});
  if (denied.action.ends_with("()")) return forbidden_function(denied.action, std::move(where));
  // CREATE and DROP begin with a change of SQLite's own tables.
  const bool is_schema_change = denied.object.starts_with("sqlite_");
  return is_schema_change ? forbidden_statement(context) : forbidden(denied.action, context);
}

Error over_steps(const QueryContext& context) {
  std::string message = "The query takes more than its budget of " +
                        count_text(context.budget.steps_max) + " steps and was stopped.";
  if (context.step_price > 1) {
    message += " It works on very long values, so each step counted " +
               count_text(context.step_price) + " times.";
  }
  return learner_error("sql.over_budget_steps", std::move(message),
                       "Does a recursive WITH never end, or does a join lack its condition?");
}

}  // namespace

Error learner_error(std::string code, std::string message, std::string remedy, Where where) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = std::move(where)};
}

Error forbidden_statement(const QueryContext& context) {
  return forbidden(first_word(context.sql.substr(context.statement_begin)), context);
}

Error query_error(const SqliteError& problem, QueryPhase phase, const QueryContext& context) {
  const bool prepares = phase == QueryPhase::kPreparing;
  if (prepares && is_writing_verb(first_word(context.sql.substr(context.statement_begin)))) {
    return forbidden_statement(context);
  }
  Where where;
  if (problem.offset) where = where_in_text(context.sql, context.statement_begin + *problem.offset);
  switch (problem.problem) {
    case SqliteProblem::kDenied:
      return denied_error(context, std::move(where));
    case SqliteProblem::kInterrupted:
      return over_steps(context);
    case SqliteProblem::kTooBig:
      return learner_error("sql.over_budget_value",
                           "The query makes a value of more than " +
                               count_text(context.budget.value_bytes_max) +
                               " bytes: " + sentence(problem.message),
                           "Keep values short: what is glued together, padded or repeated here?");
    case SqliteProblem::kNoMemory:
      return learner_error(
          "sql.over_budget_memory",
          "The query needs more memory than it may use: " + sentence(problem.message),
          "Sort, group or collect fewer rows: filter first.");
    case SqliteProblem::kStatement:
      if (problem.message.starts_with("not authorized")) {
        return denied_error(context, std::move(where));
      }
      return statement_error(problem, phase, context, std::move(where));
    default:
      return learner_error("sql.runtime", "While it ran: " + sentence(problem.message),
                           "Look at the values that the query works on.", std::move(where));
  }
}

}  // namespace nightshift
