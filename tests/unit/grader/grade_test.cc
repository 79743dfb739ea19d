#include "grader/grade.h"

#include "grader/registry.h"
#include "tests/support/catch.h"
#include "tests/support/grading.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

using testing::graded_count;

Session open_tiny() {
  ResultOrErrors<Session> session = Session::open(testing::tiny_pack(), check_kinds());
  REQUIRE(session);
  return std::move(*session);
}

Report graded(std::initializer_list<std::pair<const char*, std::string>> files) {
  Session session = open_tiny();
  Attempt attempt;
  for (const auto& [path, bytes] : files) static_cast<void>(attempt.put(path, bytes));
  const Result<Report> report =
      grade(session, session.pack().lessons.front(), attempt, std::nullopt);
  REQUIRE(report);
  return *report;
}

// The verdict on a quiz with two right options out of three.
std::string picked(std::string_view choices) {
  FileSet pack = testing::tiny_pack_with(
      "01-tiny/lesson.json", "\"options\": [",
      "\"mode\": \"multiple\", \"options\": [{\"key\": \"c\", \"text\": \"C\", \"correct\": true, "
      "\"feedback\": \"Yes.\"},");
  REQUIRE(pack.put("01-tiny/solution/pick.json", R"({"choices": ["a", "c"]})", Whose::kAuthor));
  ResultOrErrors<Session> session = Session::open(std::move(pack), check_kinds());
  REQUIRE(session);
  Attempt attempt;
  REQUIRE(attempt.put("pick.json", std::string("{\"choices\": ") + std::string(choices) + "}"));
  const Result<Report> report =
      grade(*session, session->pack().lessons.front(), attempt, std::string("pick"));
  REQUIRE(report);
  return testing::outcome(*report);
}

TEST_CASE("a question with several right options wants all of them and no other") {
  CHECK(picked(R"(["a", "c"])") == "passed");
  CHECK(picked(R"(["a"])") == "choice choice.incomplete");
  CHECK(picked(R"(["a", "b", "c"])") == "choice choice.wrong");
}

const char* const kRightPick = R"({"choices": ["a"]})";

TEST_CASE("all steps right is passed, with all points") {
  const Report report =
      graded({{"count.sql", std::string(testing::kTinySolution)}, {"pick.json", kRightPick}});
  CHECK(report.status() == StepStatus::kPassed);
  CHECK(report.score() == 9);
  CHECK(report.score_max() == 9);
  CHECK(report.counted());
  CHECK_FALSE(report.first_failure());
  CHECK(report.steps[0].datasets.size() == 2);
}

TEST_CASE("a step without an answer is not answered, which is no failure") {
  const Report nothing = graded({});
  CHECK(nothing.status() == StepStatus::kNotAnswered);
  CHECK_FALSE(nothing.counted());
  CHECK_FALSE(nothing.first_failure());
  for (const CheckReport& check : nothing.steps[0].checks) {
    CHECK(check.verdict.verdict == Verdict::kSkipped);
  }
  CHECK(nothing.steps[1].checks[0].verdict.reason == "step.not_answered");
  const Report half = graded({{"pick.json", kRightPick}});
  CHECK(half.status() == StepStatus::kNotAnswered);
  CHECK(half.counted());
  CHECK(half.score() == 1);
}

TEST_CASE("an answer that cannot run spends no attempt; one that costs too much does") {
  CHECK(graded({{"count.sql", "SELEC"}}).status() == StepStatus::kNotGradable);
  CHECK_FALSE(graded({{"count.sql", "SELEC"}}).counted());
  const Report runaway = graded(
      {{"count.sql",
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r"}});
  CHECK(runaway.status() == StepStatus::kFailed);
  CHECK(runaway.counted());
}

TEST_CASE("extra files are named and cost nothing") {
  const Report report = graded({{"pick.json", kRightPick}, {"notes.txt", "x"}, {"a/b.sql", "y"}});
  CHECK(report.answers == std::vector<std::string>{"pick.json"});
  CHECK(report.ignored == std::vector<std::string>{"a/b.sql", "notes.txt"});
}

TEST_CASE("the submission's digest is over its answers only") {
  const auto digest = [](const char* answer, const char* extra) {
    return graded({{"pick.json", answer}, {"extra", extra}}).submission_digest;
  };
  CHECK(digest("1", "x") == digest("1", "y"));
  CHECK(digest("1", "x") != digest("2", "x"));
}

TEST_CASE("quiz answers: wrong, nonsense and unknown options") {
  const auto status = [](const char* answer) {
    const Report report = graded({{"pick.json", answer}});
    const auto failure = report.first_failure();
    return std::string(step_status_text(report.steps[1].status)) +
           (failure ? " " + failure->second->verdict.reason : "");
  };
  CHECK(status(R"({"choices": ["b"]})") == "failed choice.wrong");
  CHECK(status(R"({"choices": ["a", "b"]})") == "not_gradable answer.one_option");
  CHECK(status(R"({"choices": ["c"]})") == "not_gradable answer.unknown_option");
  CHECK(status(R"({"choices": []})") == "not_gradable json.out_of_range");
  CHECK(status(R"({"choice": ["a"]})") == "not_gradable json.missing_key");
  CHECK(status("a") == "not_gradable json.syntax");
  CHECK(status("\xff") == "not_gradable json.not_text");
}

TEST_CASE("a recorded mistake is recognised by its result, not by its text") {
  const Report ones = graded_count("SELECT DISTINCT word, 2 - 1 AS n FROM t ORDER BY word DESC");
  REQUIRE(ones.steps[0].recognised);
  CHECK(ones.steps[0].recognised->name == "all-ones");
  CHECK(ones.steps[0].recognised->feedback == "These are all ones.");
  const Report other = graded_count("SELECT DISTINCT word, 2 AS n FROM t ORDER BY word");
  CHECK_FALSE(other.steps[0].recognised);
}

TEST_CASE("a failure is shown on a visible data set where there is one") {
  const Report report = graded_count("SELECT word, 2 AS n FROM t GROUP BY word ORDER BY word");
  const CheckVerdict& rows = report.steps[0].checks[4].verdict;
  REQUIRE(rows.failed_on);
  CHECK(rows.failed_on->name == "small");
  CHECK(rows.failed_on->failed == 2);
  CHECK(rows.message.starts_with("On \"Small\" (and 1 more of 2 data sets)"));
  const Report hidden = graded_count(
      "SELECT word, count(*) AS n FROM t WHERE id < 100 GROUP BY word "
      "UNION SELECT word, 0 FROM t GROUP BY word HAVING min(id) >= 100 ORDER BY word");
  REQUIRE(hidden.steps[0].checks[4].verdict.failed_on);
  CHECK_FALSE(hidden.steps[0].checks[4].verdict.failed_on->visible);
}

TEST_CASE("a pack whose reference does not run fails as the author's trouble") {
  ResultOrErrors<Session> session =
      Session::open(testing::tiny_pack_and("01-tiny/solution/count.sql", "SELEC"), check_kinds());
  REQUIRE(session);
  Attempt attempt;
  static_cast<void>(attempt.put("count.sql", "SELECT 1"));
  const Result<Report> report =
      grade(*session, session->pack().lessons.front(), attempt, std::nullopt);
  REQUIRE_FALSE(report);
  CHECK(report.error().whose == Whose::kAuthor);
  CHECK(report.error().where.file == "01-tiny/solution/count.sql");
}

}  // namespace
}  // namespace nightshift
