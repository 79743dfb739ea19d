// The judge of a query step: its references on data that are made for each answer, under the
// lesson's tables, constraints and rules of comparison.
#pragma once

#include "engine/base/result.h"
#include "engine/session/session.h"
#include "grader/judge/judge.h"

namespace nightshift {

// Made when it is first asked for, which costs some ten milliseconds, and kept with the session
// until another lesson is asked for. Fails with the author's errors: those of Judge::create, each
// with its place in the pack.
ResultOrErrors<Judge*> step_judge(Session& session, const Lesson& lesson, const Step& step);

}  // namespace nightshift
