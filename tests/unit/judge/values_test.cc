#include <algorithm>
#include <set>

#include "engine/base/calendar.h"
#include "grader/judge/column_kind.h"
#include "grader/judge/pools.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

Pools pools(const std::string& ddl, const std::string& facts, const std::string& rules = "{}") {
  const ScratchDatabase database = scratch(ddl);
  const ScratchSchema& schema = database.schema();
  return make_pools(legal_rules(schema, constraints_of(schema, rules)), facts_of(schema, facts));
}

std::string texts(const std::vector<Cell>& cells) {
  std::string text;
  for (const Cell& cell : cells) text += (text.empty() ? "" : " ") + sql_literal(cell);
  return text;
}

// Does the pool of the first column hold all of these?
std::string missing(const Pools& pools, const std::vector<std::string>& wanted) {
  std::string text;
  const std::vector<Cell>& values = pools.columns[0][0].values;
  for (const std::string& word : wanted) {
    const Cell cell = cell_of(word);
    const bool there = std::any_of(values.begin(), values.end(),
                                   [&](const Cell& value) { return same_key_value(value, cell); });
    if (!there) text += word + " ";
  }
  return text;
}

ColumnKind kind(const std::string& column, const std::string& facts = "") {
  return pools("CREATE TABLE t (" + column + ")", facts).columns[0][0].kind;
}

TEST_CASE("a column's kind comes from its type, its constants and its name") {
  CHECK(kind("a INT") == ColumnKind::kInteger);
  CHECK(kind("a INTEGER PRIMARY KEY") == ColumnKind::kIdentifier);
  CHECK(kind("a BOOLEAN") == ColumnKind::kBoolean);
  CHECK(kind("a BOOLEAN", "t.a = yes") == ColumnKind::kText);
  CHECK(kind("a DECIMAL(5, 2)") == ColumnKind::kReal);
  CHECK(kind("a DATE") == ColumnKind::kDate);
  CHECK(kind("a DATE", "t.a = '03/10/2010'") == ColumnKind::kText);
  CHECK(kind("a DATE", "t.a > 2010") == ColumnKind::kInteger);
  CHECK(kind("a DATE", "t.a < '2024-01-01 00:00:00'") == ColumnKind::kDate);
  CHECK(kind("a DATETIME") == ColumnKind::kTimestamp);
  CHECK(kind("a DATETIME", "t.a < 2024-01-01") == ColumnKind::kTimestamp);
  CHECK(kind("a DATETIME", "t.a = 2024-01-01") == ColumnKind::kDate);
  CHECK(kind("a TEXT", "t.a < 2024-01-01") == ColumnKind::kDate);
  CHECK(kind("a TEXT", "date t.a %Y = 2020") == ColumnKind::kDate);
  CHECK(kind("born_on TEXT") == ColumnKind::kDate);
  CHECK(kind("a TEXT") == ColumnKind::kText);
  CHECK(kind("a") == ColumnKind::kInteger);
  CHECK(kind("a", "t.a = x") == ColumnKind::kText);
  CHECK(kind("name") == ColumnKind::kText);
}

