#include "engine/runtime/runtime.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/observe/quality.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

// What an event of the runtime is.
enum What : std::int64_t {
  kRunDue,
  kTaskStarts,     // subject: run and task; detail: the instance's generation
  kTaskContinues,  // the same
};

constexpr std::size_t kRunsMax = 100'000;
constexpr std::int64_t kTaskNumbersMax = 1'000'000;

Error command_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

// The rows that a check looks at, as SQL.
std::string rows_in_scope(const std::string& relation, const CheckRule& rule,
                          const DataInterval& interval) {
  std::string sql = "SELECT * FROM " + relation;
  if (rule.scope == Scope::kTable) return sql;
  return sql + " WHERE " + within_sql(rule.event_time, interval);
}

}  // namespace

Runtime::Runtime(Pipeline pipeline, const RuntimeTimings& timings)
    : pipeline_(std::move(pipeline)), timings_(timings), sync_states_(pipeline_.tasks.size()) {}

void Runtime::start(Kernel& kernel) { schedule_next_run(kernel); }

void Runtime::schedule_next_run(Kernel& kernel) {
  const auto next = next_run(pipeline_.schedule, last_scheduled_, kernel.now());
  if (!next) return;
  kernel.schedule({.at = std::max(next->run_after, kernel.now()),
                   .event_class = EventClass::kRuntime,
                   .what = kRunDue});
}

