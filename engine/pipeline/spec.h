// pipeline.jsonc ("pipeline/1") as a value: what the learner's pipeline does, when, and who looks
// at it. docs/pipeline.md is its reference. Everything is already checked and resolved: references
// lead somewhere, the tasks have an order, defaults are filled in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/observe/contract.h"
#include "engine/observe/monitor.h"
#include "engine/pipeline/task.h"
#include "engine/pipeline/timetable.h"

namespace nightshift {

// Ours: where a contract is looked at, and what then happens when it is broken.
enum class EnforceAt { kProducerCi, kIngest, kTransform, kPublish };
enum class OnViolation { kBlock, kFail, kQuarantine, kWarn };

struct Enforcement {
  EnforceAt at = EnforceAt::kIngest;
  OnViolation on_violation = OnViolation::kWarn;
};

// A contract alone is a file; what it prevents is up to where it is enforced.
struct ContractUse {
  std::string file;   // "contracts/shop.orders.odcs.jsonc"
  std::string on;     // the source or relation it is about: "shop.orders", from the file's name
  Contract contract;  // what the file says; it describes `on`, or no table at all
  std::vector<Enforcement> enforce;

  std::optional<OnViolation> at(EnforceAt point) const;
};

// The table in which rows of `relation` are set aside: "raw.orders__quarantine".
std::string quarantine_of(std::string_view relation);

// A monitor (engine/observe), and what it needs to be evaluated in a night.
struct PlannedMonitor {
  Monitor monitor;
  std::optional<Cron> evaluate;  // nullopt: after each run of what fills monitor.on
  Scope scope = Scope::kTable;
  std::string event_time;         // scope data_interval: the column that tells the time of a row
  std::vector<Template> queries;  // pillar quality: one for each rule, empty where it has none
};

// What is worth telling somebody, spelled as in the trace and in "on".
enum class NotifyEvent {
  kTaskFailed,
  kTaskRetry,
  kRunFailed,
  kCheckWarn,
  kCheckError,
  kMonitorWarn,
  kMonitorError,
  kMonitorUnknown,
  kContractViolated,
};
std::string_view notify_event_text(NotifyEvent event);

struct Notify {
  std::vector<NotifyEvent> on;
  NotifyTarget to = NotifyTarget::kPager;
  PagerSeverity severity = PagerSeverity::kCritical;  // PagerDuty
  // PagerDuty: events of one key are one incident. Placeholders: {source} {event} {dag_id}
  // {task_id} {data_interval_start}. "": every event is an incident of its own.
  std::string dedup_key;
};

// `values` in the order of dedup_placeholders().
std::string dedup_key_text(std::string_view pattern, const std::vector<std::string>& values);
const std::vector<std::string>& dedup_placeholders();  // "source", "event", ...

enum class WhenEmpty { kBlank, kZero, kNoData };  // ours: what a tile shows for no row or NULL

struct ExposureOwner {
  std::string name;
  std::string email;
};

// A consumer: somebody who looks at numbers.
struct Exposure {
  std::string name;                     // dbt
  std::string type;                     // dbt: dashboard notebook analysis ml application
  std::string description;              // dbt
  ExposureOwner owner;                  // dbt
  std::vector<std::string> depends_on;  // relations: those written down and those of the query
  Template query;                       // ours: one number, the first column of the first row
  WhenEmpty when_empty = WhenEmpty::kBlank;
  std::optional<DurationUs> stale_after;  // ours: older data is marked as stale
  Cron refresh;                           // ours: when it asks again; "*/10 * * * *"
};

struct Pipeline {
  std::string dag_id;  // Airflow
  std::string owner;   // Airflow; "": nobody
  std::string description;
  Schedule schedule;
  std::vector<ContractUse> contracts;
  std::vector<Task> tasks;         // in the file's order
  std::vector<std::size_t> order;  // indices into tasks: every task after all that it waits for;
                                   // among those that could come next, the file's order
  std::vector<PlannedMonitor> monitors;
  std::vector<Notify> notify;
  std::vector<Exposure> exposures;

  // What is allowed and worth a thought ("spec.vacuous_check", ...); never an error.
  Errors lints;

  // Index of a task; nullopt when there is none of that name.
  std::optional<std::size_t> find_task(std::string_view task_id) const;
};

}  // namespace nightshift
