// The command `judge`: is an answer right, over any schema? One pair, or a file of them. The
// command `constraints`: a draft of what the judge may take for granted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grader/cli/commands.h"

namespace nightshift::cli {

struct JudgeWords {
  std::string schema;                   // a file with DDL
  std::vector<std::string> references;  // files
  std::string answer;                   // a file; none: what the references' suites are
  std::optional<std::string> constraints;
  std::optional<std::string> batch;   // a file of pairs, one JSON object a line
  std::optional<std::string> output;  // of a batch; what it holds already is not judged again
  std::string format = "text";
  bool suite_only = false;
  bool adaptive = false;              // says what holds anyway
  std::optional<std::int64_t> fresh;  // databases made for one answer
  bool ordered = false;               // row by row, also without a top-level ORDER BY
  bool unordered = false;
  bool column_names = false;
  bool as_set = false;
  bool strict_quotes = false;
  int jobs = 1;
  bool progress = false;  // the error stream is a terminal
};

struct ConstraintsWords {
  std::string schema;               // a file with DDL
  std::optional<std::string> data;  // a file with INSERTs; by default the schema's
};

// Accepted, or no answer was given: kPassed. Rejected, not gradable or over budget: kNotPassed. A
// batch: kPassed when every pair was judged, whatever the verdicts; kNoVerdict when some could not
// be.
ExitCode judge(const JudgeWords& words, const Streams& streams);

// Writes the draft to standard output.
ExitCode constraints(const ConstraintsWords& words, const Streams& streams);

}  // namespace nightshift::cli
