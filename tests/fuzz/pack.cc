// Any bytes as a pack file. One that opens must also describe its lessons.

#include "tests/fuzz/door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nightshift::fuzz::Door door;
  if (door.call(R"({"kind":"pack.open"})", {reinterpret_cast<const char*>(data), size})) {
    door.call(R"({"kind":"lesson.describe","lesson":"tiny"})");
  }
  return 0;
}
