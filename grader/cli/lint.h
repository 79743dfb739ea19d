// The command `lint`: what a query alone gives away, whatever it was asked for.
#pragma once

#include <string>

#include "grader/cli/commands.h"

namespace nightshift::cli {

struct LintWords {
  std::string schema;  // a file with DDL
  std::string query;   // a file
  std::string format = "text";
};

// No finding: kPassed. Findings, of whatever level, or a query that cannot be read: kNotPassed.
ExitCode lint(const LintWords& words, const Streams& streams);

}  // namespace nightshift::cli
