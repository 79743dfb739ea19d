#include "engine/base/check.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>

namespace nightshift {
namespace {

// The only mutable global of the engine: written once, right before the process ends, so that a
// host whose module has trapped can still say why.
std::array<char, 512> g_last_words{};

char* append(char* out, std::string_view text) {
  const auto room = static_cast<std::size_t>(g_last_words.data() + g_last_words.size() - 1 - out);
  return std::copy_n(text.data(), std::min(room, text.size()), out);
}

}  // namespace

void check_failed(std::string_view condition, std::string_view file, int line) {
  std::array<char, 16> digits{};
  const auto number = std::to_chars(digits.data(), digits.data() + digits.size(), line);
  char* out = g_last_words.data();
  out = append(out, "broken invariant: ");
  out = append(out, condition);
  out = append(out, " at ");
  out = append(out, file);
  out = append(out, ":");
  out = append(out, {digits.data(), static_cast<std::size_t>(number.ptr - digits.data())});
  *out = '\0';
  std::abort();
}

const char* last_words() { return g_last_words.data(); }

}  // namespace nightshift
