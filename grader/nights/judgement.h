// What one night says about one question.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/kernel/time.h"
#include "engine/lesson/pack.h"
#include "grader/nights/night_record.h"
#include "grader/verdict/verdict.h"

namespace nightshift {

// kSkipped: the question does not arise in this night. kUnknown: a cap was hit.
struct Judgement {
  Verdict verdict = Verdict::kPass;
  std::string reason;                // stable code; empty when it passed
  std::string say;                   // for the learner: what was seen, with figures and times
  std::vector<std::int64_t> events;  // the trace's events that show it, ascending
};

Judgement judged_fail(std::string reason, std::string say, std::vector<std::int64_t> events);
Judgement judged_unknown(std::string reason, std::string say);
Judgement not_asked_here();
// A cap ended the night before it could be judged.
Judgement judged_over_limit();

// A question that is asked of one night alone: what worlds are judged, and shrunk, by.
using NightJudge = Judgement (*)(const NightRecord&, const CheckSpec&);

}  // namespace nightshift
