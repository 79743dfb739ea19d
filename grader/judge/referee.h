// Do two queries agree on a database? And where they do not: is it the answer's fault, or does the
// reference itself say one thing here and another there?
//
// A difference counts only where the reference is stable: the same result under every arrangement
// of the rows, and no value on the edge of a ROUND. On other data nothing can be said, and such
// data refuse nobody.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/sql/syntax.h"
#include "grader/judge/arena.h"
#include "grader/judge/compare.h"

namespace nightshift {

// How results are compared; what the reference's tree adds is found by the referee.
struct MatchRules {
  CellRules cells;
  bool as_set = false;
  bool column_names = false;
  bool ordered = false;
  std::vector<OrderKey> order;  // of ordered results, by result columns; empty: the reference's own
};

enum class FindingKind {
  kColumnCount,
  kColumnNames,
  kRows,
  kOrder,
  kOrderDependent,  // right in one arrangement of the rows, wrong in another
  kAnswerFails,     // the answer ends with an error where the reference does not
  kOverBudget,
};

struct Finding {
  FindingKind kind = FindingKind::kRows;
  bool ordered = false;  // the reference asks for an order
  Table expected;
  Table actual;                // what is wrong; empty when the answer fails
  std::optional<Table> lucky;  // kOrderDependent: the answer's result where it is right
  std::optional<Error> error;  // kAnswerFails, kOverBudget
};

// One reference in its arena. Movable.
class Referee {
 public:
  // `tree` is the reference's, where it could be parsed. Fails as Warehouse::query does.
  static Result<Referee> create(Arena& arena, std::string_view reference, const Select* tree,
                                const MatchRules& rules, const QueryBudget& budget);

  // Both look at the rows that lie in the arena. `arrangements`: how many are tried while the
  // results agree; 1 takes the rows as they are. nullopt: they agree, or nothing can be said.
  std::optional<Finding> examine(Contender& answer, std::size_t arrangements = 1);

  // The reference's result; nullopt where it has none, or more than one.
  std::optional<Table> result();
  // Why the latest result() had none; nullopt: it did not fail.
  const std::optional<Error>& failure() const { return failure_; }
  // Did the latest result() have none only because of what the reference rounds?
  bool was_on_edge() const { return was_on_edge_; }

  const ResultRules& rules() const { return order_ ? *order_ : bag_; }

  // Is `actual` what is asked for where the reference's result is `expected`?
  bool agree(const Table& expected, const Table& actual) const {
    return !difference(expected, actual);
  }

 private:
  Referee(Arena& arena, Contender reference) : arena_(&arena), reference_(std::move(reference)) {}

  std::optional<FindingKind> difference(const Table& expected, const Table& actual) const;
  std::optional<Finding> compare_in(std::size_t arrangement, const Table& expected,
                                    Contender& answer);
  bool is_stable(const Table& expected, FindingKind kind);
  bool rounds_safely(const Table& expected);
  void find_lucky(Finding& finding, Contender& answer);

  Arena* arena_;
  Contender reference_;
  std::vector<Contender> rounding_;  // the reference with every ROUND moved a little, both ways
  ResultRules bag_;
  std::optional<ResultRules> order_;  // of ordered results
  std::optional<Error> failure_;
  bool was_on_edge_ = false;
};

}  // namespace nightshift
