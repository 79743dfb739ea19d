#include "engine/night/lineage.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/night/watch_events.h"
#include "engine/pipeline/graph.h"

namespace nightshift {
namespace {

// A run is named dag@date, a try of a task in it dag@date#1.
std::string_view key_of(std::string_view run) { return run.substr(run.find('@') + 1); }
std::string_view without_try(std::string_view run) { return run.substr(0, run.find('#')); }

class LineageWriter {
 public:
  explicit LineageWriter(const Night& night) : night_(night) {}

  void add(const TraceEvent& event) {
    const std::string_view state = event.text("state");
    switch (event.kind) {
      case TraceKind::kRunStart:
        return push(LineageEventType::kStart, event, event.subject, std::nullopt);
      case TraceKind::kRunEnd:
        return push(state == "failed" ? LineageEventType::kFail : LineageEventType::kComplete,
                    event, event.subject, std::nullopt);
      case TraceKind::kTaskState:
        if (state != "running") return;
        return push(LineageEventType::kStart, event, job_of(event), dag_of(event));
      case TraceKind::kCheckResult:
        assertions_[event.run + '/' + event.subject].push_back(assertion_of(event));
        return;
      case TraceKind::kTaskEnd:
        push(state == "success" ? LineageEventType::kComplete : LineageEventType::kFail, event,
             job_of(event), dag_of(event));
        return add_tables(event, events_.back());
      default:
        return;
    }
  }

  std::vector<LineageEvent> take() { return std::move(events_); }

 private:
  void push(LineageEventType type, const TraceEvent& event, std::string job,
            std::optional<LineageRun> parent) {
    LineageEvent told{.type = type,
                      .at = event.time,
                      .run = {.job = std::move(job), .key = std::string(key_of(event.run))},
                      .parent = std::move(parent)};
    if (const DagRun* run = run_of(night_.runtime(), event)) {
      told.nominal_start = run->plan.interval.start;
      told.nominal_end = run->plan.interval.end;
    }
    if (type == LineageEventType::kFail) told.error_message = event.text("message");
    events_.push_back(std::move(told));
  }

  std::string job_of(const TraceEvent& event) const {
    return night_.runtime().pipeline().dag_id + '.' + event.subject;
  }

  LineageRun dag_of(const TraceEvent& event) const {
    return {.job = night_.runtime().pipeline().dag_id,
            .key = std::string(key_of(without_try(event.run)))};
  }

  static LineageAssertion assertion_of(const TraceEvent& event) {
    return {.assertion = std::string(event.text("rule")),
            .success = event.text("state") == "pass",
            .severity = event.text("state") == "warn" ? "warn" : "error",
            .actual = std::string(event.text("say"))};
  }

  void add_tables(const TraceEvent& event, LineageEvent& told) {
    const Pipeline& pipeline = night_.runtime().pipeline();
    const auto index = pipeline.find_task(event.subject);
    if (!index) return;
    const Task& task = pipeline.tasks[*index];
    std::vector<std::string> reads = relations_read(task);
    if (const SyncTask* sync = task.sync()) reads.push_back(sync->source);
    for (std::string& relation : reads) {
      LineageDataset input{.name = std::move(relation)};
      if (task.sync() != nullptr) input.row_count = event.number("read");
      told.inputs.push_back(std::move(input));
    }
    if (const auto found = assertions_.find(event.run + '/' + event.subject);
        found != assertions_.end() && !told.inputs.empty()) {
      told.inputs.front().assertions = std::move(found->second);
      assertions_.erase(found);
    }
    if (!task.writes().empty()) {
      told.outputs.push_back(
          {.name = std::string(task.writes()), .row_count = event.number("written")});
    }
  }

  const Night& night_;
  std::vector<LineageEvent> events_;
  std::map<std::string, std::vector<LineageAssertion>, std::less<>> assertions_;  // by run and task
};

}  // namespace

std::vector<LineageEvent> night_lineage(const Night& night) {
  LineageWriter writer(night);
  for (std::int64_t index = 0; index < night.trace().size(); ++index) {
    writer.add(night.trace().at(index));
  }
  return writer.take();
}

}  // namespace nightshift
