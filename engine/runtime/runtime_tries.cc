// Tries: begun, carried on step by step, ended, and tried again.
#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/pipeline/graph.h"
#include "engine/runtime/ask_rule.h"
#include "engine/runtime/runtime.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

Error try_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kLearner,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

}  // namespace

void Runtime::begin_try(Kernel& kernel, std::size_t run, std::size_t task) {
  TaskInstance& begun = instance(run, task);
  ++begun.try_number;
  begun.started_at = kernel.now();
  set_state(kernel, run, task, TaskState::kRunning);
  Try tried{.run = run, .task = task};
  if (const SyncTask* sync = pipeline_.tasks[task].sync()) {
    tried.sync = SyncTry(*sync, runs_[run].plan.interval, runs_[run].type == RunType::kBackfill,
                         contract_points(pipeline_, EnforceAt::kIngest, sync->source));
  }
  schedule_step(kernel, tried);
  tries_.push_back(std::move(tried));
}

DurationUs Runtime::duration_of_step(const Try& tried) const {
  if (tried.publishes) return timings_.commit;
  if (!tried.sync) {
    const bool is_model = pipeline_.tasks[tried.task].model() != nullptr;
    return is_model ? timings_.run_model : timings_.run_check;
  }
  switch (tried.sync->next()) {
    case StepKind::kRead:
      return timings_.read_page;
    case StepKind::kWrite:
      return timings_.write_batch;
    case StepKind::kCommit:
      return timings_.commit;
    default:
      return timings_.save_state;
  }
}

// The next step happens once it has taken its time.
void Runtime::schedule_step(Kernel& kernel, const Try& tried) {
  kernel.schedule({.at = kernel.now() + duration_of_step(tried),
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
    return end_try(kernel, index, try_error("task.crashed", "The worker was lost.", "Try again."));
  }
  ++tried.steps;
  const auto timeout = task.args.execution_timeout;
  if (timeout && kernel.now() - running.started_at > *timeout) {
    return end_try(kernel, index,
                   try_error("task.timeout", "It took longer than " + duration_text(*timeout) + ".",
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
  if (tried.sync) return tried.sync->step(context, sync_states_[tried.task]);
  if (task.model() != nullptr) return do_model(context, tried);
  if (task.check() != nullptr) return do_check(context, tried);
  tried.is_done = true;
  if (const NotifyTask* notify = task.notify()) {
    context.kernel.record(TraceKind::kNote, task.task_id, {{"message", notify->message}},
                          context.run);
  }
  return {};
}

Result<void> Runtime::do_model(const StepContext& context, Try& tried) {
  const Task& task = pipeline_.tasks[tried.task];
  tried.is_done = true;
  staged_.erase(task.task_id);
  NIGHTSHIFT_TRY(tried.rows, run_model(pipeline_, task, runs_[tried.run].plan.interval, context));
  if (is_staged(pipeline_, task)) {
    staged_[task.task_id] = {.run = tried.run, .rows = tried.rows.written};
  }
  return {};
}

// A check that passes as the last one publishes what it looked at: a step of its own.
Result<void> Runtime::do_check(const StepContext& context, Try& tried) {
  const CheckTask& check = *pipeline_.tasks[tried.task].check();
  const Staged* staged = staged_by(tried.run, check.on);
  if (!tried.publishes) {
    NIGHTSHIFT_TRY(run_check(context, check, runs_[tried.run].plan.interval, staged != nullptr));
    tried.publishes = staged != nullptr && is_last_check(tried);
    tried.is_done = !tried.publishes;
    return {};
  }
  tried.is_done = true;
  if (staged == nullptr) return {};  // the model was started again meanwhile
  NIGHTSHIFT_TRY(publish(check.on, staged->rows, context));
  staged_.erase(check.on);
  return {};
}

// What this run's try of the model left in staging; nullptr when there is nothing of it.
const Runtime::Staged* Runtime::staged_by(std::size_t run, const std::string& model) const {
  const auto staged = staged_.find(model);
  return staged == staged_.end() || staged->second.run != run ? nullptr : &staged->second;
}

bool Runtime::is_last_check(const Try& tried) const {
  const std::string& model = pipeline_.tasks[tried.task].check()->on;
  const std::vector<std::size_t> checks = checks_on(pipeline_, model);
  return std::all_of(checks.begin(), checks.end(), [&](std::size_t check) {
    return check == tried.task || runs_[tried.run].tasks[check].state == TaskState::kSuccess;
  });
}

// Each rule is judged and told; the worst that is an error fails the task.
Result<void> Runtime::run_check(const StepContext& context, const CheckTask& check,
                                const DataInterval& interval, bool in_staging) {
  RenderContext words = render_context(pipeline_, interval, context.kernel.now());
  if (in_staging) words.relations[check.on] = quoted_table(staging_of(check.on));
  const std::string relation = relation_sql(words, check.on);
  std::optional<std::string> failed;
  for (const CheckRule& rule : check.rules) {
    NIGHTSHIFT_TRY(const RuleResult result,
                   ask_rule(rule, relation, words, interval, context.sink));
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
  return fail(try_error("check.failed", *failed, "Look at the rows, then run the task again."));
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
      {"read", ended.sync ? ended.sync->rows_read() : ended.rows.read},
      {"written", ended.sync ? ended.sync->rows_written() : ended.rows.written}};
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

}  // namespace nightshift
