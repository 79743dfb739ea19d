#include "engine/warehouse/scratch.h"

#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

ScratchDatabase scratch(std::string_view ddl, const ScratchDatabase::Options& options = {}) {
  auto made = ScratchDatabase::create(ddl, options);
  if (!made) FAIL(made.error().message);
  return std::move(*made);
}

std::string join(const std::vector<std::size_t>& numbers) {
  std::string text;
  for (const std::size_t number : numbers)
    text += (text.empty() ? "" : ",") + std::to_string(number);
  return text;
}

// "orders(id int!, ...) key!(0) key(1,2) fk(1)->0(0)": a ! after a column is NOT NULL, after a key
// primary; = is a generated column.
std::string outline(const ScratchTable& table) {
  constexpr std::array<std::string_view, 5> kAffinities = {"int", "text", "none", "real", "num"};
  std::string text = table.name + "(";
  for (const ScratchColumn& column : table.columns) {
    text += (text.back() == '(' ? "" : ", ") + column.name + " " +
            std::string(kAffinities[static_cast<std::size_t>(column.affinity)]) +
            (column.not_null ? "!" : "") + (column.generated ? "=" : "");
  }
  text += ")";
  for (const ScratchKey& key : table.keys) {
    text += std::string(" key") + (key.primary ? "!" : "") + "(" + join(key.columns) + ")";
  }
  for (const ScratchForeignKey& key : table.foreign_keys) {
    text += " fk(" + join(key.columns) + ")->" + std::to_string(key.parent) + "(" +
            join(key.parent_columns) + ")";
  }
  return text;
}

// The last table of a DDL.
std::string outline_of(std::string_view ddl) {
  const ScratchDatabase database = scratch(ddl);
  return outline(database.schema().tables.back());
}

std::string run_once(ScratchDatabase& database, std::string_view sql,
                     const QueryBudget& budget = {}) {
  auto query = database.prepare(sql, budget);
  if (!query) return "prepare: " + query.error().code;
  const auto table = database.run(*query);
  return table ? rows_text(*table) : table.error().code;
}

std::string refusal(std::string_view ddl) {
  const auto made = ScratchDatabase::create(ddl, {.file = "schema.sql"});
  if (made) return "";
  return made.error().code + " " + std::to_string(made.error().where.line.value_or(0));
}

constexpr std::string_view kShop =
    "CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);\n"
    "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT REFERENCES customers, "
    "total REAL CHECK (total >= 0));";

Cell integer(std::int64_t value) { return value; }
Cell text(std::string value) { return value; }

std::vector<ScratchRows> shop_rows() {
  return {{{integer(1), text("a")}, {integer(2), text("b")}},
          {{integer(1), integer(1), 5.0}, {integer(2), Null{}, Null{}}}};
}

TEST_CASE("a schema is what SQLite makes of it") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, born DATE, x)",
       "t(id int!, name text!, born num, x none) key!(0)"},
      {"CREATE TABLE t (a, b, c FLOAT, PRIMARY KEY (b, a), UNIQUE (c))",
       "t(a none!, b none!, c real) key!(1,0) key(2)"},
      {"CREATE TABLE t (a TEXT PRIMARY KEY, b AS (a || 'x'), c INT DEFAULT 3) WITHOUT ROWID",
       "t(a text!, b none=, c int) key!(0)"},
      {"CREATE TABLE t (a ANY, b TEXT) STRICT", "t(a none, b text)"},
      {"CREATE TABLE t (a, b); CREATE UNIQUE INDEX i ON t (a); CREATE UNIQUE INDEX p ON t (b) "
       "WHERE b > 0; CREATE UNIQUE INDEX e ON t (b + 1); CREATE INDEX n ON t (b)",
       "t(a none, b none) key(0)"},
      {"CREATE TABLE p (a, b, PRIMARY KEY (a, b)); CREATE TABLE c (x, y, z, FOREIGN KEY (x, y) "
       "REFERENCES p, FOREIGN KEY (z) REFERENCES p (b))",
       "c(x none, y none, z none) fk(0,1)->0(0,1) fk(2)->0(1)"},
      {"CREATE TABLE c (x REFERENCES missing, y REFERENCES c (nought), z REFERENCES C (X))",
       "c(x none, y none, z none) fk(2)->0(0)"},
      {"CREATE TABLE \"odd name\" (\"a b\" \"STRANGE TYPE\")", "odd name(a b num)"},
      {"CREATE TABLE t AS SELECT 1 AS one, 'x' AS two", "t(one none, two none)"},
      {"CREATE TABLE t (a); ALTER TABLE t ADD COLUMN b INT; DROP TABLE IF EXISTS u",
       "t(a none, b int)"}};
  for (const auto& [ddl, expected] : cases) {
    CAPTURE(ddl);
    CHECK(outline_of(ddl) == expected);
  }
}

