// What is wrong, or likely to be, with a query whatever it was asked for: a condition that cannot
// hold, tables without a join condition, `= NULL`. No database is asked: only the query's tree and
// what a schema declares.
//
// The rules follow Brass and Goldberg, "Semantic errors in SQL queries" (2006); where one is an
// error of Taipalus et al., "Errors and complications in SQL query formulation" (2018), its number
// there is given. A rule is quiet where it is not sure. docs/lint.md tells them one by one.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/sql/syntax_leaf.h"

namespace nightshift {

// kWarning: nobody means that. kNote: right queries have it, too.
enum class LintLevel { kWarning, kNote };

struct LintRule {
  std::string_view id;     // "lint.equals_null": stable
  std::string_view title;  // "Comparison with NULL"
  std::string_view help;   // what to do instead, a sentence
  LintLevel level = LintLevel::kWarning;
  int taxon = 0;  // in Taipalus et al.; 0: none
};

// All rules, by id.
std::span<const LintRule> lint_rules();
const LintRule& lint_rule(std::string_view id);  // which must be there

// An error of Taipalus et al. that some rule finds.
struct LintTaxon {
  int number = 0;
  std::string_view category;  // "SEM-1 Inconsistent expression"
  std::string_view name;
};
std::span<const LintTaxon> lint_taxa();

enum class LintType { kUnknown, kInteger, kReal, kText };

struct LintColumn {
  std::string name;
  LintType type = LintType::kUnknown;
  bool nullable = true;
};

struct LintTable {
  std::string name;
  std::vector<LintColumn> columns;
  std::vector<std::vector<std::size_t>> keys;  // columns on which no two rows agree, but for NULL
};

// A query may name tables that are not here: of those nothing is known.
struct LintSchema {
  std::vector<LintTable> tables;
};

struct LintFinding {
  std::string_view rule;
  Span place;           // in the query, in bytes
  std::string message;  // a sentence that names columns and values
};

// In the order of their places; the same rule once at a place. Costs time in proportion to the
// query, but for conditions with very many parts (the square of their number).
// Fails as parse_query() does.
Result<std::vector<LintFinding>> lint_query(std::string_view sql, const LintSchema& schema);

}  // namespace nightshift
