// Asking SQLite what it made of a DDL. For the files of this folder.
#pragma once

#include "engine/sqlite/connection.h"
#include "engine/warehouse/scratch_schema.h"

namespace nightshift {

// Everything that is in the main database.
ScratchSchema introspect(Connection& connection);

}  // namespace nightshift
