// Judging a night: what the learner did is tried out, and what came of it is held against the
// truth. A check reads trials, it never runs anything; a trial is run when the first check asks.
#pragma once

#include <cstdint>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/lesson/pack.h"
#include "engine/night/script.h"
#include "grader/nights/evidence.h"
#include "grader/verdict/verdict.h"

namespace nightshift {

// One kind of check of a night step. Fails and unknowns carry a reason of the family night.*, a
// message and a `night` witness (docs/protocol.md).
using NightCheck = CheckVerdict (*)(NightEvidence&, const CheckSpec&);

// On the played night.
CheckVerdict check_night_valid(NightEvidence& evidence, const CheckSpec& spec);
// Setting `within`: how long after the learner took over the tile may still be wrong (required).
CheckVerdict check_consumers_told(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_values_true(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_no_loss(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_no_duplicates(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_deterministic(NightEvidence& evidence, const CheckSpec& spec);

// On what comes after it: the incident's day replayed, and every step of its run crashed.
CheckVerdict check_replay_safe(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_crash_safe(NightEvidence& evidence, const CheckSpec& spec);

// On every hidden world.
// Setting `at_most`: how long a tile may be wrong without a word (duration, default 0).
CheckVerdict check_honest(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_no_silent_success(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_gate(NightEvidence& evidence, const CheckSpec& spec);
// Setting `within`: how long after the first look at a changed table somebody is paged (required).
CheckVerdict check_detected(NightEvidence& evidence, const CheckSpec& spec);
CheckVerdict check_quiet(NightEvidence& evidence, const CheckSpec& spec);
// Setting `permille`: of the time from the second day on (integer, required).
CheckVerdict check_useful(NightEvidence& evidence, const CheckSpec& spec);

// The step's part "night" of a report (docs/protocol.md): what the tile showed in the played world
// beside the truth, and how long detection, notice and repair took. Null when the script could not
// be read.
Json night_summary(NightEvidence& evidence);

// The check "event" of a point step: `event` is an index in the trace of the played world up to the
// moment at which the learner takes over, with the start files.
CheckVerdict check_event(NightEvidence& evidence, const PointStep& step, std::int64_t event);

}  // namespace nightshift
