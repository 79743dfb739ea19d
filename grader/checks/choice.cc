#include "grader/checks/choice.h"

#include <algorithm>

namespace nightshift {
namespace {

Json witness(const QuizStep& quiz, const std::vector<std::size_t>& choices) {
  Json chosen = Json::array();
  for (const std::size_t index : choices) {
    const QuizOption& option = quiz.options[index];
    chosen.push(Json::object({{"key", option.key},
                              {"text", option.text},
                              {"correct", option.correct},
                              {"feedback", option.feedback}}));
  }
  return Json::object({{"kind", "choices"}, {"chosen", std::move(chosen)}});
}

}  // namespace

CheckVerdict check_choice(const QuizEvidence& evidence) {
  const QuizStep& quiz = *evidence.step;
  const std::vector<std::size_t>& choices = evidence.observation->choices;
  const auto wrong = std::find_if(choices.begin(), choices.end(),
                                  [&](std::size_t index) { return !quiz.options[index].correct; });
  const auto correct = std::count_if(quiz.options.begin(), quiz.options.end(),
                                     [](const QuizOption& option) { return option.correct; });
  CheckVerdict verdict;
  verdict.witness = witness(quiz, choices);
  if (wrong != choices.end()) {
    verdict.verdict = Verdict::kFail;
    verdict.reason = "choice.wrong";
    verdict.message = quiz.options[*wrong].feedback;
  } else if (static_cast<std::int64_t>(choices.size()) < correct) {
    verdict.verdict = Verdict::kFail;
    verdict.reason = "choice.incomplete";
    verdict.message = "What you chose is right, and there is more that is.";
  }
  return verdict;
}

}  // namespace nightshift
