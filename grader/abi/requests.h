// The kinds of request. Adding one: a handler here, a line in handler_of(), in docs/protocol.md and
// in web/src/core/protocol.ts, and an example in tests/contract/.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/json/reader.h"
#include "grader/abi/core.h"

namespace nightshift {

// What a handler is given. It reads the request's members, and reports what is wrong with them
// through `json`.
struct RequestInput {
  JsonReader& json;
  Errors& errors;  // what `json` has found wrong so far
  std::string_view attachment;
};

using Handler = ResultOrErrors<Json> (*)(Core&, RequestInput&);

// nullptr for a kind that does not exist.
Handler handler_of(std::string_view kind);
std::vector<std::string> request_kinds();

}  // namespace nightshift
