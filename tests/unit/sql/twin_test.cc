// Our grammar against SQLite's own: both read the same statements, and what we print does the same.
#include "tests/unit/sql/twin.h"

#include <algorithm>
#include <set>

#include "engine/base/random.h"
#include "engine/sql/lexemes.h"
#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("SQLite and we read every statement of the corpus") {
  Twin twin;
  for (const std::string& sql : corpus()) {
    CAPTURE(sql);
    const auto parsed = parse_statement(sql);
    CHECK((parsed ? std::string() : parsed.error().message) == "");
    const bool reads = twin.opinion(sql) != Opinion::kRefuses;
    CAPTURE(twin.words());
    CHECK(reads);
  }
}

TEST_CASE("what we print does what was written") {
  Twin twin;
  for (const std::string& sql : corpus()) {
    const auto parsed = parse_statement(sql);
    if (!parsed) continue;  // see above
    const std::string printed = print(*parsed);
    CAPTURE(sql);
    CAPTURE(printed);
    CHECK(twin.effect(printed) == twin.effect(sql));
  }
}

TEST_CASE("what we print is the same tree again") {
  for (const std::string& sql : corpus()) {
    const auto parsed = parse_statement(sql);
    if (!parsed) continue;  // see above
    const std::string printed = print(*parsed);
    CAPTURE(sql);
    CAPTURE(printed);
    const auto again = parse_statement(printed);
    REQUIRE(again.has_value());
    CHECK(*again == *parsed);
    CHECK(print(*again) == printed);
  }
}

// All keywords of SQLite, and its operators.
const std::vector<std::string> kKeywords = [] {
  constexpr std::string_view kWords =
      "ABORT ACTION ADD AFTER ALL ALTER ALWAYS ANALYZE AND AS ASC ATTACH AUTOINCREMENT BEFORE "
      "BEGIN "
      "BETWEEN BY CASCADE CASE CAST CHECK COLLATE COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS "
      "CURRENT CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DATABASE DEFAULT DEFERRABLE DEFERRED "
      "DELETE DESC DETACH DISTINCT DO DROP EACH ELSE END ESCAPE EXCEPT EXCLUDE EXCLUSIVE EXISTS "
      "EXPLAIN FAIL FILTER FIRST FOLLOWING FOR FOREIGN FROM FULL GENERATED GLOB GROUP GROUPS "
      "HAVING "
      "IF IGNORE IMMEDIATE IN INDEX INDEXED INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS "
      "ISNULL "
      "JOIN KEY LAST LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL NULLS "
      "OF "
      "OFFSET ON OR ORDER OTHERS OUTER OVER PARTITION PLAN PRAGMA PRECEDING PRIMARY QUERY RAISE "
      "RANGE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT RETURNING RIGHT "
      "ROLLBACK ROW ROWS SAVEPOINT SELECT SET TABLE TEMP TEMPORARY THEN TIES TO TRANSACTION "
      "TRIGGER "
      "UNBOUNDED UNION UNIQUE UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH "
      "WITHOUT "
      "TRUE x 1 1.5 'x' x'00' || -> ->> << >> <= >= <> != = == < > + - * / % & | ~ . , ( )";
  std::vector<std::string> words;
  for (std::size_t at = 0; at < kWords.size();) {
    const std::size_t end = std::min(kWords.find(' ', at), kWords.size());
    words.emplace_back(kWords.substr(at, end - at));
    at = end + 1;
  }
  return words;
}();

// A statement of the corpus with a few words dropped, doubled, swapped or taken from another one.
class Mutator {
 public:
  Mutator(std::vector<std::string> statements, std::uint64_t seed)
      : statements_(std::move(statements)), chance_(seed, "mutants") {}

  std::string next() {
    std::vector<std::string> words = words_of(any());
    const std::uint64_t count = 1 + chance_.below(3);
    for (std::uint64_t i = 0; i < count && !words.empty(); ++i) change(words);
    std::string sql;
    for (const std::string& word : words) sql += word + ' ';
    return sql;
  }

 private:
  const std::string& any() { return statements_[chance_.below(statements_.size())]; }

