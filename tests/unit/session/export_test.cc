#include "engine/lesson/archive.h"
#include "engine/session/session.h"
#include "grader/registry.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_night.h"
#include "tests/support/tiny_options.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

Session open(FileSet files) {
  ResultOrErrors<Session> session = Session::open(std::move(files), check_kinds());
  if (!session) FAIL(session.error().front().message);
  return std::move(*session);
}

FileSet learner_files(FileSet pack = testing::tiny_pack()) {
  Session session = open(std::move(pack));
  const Result<std::string> bytes = session.export_pack(Audience::kLearner);
  REQUIRE(bytes);
  return *read_archive(*bytes);
}

TEST_CASE("a learner's build holds no solution, no mistake and no comment of the author's") {
  const FileSet files = learner_files();
  std::string everything;
  for (const auto& [path, bytes] : files.files()) {
    CAPTURE(path);
    CHECK(path.find("solution") == std::string::npos);
    CHECK(path.find("mistakes/") == std::string::npos);
    everything += bytes;
  }
  CHECK(everything.find(testing::kTinySolution) == std::string::npos);
  CHECK(everything.find("SELECT word, 1 AS n") == std::string::npos);
  CHECK(everything.find("A comment of the author's") == std::string::npos);
  CHECK(everything.find("These are all ones.") != std::string::npos);  // feedback may travel
  CHECK(files.find("01-tiny/start/count.sql") != nullptr);
  CHECK(files.find("01-tiny/expected/count.json") != nullptr);
}

TEST_CASE("a learner's build of a night keeps worlds and start, and drops the author's answers") {
  const FileSet files = learner_files(testing::tiny_night_pack());
  const std::string lesson = "01-tiny-night/";
  const FileSet pack = testing::tiny_night_pack();
  for (const char* path : {"start/pipeline.jsonc", "start/models/fct.sql"}) {
    CAPTURE(path);
    REQUIRE(files.find(lesson + path) != nullptr);
    CHECK(*files.find(lesson + path) == *pack.find(lesson + path));
  }
  const std::string* played = files.find(lesson + "worlds/played.jsonc");
  REQUIRE(played != nullptr);
  CHECK(played->find("column.rename") != std::string::npos);
  CHECK(played->find("The author's thoughts") == std::string::npos);
  CHECK(files.find(lesson + "worlds/calm.jsonc") != nullptr);
  CHECK(files.below(lesson + "solution").empty());
  CHECK(files.below(lesson + "mistakes").empty());

  Session author = open(testing::tiny_night_pack());
  Session learner = open(files);
  const LessonNight& left = *author.pack().lessons.front().night;
  const LessonNight& right = *learner.pack().lessons.front().night;
  CHECK(left.start == right.start);
  CHECK(night_plan_json(left.played.plan) == night_plan_json(right.played.plan));
  CHECK(learner.pack().lessons.front().solution.empty());
}

TEST_CASE("a learner's build keeps what options lay over the pipeline's files") {
  const FileSet files = learner_files(testing::tiny_options_pack());
  CHECK(files.find("01-tiny-night/options/orders.jsonc") != nullptr);
  const Session learner = open(files);
  const auto& quiz = std::get<QuizStep>(learner.pack().lessons.front().find_step("why")->body);
  CHECK(quiz.options[1].change->files.size() == 1);
}

TEST_CASE("author's pack and learner's build agree on digest, expectations and mistakes") {
  Session author = open(testing::tiny_pack());
  Session learner = open(learner_files());
  CHECK(learner.pack().audience == Audience::kLearner);
  CHECK(learner.pack().digest == author.pack().digest);
  const auto expected_of = [](Session& session) {
    const Lesson& lesson = session.pack().lessons.front();
    const auto expectation = session.expectation(lesson, lesson.steps[1]);
    REQUIRE(expectation);
    return **expectation;
  };
  const Expectation left = expected_of(author);
  const Expectation right = expected_of(learner);
  CHECK(left.tables == right.tables);
  CHECK(left.ordered);
  CHECK(right.ordered);
  REQUIRE(right.keys.size() == 1);
  CHECK(right.keys[0].column == 0);
  const auto prints_of = [](Session& session) {
    const Lesson& lesson = session.pack().lessons.front();
    const Result<std::vector<MistakePrint>> prints =
        session.mistake_prints(lesson, lesson.steps[1]);
    REQUIRE(prints);
    std::string names;
    for (const MistakePrint& print : *prints) {
      names += print.name + " " + print.print + "\n";
    }
    return names;
  };
  CHECK(prints_of(author) == prints_of(learner));
  // "no-order" gives the expected rows in the expected order, so nothing can be recognised by it.
  CHECK(prints_of(learner).starts_with("all-ones xxh128:"));
}

TEST_CASE("generated data are the same in a learner's build") {
  // The tiny pack lists "sun" before "fog"; a learner's build writes its JSON with sorted keys.
  const auto words = [](Session& session) {
    const Lesson& lesson = session.pack().lessons.front();
    Result<Warehouse*> tables = session.warehouse(lesson, 1);
    REQUIRE(tables);
    const auto outcome = (*tables)->query("SELECT group_concat(word) FROM t", {});
    REQUIRE(outcome);
    return cell_text(outcome->table.columns[0].cells[0]);
  };
  Session author = open(testing::tiny_pack());
  Session learner = open(learner_files());
  CHECK(words(author) == words(learner));
}

TEST_CASE("a learner's build exports as itself, and not as an author's pack") {
  Session learner = open(learner_files());
  const Result<std::string> again = learner.export_pack(Audience::kLearner);
  REQUIRE(again);
  CHECK(read_archive(*again)->files() == learner_files().files());
  const Result<std::string> author = learner.export_pack(Audience::kAuthor);
  REQUIRE_FALSE(author);
  CHECK(author.error().code == "pack.audience");
}

TEST_CASE("a learner's build with damaged results is the author's trouble") {
  FileSet files = learner_files();
  const auto code_with = [&](std::string_view bytes) {
    FileSet damaged = files;
    REQUIRE(damaged.put("01-tiny/expected/count.json", std::string(bytes), Whose::kAuthor));
    Session session = open(std::move(damaged));
    const Lesson& lesson = session.pack().lessons.front();
    const auto expectation = session.expectation(lesson, lesson.steps[1]);
    if (expectation) return std::string("ok");
    CHECK(expectation.error().whose == Whose::kAuthor);
    return expectation.error().code;
  };
  CHECK(code_with(*files.find("01-tiny/expected/count.json")) == "ok");
  CHECK(code_with("{") == "json.syntax");
  CHECK(code_with("{}") == "json.missing_key");
  CHECK(code_with(R"({"ordered": false, "order": [], "datasets": [], "mistakes": []})") ==
        "json.out_of_range");
  CHECK(code_with(R"({"ordered": false, "order": [], "mistakes": [], "datasets": [{"name": "small",
            "table": {"columns": [{"name": "n", "type": "integer"}], "rows": [[1]]}}]})") ==
        "pack.datasets");
}

}  // namespace
}  // namespace nightshift