TEST_CASE("constants bring their neighbours") {
  CHECK(missing(pools("CREATE TABLE t (a INT)", "t.a > 100"), {"99", "100", "101"}).empty());
  CHECK(missing(pools("CREATE TABLE t (a REAL)", "t.a > 100"), {"99.5", "100", "100.5"}).empty());
  CHECK(missing(pools("CREATE TABLE t (a TEXT)", "t.a = ab"), {"ab", "AB", "a", "abx", "xab"})
            .empty());
  CHECK(missing(pools("CREATE TABLE t (a TEXT)", "t.a like A%b"), {"Ab", "Azb", "aB", "b", "xAb"})
            .empty());
  CHECK(
      missing(pools("CREATE TABLE t (a DATE)", "t.a >= 2024-03-01"),
              {"2024-03-01", "2024-02-29", "2024-03-02", "2024-03-31", "2024-04-01", "2023-03-01"})
          .empty());
  CHECK(missing(pools("CREATE TABLE t (a DATETIME)", "t.a >= 2024-03-01"),
                {"'2024-03-01 00:00:00'", "'2024-02-29 23:59:59'", "'2024-02-29 12:30:00'"})
            .empty());
  CHECK(missing(pools("CREATE TABLE t (a DATETIME)", "t.a >= 2024-03-01"), {"2024-03-01"}) ==
        "2024-03-01 ");
  CHECK(missing(pools("CREATE TABLE t (a DATETIME)", "t.a > '2024-03-01T10:00:00'"),
                {"'2024-03-01T10:00:00'", "'2024-03-01T10:00:01'"})
            .empty());
  CHECK(missing(pools("CREATE TABLE t (a DATE)", "date t.a %Y = 2023; date t.a %m = 07"),
                {"2023-07-15", "2023-07-01", "2023-07-31", "2023-06-30", "2022-07-15"})
            .empty());
  CHECK(
      missing(pools("CREATE TABLE t (a DATE)", "t.a like '2024-02%'"), {"2024-02-15", "2024-02-29"})
          .empty());
  CHECK(missing(pools("CREATE TABLE t (a INT)", "having sum t.a > 100"), {"100", "101", "50", "51"})
            .empty());
}

TEST_CASE("rules and checks narrow a pool") {
  CHECK(texts(pools("CREATE TABLE t (a TEXT CHECK (a IN ('x', 'it''s')))", "t.a = y")
                  .columns[0][0]
                  .values) == "'x' 'it''s'");
  CHECK(texts(pools("CREATE TABLE t (a INT)", "t.a > 5",
                    R"({"tables": {"t": {"columns": {"a": {"min": 5, "max": 6}}}}})")
                  .columns[0][0]
                  .values) == "5 6");
  CHECK(missing(pools("CREATE TABLE t (a INT CHECK (a >= -40))", ""), {"-40", "-39"}).empty());
  CHECK(missing(pools("CREATE TABLE t (a INT CHECK (a > 0))", ""), {"0", "1"}) == "0 ");
  CHECK(missing(pools("CREATE TABLE t (a INT CHECK (a BETWEEN 3 AND 9 AND a <> 5))", "t.a = 5"),
                {"2", "3", "5", "9", "10"}) == "2 5 10 ");
  CHECK(missing(pools("CREATE TABLE t (a INT CHECK (a > 3 OR a < -3))", ""), {"3", "4"}).empty());
}

TEST_CASE("what is held against each other shares values") {
  const Pools shared =
      pools("CREATE TABLE t (a INT); CREATE TABLE u (b INT, c INT)", "t.a = u.b; u.b > 70");
  CHECK(shared.columns[0][0].link == shared.columns[1][0].link);
  CHECK(shared.columns[0][0].link != shared.columns[1][1].link);
  CHECK(missing(shared, {"70", "71"}).empty());
}

TEST_CASE("satisfying values agree with all constants, or with one where they cannot") {
  const auto satisfying = [](const std::string& facts) {
    return texts(pools("CREATE TABLE t (a INT)", facts).columns[0][0].satisfying);
  };
  CHECK(satisfying("t.a >= 5; t.a < 7") == "5 6");
  CHECK(satisfying("t.a = 50; t.a = 60") == "50 60");
  CHECK(satisfying("").empty());
}

TEST_CASE("where two queries part, both have most of what they agree on") {
  const auto splitting = [](const std::string& type, const std::string& one,
                            const std::string& other) {
    const ScratchDatabase database = scratch("CREATE TABLE t (a " + type + ")");
    const ScratchSchema& schema = database.schema();
    const Pools pools = make_pools(legal_rules(schema, no_constraints(schema)),
                                   merged(facts_of(schema, one), facts_of(schema, other)));
    return texts(pools.columns[0][0].splitting);
  };
  CHECK(splitting("INT", "t.a > 5; t.a < 9", "t.a >= 5; t.a < 9") == "5");
  CHECK(splitting("DATE", "t.a >= 2024-01-01; t.a < 2025-01-01",
                  "t.a >= 2024-01-01; t.a <= 2024-12-30") == "'2024-12-31'");
  // Of an OR, one half is enough.
  CHECK(splitting("INT", "t.a = 70; t.a > 5", "t.a = 70; t.a >= 5") == "5");
  CHECK(splitting("INT", "t.a > 5", "t.a > 5").empty());
}

