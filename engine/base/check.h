// The one way to say "this cannot happen". A broken invariant is our trouble, never the learner's.
#pragma once

#include <string_view>

namespace nightshift {

// Records `condition`, `file` and `line` as the last words and ends the process (natively: abort;
// in wasm: a trap, after which the host may still read last_words()).
[[noreturn]] void check_failed(std::string_view condition, std::string_view file, int line);

// What the latest failed check said, one line; empty while all is well. Points into static storage,
// NUL-terminated.
const char* last_words();

}  // namespace nightshift

// On in every build. Ends the process when `condition` is false.
#define NIGHTSHIFT_CHECK(condition)                               \
  do {                                                            \
    if (!(condition)) {                                           \
      ::nightshift::check_failed(#condition, __FILE__, __LINE__); \
    }                                                             \
  } while (false)
