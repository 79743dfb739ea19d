// Queries that are nearly the reference: each makes one mistake that people make. Data that tell
// them all from the reference tell most wrong answers from it; and an answer that agrees with a
// mutant everywhere makes its mistake.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/sql/syntax.h"
#include "engine/warehouse/scratch_schema.h"

namespace nightshift {

// What kind of mistake it is. The classes follow the taxonomy of Taipalus et al. (2018), as far as
// a query's logic is concerned.
enum class ErrorClass {
  kComparison,        // > for >=, = for <>
  kConstant,          // another number or date
  kLogic,             // AND for OR
  kNegation,          // NOT forgotten or too many
  kMissingCondition,  // a condition left out
  kRangeEdge,         // one end of BETWEEN counts, or not
  kPattern,           // LIKE
  kNullHandling,      // NULL as a value, or forgotten
  kAggregate,         // AVG for SUM
  kCounting,          // rows, values, or different values
  kDistinct,
  kGrouping,
  kGroupCondition,  // HAVING
  kJoinType,
  kJoinCondition,
  kColumn,      // another column
  kArithmetic,  // / for *, whole numbers divided
  kRounding,
  kChoice,    // CASE
  kDatePart,  // %m for %Y-%m
  kTextForm,  // upper(), trim(), substr()
  kWindow,
  kOrder,
  kLimit,
  kSetOperation,
  kColumnOrder,
  kExtraCondition,  // a condition too many; never a mutant's of a reference
};

// "comparison", "missing_condition", ...: stable, on the wire and in packs.
std::string_view error_class_text(ErrorClass error_class);
// All of them.
std::vector<std::string> error_class_texts();

// What it is about, in a few words; and a question that helps without telling the answer.
struct ErrorClassWords {
  std::string_view title;
  std::string_view hint;
};
ErrorClassWords words_of(ErrorClass error_class);

enum class SqlClause { kSelect, kFrom, kWhere, kGroupBy, kHaving, kWindow, kOrderBy, kLimit, kSet };

// "SELECT", "GROUP BY", ...
std::string_view clause_text(SqlClause clause);

struct Mutant {
  std::string sql;
  ErrorClass error_class = ErrorClass::kComparison;
  SqlClause clause = SqlClause::kSelect;
  Span place;          // in the reference's text
  std::string before;  // what stands there in the reference, and here; either may be empty
  std::string after;
};

struct MutantOptions {
  std::size_t mutants_max = 400;  // of each class as equally many as there are
};

// All queries that differ from the reference by one mistake, in a fixed order, none twice and none
// that says the same as the reference letter by letter. Some cannot be prepared, and some mean the
// same after all: whoever uses them finds out.
std::vector<Mutant> mutants_of(const Select& reference, const ScratchSchema& schema,
                               const MutantOptions& options = {});

}  // namespace nightshift