TEST_CASE("what changes no schema is passed over, with its place") {
  const ScratchDatabase database = scratch(
      "PRAGMA foreign_keys = ON;\nCREATE TABLE t (a);\nINSERT INTO t VALUES (';');\n"
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t; SELECT CASE WHEN 1 THEN 2 END; "
      "END;\n"
      "CREATE TEMP TABLE u (a);\nCREATE VIEW v AS SELECT * FROM t; not even SQL");
  std::string words;
  for (const auto& passed : database.passed_over()) {
    words += passed.word + " " + std::to_string(passed.line) + ", ";
  }
  CHECK(words == "PRAGMA 1, INSERT 3, CREATE 4, CREATE 5, not 6, ");
  CHECK(database.schema().tables.size() == 1);
  CHECK(database.schema().views == std::vector<std::string>{"v"});
  CHECK(scratch("").schema().tables.empty());
}

TEST_CASE("a DDL that SQLite refuses is the author's trouble") {
  CHECK(refusal("CREATE TABLE t (a);\n\nCREATE TABLE t (a)") == "schema.refused 3");
  CHECK(refusal("CREATE TABLE t (a,)") == "schema.refused 1");
  CHECK(refusal("CREATE TABLE t (a DEFAULT '\xff')") == "schema.refused 1");
  CHECK(refusal("CREATE TABLE t (a CHECK (no_such_function(a)))") == "schema.refused 1");
  CHECK(refusal("CREATE TABLE t (a COLLATE nowhere CHECK (a < 'x'))") == "schema.refused 1");
  CHECK(refusal("CREATE TABLE t (a)").empty());
}

TEST_CASE("a filling replaces the one before") {
  ScratchDatabase database = scratch(kShop);
  auto query = database.prepare("SELECT count(*), (SELECT sum(total) FROM orders) FROM customers");
  REQUIRE(query.has_value());
  const auto rows = [&] { return rows_text(*database.run(*query)); };
  CHECK(rows() == "0 | NULL\n");
  CHECK_FALSE(database.fill(shop_rows()));
  CHECK(rows() == "2 | 5.0\n");
  CHECK_FALSE(database.fill({{{integer(7), text("z")}}, {}}));
  CHECK(rows() == "1 | NULL\n");
  CHECK(query->steps() > 0);
}

TEST_CASE("a violation says which row breaks which rule") {
  ScratchDatabase database = scratch(kShop);
  const auto violation = [&](std::size_t table, std::size_t row, std::size_t column, Cell cell) {
    auto rows = shop_rows();
    rows[table][row][column] = std::move(cell);
    const auto found = database.fill(rows);
    return found ? std::to_string(static_cast<int>(found->kind)) + " " +
                       std::to_string(found->table) + "." + std::to_string(found->row)
                 : "";
  };
  const auto kind = [](ScratchViolationKind which) {
    return std::to_string(static_cast<int>(which));
  };
  CHECK(violation(0, 1, 1, Null{}) == kind(ScratchViolationKind::kNotNull) + " 0.1");
  CHECK(violation(0, 1, 1, text("a")) == kind(ScratchViolationKind::kUnique) + " 0.1");
  CHECK(violation(0, 1, 0, integer(1)) == kind(ScratchViolationKind::kUnique) + " 0.1");
  CHECK(violation(1, 0, 2, -1.0) == kind(ScratchViolationKind::kCheck) + " 1.0");
  CHECK(violation(1, 0, 1, integer(3)) == kind(ScratchViolationKind::kForeignKey) + " 1.0");
  CHECK(run_once(database, "SELECT count(*) FROM customers") == "0\n");
  CHECK(violation(1, 0, 1, integer(2)).empty());
  CHECK(violation(1, 0, 1, text("2")).empty());
  CHECK(run_once(database, "SELECT count(*) FROM customers") == "2\n");
}

TEST_CASE("ON CONFLICT hides no violation, and a check can be added") {
  ScratchDatabase database = scratch("CREATE TABLE t (a UNIQUE ON CONFLICT IGNORE, b INT)");
  const std::vector<ScratchRows> twice = {{{integer(1), integer(0)}, {integer(1), integer(0)}}};
  CHECK(database.fill(twice).has_value());
  REQUIRE(database.add_check(0, "b > '4' -- affinity counts").has_value());
  CHECK(database.fill({{{integer(1), integer(3)}}}).has_value());
  CHECK_FALSE(database.fill({{{integer(1), integer(30)}}}).has_value());
  CHECK(database.add_check(0, "c > 0").error().code == "schema.refused");
}

