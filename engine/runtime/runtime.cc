// Runs: made when they are due, started, settled task by task.
#include "engine/runtime/runtime.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/pipeline/graph.h"

namespace nightshift {
namespace {

constexpr std::int64_t kTaskNumbersMax = 1'000'000;

}  // namespace

Runtime::Runtime(Pipeline pipeline, const RuntimeTimings& timings)
    : pipeline_(std::move(pipeline)), timings_(timings), sync_states_(pipeline_.tasks.size()) {}

void Runtime::start(Kernel& kernel) { schedule_next_run(kernel); }

void Runtime::schedule_next_run(Kernel& kernel) {
  const auto next = next_run(pipeline_.schedule, last_scheduled_, kernel.now());
  if (!next) return;
  kernel.schedule({.at = std::max(next->run_after, kernel.now()),
                   .event_class = EventClass::kRuntime,
                   .what = kRunDue,
                   .detail = schedule_number_});
}

void Runtime::handle(Kernel& kernel, const Source& source, Sink& sink) {
  const Event& event = kernel.current();
  if (event.what == kRunDue) {
    if (event.detail == schedule_number_) create_due_run(kernel);
    return;
  }
  const auto run = static_cast<std::size_t>(event.subject / kTaskNumbersMax);
  const auto number = static_cast<std::size_t>(event.subject % kTaskNumbersMax);
  const std::optional<std::size_t> task = pipeline_.find_task(task_names_[number]);
  if (!task || instance(run, *task).generation != event.detail) return;
  if (event.what == kTaskStarts) return begin_try(kernel, run, *task);
  for (Try& tried : tries_) {
    if (tried.run == run && tried.task == *task) {
      return continue_try(kernel, tried, source, sink);
    }
  }
}

void Runtime::create_due_run(Kernel& kernel) {
  const auto due = next_run(pipeline_.schedule, last_scheduled_, kernel.now());
  if (!due || due->run_after > kernel.now()) return schedule_next_run(kernel);
  last_scheduled_ = due->interval;
  runs_.push_back({.type = RunType::kScheduled,
                   .plan = *due,
                   .state = RunState::kQueued,
                   .tasks = std::vector<TaskInstance>(pipeline_.tasks.size())});
  start_waiting_runs(kernel);
  schedule_next_run(kernel);
}

std::int64_t Runtime::running_count(RunType type) const {
  return std::count_if(runs_.begin(), runs_.end(), [&](const DagRun& run) {
    return run.type == type && run.state == RunState::kRunning;
  });
}

// Queued runs start in the order of their creation, as many as may run at once.
void Runtime::start_waiting_runs(Kernel& kernel) {
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (runs_[run].state != RunState::kQueued) continue;
    const bool is_backfill = runs_[run].type == RunType::kBackfill;
    const std::int64_t max = is_backfill ? backfill_runs_max_ : pipeline_.schedule.max_active_runs;
    if (running_count(runs_[run].type) < max) start_run(kernel, run);
  }
}

void Runtime::start_run(Kernel& kernel, std::size_t run) {
  DagRun& started = runs_[run];
  started.state = RunState::kRunning;
  kernel.because_of(kernel.record(TraceKind::kRunStart, pipeline_.dag_id,
                                  {{"type", std::string(run_type_text(started.type))},
                                   {"data_interval_start", time_text(started.plan.interval.start)},
                                   {"data_interval_end", time_text(started.plan.interval.end)}},
                                  started.name(pipeline_.dag_id)));
  settle(kernel, run);
}

// Starts what may start, until nothing changes any more; then sees whether the run has ended.
void Runtime::settle(Kernel& kernel, std::size_t run) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (const std::size_t task : pipeline_.order) {
      changed = settle_task(kernel, run, task) || changed;
    }
  }
  DagRun& settled = runs_[run];
  settled.state = verdict(pipeline_.tasks, settled.tasks);
  if (settled.state == RunState::kRunning) return;
  kernel.record(TraceKind::kRunEnd, pipeline_.dag_id,
                {{"state", std::string(run_state_text(settled.state))}},
                settled.name(pipeline_.dag_id));
  start_waiting_runs(kernel);
}

