// The kinds of check there are. Adding one: grader/checks/<kind>.{h,cc}, its test, and a line in
// registry.cc.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/lesson/read_pack.h"
#include "grader/check.h"
#include "grader/judge/judge.h"
#include "grader/nights/judge.h"
#include "grader/nights/minimal_sets.h"

namespace nightshift {

// All kinds, coarse to fine, with their default titles: what a pack may use.
const std::vector<CheckKind>& check_kinds();

// Are these the sets of switches that are asked for?
using SetsCheck = CheckVerdict (*)(const LessonNight&, const SwitchStep&,
                                   const std::vector<SwitchSet>&);

// What the judge found out about the answer.
using JudgedCheck = CheckVerdict (*)(const QueryEvidence&, const Judge&, const Ruling&);

using CheckFunction =
    std::variant<QueryCheck, QuizCheck, NightCheck, PointCheck, SetsCheck, JudgedCheck>;

// The function of a kind. The kind must exist; pack validation has seen to that.
CheckFunction check_function(std::string_view kind);

}  // namespace nightshift
