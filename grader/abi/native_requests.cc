#include "grader/abi/native_requests.h"

#include <array>

#include "grader/abi/judge_request.h"

namespace nightshift {

std::span<const std::pair<std::string_view, Handler>> native_requests() {
  static constexpr std::array<std::pair<std::string_view, Handler>, 2> kRequests = {
      {{"judge.pair", &judge_pair}, {"judge.suite", &judge_suite}}};
  return kRequests;
}

}  // namespace nightshift
