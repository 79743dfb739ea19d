// What a check may look at. A check reads; it never runs anything.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/lesson/pack.h"
#include "engine/session/session.h"
#include "grader/verdict/verdict.h"

namespace nightshift {

// The expected and the actual result on one data set.
struct ResultPair {
  const Dataset* dataset = nullptr;
  const Table* expected = nullptr;
  const Table* actual = nullptr;
  Table matched;  // the actual columns in the places of the expected ones; without columns when
                  // they cannot be matched
};

// Everything that is known about one answered query step.
struct QueryEvidence {
  const QueryStep* step = nullptr;
  const Lesson* lesson = nullptr;
  const QueryObservation* observation = nullptr;
  const Expectation* expectation = nullptr;
  std::vector<ResultPair> results;  // empty unless every run succeeded
  bool matched = false;             // the columns of all results could be matched
  bool matched_by_guess = false;    // ... but only by guessing: see ColumnMatch::is_guess
};

// Everything that is known about one answered quiz step.
struct QuizEvidence {
  const QuizStep* step = nullptr;
  const QuizObservation* observation = nullptr;
};

using QueryCheck = CheckVerdict (*)(const QueryEvidence&);
using QuizCheck = CheckVerdict (*)(const QuizEvidence&);

// Shorthands for verdicts.
CheckVerdict passed();
CheckVerdict skipped(std::string reason, std::string message);

// A failure that `failing` of the results share, shown on the first of them (a visible one where
// there is one). `failing` holds indices into evidence.results, ascending, at least one.
struct FailedResults {
  const QueryEvidence& evidence;
  std::vector<std::size_t> failing;

  const ResultPair& shown() const;
  // 'On "Spring 2026" (and 2 more of 4 data sets)': the start of a sentence.
  std::string place() const;
  FailedOn failed_on() const;
};

// Cells as a person reads them: NULL is null, everything else text.
Json cells_json(const std::vector<Cell>& cells);

// What a witness shows of a whole table: the names of its columns, shortened, and its first rows.
constexpr std::size_t kWitnessRowsMax = 50;
Json names_json(const std::vector<Column>& columns);
Json rows_json(const Table& table);

}  // namespace nightshift
