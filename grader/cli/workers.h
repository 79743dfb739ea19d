// Work that is spread over processes: the core has no threads, so each gets a copy of its own.
#pragma once

#include <functional>
#include <string>

#include "engine/base/result.h"

namespace nightshift::cli {

// Hands a line over to the process that started the worker.
using Emit = std::function<void(const std::string& line)>;

struct Work {
  std::function<void(int worker, const Emit& emit)> run;  // in a process of its own
  std::function<void(const std::string& line)> take;      // each line, in the order of arrival
};

// Runs the work of workers 0 to jobs - 1 and waits for them all. A single one runs in this process.
// Lines must hold no line ends. Fails with "cli.worker" when a process cannot be started or does
// not end well; the lines that came are taken all the same.
Result<void> run_workers(int jobs, const Work& work);

}  // namespace nightshift::cli
