// JSON texts out: the one writer, so that equal values are equal bytes.
#pragma once

#include <string>
#include <string_view>

#include "engine/json/json.h"

namespace nightshift {

enum class JsonLayout {
  kCompact,   // no blanks, no newline
  kIndented,  // two spaces a level, one newline at the end; empty arrays and objects stay on their
              // line
};

// Canonical text: keys sorted by their bytes, reals as real_text(), UTF-8 unescaped but for control
// characters, quote and backslash; text that is not UTF-8 has its bad bytes replaced by U+FFFD.
// Reals must be finite.
std::string write_json(const Json& json, JsonLayout layout);

// Adds `text` as a JSON string, with its quotes, to `out`: what write_json() writes.
void append_json_text(std::string& out, std::string_view text);

}  // namespace nightshift
