// A script of SQL cut into statements. For the files of this folder.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/tokens.h"
#include "engine/sqlite/connection.h"

namespace nightshift {

// One statement: its tokens without the semicolon, and its text, which points into the script.
struct ScriptStatement {
  std::vector<Token> tokens;  // at least one
  std::string_view text;
  std::size_t offset = 0;

  // CREATE, ALTER or DROP of a table, view or index that is neither temporary nor virtual.
  bool changes_schema() const;
  // INSERT or REPLACE, also behind WITH.
  bool inserts_rows() const;
};

// The statements of `script`, in order. A trigger's body belongs to its statement. Never fails.
std::vector<ScriptStatement> statements_of(std::string_view script);

// What is run of a script, and how its errors are named.
struct ScriptRules {
  bool (ScriptStatement::*wanted)() const = nullptr;
  std::string name;  // "The DDL", at the beginning of a sentence
  std::string file;
  std::string code;
};

// Runs the statements that are wanted, and gives back the others. Fails with the author's error
// `code` where the script is no text, or SQLite refuses a statement.
Result<std::vector<ScriptStatement>> run_script(Connection& connection, std::string_view script,
                                                const ScriptRules& rules);

// `what` begins a sentence.
Error refused_by_sqlite(std::string code, std::string_view what, const SqliteError& problem,
                        Where where);

}  // namespace nightshift
