// The same rows in several arrangements, and what a referee makes of them.
#include "grader/judge/arena.h"

#include <set>
#include <string>
#include <variant>

#include "engine/sql/parse.h"
#include "grader/judge/referee.h"
#include "tests/support/catch.h"
#include "tests/unit/judge/notation.h"

namespace nightshift {
namespace {

constexpr const char* kPeople =
    "CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, points REAL)";
constexpr const char* kThree = "people: 1 'a' 0.5 | 2 'a' 1.0 | 3 'b' 2.0";

Arena arena_with(std::string_view rows, bool free_layout = true) {
  auto arena = Arena::create(kPeople, {.free_layout = free_layout});
  REQUIRE(arena);
  arena->lay_out(data_of(arena->schema(), rows));
  return std::move(*arena);
}

// All results of the query, each as the texts of its cells.
std::set<std::string> results(Arena& arena, std::string_view sql) {
  auto contender = arena.enter(sql, {});
  REQUIRE(contender);
  std::set<std::string> texts;
  for (std::size_t arrangement = 0; arrangement < kArrangements; ++arrangement) {
    const Result<Table> table = arena.run(*contender, arrangement);
    REQUIRE(table);
    std::string text;
    for (const Cell& cell : table->columns.front().cells) text += cell_text(cell) + " ";
    texts.insert(text);
  }
  return texts;
}

// What the referee says about the answer on these rows.
std::string said(std::string_view rows, const std::string& reference, std::string_view answer,
                 bool ordered = false) {
  Arena arena = arena_with(rows);
  const auto tree = parse_statement(reference);
  REQUIRE(tree);
  auto referee =
      Referee::create(arena, reference, &std::get<Select>(tree->node), {.ordered = ordered}, {});
  auto contender = arena.enter(answer, {});
  REQUIRE(referee);
  REQUIRE(contender);
  const auto finding = referee->examine(*contender, kArrangements);
  if (!finding) return "nothing";
  switch (finding->kind) {
    case FindingKind::kRows:
      return "rows";
    case FindingKind::kOrder:
      return "order";
    case FindingKind::kOrderDependent:
      return "luck";
    default:
      return "other";
  }
}

TEST_CASE("what depends on the order of rows has several results") {
  Arena arena = arena_with(kThree);
  CHECK(results(arena, "SELECT count(*) FROM people").size() == 1);
  CHECK(results(arena, "SELECT id FROM people ORDER BY id").size() == 1);
  CHECK(results(arena, "SELECT id FROM people LIMIT 1").size() > 1);
  CHECK(results(arena, "SELECT id FROM people ORDER BY name LIMIT 1").size() == 2);
  CHECK(results(arena, "SELECT id FROM people GROUP BY name").size() > 1);
}

TEST_CASE("rowid means something only where rows lie by their key") {
  Arena free = arena_with(kThree);
  CHECK(results(free, "SELECT rowid FROM people WHERE name = 'b'").size() > 1);
  Arena bound = arena_with(kThree, false);
  CHECK(results(bound, "SELECT rowid FROM people WHERE name = 'b'").size() == 1);
}

TEST_CASE("rows that the database refuses are told") {
  Arena arena = arena_with("people: 1 NULL 0.5");
  auto contender = arena.enter("SELECT 1 FROM people", {});
  REQUIRE(contender);
  CHECK(arena.run(*contender, 0).error().code == "judge.illegal_data");
  CHECK(arena.run(*contender, 1).error().code == "judge.illegal_data");
}

TEST_CASE("a difference counts only where the reference has one result") {
  const std::string first = "SELECT id FROM people ORDER BY name LIMIT 1";
  CHECK(said(kThree, first, "SELECT 7") == "nothing");
  CHECK(said("people: 1 'a' 0.5 | 3 'b' 2.0", first, "SELECT 7") == "rows");
  CHECK(said(kThree, "SELECT id FROM people ORDER BY name, id LIMIT 1", first) == "luck");
}

TEST_CASE("what lies on the edge of a ROUND says nothing") {
  const std::string reference = "SELECT round(points, 0) FROM people";
  const char* other = "SELECT CAST(points + 0.4999999 AS INTEGER) * 1.0 FROM people";
  CHECK(said("people: 1 'a' 0.5", reference, other) == "nothing");
  CHECK(said("people: 1 'a' 0.6", reference, "SELECT points FROM people") == "rows");
}

TEST_CASE("ties may come in any order, the rest may not") {
  const std::string reference = "SELECT name, id FROM people ORDER BY name";
  CHECK(said(kThree, reference, "SELECT name, id FROM people ORDER BY name, id DESC", true) ==
        "nothing");
  CHECK(said(kThree, reference, "SELECT name, id FROM people ORDER BY name DESC", true) == "order");
  // By what is not shown: then only where no two rows are tied.
  const std::string hidden = "SELECT id FROM people ORDER BY points";
  CHECK(said(kThree, hidden, "SELECT id FROM people ORDER BY points DESC", true) == "order");
  CHECK(said("people: 1 'a' 0.5 | 2 'a' 0.5", hidden, "SELECT id FROM people ORDER BY id DESC",
             true) == "nothing");
}

}  // namespace
}  // namespace nightshift
