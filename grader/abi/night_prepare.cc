#include "grader/abi/night_prepare.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/session/answers.h"
#include "grader/abi/context.h"
#include "grader/nights/preparation.h"

namespace nightshift {

// The attempt.grade of equal files that comes next reads what was run; nothing else does.
ResultOrErrors<Json> night_prepare(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  std::optional<std::string> step;
  if (auto member = input.json.optional_member("step")) step = member->text();
  const Attempt attempt = attempt_of(core, input);
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  NIGHTSHIFT_TRY(step, known_step(*context.lesson, std::move(step)));
  Preparation preparation;
  if (const std::optional<LessonNight>& night = context.lesson->night) {
    const std::vector<NightTrial> wanted = trials_wanted(*context.lesson, step);
    NightEvidence& evidence =
        evidence_for(core.evidence, *night, read_night_script(*night, attempt));
    preparation = prepare_next(evidence, wanted);
  }
  return Json::object({{"done", preparation.done}, {"total", preparation.total}});
}

}  // namespace nightshift
