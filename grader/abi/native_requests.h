// Requests that only the native core answers: what they need would make the module that browsers
// load larger by a tenth, and no lesson asks for it there yet.
#pragma once

#include <span>
#include <string_view>
#include <utility>

#include "grader/abi/requests.h"

namespace nightshift {

// Empty in the module.
std::span<const std::pair<std::string_view, Handler>> native_requests();

}  // namespace nightshift
