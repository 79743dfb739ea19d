// Any bytes as a request: text up to the first NUL is the request, the rest its attachment. A pack
// is open, so that requests that ask for lessons get somewhere.

#include <algorithm>

#include "tests/fuzz/door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\0'), size);
  nightshift::fuzz::Door door;
  if (!door.open_pack()) __builtin_trap();
  door.call(input.substr(0, end), input.substr(std::min(end + 1, size)));
  door.call(R"({"kind":"engine.describe"})");
  return 0;
}
