// What a check says.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/json.h"

namespace nightshift {

enum class Verdict {
  kPass,
  kFail,
  kUnknown,  // nothing was tried: the fault never fired, nothing was read, a cap was hit. Not a
             // pass
  kSkipped,  // a check that it needs did not pass, or there was nothing to look at
  kFault,    // the check itself broke; shown as ours, never counted against the learner
};

// "pass", "fail", "unknown", "skipped", "fault": the spelling in reports.
std::string_view verdict_text(Verdict verdict);

// Fail and unknown: the step is not passed because of this check, whatever came before it.
bool is_failure(Verdict verdict);

// The data set that a failure is shown on, and how many failed alike.
struct FailedOn {
  std::string name;
  bool visible = false;
  std::int64_t failed = 0;
  std::int64_t total = 0;
};

// The outcome of one check.
struct CheckVerdict {
  Verdict verdict = Verdict::kPass;
  std::string reason;   // stable code, listed in docs/errors.md; empty when it passed
  std::string message;  // for the learner: what was seen, what was expected, where
  std::optional<FailedOn> failed_on;
  Json witness;                    // null, or an object as docs/protocol.md lists them
  std::vector<std::string> notes;  // remarks that cost nothing
};

}  // namespace nightshift
