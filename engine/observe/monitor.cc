#include "engine/observe/monitor.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/observe/contract_breaks.h"

namespace nightshift {
namespace {

constexpr std::int64_t kDaysOfWeek = 7;

MonitorResult unknown(std::string say) { return {.say = std::move(say)}; }

CheckState broken(Severity severity) {
  return severity == Severity::kError ? CheckState::kError : CheckState::kWarn;
}

MonitorResult evaluate_question(const FreshnessMonitor& monitor, const std::string& table,
                                const MonitorFacts& facts, TimeUs now) {
  if (!facts.read) return unknown(table + " could not be read");
  if (!facts.loaded_at) {
    const bool has_error = monitor.error_after.has_value();
    return {.state = has_error ? CheckState::kError : CheckState::kWarn,
            .say = table + " has no rows"};
  }
  const DurationUs age = now - *facts.loaded_at;
  MonitorResult result = {.state = CheckState::kPass, .observed = age};
  result.say = age < 0 ? "the newest row of " + table + " lies in the future"
                       : "the newest row of " + table + " is " + duration_text(age) + " old";
  const auto exceeds = [age](const std::optional<DurationUs>& limit) {
    return limit && age > *limit;
  };
  if (exceeds(monitor.warn_after)) result.state = CheckState::kWarn;
  if (exceeds(monitor.error_after)) result.state = CheckState::kError;
  if (result.state == CheckState::kPass) return result;
  const DurationUs limit =
      result.state == CheckState::kError ? *monitor.error_after : *monitor.warn_after;
  result.say += ", more than " + duration_text(limit);
  return result;
}

// Where in its week or day an interval starts; equal places are comparable.
std::int64_t place_of(BaselineSame same, const IntervalRows& interval) {
  const DurationUs into_day = interval.start - day_start(interval.start);
  switch (same) {
    case BaselineSame::kInterval:
      return 0;
    case BaselineSame::kHour:
      return into_day;
    case BaselineSame::kWeekday: {
      const std::int64_t day = day_start(interval.start) / kDayUs;
      const std::int64_t weekday = (day % kDaysOfWeek + kDaysOfWeek) % kDaysOfWeek;
      return weekday * kDayUs + into_day;
    }
  }
  return 0;
}

MonitorResult evaluate_question(const VolumeMonitor& monitor, const std::string& table,
                                const MonitorFacts& facts, TimeUs) {
  if (!facts.interval) return unknown("nobody counted the rows of " + table);
  Measure measure = {.count = facts.interval->rows};
  std::string baseline_words;
  if (monitor.unit == Unit::kPercentOfBaseline) {
    const std::optional<std::int64_t> baseline =
        baseline_rows(monitor.baseline, *facts.interval, facts.history);
    if (!baseline) {
      return unknown("there are fewer than " + counted(monitor.baseline.count, "interval") +
                     " to compare " + table + " with");
    }
    measure.whole = *baseline;
    baseline_words = ", usually " + count_text(*baseline);
  }
  MonitorResult result = {.state = CheckState::kPass,
                          .observed = observed_in(monitor.unit, measure),
                          .say = table + " got " + counted(measure.count, "row") + baseline_words};
  if (allows(monitor.must, monitor.unit, measure)) return result;
  result.state = broken(monitor.severity);
  result.say += "; it " + threshold_text(monitor.must, monitor.unit);
  return result;
}

MonitorResult compare_with_contract(const SchemaMonitor& monitor, const std::string& table,
                                    const MonitorFacts& facts) {
  if (facts.contract == nullptr || find_table(*facts.contract, table) == nullptr) {
    return unknown("no contract speaks of " + table);
  }
  const std::vector<Violation> violations = contract_breaks(*facts.contract, table, *facts.schema);
  MonitorResult result = {.state = CheckState::kPass,
                          .observed = static_cast<std::int64_t>(violations.size()),
                          .say = table + " keeps its contract"};
  if (violations.empty()) return result;
  result.state = broken(monitor.severity);
  result.say = table + " breaks its contract: " + violations.front().say;
  return result;
}

MonitorResult compare_with_previous(const SchemaMonitor& monitor, const std::string& table,
                                    const MonitorFacts& facts) {
  if (facts.previous == nullptr) {
    return unknown("there is no earlier schema to compare " + table + " with");
  }
  const std::vector<ObservedChange> changes = schema_changes(*facts.previous, *facts.schema);
  MonitorResult result = {.state = CheckState::kPass,
                          .observed = static_cast<std::int64_t>(changes.size()),
                          .say = "the schema of " + table + " did not change"};
  if (changes.empty()) return result;
  const ChangeClass worst = worst_class(changes);
  if (worst == ChangeClass::kMinor) result.state = CheckState::kWarn;
  if (worst == ChangeClass::kMajor) result.state = broken(monitor.severity);
  result.say = "in " + table + ", " + changes.front().say;
  return result;
}

MonitorResult evaluate_question(const SchemaMonitor& monitor, const std::string& table,
                                const MonitorFacts& facts, TimeUs) {
  if (facts.schema == nullptr) return unknown("the schema of " + table + " could not be read");
  return monitor.compare_to == CompareTo::kContract ? compare_with_contract(monitor, table, facts)
                                                    : compare_with_previous(monitor, table, facts);
}

MonitorResult evaluate_question(const QualityMonitor& monitor, const std::string& table,
                                const MonitorFacts& facts, TimeUs) {
  if (facts.rules.size() != monitor.rules.size()) return unknown("nobody asked about " + table);
  MonitorResult result = {
      .state = CheckState::kPass, .observed = 0, .say = "all rules of " + table + " hold"};
  for (const RuleResult& found : facts.rules) {
    if (found.state == CheckState::kPass) continue;
    ++*result.observed;
    if (found.state <= result.state) continue;
    result.state = found.state;
    result.say = "in " + table + ", " + found.say;
  }
  return result;
}

}  // namespace

std::string_view pillar_text(const Monitor& monitor) {
  struct Name {
    std::string_view operator()(const FreshnessMonitor&) const { return "freshness"; }
    std::string_view operator()(const VolumeMonitor&) const { return "volume"; }
    std::string_view operator()(const SchemaMonitor&) const { return "schema"; }
    std::string_view operator()(const QualityMonitor&) const { return "quality"; }
  };
  return std::visit(Name{}, monitor.question);
}

MonitorResult evaluate_monitor(const Monitor& monitor, const MonitorFacts& facts, TimeUs now) {
  return std::visit(
      [&](const auto& question) { return evaluate_question(question, monitor.on, facts, now); },
      monitor.question);
}

std::optional<std::int64_t> baseline_rows(const Baseline& baseline, const IntervalRows& interval,
                                          std::span<const IntervalRows> history) {
  const std::int64_t place = place_of(baseline.same, interval);
  std::vector<IntervalRows> comparable;
  for (const IntervalRows& earlier : history) {
    if (earlier.end > interval.start || place_of(baseline.same, earlier) != place) continue;
    comparable.push_back(earlier);
  }
  const auto count = static_cast<std::size_t>(std::max<std::int64_t>(baseline.count, 1));
  if (comparable.size() < count) return std::nullopt;
  std::stable_sort(
      comparable.begin(), comparable.end(),
      [](const IntervalRows& left, const IntervalRows& right) { return left.start > right.start; });
  std::vector<std::int64_t> rows;
  for (std::size_t i = 0; i < count; ++i) rows.push_back(comparable[i].rows);
  std::sort(rows.begin(), rows.end());
  return rows[(count - 1) / 2];
}

}  // namespace nightshift
