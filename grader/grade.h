// Attempt in, report out.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/session/session.h"
#include "grader/report.h"

namespace nightshift {

// Grades every step with an answer of a lesson, or only `step` (an id that exists). Equal pack,
// attempt and engine give equal reports. Fails only with the author's trouble (a pack whose
// reference does not run).
Result<Report> grade(Session& session, const Lesson& lesson, const Attempt& attempt,
                     const std::optional<std::string>& step);

}  // namespace nightshift
