// Attempt in, report out.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/session/session.h"
#include "grader/nights/evidence.h"
#include "grader/report.h"

namespace nightshift {

// Grades every step with an answer of a lesson, or only `step` (an id that exists). Equal pack,
// attempt and engine give equal reports. Fails only with the author's trouble (a pack whose
// reference does not run).
//
// `prepared`: evidence of a night that somebody ran beforehand. Where it is of this attempt's
// night, it is not run again, and the report is the same; otherwise the attempt's own takes its
// place.
Result<Report> grade(Session& session, const Lesson& lesson, const Attempt& attempt,
                     const std::optional<std::string>& step,
                     std::optional<NightEvidence>* prepared = nullptr);

}  // namespace nightshift
