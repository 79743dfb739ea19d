// For the files of Watch: what its events are.
#pragma once

#include <cstdint>

#include "engine/kernel/trace.h"
#include "engine/runtime/runtime.h"

namespace nightshift {

enum WatchEvent : std::int64_t {
  kTileRefreshes,  // subject: index of the exposure
  kViewerLooks,    // subject: index of the viewer
  kPageEscalates,
  kMonitorLooks,  // subject: index of the monitor
};

// The run that an event of the trace belongs to; nullptr: none.
const DagRun* run_of(const Runtime& runtime, const TraceEvent& event);

}  // namespace nightshift
