#include "grader/checks/runs.h"

#include "engine/base/text.h"
#include "grader/error_json.h"

namespace nightshift {

CheckVerdict check_runs(const QueryEvidence& evidence) {
  const std::vector<DatasetRun>& runs = evidence.observation->runs;
  if (runs.back().outcome) {
    CheckVerdict verdict = passed();
    for (const RewriteNote& note : evidence.observation->notes) {
      verdict.notes.push_back(shortened(note.before, 200) + " ran as " +
                              shortened(note.after, 200) +
                              (note.remark.empty() ? "." : ". " + note.remark));
    }
    return verdict;
  }
  Error error = runs.back().outcome.error();
  error.where.file = evidence.step->answer;
  const Dataset& dataset = evidence.lesson->datasets[runs.back().dataset];
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = error.code;
  verdict.message = error.message;
  if (!error.message.ends_with('.')) verdict.message += ".";
  if (!error.remedy.empty()) verdict.message += " " + error.remedy;
  verdict.failed_on = FailedOn{.name = dataset.name,
                               .visible = dataset.visible,
                               .failed = 1,
                               .total = static_cast<std::int64_t>(evidence.step->datasets.size())};
  verdict.witness = Json::object({{"kind", "error"}, {"error", error_json(error)}});
  return verdict;
}

}  // namespace nightshift
