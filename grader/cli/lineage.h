// The command `lineage`: which columns each column of a query reads.
#pragma once

#include <string>

#include "grader/cli/commands.h"

namespace nightshift::cli {

struct LineageWords {
  std::string schema;  // a file with DDL
  std::string query;   // a file
  std::string format = "text";
};

// A query that cannot be read, or names what the schema does not have: kNotPassed.
ExitCode lineage(const LineageWords& words, const Streams& streams);

}  // namespace nightshift::cli
