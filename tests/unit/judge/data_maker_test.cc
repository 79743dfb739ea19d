#include "grader/judge/data_maker.h"

#include <algorithm>
#include <set>

#include "grader/judge/settle.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

// How many of `count` databases have rows in every table; aborts the test where one is not legal.
struct Census {
  std::size_t full = 0;
  std::size_t rows_most = 0;
  std::set<std::string> texts;  // different ones
};

Census census(const std::string& ddl, const std::string& facts = "",
              const std::string& constraints = "{}", std::uint64_t count = 120) {
  ScratchDatabase database = scratch(ddl);
  const Constraints declared = constraints_of(database.schema(), constraints);
  REQUIRE(add_checks(database, declared).has_value());
  const DataMaker maker(legal_rules(database.schema(), declared),
                        facts_of(database.schema(), facts), {.seed = 3});
  Census result;
  for (std::uint64_t number = 0; number < count; ++number) {
    const auto data = make_legal(database, maker, number);
    if (!data) continue;
    const auto violation = first_violation(maker.rules(), *data);
    if (violation) FAIL("database " << number << ": " << violation->message);
    REQUIRE_FALSE(database.fill(data->tables).has_value());
    const bool full = std::all_of(data->tables.begin(), data->tables.end(),
                                  [](const ScratchRows& rows) { return !rows.empty(); });
    if (full) ++result.full;
    for (const ScratchRows& rows : data->tables) {
      result.rows_most = std::max(result.rows_most, rows.size());
    }
    result.texts.insert(data_text(database.schema(), *data));
  }
  return result;
}

TEST_CASE("every database is legal, whatever the schema") {
  const std::vector<std::string> schemas = {
      "CREATE TABLE t (a)",
      "CREATE TABLE t (a INT, b VARCHAR(10), c BOOLEAN, d DECIMAL(8, 2), e DATETIME, f BLOB, g "
      "\"STRANGE\", h JSON, i TIME, j YEAR)",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, up INT NOT NULL REFERENCES t (id))",
      "CREATE TABLE t (id INTEGER PRIMARY KEY, up INT REFERENCES t, over INT REFERENCES t)",
      "CREATE TABLE dept (id INTEGER PRIMARY KEY, boss INT NOT NULL REFERENCES emp (id)); CREATE "
      "TABLE "
      "emp (id INTEGER PRIMARY KEY, dept INT NOT NULL REFERENCES dept (id))",
      "CREATE TABLE p (a INT, b TEXT, PRIMARY KEY (a, b)); CREATE TABLE c (x INT, y TEXT, z INT, "
      "FOREIGN KEY (x, y) REFERENCES p, FOREIGN KEY (x, z) REFERENCES q); CREATE TABLE q (m INT, n "
      "INT, PRIMARY KEY (m, n)) WITHOUT ROWID",
      "CREATE TABLE a (id TEXT PRIMARY KEY); CREATE TABLE b (id TEXT PRIMARY KEY); CREATE TABLE ab "
      "(a "
      "TEXT NOT NULL REFERENCES a, b TEXT NOT NULL REFERENCES b, PRIMARY KEY (a, b))",
      "CREATE TABLE one (id INTEGER PRIMARY KEY); CREATE TABLE two (id INTEGER PRIMARY KEY "
      "REFERENCES "
      "one)",
      "CREATE TABLE t (a INT CHECK (a BETWEEN 100 AND 110), b TEXT CHECK (b IN ('x', 'y')) NOT "
      "NULL, c "
      "REAL CHECK (c > a))",
      "CREATE TABLE t (a TEXT COLLATE NOCASE UNIQUE NOT NULL, b INT); CREATE UNIQUE INDEX i ON t "
      "(b) "
      "WHERE b > 1; CREATE UNIQUE INDEX j ON t (b + length(a))",
      "CREATE TABLE t (a INT, b TEXT, c REAL, d ANY, e BLOB) STRICT",
      "CREATE TABLE t (a INT, b INT AS (a + 1), c INT AS (a * 2) STORED UNIQUE)",
      "CREATE TABLE t (a BOOLEAN NOT NULL UNIQUE, b DATE NOT NULL UNIQUE)",
      "CREATE TABLE c (x REFERENCES missing, y TEXT DEFAULT 'v'); CREATE VIEW v AS SELECT * FROM c",
      "CREATE TABLE t (code TEXT NOT NULL CHECK (length(code) <= 2), day DATE CHECK (day > "
      "'2021-05-05'))"};
  for (const std::string& ddl : schemas) {
    CAPTURE(ddl);
    const Census result = census(ddl);
    CHECK(result.full >= 30);
    CHECK(result.texts.size() >= 5);
    CHECK(result.rows_most <= 16);
  }
}

TEST_CASE("no tables, and hundreds of them") {
  CHECK(census("").texts == std::set<std::string>{""});
  std::string ddl;
  for (int i = 0; i < 300; ++i) {
    const std::string name = "t" + std::to_string(i);
    ddl += "CREATE TABLE " + name + " (id INTEGER PRIMARY KEY, x TEXT" +
           (i > 0 ? ", up INT REFERENCES t" + std::to_string(i - 1) : "") + ");";
  }
  const ScratchDatabase database = scratch(ddl);
  const ScratchSchema& schema = database.schema();
  const DataMaker maker(legal_rules(schema, no_constraints(schema)),
                        facts_of(schema, "table t2; t2.x = a"), {});
  const TinyData data = maker.make(0);
  CHECK(data.tables[0].size() > 0);
  CHECK(data.tables[2].size() > 0);
  CHECK(data.tables[3].empty());
}

