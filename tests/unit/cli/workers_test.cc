#include "grader/cli/workers.h"

#include <set>

#include <unistd.h>

#include "tests/support/catch.h"

namespace nightshift::cli {
namespace {

// The lines that come from workers that each say `lines` of them.
std::multiset<std::string> said(int jobs, int lines) {
  std::multiset<std::string> taken;
  const auto run = [&](int worker, const Emit& emit) {
    for (int line = 0; line < lines; ++line) {
      emit(std::to_string(worker) + ':' + std::to_string(line));
    }
  };
  const auto ended =
      run_workers(jobs, {.run = run, .take = [&](const std::string& line) { taken.insert(line); }});
  CHECK(ended);
  return taken;
}

TEST_CASE("every line arrives, whoever says it") {
  CHECK(said(1, 2) == std::multiset<std::string>{"0:0", "0:1"});
  CHECK(said(3, 2) == std::multiset<std::string>{"0:0", "0:1", "1:0", "1:1", "2:0", "2:1"});
  CHECK(said(2, 5000).size() == 10'000);  // more than a pipe holds
  CHECK(said(3, 0).empty());
}

TEST_CASE("long lines arrive whole") {
  std::string taken;
  const std::string line(300'000, 'x');
  CHECK(run_workers(2, {.run =
                            [&](int worker, const Emit& emit) {
                              if (worker == 1) emit(line);
                            },
                        .take = [&](const std::string& came) { taken = came; }}));
  CHECK(taken == line);
}

TEST_CASE("a worker that does not end well is told, and the others' lines stay") {
  std::multiset<std::string> taken;
  const auto run = [](int worker, const Emit& emit) {
    emit(std::to_string(worker));
    if (worker == 1) _exit(3);
  };
  const auto ended =
      run_workers(2, {.run = run, .take = [&](const std::string& line) { taken.insert(line); }});
  REQUIRE_FALSE(ended);
  CHECK(ended.error().code == "cli.worker");
  CHECK(taken == std::multiset<std::string>{"0", "1"});
}

}  // namespace
}  // namespace nightshift::cli
