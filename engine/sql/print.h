// A tree as SQL again: one line, keywords in upper case, and no parentheses that are not needed.
//
// What is printed and read again is the same tree. For every statement that SQLite reads, it means
// the same to SQLite; one thing differs, the name that SQLite gives a result column without an
// alias: the text of its expression. What is no SQLite is printed as what it is.
#pragma once

#include <string>
#include <string_view>

#include "engine/sql/syntax_statement.h"

namespace nightshift {

std::string print(const SqlStatement& statement);
std::string print(const Select& select);
std::string print(const Expr& expr);

// The name in double quotes, or as it is where SQLite reads it so everywhere.
std::string printed_name(std::string_view name);

}  // namespace nightshift
