#include "engine/base/text.h"
#include "engine/json/write.h"
#include "grader/abi/describe.h"
#include "grader/grade.h"
#include "grader/registry.h"
#include "grader/render/text.h"
#include "tests/support/catch.h"
#include "tests/support/grading.h"
#include "tests/support/tiny_night.h"
#include "tests/support/tiny_options.h"

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

// The tiny pack, with a price list and a budget in its point step.
FileSet priced_pack() {
  FileSet pack = testing::tiny_night_with(
      "01-tiny-night/lesson.json", R"("kind": "event"})",
      R"("kind": "event"}, {"id": "00000000-0000-4000-8000-000000000117", "kind": "within_budget"})");
  const std::string path = "01-tiny-night/lesson.json";
  std::string lesson = *pack.find(path);
  const std::string answer = R"("answer": "look.json",)";
  lesson.insert(lesson.find(answer),
                R"("looks": {"budget": "5m", "costs": {"log": "2m", "query": "3m"}}, )");
  REQUIRE(pack.put(path, lesson, Whose::kAuthor));
  return pack;
}

Report looked(const std::string& looks, FileSet pack = priced_pack()) {
  return graded(std::move(pack), {{"look.json", R"({"event": 105, "looks": )" + looks + "}"}},
                "look");
}

TEST_CASE("where looking takes time, the event must have been looked at, within the budget") {
  const std::string table = R"({"log": "shop.orders"})";
  const std::string query = R"({"database": "shop", "query": "select 1"})";
  const auto outcome = [](const std::string& looks) { return testing::outcome(looked(looks)); };
  CHECK(outcome("[" + table + "]") == "passed");
  CHECK(outcome("[" + table + ", " + query + "]") == "passed");
  CHECK(outcome("[" + query + ", " + table + ", " + query + "]") ==
        "within_budget night.over_budget");
  CHECK(outcome("[" + query + "]") == "event night.not_looked_at");
  CHECK(testing::outcome(graded(priced_pack(), {{"look.json", R"({"event": 105})"}}, "look")) ==
        "event night.not_looked_at");
}

TEST_CASE("a look that is none costs no attempt, and says where it stands") {
  const auto refused = [](const std::string& looks) {
    const Report report = looked(looks);
    CHECK(report.status() == StepStatus::kNotGradable);
    const CheckReport& check = report.steps.front().checks.front();
    const Json& where = *check.verdict.witness.find("error")->find("where");
    CHECK(*where.find("file") == Json("look.json"));
    return *where.find("pointer")->if_string() + " " + check.verdict.reason;
  };
  CHECK(refused(R"([{"log": "shop.order"}])") == "/looks/0/log answer.unknown_subject");
  CHECK(refused(R"([{"log": 7}])") == "/looks/0/log json.wrong_kind");
  CHECK(refused(R"([{"log": "fct"}, {}])") == "/looks/1 json.missing_key");
  CHECK(refused(R"([{"database": "shop"}])") == "/looks/0 json.missing_key");
  CHECK(refused(R"([{"database": "lake", "query": "select 1"}])") ==
        "/looks/0/database json.unknown_value");
  CHECK(refused(R"([{"log": "fct", "query": "select 1"}])") == "/looks/0/query json.unknown_key");
  CHECK(refused("7") == "/looks json.wrong_kind");
  std::string many = R"([{"log": "fct"})";
  for (int i = 1; i < 1'000; ++i) many += R"(, {"log": "fct"})";
  CHECK(testing::outcome(looked(many + "]")) == "event night.not_looked_at");
  CHECK(refused(many + R"(, {"log": "fct"}])") == "/looks answer.too_many_looks");
}

TEST_CASE("where the trace lies open, an answer has no looks") {
  const Report report = looked("[]", testing::tiny_night_pack());
  CHECK(report.status() == StepStatus::kNotGradable);
  CHECK(testing::outcome(report) == "event json.unknown_key");
  CHECK(testing::outcome(graded({{"look.json", R"({"event": 105})"}}, "look")) == "passed");
}

TEST_CASE("a lesson tells what there is to look at, and what that takes") {
  const auto described = [](FileSet pack) {
    ResultOrErrors<Session> session = Session::open(std::move(pack), check_kinds());
    REQUIRE(session);
    const Result<Json> lesson = describe_lesson(*session, session->pack().lessons.front());
    REQUIRE(lesson);
    return *lesson->find("steps")->if_array()->front().find("looks");
  };
  CHECK(described(testing::tiny_night_pack()).is_null());
  const Json looks = described(priced_pack());
  CHECK(*looks.find("budget_us") == Json(5 * kMinuteUs));
  CHECK(*looks.find("costs_us")->find("log") == Json(2 * kMinuteUs));
  CHECK(*looks.find("costs_us")->find("query") == Json(3 * kMinuteUs));
  std::string subjects;
  for (const Json& subject : *looks.find("subjects")->if_array()) {
    CHECK(*subject.find("events")->if_integer() > 0);
    subjects +=
        *subject.find("about")->if_string() + " " + *subject.find("subject")->if_string() + "\n";
  }
  CHECK(subjects ==
        "tile revenue\ntable of the shop shop.orders\npipeline daily\ntask load\ntask fct\n"
        "team shop\npage viewer:revenue\n");
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

Report graded_options(const std::string& file, const std::string& answer) {
  return graded(testing::tiny_options_pack(), {{file, answer}}, file.substr(0, file.find('.')));
}

// "gate prevents" of each run that a report tells of.
std::string runs_of(const Report& report) {
  std::string lines;
  const Json::Array* runs = report.steps.front().runs.if_array();
  if (runs == nullptr) return "none";
  for (const Json& run : *runs) {
    lines += *run.find("key")->if_string() + ' ' + *run.find("effect")->if_string() + '\n';
  }
  return lines;
}

TEST_CASE("a wrong option is run, a right answer shows all of them") {
  const Report wrong = graded_options("why.json", R"({"choices": ["nothing"]})");
  CHECK(testing::outcome(wrong) == "choice choice.wrong");
  CHECK(runs_of(wrong) == "nothing none\n");
  const Report right = graded_options("why.json", R"({"choices": ["gate"]})");
  CHECK(testing::outcome(right) == "passed");
  CHECK(runs_of(right) == "nothing none\ngate prevents\n");
}

TEST_CASE("sets of switches are graded, and refused where they name none") {
  CHECK(testing::outcome(
            graded_options("loud.json", R"({"sets": [["stop"], ["keep", "check"]]})")) == "passed");
  CHECK(testing::outcome(graded_options(
            "loud.json", R"({"sets": [["stop"], ["stop"], ["check", "keep", "keep"]]})")) ==
        "passed");
  CHECK(testing::outcome(graded_options("loud.json", R"({"sets": [["retry"]]})")) ==
        "minimal_sets sets.silent");
  for (const char* answer : {R"({"sets": [["zebra"]]})", R"({"sets": [[]]})", R"({"sets": []})",
                             R"({"sets": "stop"})", "[", R"({"sets": [["stop"]], "x": 1})"}) {
    CAPTURE(answer);
    CHECK(graded_options("loud.json", answer).status() == StepStatus::kNotGradable);
  }
}

}  // namespace
}  // namespace nightshift
