// What the readers of pipeline.jsonc's parts share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/reader.h"
#include "engine/pipeline/read_spec.h"
#include "engine/pipeline/spec.h"

namespace nightshift {

// One pipeline being read.
struct SpecReading {
  const PipelineFiles& files;
  const SpecWorld& world;
  const SpecLimits& limits;
  Errors errors;
  Pipeline pipeline;
  bool knows_all_tasks = true;  // false: a table without a writer may have one after all

  // Adds a lint at the reader's place.
  void lint(const JsonReader& at, std::string code, std::string message, std::string remedy);
};

// Letters, digits and _, at most 64 of them, and no digit first.
bool is_name(std::string_view text);

// Scalars with rules of their own. Each adds an error at its place and gives a default.
std::string read_name(JsonReader reader);      // letters, digits, _; at most 64: "spec.name"
std::string read_relation(JsonReader reader);  // two names with a dot: "spec.relation"
DurationUs read_duration_at(JsonReader reader, DurationUs min, DurationUs max);  // "spec.duration"
TimeUs read_time_at(JsonReader reader);                                          // "spec.time"
Cron read_cron_at(JsonReader reader);  // "spec.cron", "spec.schedule_too_often"
// An SQL condition: "spec.condition" when it is empty, unfinished, or more than a condition.
std::string read_condition(JsonReader reader);
// SQL of a query with a template's words, as it stands at the reader.
Template read_query(JsonReader reader, TemplateUse use);

// The elements of an array of at most `count_max`; otherwise the error `code`, and none of them.
std::vector<JsonReader> elements_up_to(JsonReader& reader, std::size_t count_max,
                                       std::string code = "spec.too_many",
                                       std::size_t count_min = 0);

// Names of columns: one text or an array of them; "spec.name", "spec.repeated".
std::vector<std::string> read_columns(JsonReader reader, std::size_t count_max);

// Why a statement cannot be one SELECT, or nullopt. `incremental` as in RenderContext.
std::optional<std::string> select_trouble(const Template& query);

// The parts of the file. Each reads on after an error, and refuses unknown keys.
Schedule read_schedule(JsonReader reader, SpecReading& reading);
void read_task_args(JsonReader& reader, TaskArgs& args);  // leaves what is not set
Task read_task(JsonReader reader, const TaskArgs& defaults, SpecReading& reading);
SyncTask read_sync(JsonReader& reader, SpecReading& reading);
ModelTask read_model(JsonReader& reader, SpecReading& reading);
CheckTask read_check(JsonReader& reader, SpecReading& reading);
NotifyTask read_notify_task(JsonReader& reader);
CheckRule read_check_rule(JsonReader reader, Severity severity, SpecReading& reading);
ContractUse read_contract_use(JsonReader reader, SpecReading& reading);
PlannedMonitor read_planned_monitor(JsonReader reader, SpecReading& reading);
Notify read_notify(JsonReader reader, SpecReading& reading);
Exposure read_exposure(JsonReader reader, SpecReading& reading);
NotifyTarget read_notify_target(JsonReader reader);
PagerSeverity read_pager_severity(JsonReader reader);

}  // namespace nightshift
