#include "engine/warehouse/scratch_data.h"

#include <string>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

Result<ScratchSample> sample_of(std::string_view ddl, std::string_view data) {
  return read_scratch_sample({.text = ddl, .file = "shop.sql"}, {.text = data, .file = "rows.sql"});
}

Cell text(std::string value) { return value; }
Cell number(std::int64_t value) { return value; }

TEST_CASE("the rows of a dump, which is its own schema") {
  constexpr std::string_view kDump =
      "PRAGMA foreign_keys = ON; BEGIN;\n"
      "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT, twice AS (id * 2));\n"
      "INSERT INTO orders VALUES (1, 'paid'), (2, NULL);\n"
      "WITH more(id) AS (VALUES (7)) INSERT INTO orders (id, status) SELECT id, 'open' FROM more;\n"
      "REPLACE INTO orders (id, status) VALUES (1, 'open');\n"
      "DELETE FROM orders;\n"
      "WITH nobody AS (SELECT 1) SELECT * FROM nobody;\n"
      "COMMIT;";
  const auto sample = sample_of(kDump, kDump);
  REQUIRE(sample);
  REQUIRE(sample->schema.tables.size() == 1);
  CHECK(sample->tables == std::vector<ScratchRows>{{{number(1), text("open"), number(2)},
                                                    {number(2), Null{}, number(4)},
                                                    {number(7), text("open"), number(14)}}});
}

TEST_CASE("rows need no parents, and a table may have none") {
  const auto sample =
      sample_of("CREATE TABLE a (id PRIMARY KEY); CREATE TABLE b (a_id REFERENCES a (id));",
                "INSERT INTO b VALUES (5)");
  REQUIRE(sample);
  CHECK(sample->tables == std::vector<ScratchRows>{{}, {{number(5)}}});
}

TEST_CASE("what is refused is told with its place") {
  const auto refused = [](std::string_view ddl, std::string_view data) {
    const auto sample = sample_of(ddl, data);
    if (sample) return std::string("read");
    const Where& where = sample.error().where;
    return sample.error().code + " " + where.file + ":" + std::to_string(where.line.value_or(0));
  };
  CHECK(refused("CREATE TABLE t (a);", "\nINSERT INTO u VALUES (1)") == "data.refused rows.sql:2");
  CHECK(refused("CREATE TABLE t (a NOT NULL);", "INSERT INTO t VALUES (NULL)") ==
        "data.refused rows.sql:1");
  CHECK(refused("CREATE TABLE t (", "") == "schema.refused shop.sql:1");
  CHECK(refused("CREATE TABLE t (a);", "INSERT INTO t VALUES ('\xff')") ==
        "data.refused rows.sql:1");
  CHECK(refused("CREATE TABLE t (a);",
                "INSERT INTO t WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) "
                "SELECT i FROM n") == "data.refused rows.sql:1");
  CHECK(refused("", "") == "read");
}

}  // namespace
}  // namespace nightshift
