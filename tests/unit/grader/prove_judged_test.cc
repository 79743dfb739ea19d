#include "grader/prove_judged.h"

#include "grader/registry.h"
#include "tests/support/catch.h"
#include "tests/support/judged_pack.h"
#include "tests/support/pack_edits.h"

namespace nightshift {
namespace {

using testing::judged_pack;
using testing::replaced;
using testing::with_file;

// The attempts of those roles, or those that do not do what the author says: "role name: message".
std::string told(FileSet files, std::string_view role = "") {
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  if (!session) UNSCOPED_INFO(session.error().front().message);
  REQUIRE(session);
  const ResultOrErrors<ProvedLesson> proved =
      prove_lesson(*session, session->pack().lessons.front());
  if (!proved) return proved.error().front().code;
  std::string lines;
  for (const ProvedAttempt& attempt : proved->attempts) {
    const bool wanted = role.empty() ? !attempt.ok : attempt.role == role;
    if (!wanted) continue;
    lines += attempt.role + " " + attempt.name + ": " +
             (role.empty() ? attempt.message : attempt.status) + "\n";
  }
  return lines;
}

const std::string kLesson = "01-paid/lesson.json";

TEST_CASE("a sound step is proved, with the size of its suite and every rewrite") {
  CHECK(told(judged_pack()) == "");
  CHECK(told(judged_pack(), "suite").starts_with("suite paid: 30 tiny databases of "));
  CHECK(told(judged_pack(), "rewrite") == "rewrite paid/in-a-subquery: passed\n");
}

TEST_CASE("a mutant that no data tell apart must be listed, and what is listed must be one") {
  const std::string listed = R"({"before": "ORDER BY customer", "after": ""})";
  CHECK(told(replaced(judged_pack(), kLesson, listed, R"({"before": "1", "after": "2"})")) ==
        "survivor paid: In ORDER BY, \"\" for \"ORDER BY customer\" (order) gives the same on all "
        "data that were tried. Data that would tell: more rows than are asked for, with ties. "
        "Allow them in \"constraints\", or, where both mean the same, list it under "
        "\"equivalent\": {\"after\":\"\",\"before\":\"ORDER BY customer\"}\n"
        "equivalent paid: No mutant that survives is {\"after\":\"2\",\"before\":\"1\"}. Take it "
        "out of \"equivalent\".\n");
}

TEST_CASE("a reference that leaves something to luck on legal data is found, with the data") {
  const std::string lucky =
      "SELECT customer, order_id AS orders FROM orders WHERE status = 'paid' ORDER BY customer "
      "LIMIT 1";
  const std::string found = told(with_file(judged_pack(), "01-paid/solution/paid.sql", lucky));
  CAPTURE(found);
  CHECK(found.find("suite paid: There is legal data on which its result hangs on the order in "
                   "which rows are stored: INSERT INTO \"orders\"") != std::string::npos);
}

TEST_CASE("a reference that fails on legal data is found") {
  const std::string fails =
      "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' AND (cents > 0 OR "
      "abs(-9223372036854775807 - 1) > 0) GROUP BY customer ORDER BY customer";
  const std::string found = told(with_file(judged_pack(), "01-paid/solution/paid.sql", fails));
  CAPTURE(found);
  CHECK(found.find("suite paid: There is legal data on which it ends with an error (While it ran: "
                   "integer overflow") != std::string::npos);
}

TEST_CASE("a rewrite that is another query is found, with the data that show it") {
  const std::string path = "01-paid/rewrites/paid/in-a-subquery.sql";
  const std::string found =
      told(with_file(judged_pack(), path,
                     "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' AND "
                     "cents >= 0 GROUP BY customer ORDER BY customer"));
  CAPTURE(found);
  CHECK(
      found.starts_with("rewrite paid/in-a-subquery: It should mean the same as the solution, "
                        "and fails at paid/judged (judge.rows_differ). Data that show it: INSERT "
                        "INTO \"orders\""));
}

TEST_CASE("a mistake that only the lesson's data tell is found") {
  // Every customer of the lesson's has a short name, and the constraints allow no other.
  const std::string path = "01-paid/mistakes/every-order/paid.sql";
  const std::string wrong =
      "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' AND customer <> 'bob' "
      "GROUP BY customer ORDER BY customer";
  FileSet pack = with_file(judged_pack(), path, wrong);
  CHECK(told(pack) == "");
  pack = replaced(std::move(pack), kLesson, "\"tables\": [",
                  R"("constraints": {"tables": {"orders": {"columns": {"customer": {"values":
                  ["ada"]}}}}}, "tables": [)");
  CHECK(told(std::move(pack)).find("mistake every-order: The check on any data accepts it") !=
        std::string::npos);
}

TEST_CASE("the class of a mistake is held against what the judge names") {
  const std::string path = "01-paid/mistakes/every-order/mistake.json";
  const auto with_class = [&](const std::string& name) {
    return told(
        replaced(judged_pack(), path, "\"feedback\"", "\"class\": \"" + name + "\", \"feedback\""));
  };
  CHECK(with_class("missing_condition") == "");
  CHECK(with_class("join_type") ==
        "mistake every-order: The judge names the class missing_condition, not join_type.\n");
  CHECK(with_class("mising_condition") ==
        "mistake every-order: There is no class \"mising_condition\". Did you mean "
        "\"missing_condition\"?\n");
}

TEST_CASE("constraints that are wrong stop the proof") {
  CHECK(told(testing::judged_pack_with(R"("constraints": {"table": {}},)")) == "json.unknown_key");
}

}  // namespace
}  // namespace nightshift
