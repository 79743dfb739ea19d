#include "engine/runtime/dag_run.h"

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

// States by their first letters: s success, f failed, u upstream_failed, k skipped, . still
// waiting.
std::vector<TaskState> states(std::string_view letters) {
  std::vector<TaskState> result;
  for (const char letter : letters) {
    result.push_back(letter == 's'   ? TaskState::kSuccess
                     : letter == 'f' ? TaskState::kFailed
                     : letter == 'u' ? TaskState::kUpstreamFailed
                     : letter == 'k' ? TaskState::kSkipped
                                     : TaskState::kRunning);
  }
  return result;
}

// What a rule says to each of some groups of states, one letter each: w wait, S start, K skip,
// U upstream_failed.
std::string said(TriggerRule rule, const std::vector<std::string_view>& groups) {
  std::string letters;
  for (const std::string_view group : groups) {
    letters += "wSKU"[static_cast<std::size_t>(readiness(rule, states(group)))];
  }
  return letters;
}

const std::vector<std::string_view> kGroups = {"",   "s.", "ss", "sf", "su",
                                               "sk", "ff", "kk", "f.", "k."};

TEST_CASE("trigger rules decide as Airflow's do") {
  CHECK(said(TriggerRule::kAllSuccess, kGroups) == "SwSUUKUKUK");
  CHECK(said(TriggerRule::kAllFailed, kGroups) == "SKKKKKSKwK");
  CHECK(said(TriggerRule::kAllDone, kGroups) == "SwSSSSSSww");
  CHECK(said(TriggerRule::kAllSkipped, kGroups) == "SKKUUKUSUw");
  CHECK(said(TriggerRule::kOneFailed, kGroups) == "KwKSSKSKSw");
  CHECK(said(TriggerRule::kOneSuccess, kGroups) == "KSSSSSUKww");
  CHECK(said(TriggerRule::kOneDone, kGroups) == "KSSSSSSKSw");
  CHECK(said(TriggerRule::kNoneFailed, kGroups) == "SwSUUSUSUw");
  CHECK(said(TriggerRule::kNoneFailedMinOneSuccess, kGroups) == "KwSUUSUKUw");
  CHECK(said(TriggerRule::kNoneSkipped, kGroups) == "SwSSSKSKwK");
  CHECK(said(TriggerRule::kAlways, kGroups) == "SSSSSSSSSS");
}

// Two tasks in a row; what they came to, and what the run is then.
RunState verdict_of(TaskState first, TaskState last) {
  std::vector<Task> tasks(2);
  tasks[0].downstream = {1};
  tasks[1].upstream = {0};
  return verdict(tasks, {{.state = first}, {.state = last}});
}

TEST_CASE("the tasks at the end decide what a run came to") {
  CHECK(verdict_of(TaskState::kSuccess, TaskState::kSuccess) == RunState::kSuccess);
  CHECK(verdict_of(TaskState::kSuccess, TaskState::kRunning) == RunState::kRunning);
  CHECK(verdict_of(TaskState::kSuccess, TaskState::kFailed) == RunState::kFailed);
  CHECK(verdict_of(TaskState::kFailed, TaskState::kUpstreamFailed) == RunState::kFailed);
  // An all_done leaf hides what failed before it.
  CHECK(verdict_of(TaskState::kFailed, TaskState::kSuccess) == RunState::kSuccess);
}

}  // namespace
}  // namespace nightshift
