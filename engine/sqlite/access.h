// The allow-list behind Access. For the files of this folder.
#pragma once

#include <optional>

#include "engine/sqlite/connection.h"

namespace nightshift {

// What `action` (an authorizer code of SQLite's) with its two names is in SQL's words when `access`
// does not allow it; nullopt when it does.
std::optional<DeniedAction> denied_action(Access access, int action, const char* first,
                                          const char* second);

}  // namespace nightshift
