#include "engine/sqlite/error_from_handle.h"

#include <sqlite3.h>

namespace nightshift {
namespace {

SqliteProblem constraint_problem(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_UNIQUE:
      return SqliteProblem::kUnique;
    case SQLITE_CONSTRAINT_NOTNULL:
      return SqliteProblem::kNotNull;
    case SQLITE_CONSTRAINT_CHECK:
      return SqliteProblem::kCheck;
    case SQLITE_CONSTRAINT_DATATYPE:
      return SqliteProblem::kType;
    default:
      return SqliteProblem::kOther;
  }
}

SqliteProblem problem_of(int extended_code) {
  switch (extended_code & 0xff) {
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
      return SqliteProblem::kStatement;
    case SQLITE_AUTH:
      return SqliteProblem::kDenied;
    case SQLITE_INTERRUPT:
      return SqliteProblem::kInterrupted;
    case SQLITE_TOOBIG:
      return SqliteProblem::kTooBig;
    case SQLITE_NOMEM:
      return SqliteProblem::kNoMemory;
    case SQLITE_CONSTRAINT:
      return constraint_problem(extended_code);
    default:
      return SqliteProblem::kOther;
  }
}

}  // namespace

SqliteError error_from_handle(sqlite3* handle) {
  SqliteError error;
  error.problem = problem_of(sqlite3_extended_errcode(handle));
  error.message = sqlite3_errmsg(handle);
  const int offset = sqlite3_error_offset(handle);
  if (offset >= 0) error.offset = static_cast<std::size_t>(offset);
  return error;
}

}  // namespace nightshift
