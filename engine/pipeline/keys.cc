#include "engine/pipeline/keys.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

using P = SpecPart;

constexpr auto kKeys = std::to_array<SpecKey>({
    {P::kPipeline, "spec", "required", "ours", "the version of this format: \"pipeline/1\""},
    {P::kPipeline, "dag_id", "required", "Airflow", "the pipeline's name"},
    {P::kPipeline, "owner", "none", "Airflow", "who answers for it"},
    {P::kPipeline, "description", "none", "Airflow", "one sentence for people"},
    {P::kPipeline, "schedule", "required", "Airflow", "when it runs"},
    {P::kPipeline, "default_args", "{}", "Airflow",
     "arguments of every task that sets none itself"},
    {P::kPipeline, "contracts", "[]", "ours", "contracts and where they are enforced"},
    {P::kPipeline, "tasks", "required", "Airflow", "what a run does"},
    {P::kPipeline, "monitors", "[]", "ours", "who watches the tables"},
    {P::kPipeline, "notify", "[]", "ours", "who is told about what; one object or a list"},
    {P::kPipeline, "exposures", "[]", "dbt", "who looks at the numbers"},

    {P::kSchedule, "cron", "required", "Airflow", "five fields in UTC, or @daily and the like"},
    {P::kSchedule, "timezone", "\"UTC\"", "Airflow", "only UTC is simulated"},
    {P::kSchedule, "timetable", "\"cron_data_interval\"", "Airflow",
     "cron_data_interval: a run covers the interval that has ended; cron_trigger: it covers "
     "nothing"},
    {P::kSchedule, "start_date", "required", "Airflow", "no logical date is before it"},
    {P::kSchedule, "end_date", "none", "Airflow", "no logical date is after it"},
    {P::kSchedule, "catchup", "false", "Airflow", "run every interval since start_date"},
    {P::kSchedule, "max_active_runs", "16", "Airflow", "runs at the same time, at most"},

    {P::kTaskArgs, "owner", "none", "Airflow", "who answers for the task"},
    {P::kTaskArgs, "retries", "0", "Airflow", "tries after the first one"},
    {P::kTaskArgs, "retry_delay", "\"300s\"", "Airflow", "the wait before the next try"},
    {P::kTaskArgs, "retry_exponential_backoff", "0", "Airflow",
     "what each further wait is multiplied by; 0: no backoff, true: 2"},
    {P::kTaskArgs, "max_retry_delay", "none", "Airflow", "the longest wait of a backoff"},
    {P::kTaskArgs, "execution_timeout", "none", "Airflow", "a try that takes longer has failed"},
    {P::kTaskArgs, "depends_on_past", "false", "Airflow",
     "wait for this task's success in the run before"},
    {P::kTaskArgs, "trigger_rule", "\"all_success\"", "Airflow",
     "what the tasks before it must have come to"},

    {P::kTask, "task_id", "required", "Airflow", "the task's name; a model is called so too"},
    {P::kTask, "type", "required", "ours", "sync, model, check or notify"},
    {P::kTask, "depends_on", "[]", "Airflow",
     "task_ids that come first, beside those it reads from"},

    {P::kSync, "source", "required", "Airbyte", "the table to read: \"shop.orders\""},
    {P::kSync, "destination", "required", "Airbyte", "the table to fill: \"raw.orders\""},
    {P::kSync, "fields", "all columns", "ours", "names of columns, or {to, from} mappings"},
    {P::kSync, "row_filter", "none", "ours",
     "rows for which this SQL condition is not true are dropped"},
    {P::kSync, "sync_mode", "\"full_refresh\"", "Airbyte", "full_refresh or incremental"},
    {P::kSync, "cursor_field", "none", "Airbyte", "incremental: the column that only grows"},
    {P::kSync, "lookback", "\"0s\"", "Airbyte", "read again so far behind the cursor"},
    {P::kSync, "destination_sync_mode", "\"append\"", "Airbyte",
     "append, overwrite or append_dedup"},
    {P::kSync, "primary_key", "[]", "Airbyte", "append_dedup: a row with these values is replaced"},
    {P::kSync, "non_breaking_schema_updates_behavior", "\"ignore\"", "Airbyte",
     "ignore, disable_connection, propagate_columns or propagate_fully"},
    {P::kSync, "transaction", "true", "ours", "write all batches in one commit"},
    {P::kSync, "commit_order", "\"data_then_state\"", "ours",
     "data_then_state, state_then_data or with_data"},
    {P::kSync, "page_size", "100", "ours", "rows in one read"},
    {P::kSync, "batch_size", "100", "ours", "rows in one write"},

    {P::kField, "to", "required", "ours", "the column at the destination"},
    {P::kField, "from", "required", "ours",
     "its names at the source; the first that is there is read"},

    {P::kModel, "sql", "required", "ours", "the file with its SELECT: \"models/x.sql\""},
    {P::kModel, "materialized", "\"view\"", "dbt", "view, table, incremental or ephemeral"},
    {P::kModel, "incremental_strategy", "append, with a unique_key delete+insert", "dbt",
     "append, merge, delete+insert, insert_overwrite or microbatch"},
    {P::kModel, "unique_key", "[]", "dbt", "merge and delete+insert: columns that tell rows apart"},
    {P::kModel, "partition_by", "[]", "dbt",
     "insert_overwrite: columns whose values name a partition"},
    {P::kModel, "on_schema_change", "\"ignore\"", "dbt",
     "ignore, fail, append_new_columns or sync_all_columns"},
    {P::kModel, "publish", "\"immediate\"", "ours", "immediate, or after_checks have passed"},
    {P::kModel, "event_time", "none", "dbt", "the column that tells when a row's event happened"},
    {P::kModel, "begin", "none", "dbt", "microbatch: where the first batch starts"},
    {P::kModel, "batch_size", "none", "dbt", "microbatch: hour, day, month or year"},
    {P::kModel, "lookback", "1", "dbt", "microbatch: batches to make again before the latest"},

    {P::kCheck, "on", "required", "ours", "the table to check: \"raw.orders\" or a model"},
    {P::kCheck, "severity", "\"error\"", "dbt", "error or warn; a warning fails nothing"},
    {P::kCheck, "blocking", "false", "Dagster", "whatever reads the table waits for this check"},
    {P::kCheck, "quality", "required", "ODCS", "the rules"},

    {P::kNotifyTask, "to", "\"pager\"", "ours", "pager or log"},
    {P::kNotifyTask, "severity", "\"critical\"", "PagerDuty", "critical, error, warning or info"},
    {P::kNotifyTask, "message", "required", "ours", "what to say"},

    {P::kRule, "name", "none", "ODCS", "what reports call the rule"},
    {P::kRule, "description", "none", "ODCS", "one sentence for people"},
    {P::kRule, "dimension", "none", "ODCS",
     "accuracy, completeness, conformity, consistency, coverage, timeliness or uniqueness"},
    {P::kRule, "type", "\"library\"", "ODCS", "library (a metric) or sql (a query)"},
    {P::kRule, "metric", "none", "ODCS",
     "nullValues, missingValues, invalidValues, duplicateValues or rowCount"},
    {P::kRule, "property", "none", "ODCS", "the column; all metrics but rowCount need one"},
    {P::kRule, "arguments", "{}", "ODCS", "more about the metric"},
    {P::kRule, "query", "none", "ODCS", "sql: a SELECT that gives one number"},
    {P::kRule, "unit", "\"rows\"", "ODCS", "rows or percent"},
    {P::kRule, "scope", "\"table\"", "ours", "table, or the run's data_interval"},
    {P::kRule, "event_time", "the table's", "dbt", "data_interval: the column that tells the time"},
    {P::kRule, "severity", "the check's", "ODCS", "error or warn"},
    {P::kOperator, "mustBe", "none", "ODCS", "equal to this number"},
    {P::kOperator, "mustNotBe", "none", "ODCS", "not this number"},
    {P::kOperator, "mustBeGreaterThan", "none", "ODCS", "more than this number"},
    {P::kOperator, "mustBeGreaterOrEqualTo", "none", "ODCS", "this number or more"},
    {P::kOperator, "mustBeLessThan", "none", "ODCS", "less than this number"},
    {P::kOperator, "mustBeLessOrEqualTo", "none", "ODCS", "this number or less"},
    {P::kOperator, "mustBeBetween", "none", "ODCS", "[low, high], both included"},
    {P::kOperator, "mustNotBeBetween", "none", "ODCS", "outside of [low, high]"},

    {P::kArguments, "validValues", "required", "ODCS", "invalidValues: the values that are valid"},
    {P::kArguments, "missingValues", "[null, \"\"]", "ODCS",
     "missingValues: the values that mean none"},
    {P::kArguments, "properties", "none", "ODCS", "duplicateValues: several columns as one value"},

    {P::kContract, "file", "required", "ours", "\"contracts/NAME.odcs.jsonc\", in ODCS v3.1.0"},
    {P::kContract, "on", "the file's NAME", "ours",
     "the source or table that the contract is about"},
    {P::kContract, "enforce", "[]", "ours", "where it is looked at; nowhere: it changes nothing"},

    {P::kEnforce, "at", "required", "ours", "producer_ci, ingest, transform or publish"},
    {P::kEnforce, "on_violation", "required", "ours", "block, fail, quarantine or warn"},

    {P::kMonitor, "name", "required", "ours", "the monitor's name"},
    {P::kMonitor, "pillar", "required", "ours", "freshness, volume, schema or quality"},
    {P::kMonitor, "on", "required", "ours", "the table to watch"},
    {P::kMonitor, "evaluate", "after each run", "ours", "when it looks: a cron expression"},
    {P::kMonitor, "scope", "\"table\"", "ours", "table, or the run's data_interval"},

    {P::kFreshness, "loaded_at_field", "required", "dbt", "the column that tells how new a row is"},
    {P::kFreshness, "warn_after", "none", "dbt", "older than this is a warning"},
    {P::kFreshness, "error_after", "none", "dbt", "older than this is an error"},

    {P::kVolume, "metric", "\"rowCount\"", "ODCS", "only rowCount"},
    {P::kVolume, "unit", "\"rows\"", "ours", "rows or percent_of_baseline"},
    {P::kVolume, "baseline", "{}", "ours", "percent_of_baseline: what counts as usual"},
    {P::kVolume, "severity", "\"error\"", "dbt", "error or warn"},

    {P::kSchema, "compare_to", "\"contract\"", "ours", "the contract, or the previous look"},
    {P::kSchema, "severity", "\"error\"", "dbt", "error or warn"},

    {P::kQuality, "quality", "required", "ODCS", "the rules"},

    {P::kPeriod, "count", "required", "dbt", "how many"},
    {P::kPeriod, "period", "required", "dbt", "minute, hour or day"},

    {P::kBaseline, "same", "\"interval\"", "ours",
     "interval, weekday or hour: which earlier intervals compare"},
    {P::kBaseline, "count", "4", "ours", "how many of them; with fewer the answer is unknown"},

    {P::kNotify, "on", "required", "ours", "events: task.failed, monitor.error, ..."},
    {P::kNotify, "to", "\"pager\"", "ours", "pager or log"},
    {P::kNotify, "severity", "\"critical\"", "PagerDuty", "critical, error, warning or info"},
    {P::kNotify, "dedup_key", "none", "PagerDuty", "events with the same key are one incident"},

    {P::kExposure, "name", "required", "dbt", "the consumer's name"},
    {P::kExposure, "type", "\"dashboard\"", "dbt",
     "dashboard, notebook, analysis, ml or application"},
    {P::kExposure, "description", "none", "dbt", "one sentence for people"},
    {P::kExposure, "owner", "none", "dbt", "who looks at it"},
    {P::kExposure, "depends_on", "what the query reads", "dbt", "ref('model'), source('a', 'b')"},
    {P::kExposure, "query", "required", "ours", "a SELECT that gives one number"},
    {P::kExposure, "when_empty", "\"blank\"", "ours",
     "blank, zero or no_data: shown for no row or NULL"},
    {P::kExposure, "stale_after", "none", "ours", "data older than this is marked as stale"},
    {P::kExposure, "refresh", "\"*/10 * * * *\"", "ours", "when it asks again: a cron expression"},

    {P::kOwner, "name", "none", "dbt", "a person or a team"},
    {P::kOwner, "email", "none", "dbt", "how to reach them"},
});

