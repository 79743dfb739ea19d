#include "engine/lesson/archive.h"

#include "engine/base/random.h"
#include "engine/sqlite/connection.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

std::string archive_of(std::string_view sql) {
  Connection connection{Connection::Options{}};
  REQUIRE(connection.execute(sql));
  return connection.image();
}

std::string read_code(std::string_view bytes) {
  const Result<FileSet> files = read_archive(bytes);
  return files ? "ok" : files.error().code;
}

TEST_CASE("what goes in comes out, and equal packs are equal bytes") {
  const FileSet files = testing::tiny_pack();
  const Result<std::string> bytes = write_archive(files);
  REQUIRE(bytes);
  CHECK(*bytes == *write_archive(files));
  const Result<FileSet> back = read_archive(*bytes);
  REQUIRE(back);
  CHECK(back->files() == files.files());
}

TEST_CASE("what is no pack file says so") {
  CHECK(read_code("") == "archive.not_sqlite");
  CHECK(read_code("hello") == "archive.not_sqlite");
  CHECK(read_code(std::string(100'000, 'x')) == "archive.not_sqlite");
  CHECK(read_code(archive_of("CREATE TABLE other(x)")) == "archive.no_sqlar");
  constexpr std::string_view kTable =
      "CREATE TABLE sqlar(name TEXT PRIMARY KEY, mode INT, mtime INT, sz INT, data BLOB);";
  const auto with = [&](std::string_view insert) {
    return read_code(archive_of(std::string(kTable) + std::string(insert)));
  };
  CHECK(with("") == "ok");
  CHECK(with("INSERT INTO sqlar VALUES ('a', 0, 0, 1, x'61')") == "ok");
  CHECK(with("INSERT INTO sqlar VALUES ('a', 0, 0, 9, x'61')") == "archive.compressed");
  CHECK(with("INSERT INTO sqlar VALUES (7, 0, 0, 1, 5)") == "archive.entry");
  CHECK(with("INSERT INTO sqlar VALUES ('../a', 0, 0, 1, x'61')") == "files.path");
}

TEST_CASE("a pack file that would run for ever is refused") {
  CHECK(read_code(archive_of(
            "CREATE VIEW sqlar AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
            "SELECT 'a' || n AS name, 1 AS sz, 'x' AS data FROM r")) == "archive.no_sqlar");
}

TEST_CASE("a truncated or damaged pack file is an error or a pack, never a crash") {
  const std::string bytes = *write_archive(testing::tiny_pack());
  for (std::size_t size = 0; size < bytes.size(); size += 512) read_code(bytes.substr(0, size));
  RandomStream stream(1, "damage");
  for (int round = 0; round < 300; ++round) {
    std::string damaged = bytes;
    for (int i = 0; i < 20; ++i)
      damaged[stream.below(damaged.size())] = static_cast<char>(stream.next());
    read_code(damaged);
  }
  CHECK(read_code(bytes) == "ok");
}

}  // namespace
}  // namespace nightshift
