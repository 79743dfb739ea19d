#include "grader/cli/workers.h"

#include <array>
#include <string_view>
#include <vector>

#include <cerrno>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace nightshift::cli {
namespace {

struct Worker {
  pid_t process = -1;
  int lines = -1;       // the end of the pipe that we read from; -1: it has said all
  std::string unended;  // a line of which the end is still to come
};

Error worker_error(std::string message) {
  return {.whose = Whose::kHost,
          .code = "cli.worker",
          .message = std::move(message),
          .remedy = "Try fewer jobs.",
          .where = {}};
}

void write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) _exit(1);  // nobody listens any more
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

// The life of a worker's process. It leaves without what belongs to its parent: no buffers are
// written, nothing is destroyed twice.
[[noreturn]] void live(int number, int lines, const Work& work) {
  work.run(number, [&](const std::string& line) { write_all(lines, line + '\n'); });
  _exit(0);
}

bool start(Worker& worker, int number, const Work& work) {
  std::array<int, 2> ends = {-1, -1};
  if (pipe(ends.data()) != 0) return false;
  worker.process = fork();
  if (worker.process == 0) {
    close(ends[0]);
    live(number, ends[1], work);
  }
  close(ends[1]);
  worker.lines = ends[0];
  return worker.process > 0;
}

// Takes what has come; at the end of the pipe the worker has said all.
void listen(Worker& worker, const Work& work) {
  std::array<char, 65536> bytes;
  const ssize_t count = read(worker.lines, bytes.data(), bytes.size());
  if (count < 0 && errno == EINTR) return;
  if (count <= 0) {
    close(worker.lines);
    worker.lines = -1;
    return;
  }
  worker.unended.append(bytes.data(), static_cast<std::size_t>(count));
  std::size_t from = 0;
  for (std::size_t end = worker.unended.find('\n'); end != std::string::npos;
       end = worker.unended.find('\n', from)) {
    work.take(worker.unended.substr(from, end - from));
    from = end + 1;
  }
  worker.unended.erase(0, from);
}

void listen_to_all(std::vector<Worker>& workers, const Work& work) {
  while (true) {
    std::vector<pollfd> open;
    std::vector<Worker*> whose;
    for (Worker& worker : workers) {
      if (worker.lines < 0) continue;
      open.push_back({.fd = worker.lines, .events = POLLIN, .revents = 0});
      whose.push_back(&worker);
    }
    if (open.empty()) return;
    if (poll(open.data(), open.size(), -1) < 0) continue;
    for (std::size_t i = 0; i < open.size(); ++i) {
      if (open[i].revents != 0) listen(*whose[i], work);
    }
  }
}

bool ended_well(const Worker& worker) {
  int status = 0;
  while (waitpid(worker.process, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

Result<void> run_workers(int jobs, const Work& work) {
  if (jobs <= 1) {
    work.run(0, work.take);
    return {};
  }
  std::vector<Worker> workers(static_cast<std::size_t>(jobs));
  bool all_well = true;
  for (std::size_t number = 0; number < workers.size(); ++number) {
    all_well = start(workers[number], static_cast<int>(number), work) && all_well;
  }
  listen_to_all(workers, work);
  for (const Worker& worker : workers) {
    if (worker.process > 0) all_well = ended_well(worker) && all_well;
  }
  if (!all_well) return fail(worker_error("a worker did not end well"));
  return {};
}

}  // namespace nightshift::cli
