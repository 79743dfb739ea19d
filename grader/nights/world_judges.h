// The questions that hidden worlds are asked. What a question is about, its settings and its
// reasons stand in docs/lesson-format.md; a night in which it does not arise gives kSkipped.
#pragma once

#include "grader/nights/judgement.h"

namespace nightshift {

// "night.silent_wrong", "night.no_tile"; unknown "night.nothing_shown".
Judgement judge_honest(const NightRecord& record, const CheckSpec& spec);
// "night.silent_success".
Judgement judge_no_silent_success(const NightRecord& record, const CheckSpec& spec);
// "night.gate_open", "night.gate_shut".
Judgement judge_gate(const NightRecord& record, const CheckSpec& spec);
// "night.not_paged"; unknown "night.not_read".
Judgement judge_detected(const NightRecord& record, const CheckSpec& spec);
// "night.false_alarm".
Judgement judge_quiet(const NightRecord& record, const CheckSpec& spec);
// "night.not_useful", "night.no_tile".
Judgement judge_useful(const NightRecord& record, const CheckSpec& spec);

}  // namespace nightshift
