// Monitors: the four questions that somebody asks about a table while nobody looks. Is it fresh, is
// it about as large as usual, does it have the shape it should have, and are its values sound?
//
// A monitor is a value, and evaluating it is a function of what was found at that moment. What it
// finds out may be "unknown": a baseline that does not exist yet is no reason to be calm.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/json/reader.h"
#include "engine/kernel/time.h"
#include "engine/observe/check_state.h"
#include "engine/observe/contract.h"
#include "engine/observe/quality.h"
#include "engine/observe/quality_rule.h"
#include "engine/observe/schema_change.h"

namespace nightshift {

// How old the newest row may be (dbt's source freshness). At least one of the two limits is given.
struct FreshnessMonitor {
  std::string loaded_at_field;  // the column whose newest value is the table's age
  std::optional<DurationUs> warn_after;
  std::optional<DurationUs> error_after;

  friend bool operator==(const FreshnessMonitor&, const FreshnessMonitor&) = default;
};

// Which earlier intervals a row count is compared with.
enum class BaselineSame {
  kInterval,  // the latest ones, whichever
  kHour,      // those that start at the same time of day
  kWeekday,   // those that start on the same weekday and at the same time of day
};

struct Baseline {
  BaselineSame same = BaselineSame::kInterval;
  std::int64_t count = 4;  // so many are needed; their median is the baseline

  friend bool operator==(const Baseline&, const Baseline&) = default;
};

// How many rows an interval may bring.
struct VolumeMonitor {
  Threshold must;
  Unit unit = Unit::kRows;  // or kPercentOfBaseline
  Baseline baseline;        // for kPercentOfBaseline
  Severity severity = Severity::kError;

  friend bool operator==(const VolumeMonitor&, const VolumeMonitor&) = default;
};

enum class CompareTo {
  kContract,  // error when the contract is broken
  kPrevious,  // error for a major change since the last evaluation, warn for a minor one
};

struct SchemaMonitor {
  CompareTo compare_to = CompareTo::kContract;
  Severity severity = Severity::kError;  // of a broken contract or a major change

  friend bool operator==(const SchemaMonitor&, const SchemaMonitor&) = default;
};

struct QualityMonitor {
  std::vector<QualityRule> rules;

  friend bool operator==(const QualityMonitor&, const QualityMonitor&) = default;
};

struct Monitor {
  std::string name;
  std::string on;        // the table
  std::string evaluate;  // cron; empty: after each run
  std::string scope;     // "data_interval" or empty: the whole table
  std::variant<FreshnessMonitor, VolumeMonitor, SchemaMonitor, QualityMonitor> question;

  friend bool operator==(const Monitor&, const Monitor&) = default;
};

// "freshness", "volume", "schema" or "quality".
std::string_view pillar_text(const Monitor& monitor);

// How many rows one data interval brought.
struct IntervalRows {
  TimeUs start = 0;
  TimeUs end = 0;
  std::int64_t rows = 0;
};

// What was found when a monitor was evaluated; only what its question needs must be given, and what
// is not given makes the answer unknown. Pointers are looked at during the call only.
struct MonitorFacts {
  bool read = false;                // freshness: the table could be read
  std::optional<TimeUs> loaded_at;  // freshness: the newest value; nullopt when there are no rows
  std::optional<IntervalRows> interval;    // volume: the interval that is judged
  std::span<const IntervalRows> history;   // volume: any order; what is not earlier is passed over
  const ObservedSchema* schema = nullptr;  // schema: as it is now
  const ObservedSchema* previous = nullptr;  // schema: as it was at the last evaluation
  const Contract* contract = nullptr;        // schema: to compare with
  std::span<const RuleResult> rules;         // quality: what each rule of the monitor found
};

struct MonitorResult {
  CheckState state = CheckState::kUnknown;
  // Freshness: the age in microseconds. Volume: rows, or thousandths of a percent. Schema: how many
  // violations or changes. Quality: how many rules did not pass. nullopt: nothing could be counted.
  std::optional<std::int64_t> observed;
  std::string say;  // one sentence for a person

  friend bool operator==(const MonitorResult&, const MonitorResult&) = default;
};

// Evaluates the monitor at `now`. Freshness takes dbt's rule: older than, not as old as. A table
// without rows is as stale as can be.
MonitorResult evaluate_monitor(const Monitor& monitor, const MonitorFacts& facts, TimeUs now);

// The median of the latest `count` comparable intervals that ended before `interval` started or
// when it did, the lower of the two in the middle; nullopt where there are fewer.
std::optional<std::int64_t> baseline_rows(const Baseline& baseline, const IntervalRows& interval,
                                          std::span<const IntervalRows> history);

// Reads one element of "monitors" in a pipeline's specification. Errors: quality.* as in
// quality_rule.h, "monitor.freshness" (no limit is given, or they are in the wrong order),
// "monitor.quality" (no rule), and json.*.
Monitor read_monitor(JsonReader reader);

}  // namespace nightshift
