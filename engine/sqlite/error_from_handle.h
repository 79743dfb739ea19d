// The latest error of a connection as a value. For the files of this folder.
#pragma once

#include "engine/sqlite/sqlite_error.h"

struct sqlite3;

namespace nightshift {

SqliteError error_from_handle(sqlite3* handle);

}  // namespace nightshift