TEST_CASE("equal seeds give equal databases, in any order") {
  const ScratchDatabase database = scratch("CREATE TABLE t (a INT, b TEXT)");
  const LegalRules rules = legal_rules(database.schema(), no_constraints(database.schema()));
  const DataMaker maker(rules, {}, {.seed = 1});
  const DataMaker same(rules, {}, {.seed = 1});
  const DataMaker other(rules, {}, {.seed = 2});
  const TinyData ninth = maker.make(9);
  CHECK(same.make(3) == maker.make(3));
  CHECK(same.make(9) == ninth);
  CHECK_FALSE(other.make(9) == ninth);
}

TEST_CASE("constraints are obeyed") {
  const std::string ddl =
      "CREATE TABLE p (id INT, kind TEXT); CREATE TABLE c (p INT, day TEXT, n REAL)";
  const std::string rules =
      R"({"nullable": false, "tables": {
        "p": {"rows_min": 1, "rows_max": 2, "columns": {"id": {"unique": true},
              "kind": {"values": ["x", "y"]}}},
        "c": {"rows_min": 3, "check": ["n <> 7", "n > 5 OR day > '2024-06-01'"], "unique": [["p", "day"]],
              "columns": {"p": {"references": "p.id"}, "n": {"min": 5, "max": 9},
                          "day": {"format": "date", "min": "2024-05-01"}}}}})";
  const Census result = census(ddl, "c.n > 3; p.kind = z", rules);
  CHECK(result.full > 60);
  for (const std::string& text : result.texts) {
    CAPTURE(text);
    CHECK(text.find("'z'") == text.npos);
    CHECK(text.find("NULL") == text.npos);
    CHECK(text.find("7.0") == text.npos);
  }
}

TEST_CASE("groups and limits get the rows that they need") {
  const std::string ddl = "CREATE TABLE t (g TEXT, n INT)";
  CHECK(census(ddl, "having count > 12; group t.g").rows_most >= 13);
  CHECK(census(ddl, "limit 15").rows_most >= 16);
  CHECK(census(ddl, "having count > 500; limit 2000").rows_most <= 16);
}

// How many of the first databases made for two queries have a row that `sql` finds.
std::size_t databases_with(const std::string& ddl, const std::string& one, const std::string& other,
                           const std::string& sql) {
  ScratchDatabase database = scratch(ddl);
  const ScratchSchema& schema = database.schema();
  const DataMaker maker(legal_rules(schema, no_constraints(schema)),
                        merged(facts_of(schema, one), facts_of(schema, other)), {.seed = 5});
  auto query = database.prepare(sql);
  REQUIRE(query.has_value());
  std::size_t found = 0;
  for (std::uint64_t number = 0; number < 100; ++number) {
    if (!make_legal(database, maker, number)) continue;
    const auto rows = database.run(*query);
    REQUIRE(rows.has_value());
    if (rows->row_count() > 0) ++found;
  }
  return found;
}

TEST_CASE("columns that only one query holds against each other meet") {
  const std::string ddl = "CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, c INT NOT NULL)";
  const std::string both = "SELECT 1 FROM t WHERE a = b AND c = 5";
  const std::string less = "t.a < t.b; t.c = 5";
  const std::size_t agreed = databases_with(ddl, less, less, both);
  CHECK(databases_with(ddl, less, "t.a <= t.b; t.c = 5", both) > agreed);
}

TEST_CASE("two groups pass what HAVING asks for, under names of their own") {
  const std::string ddl =
      "CREATE TABLE player (id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
      "CREATE TABLE goal (season INT NOT NULL, player_id INT NOT NULL REFERENCES player (id))";
  const std::string asked = "goal.season = 2023; having count >= 3; group player.name";
  const std::string passing =
      "SELECT name FROM goal JOIN player ON id = player_id WHERE season = 2023 GROUP BY name "
      "HAVING count(*) >= 3";
  const std::string two =
      "SELECT n FROM (SELECT count(*) AS n FROM (" + passing + ")) WHERE n >= 2";
  CHECK(databases_with(ddl, asked, asked, two) >= 3);
}

std::string meets(const std::string& ddl, const std::string& rules) {
  ScratchDatabase database = scratch(ddl);
  const Constraints constraints = constraints_of(database.schema(), rules);
  if (const auto added = add_checks(database, constraints); !added) return added.error().code;
  const DataMaker maker(legal_rules(database.schema(), constraints), {}, {});
  const auto met = check_meetable(database, maker, 16);
  return met ? "" : met.error().code + " " + met.error().message;
}

TEST_CASE("rules that no row can obey are told") {
  const std::string ddl = "CREATE TABLE t (a INT, b INT)";
  CHECK(meets(ddl, R"({"tables": {"t": {"check": "a > b"}}})").empty());
  CHECK(meets(ddl, R"({"nullable": false, "tables": {"t": {"check": ["a > b", "a < b"]}}})")
            .starts_with("judge.unmeetable No rows were found that t may have: CHECK"));
  CHECK(meets(ddl, R"({"tables": {"t": {"rows_min": 3, "columns": {"a":
              {"values": [1, 2], "unique": true, "not_null": true}}}}})")
            .starts_with("judge.unmeetable"));
  CHECK(meets(ddl, R"({"tables": {"t": {"rows_max": 0}}})").empty());
  CHECK(meets(ddl, R"({"tables": {"t": {"check": "nonsense("}}})") == "schema.refused");
}

}  // namespace
}  // namespace nightshift