// Keys that learners know from the tools, and what stands in for them here.
constexpr auto kElsewhere = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"schedule_interval", "Airflow 3 calls it schedule: {\"schedule\": {\"cron\": ...}}."},
    {"timetable_class", "Write \"timetable\" in \"schedule\"."},
    {"wait_for_downstream", "This argument of Airflow is not simulated; depends_on_past is."},
    {"sla", "Airflow 3 has no SLAs any more; a freshness monitor tells when data is late."},
    {"email_on_failure", "This argument of Airflow is not simulated; write \"notify\"."},
    {"on_failure_callback", "This argument of Airflow is not simulated; write \"notify\"."},
    {"pool", "Airflow's pools are not simulated; max_active_runs limits runs."},
    {"dagrun_timeout", "This argument of Airflow is not simulated; execution_timeout is."},
    {"upstream", "Write the task_ids that come first in \"depends_on\"."},
    {"tests", "dbt's data tests are check tasks here."},
    {"data_tests", "dbt's data tests are check tasks here."},
    {"strategy", "Write \"incremental_strategy\" in a model task."},
    {"mode", "Write \"sync_mode\" and \"destination_sync_mode\" in a sync task."},
});

bool knows(std::initializer_list<SpecPart> parts, SpecPart part) {
  return std::find(parts.begin(), parts.end(), part) != parts.end();
}

