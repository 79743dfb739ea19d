// Quality rules applied to the rows of a table.
//
// What a rule says, and when:
//   - Nothing was read (no table at all): unknown.
//   - The rule is not counted here (words, another engine's, a regular expression, a query whose
//   answer
//     nobody brought): unknown.
//   - A column of the rule is missing: error, whatever the rule's severity. A check that went quiet
//     because its column was renamed would be the very silence that it was written against.
//   - The table is empty: every metric but rowCount finds nothing wrong. The result is what the
//   numbers
//     say, most often pass, and `vacuous` tells that no row was looked at.
//   - Otherwise pass, or warn or error by the rule's severity.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/observe/check_state.h"
#include "engine/observe/quality_rule.h"
#include "engine/table/table.h"

namespace nightshift {

// At most so many failing rows are named; the count is always whole.
constexpr std::size_t kFailingRowsShown = 10;

struct RuleResult {
  CheckState state = CheckState::kUnknown;
  std::string reason;    // "threshold", "missing_column", "nothing_read", "not_run"; "" on pass
  bool vacuous = false;  // passed or failed without looking at a single row
  std::int64_t observed = 0;               // rows, or thousandths of a percent
  std::vector<std::int64_t> failing_rows;  // their numbers from 0, ascending, the first few
  std::string say;                         // one sentence for a person

  friend bool operator==(const RuleResult&, const RuleResult&) = default;
};

// `table` holds the rows of the rule's scope; nullptr where nothing was read. Column names are
// compared as SQL does, without regard to case. Costs one pass over the rows, for duplicates a
// sort.
RuleResult evaluate_rule(const QualityRule& rule, const Table* table);

// The numbers (from 0, ascending) of all rows that the rule counts: those to set aside when it is
// broken. None where the rule speaks about the table as a whole (rowCount), is not counted here, or
// has a column that the table does not have.
std::vector<std::size_t> rows_counted(const QualityRule& rule, const Table& table);

// The verdict on a number that somebody else counted, such as the answer of a query.
RuleResult judge_measure(const QualityRule& rule, const Measure& measure);

// The heaviest state of all; pass where there are none.
CheckState worst_state(std::span<const RuleResult> results);

// True when no rule of the list would complain about a table without rows, and there is a rule at
// all: such a list calls an empty load a success. Columns are taken to be there.
bool all_pass_when_empty(std::span<const QualityRule> rules);

}  // namespace nightshift
