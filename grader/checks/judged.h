// "judged": the answer agrees with a reference on every tiny database that the judge makes.
#pragma once

#include "grader/check.h"
#include "grader/judge/judge.h"

namespace nightshift {

CheckVerdict check_judged(const QueryEvidence& evidence, const Judge& judge, const Ruling& ruling);

}  // namespace nightshift
