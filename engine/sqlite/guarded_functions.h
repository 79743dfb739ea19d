// SQLite's own text functions whose work grows with the product of two lengths, once more, but
// counted.
#pragma once

#include "engine/sqlite/connection.h"

namespace nightshift {

// Puts instr, replace, trim, ltrim, rtrim, LIKE and GLOB in the place of SQLite's: equal results,
// but they charge the meter for the bytes they look at, so that no query can hide its work from the
// budget in one call. (LIKE and GLOB then never use an index.)
void define_guarded_functions(Connection& connection);

}  // namespace nightshift
