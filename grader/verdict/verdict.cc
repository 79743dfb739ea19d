#include "grader/verdict/verdict.h"

#include "engine/base/check.h"

namespace nightshift {

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::kPass:
      return "pass";
    case Verdict::kFail:
      return "fail";
    case Verdict::kUnknown:
      return "unknown";
    case Verdict::kSkipped:
      return "skipped";
    case Verdict::kFault:
      return "fault";
  }
  NIGHTSHIFT_CHECK(false);
}

bool is_failure(Verdict verdict) {
  return verdict == Verdict::kFail || verdict == Verdict::kUnknown;
}

}  // namespace nightshift
