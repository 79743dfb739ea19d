// Any bytes as a learner's query: run, and graded. Whatever it did, the next query finds everything
// as before.

#include "tests/fuzz/door.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // One core for all inputs: a query that leaves something behind is what this looks for.
  static nightshift::fuzz::Door door;
  static const bool opened = door.open_pack();
  if (!opened) __builtin_trap();
  const std::string sql = nightshift::fuzz::json_text({reinterpret_cast<const char*>(data), size});
  const std::string where = R"("lesson":"tiny","dataset":"small")";
  door.call(R"({"kind":"query.run",)" + where + R"(,"plan":true,"sql":)" + sql + "}");
  door.call(R"({"kind":"attempt.grade","lesson":"tiny","files":{"count.sql":)" + sql + "}}");
  if (!door.call(R"({"kind":"query.run",)" + where + R"(,"sql":"SELECT count(*) FROM t"})")) {
    __builtin_trap();
  }
  return 0;
}
