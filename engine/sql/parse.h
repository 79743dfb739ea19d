// SQL as SQLite reads it, and what it is: a tree.
//
// The grammar is SQLite's own (its parse.y), for SELECT and VALUES, INSERT, UPDATE, DELETE, CREATE
// TABLE, CREATE VIEW, CREATE INDEX and DROP. Of its token $name::suffix(x) only $name is known.
// What other databases say is read too, and kept apart in the tree: see dialect.h.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/syntax_statement.h"

namespace nightshift {

struct ParseLimits {
  // How many nodes may lie on a way from the top of the tree to its ends, and how many brackets may
  // be open. Whoever walks the tree with a function that calls itself goes as deep. A subquery
  // counts as three.
  int depth_max = 250;
};

// One statement; semicolons before and behind it do not count. Equal texts give equal trees. Costs
// time and memory in proportion to the text.
// Fails with "sql.parse", and the place where the grammar ends; "sql.too_deep"; "sql.empty";
// "sql.several_statements". All are the learner's.
Result<SqlStatement> parse_statement(std::string_view sql, const ParseLimits& limits = {});

// Any number of statements, with semicolons between. Spans count from the start of `sql`.
Result<std::vector<SqlStatement>> parse_script(std::string_view sql,
                                               const ParseLimits& limits = {});

// A query alone: SELECT, VALUES or WITH. The same as parse_statement() for these; whatever reads
// only queries takes this, and its program goes without all that is about writing and defining.
Result<Select> parse_query(std::string_view sql, const ParseLimits& limits = {});

// An expression alone.
Result<Expr> parse_expression(std::string_view sql, const ParseLimits& limits = {});

}  // namespace nightshift