TEST_CASE("a prepared query has the codes of a warehouse's") {
  ScratchDatabase database = scratch(kShop);
  REQUIRE_FALSE(database.fill(shop_rows()).has_value());
  CHECK(run_once(database, "SELECT nme FROM customers") == "prepare: sql.no_such_column");
  CHECK(run_once(database, "SELECT * FROM custumers") == "prepare: sql.no_such_table");
  CHECK(run_once(database, "DELETE FROM orders") == "prepare: sql.forbidden");
  CHECK(run_once(database, "SELECT 1; SELECT 2") == "prepare: sql.several_statements");
  CHECK(run_once(database, "SELECT \"a\"") == "prepare: sql.no_such_column");
  CHECK(run_once(database, "SELECT abs(-9223372036854775808)") == "sql.runtime");
  CHECK(run_once(database,
                 "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT "
                 "i FROM n WHERE i < 0",
                 {.steps_max = 10'000}) == "sql.over_budget_steps");
  CHECK(run_once(database, "SELECT * FROM customers", {.rows_max = 1}) == "sql.over_budget_rows");
  CHECK(run_once(database, "SELECT printf('%500d', 1)", {.bytes_max = 400}) ==
        "sql.over_budget_bytes");
  CHECK(run_once(database, "SELECT length(printf('%5000d', 1))") == "5000\n");
  CHECK(run_once(database, "SELECT length(printf('%5000d', 1))", {.value_bytes_max = 4000}) ==
        "sql.over_budget_value");
  CHECK(run_once(database, "SELECT date_trunc('month', '2026-03-05')") == "2026-03-01\n");
}

TEST_CASE("double-quoted strings are a switch") {
  ScratchDatabase database = scratch(kShop, {.double_quoted_strings = true});
  REQUIRE_FALSE(database.fill(shop_rows()).has_value());
  CHECK(run_once(database, "SELECT id FROM customers WHERE name = \"b\"") == "2\n");
}

TEST_CASE("scans can run backwards, clock and chance stand still") {
  ScratchDatabase database =
      scratch(kShop, {.now_unix_us = 86'400'000'000, .seed = 5, .reverse_unordered = true});
  REQUIRE_FALSE(database.fill(shop_rows()).has_value());
  CHECK(run_once(database, "SELECT id FROM customers") == "2\n1\n");
  CHECK(run_once(database, "SELECT id FROM customers ORDER BY id") == "1\n2\n");
  CHECK(run_once(database, "SELECT date('now')") == "1970-01-02\n");
  CHECK(run_once(database, "SELECT random()") == run_once(database, "SELECT random()"));
}

TEST_CASE("a value is stored as its column's affinity has it") {
  CHECK(stored_as(text("12"), Affinity::kInteger) == integer(12));
  CHECK(stored_as(text(" 12 "), Affinity::kNumeric) == integer(12));
  CHECK(stored_as(text("1.0"), Affinity::kNumeric) == integer(1));
  CHECK(stored_as(text("1.5"), Affinity::kInteger) == Cell(1.5));
  CHECK(stored_as(text("-.5e1"), Affinity::kNumeric) == integer(-5));
  CHECK(stored_as(text("99999999999999999999"), Affinity::kInteger) == Cell(1e20));
  for (const char* word : {"12a", "0x10", "inf", "1e", "1e+", ".", "-", "+-1", ""}) {
    CHECK(stored_as(text(word), Affinity::kInteger) == text(word));
  }
  CHECK(stored_as(text("nan"), Affinity::kReal) == text("nan"));
  CHECK(stored_as(integer(3), Affinity::kReal) == Cell(3.0));
  CHECK(stored_as(integer(3), Affinity::kText) == text("3"));
  CHECK(stored_as(text("3"), Affinity::kNone) == text("3"));
  CHECK(stored_as(Null{}, Affinity::kText) == Cell(Null{}));
}

TEST_CASE("affinity agrees with SQLite") {
  ScratchDatabase database = scratch("CREATE TABLE t (i INT, n DECIMAL, r REAL, t TEXT, x)");
  auto query = database.prepare("SELECT * FROM t");
  const std::vector<Cell> cells = {Null{},
                                   integer(7),
                                   2.0,
                                   2.5,
                                   -0.5,
                                   text("1"),
                                   text("-1"),
                                   text("+3"),
                                   text("1.5"),
                                   text("2.0"),
                                   text(" 4 "),
                                   text("1e3"),
                                   text(".5"),
                                   text("5."),
                                   text("1e"),
                                   text("0x1"),
                                   text("a"),
                                   text("nan"),
                                   text("inf"),
                                   text("- 1"),
                                   text("1 2"),
                                   text(""),
                                   text("1e400"),
                                   text("--1"),
                                   text("+-1"),
                                   Blob{"1"},
                                   text("9223372036854775807"),
                                   text("9223372036854775808"),
                                   text("123456789012345678.0")};
  for (const Cell& cell : cells) {
    REQUIRE_FALSE(database.fill({{{cell, cell, cell, cell, cell}}}).has_value());
    const Table table = *database.run(*query);
    for (std::size_t c = 0; c < 5; ++c) {
      CAPTURE(cell_text(cell), c);
      CHECK(stored_as(cell, database.schema().tables[0].columns[c].affinity) ==
            table.columns[c].cells[0]);
    }
  }
}

}  // namespace
}  // namespace nightshift
