// JSON texts in.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/json/json.h"

namespace nightshift {

// Where a text comes from: whom to tell about an error, and which file.
struct JsonSource {
  Whose whose = Whose::kHost;
  std::string file;       // for Where; may be empty
  bool comments = false;  // allow // and /* */
};

// Parses one JSON document. Fails with "json.not_text" (bad UTF-8), "json.syntax" (where says line
// and column), "json.duplicate_key" or "json.too_deep" (more than 64 levels). Whole numbers outside
// of 64 signed bits become reals.
Result<Json> parse_json(std::string_view text, const JsonSource& source);

}  // namespace nightshift
