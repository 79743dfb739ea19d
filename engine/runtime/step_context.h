// What a step of a try may use.
#pragma once

#include <string>

#include "engine/kernel/kernel.h"
#include "engine/kernel/source.h"
#include "engine/runtime/sink.h"

namespace nightshift {

struct StepContext {
  Kernel& kernel;
  const Source& source;
  Sink& sink;
  std::string run;      // for the trace
  std::string task_id;  // for the trace
};

}  // namespace nightshift
