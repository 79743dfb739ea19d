#include "grader/abi/switch_request.h"

#include <algorithm>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "grader/abi/context.h"
#include "grader/nights/minimal_sets.h"

namespace nightshift {
namespace {

ResultOrErrors<const SwitchStep*> switches_of(const Lesson& lesson, const std::string& id) {
  const Step* step = lesson.find_step(id);
  const auto* switches = step == nullptr ? nullptr : std::get_if<SwitchStep>(&step->body);
  if (switches != nullptr) return switches;
  return fail_one(host_error("request.unknown_step",
                             "the lesson has no step \"" + shortened(id, 60) + "\" with switches",
                             "Use a step's id as lesson.describe gives it."));
}

ResultOrErrors<SwitchSet> set_of(const SwitchStep& step, const std::vector<std::string>& keys) {
  SwitchSet set;
  for (const std::string& key : keys) {
    const auto found = std::find_if(step.switches.begin(), step.switches.end(),
                                    [&](const Switch& one) { return one.key == key; });
    if (found == step.switches.end()) {
      return fail_one(host_error("request.unknown_switch",
                                 "the step has no switch \"" + shortened(key, 60) + "\"",
                                 "Use the keys as lesson.describe gives them."));
    }
    set.push_back(static_cast<std::size_t>(found - step.switches.begin()));
  }
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  return set;
}

}  // namespace

ResultOrErrors<Json> night_switch(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  const std::string id = input.json.member("step").text();
  const std::vector<std::string> keys = input.json.member("on").texts();
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  NIGHTSHIFT_TRY(const SwitchStep* step, switches_of(*context.lesson, id));
  NIGHTSHIFT_TRY(const SwitchSet on, set_of(*step, keys));
  NIGHTSHIFT_TRY(Json run, as_errors(switched_run_json(*context.lesson->night, *step, on)));
  return Json::object({{"run", std::move(run)}});
}

}  // namespace nightshift
