#include "engine/night/lineage.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/night/watch_events.h"
#include "engine/pipeline/graph.h"
#include "engine/runtime/model_try.h"
#include "engine/sql/lineage.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

// A run is named dag@date, a try of a task in it dag@date#1.
std::string_view key_of(std::string_view run) { return run.substr(run.find('@') + 1); }
std::string_view without_try(std::string_view run) { return run.substr(0, run.find('#')); }

std::vector<LineageField> fields_of(const std::vector<LineageInput>& inputs) {
  std::vector<LineageField> fields;
  for (const LineageInput& input : inputs) {
    LineageField field{.dataset = input.table, .field = input.column, .transformations = {}};
    for (const LineageKind kind : input.kinds) {
      field.transformations.emplace_back(is_direct(kind) ? "DIRECT" : "INDIRECT",
                                         lineage_text(kind));
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

class LineageWriter {
 public:
  explicit LineageWriter(const Night& night) : night_(night) {
    for (const TableSchema& table : night.warehouse_tables()) {
      LineageTable each{.name = table.name, .columns = {}, .rowid = {}, .view = {}};
      for (const ColumnSchema& column : table.columns) each.columns.push_back(column.name);
      catalog_.tables.push_back(std::move(each));
    }
  }

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
      LineageDataset output{.name = std::string(task.writes()),
                            .row_count = event.number("written")};
      const bool ran = told.type == LineageEventType::kComplete && task.model() != nullptr;
      if (ran && task.model()->is_stored()) output.column_lineage = columns_of(task, told);
      told.outputs.push_back(std::move(output));
    }
  }

  // What a run of a model read, column by column; nullopt where its SQL names what is not there
  // now.
  std::optional<ColumnLineage> columns_of(const Task& task, const LineageEvent& told) {
    const bool adds =
        task.model()->materialized == Materialized::kIncremental && has_run_.contains(task.task_id);
    has_run_.insert(task.task_id);
    const auto [found, is_new] = columns_.try_emplace({task.task_id, adds});
    if (is_new) found->second = read_columns(task, told, adds);
    return found->second;
  }

  // Which interval it is changes values in the SQL, and no names.
  std::optional<ColumnLineage> read_columns(const Task& task, const LineageEvent& told,
                                            bool adds) const {
    const DataInterval interval{.start = told.nominal_start.value_or(told.at),
                                .end = told.nominal_end.value_or(told.at)};
    RenderContext words = render_context(night_.runtime().pipeline(), interval, told.at);
    words.this_relation = quoted_table(task.task_id);
    words.is_incremental = adds;
    const auto lineage = lineage_of(render(task.model()->sql, words), catalog_);
    if (!lineage || !lineage->columns_known || !lineage->unresolved.empty()) return std::nullopt;
    ColumnLineage columns{.columns = {}, .dataset = fields_of(lineage->rows)};
    for (const LineageOutput& column : lineage->columns) {
      columns.columns.push_back({.name = column.name, .inputs = fields_of(column.inputs)});
    }
    return columns;
  }

  const Night& night_;
  LineageCatalog catalog_;
  std::set<std::string, std::less<>> has_run_;  // models
  std::map<std::pair<std::string, bool>, std::optional<ColumnLineage>> columns_;
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
