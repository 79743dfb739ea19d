// What the learner does to a pipeline that runs: other files, and the repair console's commands.
#include <algorithm>
#include <utility>

#include "engine/runtime/runtime.h"

namespace nightshift {
namespace {

constexpr std::size_t kRunsMax = 100'000;

Error command_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

}  // namespace

// A task of the same name and type is the same task; everything else begins anew.
void Runtime::install(Kernel& kernel, Pipeline pipeline) {
  const Pipeline old = std::exchange(pipeline_, std::move(pipeline));
  const std::vector<std::optional<std::size_t>> origins = origins_in(old);
  move_states(old, origins);
  for (DagRun& run : runs_) {
    std::vector<TaskInstance> tasks;
    for (const auto& origin : origins) {
      tasks.push_back(origin ? run.tasks[*origin] : TaskInstance{.generation = ++generations_});
    }
    run.tasks = std::move(tasks);
  }
  if (!(old.schedule == pipeline_.schedule)) {
    ++schedule_number_;  // what is due by the old schedule is not due any more
    schedule_next_run(kernel);
  }
  // Where the task is gone that was under way, others may start, or the run may have ended.
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (runs_[run].state == RunState::kRunning) settle(kernel, run);
  }
  start_waiting_runs(kernel);
}

// For each task, the one in the old files that it was.
std::vector<std::optional<std::size_t>> Runtime::origins_in(const Pipeline& old) const {
  std::vector<std::optional<std::size_t>> origins;
  for (const Task& task : pipeline_.tasks) {
    const auto before = old.find_task(task.task_id);
    const bool is_same = before && old.tasks[*before].body.index() == task.body.index();
    origins.push_back(is_same ? before : std::nullopt);
  }
  return origins;
}

void Runtime::move_states(const Pipeline& old,
                          const std::vector<std::optional<std::size_t>>& origins) {
  std::vector<SyncState> states(origins.size());
  std::vector<Try> kept;
  for (std::size_t task = 0; task < origins.size(); ++task) {
    if (!origins[task]) continue;
    states[task] = std::move(sync_states_[*origins[task]]);
    // Whoever changes a task has looked at its source: disable_connection may read again.
    const SyncTask* now = pipeline_.tasks[task].sync();
    const bool was_changed = now != nullptr && !(*now == *old.tasks[*origins[task]].sync());
    if (was_changed && now->schema_updates == SchemaUpdates::kDisableConnection) {
      states[task].source_columns.clear();
    }
  }
  for (Try& tried : tries_) {
    const auto now = std::find(origins.begin(), origins.end(), tried.task);
    if (now == origins.end()) continue;
    tried.task = static_cast<std::size_t>(now - origins.begin());
    kept.push_back(std::move(tried));
  }
  sync_states_ = std::move(states);
  tries_ = std::move(kept);
}

Result<std::vector<std::string>> Runtime::backfill(Kernel& kernel, const BackfillCommand& command) {
  NIGHTSHIFT_TRY(const std::vector<PlannedRun> planned,
                 backfill_runs(pipeline_.schedule, command.from_date, command.to_date, kRunsMax));
  std::vector<PlannedRun> plans = planned;
  if (command.run_backwards) std::reverse(plans.begin(), plans.end());
  std::vector<std::string> lines;
  for (const PlannedRun& plan : plans) {
    const auto latest = std::find_if(runs_.rbegin(), runs_.rend(), [&](const DagRun& run) {
      return run.plan.logical_date == plan.logical_date;
    });
    const bool exists = latest != runs_.rend();
    const bool failed = exists && latest->state == RunState::kFailed;
    const bool completed = failed || (exists && latest->state == RunState::kSuccess);
    const bool again = (command.reprocess_behavior == ReprocessBehavior::kFailed && failed) ||
                       (command.reprocess_behavior == ReprocessBehavior::kCompleted && completed);
    const std::string day = time_text(plan.logical_date);
    if (exists && !again) {
      lines.push_back(day + " skipped: its run is " + std::string(run_state_text(latest->state)));
      continue;
    }
    lines.push_back(day + (command.dry_run ? " would run" : " runs"));
    if (command.dry_run) continue;
    runs_.push_back({.type = RunType::kBackfill,
                     .plan = plan,
                     .state = RunState::kQueued,
                     .tasks = std::vector<TaskInstance>(pipeline_.tasks.size())});
  }
  backfill_runs_max_ = command.max_active_runs;
  start_waiting_runs(kernel);
  return lines;
}

Result<std::int64_t> Runtime::clear(Kernel& kernel, const TasksClearCommand& command) {
  std::vector<std::size_t> chosen;
  for (std::size_t task = 0; task < pipeline_.tasks.size(); ++task) {
    if (command.task_id.empty() || pipeline_.tasks[task].task_id == command.task_id) {
      chosen.push_back(task);
    }
  }
  for (std::size_t i = 0; command.downstream && i < chosen.size(); ++i) {
    for (const std::size_t after : pipeline_.tasks[chosen[i]].downstream) {
      if (std::find(chosen.begin(), chosen.end(), after) == chosen.end()) chosen.push_back(after);
    }
  }
  std::int64_t cleared = 0;
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    const TimeUs date = runs_[run].plan.logical_date;
    if ((command.start_date && date < *command.start_date) ||
        (command.end_date && date > *command.end_date)) {
      continue;
    }
    const std::int64_t before = cleared;
    for (const std::size_t task : chosen) {
      TaskInstance& old = instance(run, task);
      const bool failed =
          old.state == TaskState::kFailed || old.state == TaskState::kUpstreamFailed;
      if (!is_finished(old.state) || (command.only_failed && !failed)) continue;
      old = {.generation = ++generations_};
      ++cleared;
    }
    if (cleared == before) continue;
    if (runs_[run].state != RunState::kRunning) runs_[run].state = RunState::kRunning;
    settle(kernel, run);
  }
  return cleared;
}

void Runtime::trigger(Kernel& kernel) {
  runs_.push_back({.type = RunType::kManual,
                   .plan = manual_run(pipeline_.schedule, kernel.now()),
                   .state = RunState::kQueued,
                   .tasks = std::vector<TaskInstance>(pipeline_.tasks.size())});
  start_waiting_runs(kernel);
}

Result<void> Runtime::reset_state(const StateResetCommand& command) {
  const auto task = pipeline_.find_task(command.task_id);
  if (!task || pipeline_.tasks[*task].sync() == nullptr) {
    return fail(command_error("command.no_such_task",
                              "There is no sync task " + command.task_id + ".",
                              "Name the task_id of a task of type sync."));
  }
  SyncState& state = sync_states_[*task];
  state.cursor.reset();
  if (command.to) state.cursor = Cell(time_sql(*command.to));
  return {};
}

}  // namespace nightshift
