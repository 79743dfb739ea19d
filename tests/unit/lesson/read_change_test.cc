// Questions whose options are run: what an author may write, and what is refused.
#include "engine/lesson/read_pack.h"
#include "tests/support/catch.h"
#include "tests/support/pack_edits.h"
#include "tests/support/tiny_night.h"
#include "tests/support/tiny_options.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

using testing::replaced;
using testing::tiny_options_pack;

const std::string kLesson = "01-tiny-night/lesson.json";

const std::vector<CheckKind>& kinds() {
  using Type = SettingKind::Type;
  static const std::vector<CheckKind> list = {
      {"choice", "Choice", "quiz", {}},
      {"runs", "Runs", "query", {}},
      {"minimal_sets", "Sets", "switches", {}},
      {"event", "Event", "point", {}},
      {"night_valid", "Valid", "night", {}},
      {"consumers_told", "Told", "night", {{"within", Type::kDuration, true}}},
      {"values_true", "True", "night", {}},
      {"useful", "Useful", "night", {{"permille", Type::kInteger, true}}}};
  return list;
}

// "pointer code" of each error; empty when the pack is right.
std::string trouble(const FileSet& files) {
  const ResultOrErrors<LessonPack> pack = read_pack(files, kinds());
  std::string lines;
  if (pack) return lines;
  for (const Error& error : pack.error()) lines += error.where.pointer + " " + error.code + "\n";
  return lines;
}

std::string trouble_with(std::string_view from, std::string_view to) {
  return trouble(replaced(tiny_options_pack(), kLesson, from, to));
}

TEST_CASE("options and switches are read with their changes") {
  const ResultOrErrors<LessonPack> pack = read_pack(tiny_options_pack(), kinds());
  if (!pack) FAIL(pack.error().front().message);
  const Lesson& lesson = pack->lessons.front();
  const auto& quiz = std::get<QuizStep>(lesson.find_step("why")->body);
  CHECK(quiz.is_run());
  CHECK(quiz.options[0].effect == Effect::kNone);
  CHECK(quiz.options[1].effect == Effect::kPrevents);
  CHECK(quiz.options[1].change->files.contains("contracts/shop.orders.odcs.jsonc"));
  const Step& loud = *lesson.find_step("loud");
  CHECK(loud.kind() == "switches");
  CHECK(loud.answer() == "loud.json");
  CHECK_FALSE(loud.stage);
  const auto& switches = std::get<SwitchStep>(loud.body).switches;
  REQUIRE(switches.size() == 4);
  CHECK(switches[0].change.patch.front().path == "/tasks/0/row_filter");
  CHECK(lesson.solution.at("loud.json").starts_with("{\"sets\""));
}

TEST_CASE("a change must be one that can be made") {
  CHECK(trouble_with("/tasks/0/row_filter", "/tasks/7/row_filter") ==
        "/steps/1/switches/0/change pack.change\n");
  CHECK(trouble_with("{\"retries\": 2}", "{\"retires\": 2}") ==
        "/steps/1/switches/3/change pack.change\n");
  CHECK(trouble_with("options/orders.jsonc", "options/other.jsonc").find("pack.missing_file") !=
        std::string::npos);
  CHECK(trouble_with("\"op\": \"remove\"", "\"op\": \"copy\"")
            .starts_with("/steps/1/switches/0/change/patch/0/op json.unknown_value\n"));
}

TEST_CASE("all options are run, or none") {
  CHECK(trouble_with(R"(, "effect": "none",
        "change": {})",
                     "") == "/steps/0/options/1 pack.change\n");
  CHECK(trouble_with("\"effect\": \"none\"", "\"effect\": \"nothing\"") ==
        "/steps/0/options/0/effect json.unknown_value\n");
}

TEST_CASE("switches have keys of their own, two to eight of them") {
  CHECK(trouble_with("\"key\": \"check\"", "\"key\": \"keep\"") ==
        "/steps/1/switches/1 pack.duplicate_name\n");
  std::string more;
  for (int i = 0; i < 5; ++i) {
    more +=
        R"({"key": "more-)" + std::to_string(i) + R"(", "text": "M", "about": "M", "change": {}},)";
  }
  CHECK(trouble_with(R"("switches": [)", "\"switches\": [" + more) ==
        "/steps/1/switches json.out_of_range\n");
}

TEST_CASE("a step stands beside a night, if there is one") {
  const std::string quiz = R"("id": "why",)";
  const FileSet staged = replaced(tiny_options_pack(), kLesson, quiz, quiz + R"("stage": true,)");
  const ResultOrErrors<LessonPack> pack = read_pack(staged, kinds());
  REQUIRE(pack);
  CHECK(pack->lessons.front().find_step("why")->stage);
  const FileSet nowhere = testing::tiny_pack_with("01-tiny/lesson.json", "\"id\": \"pick\",",
                                                  "\"id\": \"pick\", \"stage\": true,");
  CHECK(trouble(nowhere).find("pack.no_night") != std::string::npos);
  const FileSet no_stage = replaced(tiny_options_pack(), kLesson, "\"id\": \"loud\",",
                                    "\"id\": \"loud\", \"stage\": true,");
  CHECK(trouble(no_stage) == "/steps/1/stage json.unknown_key\n");
}

}  // namespace
}  // namespace nightshift
