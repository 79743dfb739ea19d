// The check "choice".
#pragma once

#include "grader/check.h"

namespace nightshift {

// Passes when exactly the correct options are chosen. Fails with "choice.wrong", or
// "choice.incomplete" when some of several correct options are missing and no wrong one is chosen;
// the `choices` witness carries the feedback of each chosen option. A passing verdict carries it
// too: why the answer is right is worth reading.
CheckVerdict check_choice(const QuizEvidence& evidence);

}  // namespace nightshift