std::string with_tool(const SpecKey& key) {
  std::string text = "\"" + std::string(key.name) + "\"";
  return key.tool == "ours" ? text : text + " (" + std::string(key.tool) + ")";
}

const SpecKey* find_key(std::string_view name, std::initializer_list<SpecPart> parts) {
  for (const SpecKey& key : kKeys) {
    if (key.name == name && knows(parts, key.part)) return &key;
  }
  return nullptr;
}

// A key that is known by this very name in another place.
std::string belongs_text(std::string_view name) {
  std::string places;
  const SpecKey* first = nullptr;
  for (const SpecKey& key : kKeys) {
    if (key.name != name) continue;
    if (first != nullptr) places += " or ";
    first = &key;
    places += part_text(key.part);
  }
  return first == nullptr ? "" : with_tool(*first) + " belongs into " + places + ".";
}

std::string remedy_for(std::string_view name, std::initializer_list<SpecPart> parts) {
  for (const auto& [other, remedy] : kElsewhere) {
    if (other == name) return std::string(remedy);
  }
  if (std::string elsewhere = belongs_text(name); !elsewhere.empty()) return elsewhere;
  std::vector<std::string> known;
  std::string list;
  for (const SpecKey& key : kKeys) {
    if (!knows(parts, key.part)) continue;
    known.emplace_back(key.name);
    list += (list.empty() ? "" : ", ") + known.back();
  }
  if (const std::optional<std::string> near = nearest(name, known)) {
    return "Did you mean " + with_tool(*find_key(*near, parts)) + "?";
  }
  return "Remove it; known keys are " + list + ".";
}

}  // namespace

std::span<const SpecKey> spec_keys() { return kKeys; }

std::string_view part_text(SpecPart part) {
  constexpr auto kTexts = std::to_array<std::string_view>({
      "the pipeline",
      "\"schedule\"",
      "\"default_args\"",
      "a task",
      "a sync task",
      "a field mapping",
      "a model task",
      "a check task",
      "a notify task",
      "a quality rule",
      "a rule",
      "a rule's \"arguments\"",
      "a contract",
      "\"enforce\"",
      "a monitor",
      "a freshness monitor",
      "a volume monitor",
      "a schema monitor",
      "a quality monitor",
      "a freshness period",
      "\"baseline\"",
      "\"notify\"",
      "an exposure",
      "an exposure's \"owner\"",
  });
  return kTexts[static_cast<std::size_t>(part)];
}

void refuse_other_keys(JsonReader& reader, std::initializer_list<SpecPart> parts) {
  for (auto& [name, value] : reader.members()) {
    if (find_key(name, parts) != nullptr) continue;
    value.error("json.unknown_key",
                "the key \"" + shortened(name, 60) + "\" is not known in " +
                    std::string(part_text(*(parts.end() - 1))),
                remedy_for(name, parts));
  }
}

}  // namespace nightshift
