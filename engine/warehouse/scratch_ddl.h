// A script of SQL cut into statements. For the files of this folder.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "engine/sql/tokens.h"

namespace nightshift {

// One statement: its tokens without the semicolon, and its text, which points into the script.
struct ScriptStatement {
  std::vector<Token> tokens;  // at least one
  std::string_view text;
  std::size_t offset = 0;

  // CREATE, ALTER or DROP of a table, view or index that is neither temporary nor virtual.
  bool changes_schema() const;
};

// The statements of `script`, in order. A trigger's body belongs to its statement. Never fails.
std::vector<ScriptStatement> statements_of(std::string_view script);

}  // namespace nightshift
