#include "engine/sqlite/quiet_vfs.h"

#include "tests/support/catch.h"
#include "tests/unit/sqlite/answer.h"

namespace nightshift {
namespace {

constexpr std::int64_t kMarchNoonUs = 1'772'366'400'000'000;  // 2026-03-01 12:00:00 UTC

TEST_CASE("the clock of a connection stands still where it was set") {
  Connection march({.now_unix_us = kMarchNoonUs});
  Connection epoch({.now_unix_us = 0});
  CHECK(answer(march, "SELECT datetime('now')") == "2026-03-01 12:00:00");
  CHECK(answer(march, "SELECT current_timestamp") == "2026-03-01 12:00:00");
  CHECK(answer(epoch, "SELECT datetime('now')") == "1970-01-01 00:00:00");
  CHECK(answer(march, "SELECT datetime('now')") == "2026-03-01 12:00:00");
}

TEST_CASE("the machine's time zone is out of reach") {
  Connection connection({.now_unix_us = kMarchNoonUs});
  CHECK(answer(connection, "SELECT datetime('now', 'localtime')") == "NULL");
}

TEST_CASE("chance starts anew on request and follows the seed") {
  Connection one({.seed = 1});
  one.restart_chance();
  const std::string first = answer(one, "SELECT random()");
  const std::string second = answer(one, "SELECT random()");
  CHECK(first != second);
  one.restart_chance();
  CHECK(answer(one, "SELECT random()") == first);
  Connection two({.seed = 2});
  two.restart_chance();
  CHECK(answer(two, "SELECT random()") != first);
  one.restart_chance();
  CHECK(answer(one, "SELECT random()") == first);
}

TEST_CASE("no file can be opened") {
  Connection connection({});
  CHECK(answer(connection, "VACUUM INTO 'copy.db'").starts_with("error:"));
  CHECK(answer(connection, "ATTACH 'other.db' AS other").starts_with("error:"));
  CHECK(answer(connection, "SELECT 1") == "1");
}

}  // namespace
}  // namespace nightshift
