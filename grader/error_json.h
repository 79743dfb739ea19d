// Errors on the wire.
#pragma once

#include "engine/base/result.h"
#include "engine/json/json.h"

namespace nightshift {

// {"whose", "code", "message", "remedy", "where": {...}}; only the known parts of `where`.
Json error_json(const Error& error);
Json errors_json(const Errors& errors);

}  // namespace nightshift
