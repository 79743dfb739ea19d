#include "grader/prove.h"

#include "grader/registry.h"
#include "tests/support/catch.h"
#include "tests/support/pack_edits.h"
#include "tests/support/tiny_night.h"
#include "tests/support/tiny_options.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

// The attempts that do not do what the author says: "name: message".
std::string trouble(FileSet files) {
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  REQUIRE(session);
  const ResultOrErrors<ProvedLesson> proved =
      prove_lesson(*session, session->pack().lessons.front());
  REQUIRE(proved);
  std::string lines;
  for (const ProvedAttempt& attempt : proved->attempts) {
    if (!attempt.ok) lines += attempt.name + ": " + attempt.message + "\n";
  }
  CHECK(proved->ok() == lines.empty());
  return lines;
}

TEST_CASE("a sound pack is proved") { CHECK(trouble(testing::tiny_pack()) == ""); }

TEST_CASE("a solution that fails is found") {
  CHECK(trouble(testing::tiny_pack_and("01-tiny/solution/pick.json", R"({"choices": ["b"]})"))
            .starts_with("solution: The solution does not pass: see pick/choice (choice.wrong)."));
}

TEST_CASE("a mistake that passes, or fails elsewhere, is found") {
  const std::string path = "01-tiny/mistakes/all-ones/count.sql";
  CHECK(trouble(testing::tiny_pack_and(path, testing::kTinySolution))
            .starts_with("all-ones: The mistake passes:"));
  CHECK(trouble(testing::tiny_pack_and(path, "SELECT word FROM t"))
            .starts_with("all-ones: It fails first at count/columns (columns.count)."));
  CHECK(trouble(testing::tiny_pack_with("01-tiny/mistakes/no-order/mistake.json", "order.not_asked",
                                        "order.differs"))
            .starts_with("no-order: It fails with the reason order.not_asked"));
}

TEST_CASE("a reference that leaves something to luck is found") {
  // Which two rows come first is nobody's promise.
  const std::string found = trouble(
      testing::tiny_pack_and("01-tiny/solution/count.sql", "SELECT word, id AS n FROM t LIMIT 2"));
  CHECK(found.find("count: On the data set \"small\" the solution gives other rows") !=
        std::string::npos);
}

TEST_CASE("a start that passes is found, also where other steps are not answered yet") {
  const std::string path = "01-tiny/start/count.sql";
  CHECK(trouble(testing::tiny_pack_and(path, testing::kTinySolution)) ==
        "start: What the learner starts from already passes the step count. Leave something to "
        "do.\n");
  CHECK(trouble(testing::tiny_pack_and(path, "SELECT word, count(*) AS n FROM t GROUP BY word")) ==
        "");
  CHECK(trouble(testing::tiny_pack_and(path, "SELEC")) == "");
  CHECK(trouble(testing::tiny_pack_without(path)) == "");
}

TEST_CASE(
    "a lesson with a night is proved: nothing done, the solution, each mistake with its files") {
  CHECK(trouble(testing::tiny_night_pack()) == "");
  const std::string half = "01-tiny-night/mistakes/half/";
  CHECK(trouble(testing::tiny_night_with(half + "mistake.json", "values_true", "useful"))
            .starts_with("half: It fails first at mend/values_true"));
  CHECK(trouble(testing::tiny_night_without(half + "mended/pipeline.jsonc"))
            .starts_with("half: It fails first at mend/night_valid (script.no_folder)"));
  const FileSet pack = testing::tiny_night_pack();
  CHECK(trouble(testing::tiny_night_and(half + "night.json",
                                        *pack.find("01-tiny-night/solution/night.json")))
            .starts_with("half: The mistake passes:"));
  CHECK(trouble(testing::tiny_night_and("01-tiny-night/solution/night.json", R"({"script": []})"))
            .starts_with("solution: The solution does not pass: see tell/consumers_told"));
}

TEST_CASE("a night that needs nobody is found") {
  const std::string told = R"("kind": "consumers_told", "within": "15m")";
  CHECK(trouble(testing::tiny_night_with("01-tiny-night/lesson.json", told,
                                         R"("kind": "deterministic")"))
            .starts_with("start: What the learner starts from already passes the step tell."));
}

TEST_CASE("a world in which the trouble never comes is found") {
  const std::string lesson = "01-tiny-night/lesson.json";
  const std::string calm = "\"scenario\": \"worlds/calm.jsonc\"";
  const auto with = [&](const std::string& reaches) {
    return trouble(testing::tiny_night_with(lesson, calm, calm + ", \"reaches\": " + reaches));
  };
  CHECK(with(R"([{"kind": "run.end"}, {"kind": "sync.read", "subject": "load"}])") == "");
  CHECK(with(R"([{"kind": "run.end"}, {"kind": "src.schema", "subject": "shop.orders"}])")
            .starts_with("calm: With the files that the learner finds, no event src.schema of "
                         "shop.orders comes"));
  CHECK(trouble(testing::tiny_night_with(lesson, "\"tile\": \"revenue\",",
                                         R"("tile": "revenue", "reaches": [{"kind": "crash"}],)"))
            .starts_with("played: With the files"));
}

TEST_CASE("what an author says of an option is held against its run") {
  CHECK(trouble(testing::tiny_options_pack()) == "");
  CHECK(trouble(testing::replaced(testing::tiny_options_pack(), "01-tiny-night/lesson.json",
                                  "\"effect\": \"none\"", "\"effect\": \"blind\""))
            .starts_with("why-nothing: Run in the lesson's night, the option shows \"none\"."));
}

}  // namespace
}  // namespace nightshift
