// What a check or a monitor says. There are four answers, because "I could not tell" is neither
// good nor bad news, and reading it as good news is how outages stay silent.
#pragma once

#include <string_view>

namespace nightshift {

// In order of weight: the state of several checks together is the heaviest of them, and one that
// could not tell outweighs those that passed.
enum class CheckState { kPass, kUnknown, kWarn, kError };

// "pass", "unknown", "warn" or "error": the spelling in traces and reports.
constexpr std::string_view check_state_text(CheckState state) {
  switch (state) {
    case CheckState::kPass:
      return "pass";
    case CheckState::kUnknown:
      return "unknown";
    case CheckState::kWarn:
      return "warn";
    case CheckState::kError:
      return "error";
  }
  return {};
}

}  // namespace nightshift
