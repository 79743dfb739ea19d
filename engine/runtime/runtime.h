// A pipeline that runs: its scheduler makes runs, tasks are tried, tried again and given up, and
// every step of a try is an event of the night.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/kernel.h"
#include "engine/kernel/source.h"
#include "engine/pipeline/command.h"
#include "engine/pipeline/spec.h"
#include "engine/runtime/dag_run.h"
#include "engine/runtime/model_try.h"
#include "engine/runtime/sink.h"
#include "engine/runtime/sync_try.h"

namespace nightshift {

// How long things take in a night: simulated, equal on every machine.
struct RuntimeTimings {
  DurationUs start_worker = 3 * kMinuteUs;  // from queued to running
  DurationUs read_page = 40 * kSecondUs;
  DurationUs write_batch = 10 * kSecondUs;
  DurationUs commit = 5 * kSecondUs;
  DurationUs save_state = 2 * kSecondUs;
  DurationUs run_model = 2 * kMinuteUs;
  DurationUs run_check = 20 * kSecondUs;
};

// Where a try is made to crash: just before one of its steps. For crash sweeps.
struct CrashPoint {
  std::string task_id;
  TimeUs logical_date = 0;
  std::int64_t step = 0;  // from 0
};

// A value, together with its kernel and the tables behind its sink.
class Runtime {
 public:
  Runtime(Pipeline pipeline, const RuntimeTimings& timings);

  // Schedules the first run. Call it once, before the kernel advances.
  void start(Kernel& kernel);

  // Handles the kernel's current event, of class kRuntime.
  void handle(Kernel& kernel, const Source& source, Sink& sink);

  // From now on these are the learner's files. Runs that are there keep the state of tasks that are
  // still there, by name and type; their tries in flight go on as they began. Tries of tasks that
  // are gone are forgotten. Another schedule counts from now on.
  void install(Kernel& kernel, Pipeline pipeline);

  // Airflow's `backfill create`: what it did, one line for each run.
  Result<std::vector<std::string>> backfill(Kernel& kernel, const BackfillCommand& command);
  // Airflow's `tasks clear`: how many task instances will run again.
  Result<std::int64_t> clear(Kernel& kernel, const TasksClearCommand& command);
  // Airflow's `dags trigger`.
  void trigger(Kernel& kernel);
  Result<void> reset_state(const StateResetCommand& command);

  void crash_at(CrashPoint point) { crash_ = std::move(point); }

  const Pipeline& pipeline() const { return pipeline_; }
  const std::vector<DagRun>& runs() const { return runs_; }

 private:
  // What an event of the runtime is.
  enum What : std::int64_t {
    kRunDue,         // detail: the number of the schedule that it is due by
    kTaskStarts,     // subject: run and task; detail: the instance's generation
    kTaskContinues,  // the same
  };

  // A try that is under way.
  struct Try {
    std::size_t run = 0;
    std::size_t task = 0;
    std::int64_t steps = 0;
    std::optional<SyncTry> sync;
    ModelRows rows;
    bool publishes = false;  // of a check that passed, and was the last one
    bool is_done = false;    // of tasks other than syncs
  };

  // A model's rows that wait for their checks.
  struct Staged {
    std::size_t run = 0;
    std::int64_t rows = 0;
  };

  void create_due_run(Kernel& kernel);
  void schedule_next_run(Kernel& kernel);
  void start_run(Kernel& kernel, std::size_t run);
  void start_waiting_runs(Kernel& kernel);
  void settle(Kernel& kernel, std::size_t run);
  bool settle_task(Kernel& kernel, std::size_t run, std::size_t task);
  bool may_start_after_past(std::size_t run, std::size_t task) const;
  bool is_staging_taken(std::size_t run, std::size_t task) const;
  void queue(Kernel& kernel, std::size_t run, std::size_t task, TimeUs at);
  void begin_try(Kernel& kernel, std::size_t run, std::size_t task);
  void continue_try(Kernel& kernel, Try& tried, const Source& source, Sink& sink);
  Result<void> do_step(const StepContext& context, Try& tried);
  Result<void> do_model(const StepContext& context, Try& tried);
  Result<void> do_check(const StepContext& context, Try& tried);
  Result<void> run_check(const StepContext& context, const CheckTask& check,
                         const DataInterval& interval, bool in_staging);
  const Staged* staged_by(std::size_t run, const std::string& model) const;
  bool is_last_check(const Try& tried) const;
  DurationUs duration_of_step(const Try& tried) const;
  void schedule_step(Kernel& kernel, const Try& tried);
  void end_try(Kernel& kernel, std::size_t tried, const std::optional<Error>& problem);
  void set_state(Kernel& kernel, std::size_t run, std::size_t task, TaskState state);
  std::int64_t subject_of(std::size_t run, std::size_t task);
  std::string try_name(std::size_t run, std::size_t task) const;
  std::vector<std::optional<std::size_t>> origins_in(const Pipeline& old) const;
  void move_states(const Pipeline& old, const std::vector<std::optional<std::size_t>>& origins);
  TaskInstance& instance(std::size_t run, std::size_t task);
  std::int64_t running_count(RunType type) const;

  Pipeline pipeline_;
  RuntimeTimings timings_;
  std::vector<DagRun> runs_;  // in the order of their creation
  std::optional<DataInterval> last_scheduled_;
  std::vector<SyncState> sync_states_;  // one for each task
  std::vector<Try> tries_;
  std::map<std::string, Staged> staged_;  // by model
  std::int64_t schedule_number_ = 0;      // events of an earlier schedule are not for this one
  std::int64_t generations_ = 0;          // the latest that was given to a task instance
  std::vector<std::string> task_names_;   // of all tasks that ever had an event
  std::int64_t backfill_runs_max_ = 1;
  std::optional<CrashPoint> crash_;
};

}  // namespace nightshift
