// What SQLite says when something does not work, before anybody decides whose trouble it is.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "engine/base/result.h"

namespace nightshift {

enum class SqliteProblem {
  kStatement,    // the statement is wrong: syntax, names, meaning, or a function's own error
  kDenied,       // the connection's Access does not allow it
  kInterrupted,  // the step meter ran out
  kTooBig,       // a value or the statement is longer than the limits allow
  kNoMemory,     // the heap limit was reached
  kUnique,       // a primary key or unique constraint
  kNotNull,      // a NOT NULL constraint
  kCheck,        // a CHECK constraint
  kType,         // a STRICT column's type
  kOther,
};

struct SqliteError {
  SqliteProblem problem = SqliteProblem::kOther;
  std::string message;  // SQLite's own words
  std::optional<std::size_t>
      offset;  // byte offset into the statement's text, where SQLite knows it
};

template <typename T>
using SqliteResult = tl::expected<T, SqliteError>;

// So that NIGHTSHIFT_TRY passes these on too.
inline tl::unexpected<SqliteError> fail(SqliteError error) {
  return tl::unexpected<SqliteError>(std::move(error));
}

}  // namespace nightshift