void Runtime::handle(Kernel& kernel, const Source& source, Sink& sink) {
  const Event& event = kernel.current();
  if (event.what == kRunDue) return create_due_run(kernel);
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
  if (!may_start_after_past(run, task)) return false;
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

void Runtime::queue(Kernel& kernel, std::size_t run, std::size_t task, TimeUs at) {
  set_state(kernel, run, task, TaskState::kQueued);
  kernel.schedule({.at = at,
                   .event_class = EventClass::kRuntime,
                   .what = kTaskStarts,
                   .subject = subject_of(run, task),
                   .detail = instance(run, task).generation});
}

void Runtime::begin_try(Kernel& kernel, std::size_t run, std::size_t task) {
  TaskInstance& begun = instance(run, task);
  ++begun.try_number;
  begun.started_at = kernel.now();
  set_state(kernel, run, task, TaskState::kRunning);
  Try tried{.run = run, .task = task};
  if (const SyncTask* sync = pipeline_.tasks[task].sync()) {
    tried.sync = SyncTry(*sync, runs_[run].plan.interval, runs_[run].type == RunType::kBackfill);
  }
  schedule_step(kernel, tried);
  tries_.push_back(std::move(tried));
}

// The next step happens once it has taken its time.
void Runtime::schedule_step(Kernel& kernel, const Try& tried) {
  DurationUs takes = timings_.run_check;
  if (tried.sync) {
    switch (tried.sync->next()) {
      case StepKind::kRead:
        takes = timings_.read_page;
        break;
      case StepKind::kWrite:
        takes = timings_.write_batch;
        break;
      case StepKind::kCommit:
        takes = timings_.commit;
        break;
      default:
        takes = timings_.save_state;
        break;
    }
  } else if (pipeline_.tasks[tried.task].model() != nullptr) {
    takes = timings_.run_model;
  }
  kernel.schedule({.at = kernel.now() + takes,
                   .event_class = EventClass::kRuntime,
                   .what = kTaskContinues,
                   .subject = subject_of(tried.run, tried.task),
                   .detail = instance(tried.run, tried.task).generation});
}

void Runtime::continue_try(Kernel& kernel, Try& tried, const Source& source, Sink& sink) {
  const auto index = static_cast<std::size_t>(&tried - tries_.data());
  const Task& task = pipeline_.tasks[tried.task];
  const TaskInstance& running = instance(tried.run, tried.task);
  if (crash_ && crash_->task_id == task.task_id && crash_->step == tried.steps &&
      crash_->logical_date == runs_[tried.run].plan.logical_date) {
    crash_.reset();
    kernel.because_of(kernel.record(TraceKind::kCrash, task.task_id, {{"step", tried.steps}},
                                    try_name(tried.run, tried.task)));
    return end_try(kernel, index,
                   command_error("task.crashed", "The worker was lost.", "Try again."));
  }
  ++tried.steps;
  const auto timeout = task.args.execution_timeout;
  if (timeout && kernel.now() - running.started_at > *timeout) {
    return end_try(
        kernel, index,
        command_error("task.timeout", "It took longer than " + duration_text(*timeout) + ".",
                      "Give it more time, or less to do."));
  }
  const StepContext context{kernel, source, sink, try_name(tried.run, tried.task), task.task_id};
  if (const auto done = do_step(context, tried); !done) {
    return end_try(kernel, index, done.error());
  }
  if (tried.is_done || (tried.sync && tried.sync->next() == StepKind::kDone)) {
    return end_try(kernel, index, std::nullopt);
  }
  schedule_step(kernel, tried);
}

Result<void> Runtime::do_step(const StepContext& context, Try& tried) {
  const Task& task = pipeline_.tasks[tried.task];
  const DataInterval& interval = runs_[tried.run].plan.interval;
  if (tried.sync) return tried.sync->step(context, sync_states_[tried.task]);
  tried.is_done = true;
  if (task.model() != nullptr) {
    NIGHTSHIFT_TRY(tried.model_rows, run_model(pipeline_, task, interval, context));
  }
  if (const CheckTask* check = task.check()) return run_check(context, *check, interval);
  if (const NotifyTask* notify = task.notify()) {
    context.kernel.record(TraceKind::kNote, task.task_id, {{"message", notify->message}},
                          context.run);
  }
  return {};
}

// Each rule is judged and told; the worst that is an error fails the task.
Result<void> Runtime::run_check(const StepContext& context, const CheckTask& check,
                                const DataInterval& interval) {
  const RenderContext words = render_context(pipeline_, interval, context.kernel.now());
  const auto named = words.relations.find(check.on);
  const std::string relation =
      named == words.relations.end() ? quoted_table(check.on) : named->second;
  std::optional<std::string> failed;
  for (const CheckRule& rule : check.rules) {
    RuleResult result;
    if (rule.rule.kind == RuleKind::kSql) {
      NIGHTSHIFT_TRY(const Table answer, context.sink.query(render(rule.query, words)));
      const auto* number = answer.row_count() == 0
                               ? nullptr
                               : std::get_if<std::int64_t>(&answer.columns.front().cells.front());
      result = judge_measure(rule.rule, {.count = number == nullptr ? 0 : *number});
    } else {
      const auto rows = context.sink.query(rows_in_scope(relation, rule, interval));
      result = evaluate_rule(rule.rule, rows ? &*rows : nullptr);
    }
    context.kernel.record(TraceKind::kCheckResult, context.task_id,
                          {{"on", check.on},
                           {"rule", rule_subject(rule.rule)},
                           {"say", result.say},
                           {"state", std::string(check_state_text(result.state))},
                           {"vacuous", result.vacuous}},
                          context.run);
    const bool is_error =
        result.state == CheckState::kError || result.state == CheckState::kUnknown;
    if (is_error && check.severity == Severity::kError && !failed) failed = result.say;
  }
  if (!failed) return {};
  return fail(command_error("check.failed", *failed, "Look at the rows, then run the task again."));
}

void Runtime::end_try(Kernel& kernel, std::size_t index, const std::optional<Error>& problem) {
  const Try ended = std::move(tries_[index]);
  tries_.erase(tries_.begin() + static_cast<std::ptrdiff_t>(index));
  const Task& task = pipeline_.tasks[ended.task];
  TaskInstance& tried = instance(ended.run, ended.task);
  const bool again = problem && tried.try_number <= task.args.retry.retries;
  const TaskState state = !problem ? TaskState::kSuccess
                          : again  ? TaskState::kUpForRetry
                                   : TaskState::kFailed;
  std::vector<TraceField> fields = {
      {"state", std::string(task_state_text(state))},
      {"read", ended.sync ? ended.sync->rows_read() : ended.model_rows},
      {"written", ended.sync ? ended.sync->rows_written() : ended.model_rows}};
  if (problem) {
    fields.push_back({"error", problem->code});
    fields.push_back({"message", problem->message});
  }
  kernel.because_of(kernel.record(TraceKind::kTaskEnd, task.task_id, std::move(fields),
                                  try_name(ended.run, ended.task)));
  set_state(kernel, ended.run, ended.task, state);
  if (again) {
    const DurationUs wait = retry_wait(
        task.args.retry, {pipeline_.dag_id, task.task_id, runs_[ended.run].plan.logical_date},
        tried.try_number);
    kernel.record(TraceKind::kRetryWait, task.task_id, {{"wait_us", wait}},
                  try_name(ended.run, ended.task));
    kernel.schedule({.at = kernel.now() + wait,
                     .event_class = EventClass::kRuntime,
                     .what = kTaskStarts,
                     .subject = subject_of(ended.run, ended.task),
                     .detail = tried.generation});
    return;
  }
  settle(kernel, ended.run);
  // Others may have waited for this run's past.
  for (std::size_t run = 0; run < runs_.size(); ++run) {
    if (run != ended.run && runs_[run].state == RunState::kRunning) settle(kernel, run);
  }
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

void Runtime::install(Pipeline pipeline) {
  const Pipeline old = std::exchange(pipeline_, std::move(pipeline));
  const auto moved = [&](auto items, auto empty) {
    std::vector<decltype(empty)> result(pipeline_.tasks.size(), empty);
    for (std::size_t task = 0; task < result.size(); ++task) {
      const auto before = old.find_task(pipeline_.tasks[task].task_id);
      if (before) result[task] = std::move(items[*before]);
    }
    return result;
  };
  sync_states_ = moved(std::move(sync_states_), SyncState{});
  for (DagRun& run : runs_) run.tasks = moved(std::move(run.tasks), TaskInstance{});
  std::vector<Try> kept;
  for (Try& tried : tries_) {
    const auto now = pipeline_.find_task(old.tasks[tried.task].task_id);
    if (!now) continue;
    tried.task = *now;
    kept.push_back(std::move(tried));
  }
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
      old = {.generation = old.generation + 1};
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