  static std::vector<std::string> words_of(const std::string& sql) {
    std::vector<std::string> words;
    for (const Lexeme& lexeme : lexemes(sql)) words.emplace_back(lexeme.text);
    words.pop_back();
    return words;
  }

  void change(std::vector<std::string>& words) {
    const std::size_t at = chance_.below(words.size());
    const auto place = words.begin() + static_cast<std::ptrdiff_t>(at);
    const std::vector<std::string> others = words_of(any());
    const bool keyword = chance_.below(4) == 0;
    const std::string other(keyword ? kKeywords[chance_.below(kKeywords.size())]
                                    : others[chance_.below(others.size())]);
    switch (chance_.below(5)) {
      case 0:
        words.erase(place);
        break;
      case 1:
        words.insert(place, std::string(*place));
        break;
      case 2:
        std::swap(*place, words[chance_.below(words.size())]);
        break;
      case 3:
        *place = other;
        break;
      default:
        words.insert(place, other);
    }
  }

  std::vector<std::string> statements_;
  RandomStream chance_;
};

// Statements that we do not know at all, by their first words.
bool is_foreign(const std::string& sql) {
  static const std::set<std::string> kFirst = {
      "EXPLAIN", "BEGIN",  "COMMIT", "END",     "ROLLBACK", "SAVEPOINT", "RELEASE", "VACUUM",
      "PRAGMA",  "ATTACH", "DETACH", "REINDEX", "ANALYZE",  "ALTER",     "TRIGGER", "VIRTUAL"};
  const std::vector<Lexeme> all = lexemes(sql);
  for (std::size_t i = 0; i < 3 && i < all.size(); ++i) {
    for (const std::string& word : kFirst) {
      if (all[i].is_word(word)) return true;
    }
  }
  return false;
}

// What we read and SQLite does not, on purpose; see parse_dialect.cc.
bool is_dialect(const std::string& printed) {
  for (const Lexeme& lexeme : lexemes(printed)) {
    for (const char* word :
         {"ILIKE", "QUALIFY", "FETCH", "INTERVAL", "DATE", "TIMESTAMP", "TIME"}) {
      if (lexeme.is_word(word)) return true;
    }
    if (lexeme.is("EXCLUDE")) return true;
  }
  return printed.find("::") != printed.npos;
}

// What is printed is the same tree, and is as good or bad for SQLite.
void check_print(const SqlStatement& tree, const std::string& sql, Twin& twin) {
  const std::string printed = print(tree);
  CAPTURE(sql, printed);
  const auto again = parse_statement(printed);
  CHECK((again ? "" : again.error().message) == "");
  if (again) CHECK(*again == tree);
  if (is_dialect(printed)) return;
  const Opinion of_original = twin.opinion(sql);
  const std::string words = twin.words();
  const Opinion of_printed = twin.opinion(printed);
  CAPTURE(words, twin.words());
  CHECK(static_cast<int>(of_printed) == static_cast<int>(of_original));
}

TEST_CASE("SQLite and we refuse the same mutants") {
  constexpr int kMutants = 12'000;
  Twin twin;
  Mutator mutator(corpus(), 20260101);
  int read = 0;
  int refused = 0;
  for (int i = 0; i < kMutants; ++i) {
    const std::string sql = mutator.next();
    const auto parsed = parse_statement(sql);
    const Opinion opinion = twin.opinion(sql);
    if (opinion == Opinion::kUnknown || is_foreign(sql)) continue;
    const bool agree = parsed.has_value() == (opinion == Opinion::kReads);
    ++(parsed ? read : refused);
    if (parsed) check_print(*parsed, sql, twin);
    if (agree || (parsed && is_dialect(print(*parsed)))) continue;
    CAPTURE(i, sql, twin.words());
    CHECK((parsed ? "we read it" : parsed.error().message) ==
          (parsed ? "SQLite refuses it" : "SQLite reads it"));
  }
  CHECK(read > kMutants / 20);
  CHECK(refused > kMutants / 4);
}

}  // namespace
}  // namespace nightshift
