// What the plan of a world came to in one night: which changes were proposed, which of them
// shipped, and whether anything was wrong with the world at all.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/world/fault.h"
#include "grader/nights/night_record.h"

namespace nightshift {

// A fault that came to pass, and the events that it left in the trace.
struct FiredFault {
  const Fault* fault = nullptr;  // of the record's scenario
  TimeUs at = 0;
  std::int64_t event = -1;          // fault.fire
  std::int64_t ci_check = -1;       // -1: the producer's CI was not asked
  std::int64_t release = -1;        // -1: nothing was released
  std::int64_t schema_change = -1;  // -1: no column changed

  // A change of a schema is there once it has shipped; any other trouble simply comes.
  bool took_effect() const { return !fault->asks_ci() || release >= 0; }
  bool breaks_readers() const { return is_breaking(fault->kind) && took_effect(); }
};

// In the order in which they came. The record must outlive the result.
std::vector<FiredFault> fired_faults(const NightRecord& record);

// Nothing came that a reader of the sources would notice: new columns and days without orders are
// part of a healthy life, and so is a change that was withdrawn. A source that was out for a while,
// each time for at most `outage_us_max`, is so too where that is not 0: all it takes is patience.
bool is_healthy(const NightRecord& record, DurationUs outage_us_max = 0);

}  // namespace nightshift
