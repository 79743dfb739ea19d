// Judging a night: what the learner did is tried out, and what came of it is held against the
// truth. A check reads trials, it never runs anything; a trial is run when the first check asks.
#pragma once

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/lesson/pack.h"
#include "engine/night/look.h"
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
// Setting `outage_within`: how long after a source refused a read somebody is paged, if it is still
// out then (duration, default 0: nobody has to be).
CheckVerdict check_detected(NightEvidence& evidence, const CheckSpec& spec);
// Setting `outage_at_most`: worlds in which sources were out for no longer than this, and nothing
// else was wrong, are asked about too (duration, default 0: they are not).
CheckVerdict check_quiet(NightEvidence& evidence, const CheckSpec& spec);
// Setting `permille`: of the time from the second day on (integer, required).
// Setting `outage_at_most`, as above.
CheckVerdict check_useful(NightEvidence& evidence, const CheckSpec& spec);

// The step's part "night" of a report (docs/protocol.md): what the tile showed in the played world
// beside the truth, and how long detection, notice and repair took. Null when the script could not
// be read.
Json night_summary(NightEvidence& evidence);
// The same of any night in the lesson's played world.
Json record_summary(const NightRecord& record);

// One kind of check of a point step. Events are indices in the trace of the played world up to the
// moment at which the learner takes over, with the start files; the logs that were looked at are
// there (unknown_look() in looks.h found none).
using PointCheck = CheckVerdict (*)(NightEvidence&, const PointStep&, const PointObservation&);

CheckVerdict check_event(NightEvidence& evidence, const PointStep& step,
                         const PointObservation& pointed);
CheckVerdict check_within_budget(NightEvidence& evidence, const PointStep& step,
                                 const PointObservation& pointed);

}  // namespace nightshift
