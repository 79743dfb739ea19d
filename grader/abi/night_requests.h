// Requests about a lesson's night: docs/protocol.md.
#pragma once

#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

ResultOrErrors<Json> night_play(Core& core, RequestInput& input);
ResultOrErrors<Json> night_query(Core& core, RequestInput& input);
ResultOrErrors<Json> night_tables(Core& core, RequestInput& input);
ResultOrErrors<Json> night_check(Core& core, RequestInput& input);
ResultOrErrors<Json> night_export(Core& core, RequestInput& input);
ResultOrErrors<Json> night_keys(Core& core, RequestInput& input);

}  // namespace nightshift
