// SQLite beside our parser: what it says about a statement, and what a statement does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/sqlite/connection.h"

namespace nightshift {

// The statements of corpus.sql, one a line.
std::vector<std::string> corpus();

enum class Opinion {
  kReads,    // the grammar is right, whatever the names mean
  kRefuses,  // a syntax error
  kUnknown,  // it stopped before the end, for another reason
};

// A database with a small shop in it.
class Twin {
 public:
  Twin();

  Opinion opinion(const std::string& sql);
  // All rows of the statement and all that it changes, as text; or SQLite's words when it fails.
  // The database stays what it was.
  std::string effect(const std::string& sql);
  // SQLite's words about the latest opinion.
  const std::string& words() const { return words_; }

 private:
  std::string rows(const std::string& sql);

  Connection connection_;
  std::string words_;
};

}  // namespace nightshift
