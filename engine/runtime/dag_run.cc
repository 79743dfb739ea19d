#include "engine/runtime/dag_run.h"

#include <algorithm>
#include <array>

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 8> kTaskStates = {
    "none", "queued", "running", "success", "failed", "up_for_retry", "upstream_failed", "skipped"};
constexpr std::array<std::string_view, 4> kRunStates = {"queued", "running", "success", "failed"};
constexpr std::array<std::string_view, 3> kRunTypes = {"scheduled", "backfill", "manual"};

bool is_failed(TaskState state) {
  return state == TaskState::kFailed || state == TaskState::kUpstreamFailed;
}

// How the tasks before a waiting one stand.
struct Tally {
  explicit Tally(std::span<const TaskState> states) : all(states.size()) {
    for (const TaskState state : states) {
      success += state == TaskState::kSuccess;
      failed += is_failed(state);
      skipped += state == TaskState::kSkipped;
      done += is_finished(state);
    }
  }

  std::size_t all = 0;
  std::size_t success = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
  std::size_t done = 0;
};

// Start once `good`; otherwise `bad` when it can no longer come to that, which is known when all
// are done or `hopeless`.
Readiness decide(const Tally& tally, bool good, bool hopeless, Readiness bad) {
  if (good) return Readiness::kStart;
  return hopeless || tally.done == tally.all ? bad : Readiness::kWait;
}

Readiness bad_end(const Tally& tally) {
  return tally.failed > 0 ? Readiness::kUpstreamFailed : Readiness::kSkip;
}

}  // namespace

std::string_view task_state_text(TaskState state) {
  return kTaskStates.at(static_cast<std::size_t>(state));
}

std::string_view run_state_text(RunState state) {
  return kRunStates.at(static_cast<std::size_t>(state));
}

std::string_view run_type_text(RunType type) {
  return kRunTypes.at(static_cast<std::size_t>(type));
}

bool is_finished(TaskState state) {
  return state == TaskState::kSuccess || state == TaskState::kSkipped || is_failed(state);
}

std::string DagRun::name(std::string_view dag_id) const {
  return std::string(dag_id) + '@' + time_text(plan.logical_date);
}

Readiness readiness(TriggerRule rule, std::span<const TaskState> upstream) {
  const Tally tally(upstream);
  const bool all_done = tally.done == tally.all;
  switch (rule) {
    case TriggerRule::kAllSuccess:
      return decide(tally, tally.success == tally.all, tally.failed + tally.skipped > 0,
                    bad_end(tally));
    case TriggerRule::kAllFailed:
      return decide(tally, tally.failed == tally.all, tally.success + tally.skipped > 0,
                    Readiness::kSkip);
    case TriggerRule::kAllDone:
      return decide(tally, all_done, false, Readiness::kWait);
    case TriggerRule::kAllSkipped:
      return decide(tally, tally.skipped == tally.all, tally.success + tally.failed > 0,
                    bad_end(tally));
    case TriggerRule::kOneFailed:
      return decide(tally, tally.failed > 0, false, Readiness::kSkip);
    case TriggerRule::kOneSuccess:
      return decide(tally, tally.success > 0, false, bad_end(tally));
    case TriggerRule::kOneDone:
      return decide(tally, tally.success + tally.failed > 0, false, Readiness::kSkip);
    case TriggerRule::kNoneFailed:
      return decide(tally, all_done && tally.failed == 0, tally.failed > 0,
                    Readiness::kUpstreamFailed);
    case TriggerRule::kNoneFailedMinOneSuccess:
      return decide(tally, all_done && tally.failed == 0 && tally.success > 0, tally.failed > 0,
                    bad_end(tally));
    case TriggerRule::kNoneSkipped:
      return decide(tally, all_done && tally.skipped == 0, tally.skipped > 0, Readiness::kSkip);
    case TriggerRule::kAlways:
      return Readiness::kStart;
  }
  return Readiness::kWait;
}

RunState verdict(const std::vector<Task>& tasks, const std::vector<TaskInstance>& instances) {
  bool all_finished = true;
  bool leaf_failed = false;
  for (std::size_t index = 0; index < tasks.size(); ++index) {
    const TaskState state = instances[index].state;
    all_finished = all_finished && is_finished(state);
    leaf_failed = leaf_failed || (tasks[index].downstream.empty() && is_failed(state));
  }
  if (!all_finished) return RunState::kRunning;
  return leaf_failed ? RunState::kFailed : RunState::kSuccess;
}

}  // namespace nightshift
