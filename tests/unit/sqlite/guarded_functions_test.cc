// The guarded functions must give what SQLite's own give: both are asked, and answers compared.
#include "engine/sqlite/guarded_functions.h"

#include <array>

#include <fmt/format.h>

#include "engine/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/sqlite/answer.h"

namespace nightshift {
namespace {

std::string random_text(RandomStream& stream, std::uint64_t length_max) {
  constexpr std::array<std::string_view, 9> kPieces = {"a", "b", "A", "%", "_", "é", "😀", "*", "["};
  std::string text;
  for (std::uint64_t left = stream.below(length_max + 1); left > 0; --left) {
    text += kPieces[stream.below(kPieces.size())];
  }
  return "'" + text + "'";
}

std::string random_value(RandomStream& stream, std::uint64_t length_max) {
  switch (stream.below(12)) {
    case 0:
      return "NULL";
    case 1:
      return "x'6162'";
    case 2:
      return "12.50";
    case 3:
      return "x'62'";
    default:
      return random_text(stream, length_max);
  }
}

TEST_CASE("guarded functions agree with SQLite's own") {
  Connection plain({});
  Connection guarded({});
  define_guarded_functions(guarded);
  RandomStream stream(20260301, "guarded_functions_test");
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random_value(stream, 8);
    const std::string part = random_value(stream, 3);
    const std::string other = random_value(stream, 2);
    for (const std::string& sql :
         {fmt::format("SELECT instr({}, {})", text, part),
          fmt::format("SELECT replace({}, {}, {})", text, part, other),
          fmt::format("SELECT trim({})", text), fmt::format("SELECT trim({}, {})", text, part),
          fmt::format("SELECT ltrim({}, {})", text, part),
          fmt::format("SELECT rtrim({}, {})", text, part),
          fmt::format("SELECT {} LIKE {}", text, part),
          fmt::format("SELECT {} GLOB {}", text, part),
          fmt::format("SELECT {} LIKE {} ESCAPE 'a'", text, part),
          fmt::format("SELECT {} LIKE {} ESCAPE '😀'", text, part)}) {
      CAPTURE(sql);
      REQUIRE(answer(guarded, sql) == answer(plain, sql));
    }
  }
}

TEST_CASE("an escape that means something else is refused") {
  Connection guarded({});
  define_guarded_functions(guarded);
  CHECK(answer(guarded, "SELECT 'a' LIKE 'a' ESCAPE '%'").starts_with("error: ESCAPE"));
  CHECK(answer(guarded, "SELECT 'a' LIKE 'a' ESCAPE 'xy'").starts_with("error: ESCAPE"));
  CHECK(answer(guarded, "SELECT '5%' LIKE '5x%' ESCAPE 'x'") == "1");
}

TEST_CASE("work on long texts is charged, and stops at the budget") {
  Connection guarded({});
  define_guarded_functions(guarded);
  const std::string text = "'" + std::string(10'000, 'a') + "'";
  for (const std::string& call :
       {"instr(" + text + ", " + text + ")", "replace(" + text + ", " + text + ", 'b')",
        "trim(" + text + ", " + text + ")", text + " LIKE '" + std::string(900, '_') + "'"}) {
    guarded.start_meter(1'000'000);
    CHECK_FALSE(answer(guarded, "SELECT " + call).starts_with("error:"));
    CHECK(guarded.meter().charged() > 10'000);
    guarded.start_meter(10'000);
    CHECK(answer(guarded, "SELECT " + call) == "error: interrupted");
  }
  guarded.start_meter(1000);
  CHECK(answer(guarded, "SELECT instr('short', 'or')") == "3");
  CHECK(guarded.meter().charged() == 0);
}

TEST_CASE("a pattern may be 1000 bytes long") {
  Connection guarded({});
  define_guarded_functions(guarded);
  CHECK(answer(guarded, "SELECT 'a' LIKE '" + std::string(1000, 'a') + "'") == "0");
  CHECK(answer(guarded, "SELECT 'a' LIKE '" + std::string(1001, 'a') + "'") ==
        "error: LIKE or GLOB pattern too complex");
}

}  // namespace
}  // namespace nightshift
