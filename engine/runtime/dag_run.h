// Runs of a pipeline and the tasks in them, in Airflow's words.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/time.h"
#include "engine/pipeline/spec.h"

namespace nightshift {

enum class TaskState {
  kNone,    // waits for others
  kQueued,  // will start soon
  kRunning,
  kSuccess,
  kFailed,
  kUpForRetry,
  kUpstreamFailed,
  kSkipped,
};
std::string_view task_state_text(TaskState state);  // "none", "queued", ..., "upstream_failed"
bool is_finished(TaskState state);

enum class RunState { kQueued, kRunning, kSuccess, kFailed };
std::string_view run_state_text(RunState state);

enum class RunType { kScheduled, kBackfill, kManual };
std::string_view run_type_text(RunType type);

// A task in one run, with its latest try.
struct TaskInstance {
  TaskState state = TaskState::kNone;
  std::int64_t try_number = 0;  // tries begun
  TimeUs started_at = 0;        // of the latest try
  std::int64_t generation = 0;  // events of an earlier life (cleared, crashed) are not for this one
};

struct DagRun {
  RunType type = RunType::kScheduled;
  PlannedRun plan;
  RunState state = RunState::kQueued;
  std::vector<TaskInstance> tasks;  // one for each of the pipeline's

  // "orders_daily@2026-03-10T00:00:00Z": the name in traces. Runs of one logical date share it.
  std::string name(std::string_view dag_id) const;
};

// What a task that waits should do, by its trigger rule and the states of those before it.
enum class Readiness { kWait, kStart, kSkip, kUpstreamFailed };
Readiness readiness(TriggerRule rule, std::span<const TaskState> upstream);

// What the tasks that nobody waits for came to: a failed one fails the run, also when others before
// it succeeded; a failure in the middle that a leaf passed over does not (Airflow).
RunState verdict(const std::vector<Task>& tasks, const std::vector<TaskInstance>& instances);

}  // namespace nightshift
