// Any bytes as lesson.json. A lesson that is accepted is proved as well, whatever it holds.

#include "tests/fuzz/door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nightshift::fuzz::Door door;
  if (door.open_pack_with({reinterpret_cast<const char*>(data), size})) {
    door.call(R"({"kind":"lesson.describe","lesson":"tiny"})");
    door.call(R"({"kind":"pack.prove"})");
  }
  return 0;
}
