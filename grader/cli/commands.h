// What the command line can do. Every command gives its exit code and writes to the streams it is
// given.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <iosfwd>

namespace nightshift::cli {

enum ExitCode : int {
  kPassed = 0,     // passed, or done
  kNotPassed = 1,  // the answer did not pass, or the learner's query cannot run
  kNoVerdict = 2,  // could not grade: the pack, the files or the call are at fault
};

struct Streams {
  std::ostream& out;
  std::ostream& err;
};

struct GradeOptions {
  std::string lesson;
  std::string submission;
  std::optional<std::string> step;
  std::string format = "text";
};
ExitCode grade(const GradeOptions& options, const Streams& streams);

struct RunOptions {
  std::string lesson;
  std::string sql;
  std::optional<std::string> dataset;  // default: the lesson's first
  std::int64_t rows = 20;
  bool plan = false;
};
ExitCode run(const RunOptions& options, const Streams& streams);

// Validates a pack and proves its lessons.
ExitCode check(const std::string& pack, const std::optional<std::string>& lesson,
               const Streams& streams);

struct PackOptions {
  std::string pack;
  std::string output;
  std::string audience = "learner";
};
ExitCode pack(const PackOptions& options, const Streams& streams);

// The lessons of a pack, one a line.
ExitCode list(const std::string& pack, const Streams& streams);

}  // namespace nightshift::cli
