#include "grader/nights/judgement.h"

#include <algorithm>

namespace nightshift {

Judgement judged_fail(std::string reason, std::string say, std::vector<std::int64_t> events) {
  events.erase(std::remove(events.begin(), events.end(), -1), events.end());
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  return {.verdict = Verdict::kFail,
          .reason = std::move(reason),
          .say = std::move(say),
          .events = std::move(events)};
}

Judgement judged_unknown(std::string reason, std::string say) {
  return {.verdict = Verdict::kUnknown, .reason = std::move(reason), .say = std::move(say)};
}

Judgement not_asked_here() { return {.verdict = Verdict::kSkipped}; }

Judgement judged_over_limit() {
  return judged_unknown("night.limit",
                        "The night was cut off: more happened in it than a night may hold, so what "
                        "came after is not known.");
}

}  // namespace nightshift
