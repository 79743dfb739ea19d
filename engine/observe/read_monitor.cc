// Monitors in a pipeline's specification, in the words of dbt (freshness) and of the contract
// standard (metrics and operators).
#include <array>
#include <utility>

#include "engine/observe/monitor.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

enum class Pillar { kFreshness, kVolume, kSchema, kQuality };

constexpr std::array kPillars = {
    std::pair{"freshness"sv, Pillar::kFreshness}, std::pair{"volume"sv, Pillar::kVolume},
    std::pair{"schema"sv, Pillar::kSchema}, std::pair{"quality"sv, Pillar::kQuality}};
constexpr std::array kPeriods = {std::pair{"minute"sv, kMinuteUs}, std::pair{"hour"sv, kHourUs},
                                 std::pair{"day"sv, kDayUs}};
constexpr std::array kVolumeUnits = {std::pair{"rows"sv, Unit::kRows},
                                     std::pair{"percent_of_baseline"sv, Unit::kPercentOfBaseline}};
constexpr std::array kVolumeMetrics = {std::pair{"rowCount"sv, Metric::kRowCount}};
constexpr std::array kSames = {std::pair{"interval"sv, BaselineSame::kInterval},
                               std::pair{"hour"sv, BaselineSame::kHour},
                               std::pair{"weekday"sv, BaselineSame::kWeekday}};
constexpr std::array kComparisons = {std::pair{"contract"sv, CompareTo::kContract},
                                     std::pair{"previous"sv, CompareTo::kPrevious}};
constexpr std::array kScopes = {std::pair{"data_interval"sv, "data_interval"sv},
                                std::pair{"table"sv, ""sv}};

std::optional<DurationUs> read_limit(JsonReader& reader, std::string_view key) {
  auto limit = reader.optional_member(key);
  if (!limit) return std::nullopt;
  const std::int64_t count = limit->member("count").integer(0, 10'000);
  const DurationUs period = limit->member("period").choice(kPeriods);
  limit->no_other_keys();
  return count * period;
}

FreshnessMonitor read_freshness(JsonReader& reader) {
  FreshnessMonitor monitor;
  monitor.loaded_at_field = reader.member("loaded_at_field").text();
  monitor.warn_after = read_limit(reader, "warn_after");
  monitor.error_after = read_limit(reader, "error_after");
  if (!monitor.warn_after && !monitor.error_after) {
    reader.error("monitor.freshness", "without warn_after and error_after it can never complain",
                 "Add \"error_after\": { \"count\": 26, \"period\": \"hour\" }.");
  }
  if (monitor.warn_after && monitor.error_after && *monitor.warn_after > *monitor.error_after) {
    reader.error("monitor.freshness", "it would complain loudly before it warns",
                 "Let warn_after come before error_after.");
  }
  return monitor;
}

void read_severity_of(JsonReader& reader, Severity& severity) {
  if (auto member = reader.optional_member("severity")) severity = read_severity(*member);
}

VolumeMonitor read_volume(JsonReader& reader) {
  VolumeMonitor monitor;
  if (auto metric = reader.optional_member("metric")) metric->choice(kVolumeMetrics);
  if (auto unit = reader.optional_member("unit")) monitor.unit = unit->choice(kVolumeUnits);
  if (auto baseline = reader.optional_member("baseline")) {
    if (auto same = baseline->optional_member("same")) monitor.baseline.same = same->choice(kSames);
    if (auto count = baseline->optional_member("count")) {
      monitor.baseline.count = count->integer(1, 100);
    }
    baseline->no_other_keys();
  }
  read_severity_of(reader, monitor.severity);
  monitor.must = read_threshold(reader, monitor.unit);
  return monitor;
}

SchemaMonitor read_schema(JsonReader& reader) {
  SchemaMonitor monitor;
  if (auto other = reader.optional_member("compare_to")) {
    monitor.compare_to = other->choice(kComparisons);
  }
  read_severity_of(reader, monitor.severity);
  return monitor;
}

QualityMonitor read_quality(JsonReader& reader) {
  QualityMonitor monitor;
  JsonReader list = reader.member("quality");
  for (JsonReader& element : list.elements()) {
    monitor.rules.push_back(read_quality_rule(element, ""));
    element.optional_member("description");
    element.no_other_keys();
  }
  if (monitor.rules.empty() && list.present()) {
    list.error("monitor.quality", "without a rule it can never complain",
               "Add a rule such as { \"metric\": \"rowCount\", \"mustBeGreaterThan\": 0 }.");
  }
  return monitor;
}

}  // namespace

Monitor read_monitor(JsonReader reader) {
  Monitor monitor;
  monitor.name = reader.member("name").text();
  monitor.on = reader.member("on").text();
  if (auto cron = reader.optional_member("evaluate")) monitor.evaluate = cron->text();
  if (auto scope = reader.optional_member("scope")) monitor.scope = scope->choice(kScopes);
  switch (reader.member("pillar").choice(kPillars)) {
    case Pillar::kFreshness:
      monitor.question = read_freshness(reader);
      break;
    case Pillar::kVolume:
      monitor.question = read_volume(reader);
      break;
    case Pillar::kSchema:
      monitor.question = read_schema(reader);
      break;
    case Pillar::kQuality:
      monitor.question = read_quality(reader);
      break;
  }
  reader.no_other_keys();
  return monitor;
}

}  // namespace nightshift
