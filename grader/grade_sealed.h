// Grading with a build that does not hold what is right: digests say right or wrong, and no more.
// What comes out is provisional; the full pack decides.
#pragma once

#include "engine/base/result.h"
#include "engine/session/session.h"
#include "grader/check.h"
#include "grader/report.h"
#include "grader/sealed_step.h"

namespace nightshift {

// What is known of an answer in a sealed build: the evidence holds the visible data sets' results,
// and for each an expected table with columns and no rows.
class SealedGrading {
 public:
  SealedGrading(const Lesson& lesson, const SealedStep& sealed, const QueryEvidence& evidence)
      : lesson_(lesson), sealed_(sealed), evidence_(evidence) {}

  // The verdict of a check that has all it needs.
  CheckVerdict judge(const CheckSpec& spec);

  // A recorded mistake whose results equal the answer's on all that a sealed build holds.
  std::optional<RecognisedMistake> recognise();

 private:
  CheckVerdict judge_in_exam(const CheckSpec& spec) const;
  CheckVerdict judge_rows() const;
  CheckVerdict judge_row_count() const;
  CheckVerdict judge_order() const;
  CheckVerdict judge_on_databases();
  CheckVerdict failed_on(const SealedDatabase& database, const Result<QueryOutcome>& outcome);
  std::optional<std::string> results_on_databases();
  Json hints();
  std::string digest(std::string_view place, std::string_view text) const;

  const Lesson& lesson_;
  const SealedStep& sealed_;
  const QueryEvidence& evidence_;
  std::optional<std::optional<std::string>> database_results_;
};

}  // namespace nightshift