bool Runtime::settle_task(Kernel& kernel, std::size_t run, std::size_t task) {
  if (instance(run, task).state != TaskState::kNone) return false;
  std::vector<TaskState> upstream;
  for (const std::size_t before : pipeline_.tasks[task].upstream) {
    upstream.push_back(instance(run, before).state);
  }
  switch (readiness(pipeline_.tasks[task].args.trigger_rule, upstream)) {
    case Readiness::kWait:
      return false;
    case Readiness::kSkip:
      set_state(kernel, run, task, TaskState::kSkipped);
      return true;
    case Readiness::kUpstreamFailed:
      set_state(kernel, run, task, TaskState::kUpstreamFailed);
      return true;
    case Readiness::kStart:
      break;
  }
  if (!may_start_after_past(run, task) || is_staging_taken(run, task)) return false;
  queue(kernel, run, task, kernel.now() + timings_.start_worker);
  return true;
}

// depends_on_past: the same task must have succeeded in the run before this one.
bool Runtime::may_start_after_past(std::size_t run, std::size_t task) const {
  if (!pipeline_.tasks[task].args.depends_on_past) return true;
  const DagRun* previous = nullptr;
  for (const DagRun& other : runs_) {
    const bool is_earlier = other.plan.logical_date < runs_[run].plan.logical_date;
    const bool is_latest =
        previous == nullptr || previous->plan.logical_date <= other.plan.logical_date;
    if (is_earlier && is_latest) previous = &other;
  }
  return previous == nullptr || previous->tasks[task].state == TaskState::kSuccess;
}

// There is one staging table for each model: it is another run's from the moment that its try is
// queued until its checks are done.
bool Runtime::is_staging_taken(std::size_t run, std::size_t task) const {
  const Task& model = pipeline_.tasks[task];
  if (!is_staged(pipeline_, model)) return false;
  const std::vector<std::size_t> checks = checks_on(pipeline_, model.task_id);
  for (std::size_t other = 0; other < runs_.size(); ++other) {
    const DagRun& taker = runs_[other];
    if (other == run || taker.state != RunState::kRunning) continue;
    const TaskState state = taker.tasks[task].state;
    if (state != TaskState::kNone && !is_finished(state)) return true;
    if (staged_by(other, model.task_id) == nullptr) continue;
    const bool is_checked = std::all_of(checks.begin(), checks.end(), [&](std::size_t check) {
      return is_finished(taker.tasks[check].state);
    });
    if (!is_checked) return true;
  }
  return false;
}

void Runtime::queue(Kernel& kernel, std::size_t run, std::size_t task, TimeUs at) {
  set_state(kernel, run, task, TaskState::kQueued);
  kernel.schedule({.at = at,
                   .event_class = EventClass::kRuntime,
                   .what = kTaskStarts,
                   .subject = subject_of(run, task),
                   .detail = instance(run, task).generation});
}

void Runtime::set_state(Kernel& kernel, std::size_t run, std::size_t task, TaskState state) {
  instance(run, task).state = state;
  kernel.record(TraceKind::kTaskState, pipeline_.tasks[task].task_id,
                {{"state", std::string(task_state_text(state))}}, try_name(run, task));
}

// Tasks are numbered by their names, once and for all: events outlive the files that named them.
std::int64_t Runtime::subject_of(std::size_t run, std::size_t task) {
  const std::string& name = pipeline_.tasks[task].task_id;
  const auto found = std::find(task_names_.begin(), task_names_.end(), name);
  const std::int64_t number = found - task_names_.begin();
  if (found == task_names_.end()) task_names_.push_back(name);
  NIGHTSHIFT_CHECK(number < kTaskNumbersMax);
  return static_cast<std::int64_t>(run) * kTaskNumbersMax + number;
}

std::string Runtime::try_name(std::size_t run, std::size_t task) const {
  const std::int64_t number = runs_[run].tasks[task].try_number;
  return runs_[run].name(pipeline_.dag_id) + '#' + std::to_string(number);
}

TaskInstance& Runtime::instance(std::size_t run, std::size_t task) {
  NIGHTSHIFT_CHECK(run < runs_.size() && task < runs_[run].tasks.size());
  return runs_[run].tasks[task];
}

}  // namespace nightshift
