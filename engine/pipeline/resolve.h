// The second look at a pipeline, when all of its parts are read: do the references lead somewhere?
#pragma once

#include "engine/pipeline/reading.h"

namespace nightshift {

// Adds "spec.unknown_ref", "spec.duplicate_task", "spec.duplicate_name", "spec.no_event_time" and
// "spec.cycle" to the reading's errors, and lints about the pipeline as a whole; fills in the
// tasks' order and the columns of time.
void resolve_pipeline(SpecReading& reading);

}  // namespace nightshift
