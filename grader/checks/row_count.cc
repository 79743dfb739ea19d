#include "grader/checks/row_count.h"

#include "engine/base/text.h"

namespace nightshift {

CheckVerdict check_row_count(const QueryEvidence& evidence) {
  // Under set rules a repeated row costs nothing, so only the rows check can tell.
  if (evidence.step->compare.rows.as_set) return passed();
  FailedResults failed{evidence, {}};
  for (std::size_t i = 0; i < evidence.results.size(); ++i) {
    const ResultPair& result = evidence.results[i];
    if (result.expected->row_count() != result.actual->row_count()) failed.failing.push_back(i);
  }
  if (failed.failing.empty()) return passed();
  const auto expected = static_cast<std::int64_t>(failed.shown().expected->row_count());
  const auto actual = static_cast<std::int64_t>(failed.shown().actual->row_count());
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = actual < expected ? "row_count.few" : "row_count.many";
  verdict.message = failed.place() + " your result has " + counted(actual, "row") + ", " +
                    count_text(expected) + (expected == 1 ? " is" : " are") + " expected.";
  verdict.failed_on = failed.failed_on();
  verdict.witness = Json::object({{"kind", "count"}, {"expected", expected}, {"actual", actual}});
  return verdict;
}

}  // namespace nightshift
