// Proof that a step's data can tell mistakes from what is right: for steps with the check
// "judged".
#pragma once

#include <vector>

#include "engine/base/result.h"
#include "grader/prove.h"

namespace nightshift {

// Adds, for each reference of the step, how many of its mutants the suite tells apart from it; for
// each mutant that no database tells, whether the author lists it as equivalent; and for each one
// listed, whether it is one. Nothing for a step without that check. Fails with the author's errors
// (step_judge()).
ResultOrErrors<void> prove_suites(Session& session, const Lesson& lesson, const Step& step,
                                  std::vector<ProvedAttempt>& attempts);

// The step's check that makes data; nullptr where it has none.
const CheckSpec* judged_check(const Step& step);

// What is wrong with the class that an author gave a mistake: there is none of that name, or the
// judge names other mistakes in the answer. Empty: nothing. Where the judge names none, the
// author's word stands.
std::string quarrel_about_class(const Mistake& mistake, const Json& witness);

}  // namespace nightshift
