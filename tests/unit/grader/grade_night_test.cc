#include "engine/base/text.h"
#include "engine/json/write.h"
#include "grader/abi/describe.h"
#include "grader/grade.h"
#include "grader/registry.h"
#include "grader/render/text.h"
#include "tests/support/catch.h"
#include "tests/support/grading.h"
#include "tests/support/tiny_night.h"

namespace nightshift {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

const std::string kNothing = R"({"script": []})";
const std::string kFlag =
    R"({"script": [{"at": "2026-03-11T02:05:00Z", "command": "tile flag revenue --stale wrong"}]})";

Report graded(FileSet pack, const Files& files, const std::optional<std::string>& step = {}) {
  ResultOrErrors<Session> session = Session::open(std::move(pack), check_kinds());
  if (!session) FAIL(session.error().front().message);
  Attempt attempt;
  for (const auto& [path, bytes] : files) static_cast<void>(attempt.put(path, bytes));
  const Result<Report> report = grade(*session, session->pack().lessons.front(), attempt, step);
  REQUIRE(report);
  return *report;
}

Report graded(const Files& files, const std::optional<std::string>& step = {}) {
  return graded(testing::tiny_night_pack(), files, step);
}

std::string told(const std::string& script) {
  return testing::outcome(graded({{"night.json", script}}, "tell"));
}

// The solution, as somebody hands it in.
Files solution() {
  Files files;
  const std::string folder = "01-tiny-night/solution/";
  const FileSet pack = testing::tiny_night_pack();
  for (const std::string& path : pack.below("01-tiny-night/solution")) {
    files.emplace_back(path.substr(folder.size()), *pack.find(path));
  }
  return files;
}

TEST_CASE("a night that is done as the author did it is passed") {
  const Report report = graded(solution());
  CHECK(testing::outcome(report) == "passed");
  CHECK(report.answers ==
        std::vector<std::string>{"look.json", "mended/pipeline.jsonc", "night.json"});
  CHECK(report.ignored.empty());
}

TEST_CASE("who does nothing is answered, and has told nobody") {
  CHECK(told(kNothing) == "consumers_told night.not_told");
  CHECK(told(kFlag) == "passed");
  CHECK(graded(Files{}).status() == StepStatus::kNotAnswered);
}

TEST_CASE("the event that is pointed at is the right one, another one, or none") {
  const auto pointed = [](const std::string& event) {
    return testing::outcome(graded({{"look.json", "{\"event\": " + event + "}"}}, "look"));
  };
  CHECK(pointed("0") == "event night.other_event");
  CHECK(pointed("99999") == "event night.no_event");
  CHECK(pointed("-1") == "event json.out_of_range");
  CHECK(pointed("\"87\"") == "event json.wrong_kind");
}

TEST_CASE("a script that cannot be read costs no attempt") {
  const auto refused = [](const std::string& script) {
    const Report report = graded({{"night.json", script}}, "tell");
    CHECK(report.status() == StepStatus::kNotGradable);
    CHECK_FALSE(report.counted());
    return testing::outcome(report);
  };
  CHECK(refused("{") == "night_valid json.syntax");
  CHECK(refused("{}") == "night_valid json.missing_key");
  const auto move = [](const std::string& at, const std::string& what) {
    return R"({"script": [{"at": ")" + at + R"(", )" + what + "}]}";
  };
  CHECK(refused(move("2026-03-11T01:59:59Z", R"("command": "dags trigger daily")")) ==
        "night_valid script.time");
  CHECK(refused(move("2026-03-11T02:10:00Z", R"("install": "mended")")) ==
        "night_valid script.no_folder");
  CHECK(told(move("2026-03-11T02:10:00Z", R"("command": "dags trigger dayly")")) ==
        "night_valid night.command_refused");
}

TEST_CASE("a file of a folder that was too large is not missed in silence") {
  Files files = solution();
  files.emplace_back("mended/models/fct.sql", std::string(3'000'000, ' '));
  const Report report = graded(files, "mend");
  CHECK(report.status() == StepStatus::kNotGradable);
  CHECK(testing::outcome(report) == "night_valid files.too_large");
}

TEST_CASE("an unknown verdict is no pass, and is the one to read") {
  // The hidden world is calm: nothing in it could have been stopped.
  const FileSet pack = testing::tiny_night_with(
      "01-tiny-night/lesson.json", "\"kind\": \"useful\", \"permille\": 500", "\"kind\": \"gate\"");
  const Report report = graded(pack, solution(), "mend");
  CHECK(report.status() == StepStatus::kFailed);
  const auto failure = report.first_failure();
  REQUIRE(failure);
  CHECK(failure->second->spec.kind == "gate");
  CHECK(failure->second->verdict.verdict == Verdict::kUnknown);
  CHECK(failure->second->points() == 0);
  const Json json = report_json(report);
  const Json& check = json.find("steps")->if_array()->front().find("checks")->if_array()->at(2);
  CHECK(*check.find("verdict") == Json("unknown"));
  const std::string text = report_text(report);
  CHECK(text.find("  ?     Breaking changes are stopped") != std::string::npos);
  CHECK(text.find("Not known, so not passed") != std::string::npos);
}

TEST_CASE("the report on a night step says what the night came to; others do not") {
  const Json json = report_json(graded(solution()));
  const std::vector<Json>& steps = *json.find("steps")->if_array();
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].find("night") == nullptr);
  REQUIRE(steps[1].find("night") != nullptr);
  CHECK(steps[1].find("night")->find("tile")->if_array() != nullptr);
}

TEST_CASE("events in a text are told in words, within the width of a terminal") {
  const std::string text = report_text(graded({{"night.json", kNothing}}, "tell"));
  CHECK(text.find("tile.show revenue") != std::string::npos);
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    CHECK(display_width(text.substr(start, end - start)) <= 100);
    start = end + 1;
  }
}

TEST_CASE("a lesson with a night is described with what the learner finds, and no more") {
  ResultOrErrors<Session> session = Session::open(testing::tiny_night_pack(), check_kinds());
  REQUIRE(session);
  const Result<Json> lesson = describe_lesson(*session, session->pack().lessons.front());
  REQUIRE(lesson);
  const Json* night = lesson->find("night");
  REQUIRE(night != nullptr);
  CHECK(*night->find("acts_from") == Json("2026-03-11T02:00:00Z"));
  CHECK(*night->find("end") == Json("2026-03-13T00:00:00Z"));
  CHECK(night->find("files")->if_object()->size() == 2);
  CHECK(night->find("commands")->if_array()->size() > 5);
  const std::string text = write_json(*lesson, JsonLayout::kCompact);
  CHECK(text.find("column.rename") == std::string::npos);
  CHECK(text.find("calm") == std::string::npos);
  CHECK(text.find("Something else.") == std::string::npos);
  const std::vector<Json>& steps = *lesson->find("steps")->if_array();
  CHECK(*steps[0].find("kind") == Json("point"));
  CHECK(*steps[1].find("answer") == *steps[2].find("answer"));
}

TEST_CASE("equal attempts give equal reports") {
  CHECK(report_json(graded(solution())) == report_json(graded(solution())));
}

}  // namespace
}  // namespace nightshift