TEST_CASE("moments with offsets lie where a local clock and UTC show two days") {
  const auto local = [](const Cell& cell) { return cell_text(cell).substr(0, 10); };
  const auto utc = [](const Cell& cell) { return day_text(read_moment(cell_text(cell))->seconds); };
  const auto check = [&](const std::vector<Cell>& values) {
    std::set<std::string> offsets;
    std::size_t other_day = 0;
    for (const Cell& cell : values) {
      CHECK(has_format(cell, TextFormat::kMoment));
      offsets.insert(cell_text(cell).substr(19));
      if (local(cell) != utc(cell)) ++other_day;
    }
    CHECK(offsets.size() >= 4);
    CHECK(offsets.contains("Z"));
    CHECK(offsets.contains("+05:30"));
    CHECK(other_day >= 3);
  };
  check(plain_values(ColumnKind::kMoment));
  check(values_near(ColumnKind::kMoment,
                    {{0, 0}, CompareOperator::kLess, std::string("2024-03-01")}));
  for (const Cell& cell : plain_values(ColumnKind::kMomentUtc)) {
    CHECK(has_format(cell, TextFormat::kMomentUtc));
  }
}

TEST_CASE("a pattern that a CHECK asks for leaves out what it does not take") {
  const Pools found =
      pools("CREATE TABLE t (a TEXT CHECK (a LIKE 'x%'))", "t.a = 'xy'; t.a = 'ab'");
  CHECK(missing(found, {"xy", "ab"}) == "ab ");
}

TEST_CASE("fresh values are all different") {
  for (const ColumnKind one :
       {ColumnKind::kInteger, ColumnKind::kReal, ColumnKind::kText, ColumnKind::kDate,
        ColumnKind::kTimestamp, ColumnKind::kMoment, ColumnKind::kMomentUtc, ColumnKind::kTime,
        ColumnKind::kMonth, ColumnKind::kYear, ColumnKind::kBlob}) {
    std::vector<std::string> all;
    for (std::size_t n = 0; n < 100; ++n) all.push_back(cell_text(fresh_value(one, n)));
    std::sort(all.begin(), all.end());
    CHECK(std::unique(all.begin(), all.end()) == all.end());
  }
}

TEST_CASE("patterns match as SQLite has it") {
  ScratchDatabase database = scratch("");
  for (const std::string pattern :
       {"", "%", "a%", "%a", "_", "a_c", "%a%b%", "A%B", "__%", "%%x"}) {
    for (const std::string text : {"", "a", "abc", "ab", "xaxb", "AXB", "aab", "x"}) {
      auto query = database.prepare("SELECT '" + text + "' LIKE '" + pattern + "'");
      const auto table = database.run(*query);
      CAPTURE(pattern, text);
      CHECK(table->columns[0].cells[0] == Cell(std::int64_t{like_matches(pattern, text) ? 1 : 0}));
    }
  }
  CHECK(glob_matches("a*b?", "axxbc"));
  CHECK_FALSE(glob_matches("a*", "A"));
}

TEST_CASE("facts of two queries go together") {
  const ScratchDatabase database = scratch("CREATE TABLE t (a INT); CREATE TABLE u (b INT)");
  const auto facts = [&](const std::string& text) { return facts_of(database.schema(), text); };
  const QueryFacts both = merged(facts("table t; t.a > 1; limit 2"), facts("table u; u.b > 1"));
  CHECK(both.tables.size() == 2);
  CHECK(both.constants.size() == 2);
  CHECK(both.limits.size() == 1);
  CHECK(merged(facts("table t"), facts("")).tables.empty());
}

}  // namespace
}  // namespace nightshift
