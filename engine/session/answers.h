// What stands in an attempt's answer files. Every error is the learner's.
#pragma once

#include <string>

#include "engine/session/session.h"

namespace nightshift {

// {"choices": ["key", ...]}; errors json.* and answer.*.
StepObservation read_choices(const QuizStep& quiz, const std::string& bytes);

// {"sets": [["key", ...], ...]}; errors json.* and answer.*.
StepObservation read_sets(const SwitchStep& step, const std::string& bytes);

// {"event": 1187}, and where looking takes time "looks": [{"log": "load_orders"}, {"database":
// "shop", "query": "select ..."}]; errors json.* and answer.*.
StepObservation read_event(const PointStep& point, const std::string& bytes);

// {"script": [...]}; errors json.* and script.*. What a move installs may lie in a folder beside
// it. An attempt without the file has an empty script.
ResultOrErrors<Script> read_night_script(const LessonNight& night, const Attempt& attempt);

}  // namespace nightshift
