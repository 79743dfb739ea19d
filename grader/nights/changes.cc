#include "grader/nights/changes.h"

#include <algorithm>
#include <string_view>

namespace nightshift {
namespace {

const Fault* find_fault(const Scenario& scenario, std::string_view id) {
  for (const Fault& fault : scenario.faults) {
    if (fault.id == id) return &fault;
  }
  return nullptr;
}

bool is_part_of_life(const Fault& fault, DurationUs outage_us_max) {
  const FaultEffect effect = effect_of(fault.kind);
  return effect == FaultEffect::kLegal ||
         (effect == FaultEffect::kPassing && fault.until - fault.at <= outage_us_max);
}

}  // namespace

std::vector<FiredFault> fired_faults(const NightRecord& record) {
  std::vector<FiredFault> fired;
  for (std::int64_t index = 0; index < record.trace.size(); ++index) {
    const TraceEvent& event = record.trace.at(index);
    if (event.kind == TraceKind::kFaultFire) {
      const Fault* fault = find_fault(record.scenario, event.text("id"));
      if (fault != nullptr) fired.push_back({.fault = fault, .at = event.time, .event = index});
    }
    // Each of the following has the one before it as its cause.
    for (FiredFault& each : fired) {
      if (event.cause < 0) break;
      if (event.kind == TraceKind::kCiCheck && event.cause == each.event) each.ci_check = index;
      const bool follows = event.cause == each.ci_check || event.cause == each.event;
      if (event.kind == TraceKind::kRelease && follows) each.release = index;
      if (event.kind == TraceKind::kSourceSchema && event.cause == each.release) {
        each.schema_change = index;
      }
    }
  }
  return fired;
}

bool is_healthy(const NightRecord& record, DurationUs outage_us_max) {
  const std::vector<FiredFault> fired = fired_faults(record);
  return std::none_of(fired.begin(), fired.end(), [&](const FiredFault& each) {
    return each.took_effect() && !is_part_of_life(*each.fault, outage_us_max);
  });
}

}  // namespace nightshift
