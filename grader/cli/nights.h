// The command `nights`: how an answer stands in worlds that the lesson does not have.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "grader/cli/commands.h"

namespace nightshift::cli {

struct NightsOptions {
  std::string lesson;
  std::string submission;
  std::int64_t worlds = 100;
  std::int64_t seed = 1;  // of the first world; the next ones have the next seeds
  int jobs = 1;
  std::optional<std::string> resume;  // a file of what was done before; it is added to
  bool progress = false;              // the error stream is a terminal
};

// A table of the checks, the first failing world, and how to see it again. Equal options give equal
// output, whatever the jobs and however often it was interrupted.
ExitCode nights(const NightsOptions& options, const Streams& streams);

}  // namespace nightshift::cli
