#include "engine/session/expected.h"
#include "grader/registry.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

// The keys of the tiny pack's query step under another solution and another compare.order, as text;
// or the error's code.
std::string keys(std::string_view solution, std::string_view order = "\"reference\"") {
  FileSet files = testing::tiny_pack_with("01-tiny/lesson.json", "\"hints\": [\"Group them.\"]",
                                          "\"compare\": {\"order\": " + std::string(order) + "}");
  REQUIRE(files.put("01-tiny/solution/count.sql", std::string(solution), Whose::kAuthor));
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  REQUIRE(session);
  const Lesson& lesson = session->pack().lessons.front();
  const auto expectation = session->expectation(lesson, lesson.steps[1]);
  if (!expectation) return expectation.error().code;
  if (!(*expectation)->ordered) return "none";
  std::string text;
  for (const OrderKey& key : (*expectation)->keys) {
    text += std::to_string(key.column) + (key.descending ? "d" : "a");
    if (key.nulls_first) text += *key.nulls_first ? "f" : "l";
  }
  return text;
}

TEST_CASE("the order is the reference's own, when its terms are plain") {
  const std::string query = "SELECT word, count(*) AS n FROM t GROUP BY word ";
  CHECK(keys(query) == "none");
  CHECK(keys(query + "ORDER BY word") == "0a");
  CHECK(keys(query + "ORDER BY 2 DESC, WORD") == "1d0a");
  CHECK(keys(query + "ORDER BY word NULLS LAST") == "0al");
  CHECK(keys(query + "ORDER BY n + 1") == "pack.order_unclear");
  CHECK(keys(query + "ORDER BY id") == "pack.order_column");
  CHECK(keys("SELECT * FROM (SELECT word, count(*) AS n FROM t GROUP BY word ORDER BY word)") ==
        "none");
}

TEST_CASE("an author may say the order, or that there is none") {
  const std::string query = "SELECT word, count(*) AS n FROM t GROUP BY word ";
  CHECK(keys(query + "ORDER BY n + 1", "\"ignore\"") == "none");
  CHECK(keys(query + "ORDER BY 2 DESC, 1", "[\"n desc\", \"word\"]") == "1d0a");
  CHECK(keys(query + "ORDER BY -n, word", "[\"n desc\", \"word\"]") == "1d0a");
  CHECK(keys(query + "ORDER BY n", "[\"n desc\"]") == "pack.order_wrong");
  CHECK(keys(query + "ORDER BY n", "[\"number\"]") == "pack.order_column");
}

// What is said about compare.order or compare.key in the tiny pack: code, place and remedy.
std::string complaint(std::string_view compare) {
  FileSet files = testing::tiny_pack_with("01-tiny/lesson.json", "\"hints\": [\"Group them.\"]",
                                          "\"compare\": " + std::string(compare));
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  REQUIRE(session);
  const Lesson& lesson = session->pack().lessons.front();
  const auto expectation = session->expectation(lesson, lesson.steps[1]);
  if (expectation) return "none";
  const Error& error = expectation.error();
  CHECK(error.whose == Whose::kAuthor);
  return error.code + " at " + error.where.file + error.where.pointer + ": " + error.remedy;
}

TEST_CASE("a key must name columns of the result") {
  CHECK(complaint(R"({"key": ["word"]})") == "none");
  CHECK(complaint(R"({"key": ["N", "Word"]})") == "none");
  CHECK(complaint(R"({"key": []})") == "none");
  CHECK(complaint(R"({"key": ["word", "wrd"]})") ==
        "pack.key_column at 01-tiny/lesson.json/steps/1/compare/key/1: "
        "Did you mean \"word\"? The columns are word, n.");
  CHECK(complaint(R"({"key": ["id"]})") ==
        "pack.key_column at 01-tiny/lesson.json/steps/1/compare/key/0: "
        "The columns are word, n.");
}

TEST_CASE("an order that is given is blamed where it stands") {
  CHECK(complaint(R"({"order": ["words"]})") ==
        "pack.order_column at 01-tiny/lesson.json/steps/1/compare/order: "
        "Did you mean \"word\"? The columns are word, n.");
  CHECK(complaint(R"({"order": ["n"]})") ==
        "pack.order_wrong at 01-tiny/lesson.json/steps/1/compare/order: "
        "Mend compare.order, or the solution's ORDER BY.");
}

TEST_CASE("a solution that does not run is the author's trouble") {
  CHECK(keys("SELECT wurd FROM t") == "sql.no_such_column");
}

}  // namespace
}  // namespace nightshift
