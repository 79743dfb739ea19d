#include "engine/lesson/read_pack.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_night.h"

namespace nightshift {
namespace {

using testing::tiny_night_and;
using testing::tiny_night_pack;
using testing::tiny_night_with;
using testing::tiny_night_without;

const std::string kFile = "01-tiny-night/lesson.json ";
const std::string kPlayed = "01-tiny-night/worlds/played.jsonc";
const std::string kStart = "01-tiny-night/start/pipeline.jsonc";

const std::vector<CheckKind>& kinds() {
  using Type = SettingKind::Type;
  static const std::vector<CheckKind> list = {
      {"event", "Event", "point", {}},
      {"night_valid", "Valid", "night", {{"note", Type::kText, false}}},
      {"consumers_told", "Told", "night", {{"within", Type::kDuration, true}}},
      {"values_true", "True", "night", {}},
      {"useful", "Useful", "night", {{"permille", Type::kInteger, true}}}};
  return list;
}

// The errors as "file pointer code", one a line; empty when the pack is right.
std::string trouble(const FileSet& files) {
  const ResultOrErrors<LessonPack> pack = read_pack(files, kinds());
  std::string lines;
  if (pack) return lines;
  for (const Error& error : pack.error()) {
    CHECK(error.whose == Whose::kAuthor);
    CHECK_FALSE(error.message.empty());
    lines += error.where.file + " " + error.where.pointer + " " + error.code + "\n";
  }
  return lines;
}

std::string lesson_trouble(std::string_view from, std::string_view to) {
  return trouble(tiny_night_with("01-tiny-night/lesson.json", from, to));
}

std::string scenario_trouble(std::string_view from, std::string_view to) {
  return trouble(tiny_night_with(kPlayed, from, to));
}

TEST_CASE("a right night reads, typed and resolved") {
  const ResultOrErrors<LessonPack> pack = read_pack(tiny_night_pack(), kinds());
  if (!pack) FAIL(pack.error().front().message);
  const Lesson& lesson = pack->lessons.front();
  REQUIRE(lesson.night);
  const LessonNight& night = *lesson.night;
  CHECK(night.played.name == kPlayedWorld);
  CHECK(night.played.plan.scenario.faults.size() == 1);
  CHECK(night.played.plan.viewers.front().who == "Bruno");
  CHECK(time_text(night.acts_from) == "2026-03-11T02:00:00Z");
  CHECK(day_text_of(night.incident_day) == "2026-03-10");
  CHECK(night.raw.key == std::vector<std::string>{"order_id"});
  CHECK(night.start.size() == 2);
  CHECK(night.start.contains("models/fct.sql"));
  REQUIRE(night.worlds.size() == 1);
  CHECK(night.worlds.front().name == "calm");

  const Step& tell = *lesson.find_step("tell");
  CHECK(tell.kind() == "night");
  CHECK(tell.answer() == "night.json");
  CHECK(tell.answer() == lesson.find_step("mend")->answer());
  CHECK(tell.checks[1].setting("within", 0) == 15 * kMinuteUs);
  CHECK(tell.checks[0].setting("within", 7) == 7);
  CHECK(lesson.find_step("mend")->checks[2].setting("permille", 0) == 500);
  const Step& look = *lesson.find_step("look");
  CHECK(look.kind() == "point");
  CHECK(look.answer() == "look.json");
  CHECK(std::get<PointStep>(look.body).targets[0].subject == "shop.orders");
}

TEST_CASE("answers and mistakes of a night take their folders along") {
  const ResultOrErrors<LessonPack> pack = read_pack(tiny_night_pack(), kinds());
  REQUIRE(pack);
  const Lesson& lesson = pack->lessons.front();
  CHECK(lesson.solution.contains("night.json"));
  CHECK(lesson.solution.contains("mended/pipeline.jsonc"));
  CHECK(lesson.solution.size() == 3);
  const Mistake& half = lesson.mistakes.front();
  CHECK(half.files.size() == 2);
  CHECK_FALSE(half.files.contains("mistake.json"));
  CHECK(half.file("night.json").find("install") != std::string::npos);
}

TEST_CASE("only the steps of the night share an answer") {
  CHECK(lesson_trouble("look.json", "night.json") == kFile + "/steps pack.duplicate_name\n" +
                                                         "01-tiny-night/solution/look.json  "
                                                         "pack.stray_file\n");
}

TEST_CASE("a world's file is missing, elsewhere or broken") {
  CHECK(trouble(tiny_night_without(kPlayed)).starts_with(kFile + "/night/scenario pack.missing_"));
  CHECK(lesson_trouble("worlds/calm.jsonc", "text/all.md")
            .starts_with(kFile + "/night/worlds/0/scenario pack.wrong_folder\n"));
  CHECK(trouble(tiny_night_and("01-tiny-night/worlds/calm.jsonc", "{")) ==
        "01-tiny-night/worlds/calm.jsonc  json.syntax\n");
  CHECK(scenario_trouble("\"on\": \"shop.orders\"", "\"on\": \"shop.carts\"") ==
        kPlayed + " /faults/0/on scenario.no_such_table\n");
  CHECK(scenario_trouble("0 2 * * *", "0 2 * *") == kPlayed + " /viewers/0/looks spec.cron\n");
  CHECK(scenario_trouble("\"seed\"", "\"sead\"").find(kPlayed + " /sead json.unknown_key\n") !=
        std::string::npos);
  CHECK(trouble(tiny_night_and("01-tiny-night/worlds/unused.jsonc", "{}")) ==
        "01-tiny-night/worlds/unused.jsonc  pack.stray_file\n");
}

TEST_CASE("a world may run the job on another schedule") {
  const std::string from = "\"scenario\": \"worlds/calm.jsonc\"";
  const std::string place = kFile + "/night/worlds/0/job";
  CHECK(lesson_trouble(from, from + R"(, "job": {"cron": "0 * * * *", "lookback": "1d"})").empty());
  CHECK(lesson_trouble(from, from + R"(, "job": {"cron": "0 25 * * *"})") ==
        place + "/cron spec.cron\n");
  CHECK(lesson_trouble(from, from + R"(, "job": {"lookback": "a day"})") ==
        place + "/lookback pack.duration\n");
  CHECK(lesson_trouble(from, from + R"(, "job": {"crone": "0 * * * *"})") ==
        place + "/crone json.unknown_key\n");
}

TEST_CASE("moments and days of a night lie in its world") {
  const std::string from = "\"acts_from\": \"2026-03-11T02:00:00Z\"";
  CHECK(lesson_trouble(from, "\"acts_from\": \"2026-03-08\"").empty());
  CHECK(lesson_trouble(from, "\"acts_from\": \"2026-03-13\"") ==
        kFile + "/night/acts_from pack.acts_from\n");
  CHECK(lesson_trouble(from, "\"acts_from\": \"2026-03-07T23:59:59Z\"") ==
        kFile + "/night/acts_from pack.acts_from\n");
  CHECK(lesson_trouble(from, "\"acts_from\": \"soon\"") ==
        kFile + "/night/acts_from pack.acts_from\n");
  const std::string day = "\"incident_day\": \"2026-03-10\"";
  CHECK(lesson_trouble(day, "\"incident_day\": \"2026-03-12\"").empty());
  CHECK(lesson_trouble(day, "\"incident_day\": \"2026-03-13\"") ==
        kFile + "/night/incident_day pack.incident_day\n");
  CHECK(lesson_trouble(day, "\"incident_day\": \"2026-03-10T01:00:00Z\"") ==
        kFile + "/night/incident_day pack.incident_day\n");
}

TEST_CASE("tile and tables are those of the pipeline that the learner finds") {
  CHECK(lesson_trouble("\"tile\": \"revenue\"", "\"tile\": \"revenu\"") ==
        kFile + "/night/tile pack.unknown_tile\n");
  CHECK(scenario_trouble("\"tile\": \"revenue\"", "\"tile\": \"profit\"") ==
        kFile + "/night/scenario pack.unknown_tile\n");
  CHECK(lesson_trouble("\"name\": \"fct\"", "\"name\": \"fact\"") ==
        kFile + "/night/revenue_table/name pack.unknown_table\n");
  CHECK(lesson_trouble("\"name\": \"raw.orders\"", "\"name\": \"raw.order\"") ==
        kFile + "/night/raw_table/name pack.unknown_table\n");
  CHECK(lesson_trouble("\"tile\": \"revenue\",", "") == kFile + "/night json.missing_key\n");
  CHECK(lesson_trouble("\"name\": \"fct\", ", "") ==
        kFile + "/night/revenue_table json.missing_key\n");
  CHECK(lesson_trouble("\"key\": [\"order_id\"]", "\"key\": []") ==
        kFile + "/night/raw_table/key json.out_of_range\n");
}

TEST_CASE("a start that is no pipeline is the author's trouble") {
  CHECK(trouble(tiny_night_with(kStart, "\"sync_mode\"", "\"sync_mod\"")) ==
        kStart + " /tasks/0/sync_mod json.unknown_key\n");
  CHECK(trouble(tiny_night_with(kStart, "shop.orders", "shop.carts")) ==
        kStart + " /tasks/0/source spec.unknown_ref\n");
  CHECK(trouble(tiny_night_without(kStart)) == kStart + "  spec.missing_file\n");
  CHECK(trouble(tiny_night_and("01-tiny-night/start/notes.md", "x")) ==
        "01-tiny-night/start/notes.md  pack.stray_file\n");
  CHECK(trouble(tiny_night_and("01-tiny-night/start/models/fct.sql", "\xff"))
            .starts_with("01-tiny-night/start/models/fct.sql  pack.not_text\n"));
}

TEST_CASE("one night a lesson, and none without one") {
  CHECK(lesson_trouble("\"night\": {", "\"night\": null, \"night\": {") ==
        kFile + "/night json.duplicate_key\n");
  const std::string found = lesson_trouble("\"night\": {", "\"nihgt\": {");
  CHECK(found.find(kFile + "/steps/0 pack.no_night\n") != std::string::npos);
  CHECK(found.find(kFile + "/steps/1 pack.no_night\n") != std::string::npos);
  CHECK(found.find(kFile + "/nihgt json.unknown_key\n") != std::string::npos);
}

TEST_CASE("hidden worlds have names of their own") {
  const std::string world = R"({"name": "calm", "title": "Calm", "scenario": "worlds/calm.jsonc"})";
  const std::string other = R"({"name": "same", "title": "S", "scenario": "worlds/calm.jsonc"})";
  CHECK(lesson_trouble(world, world + ", " + other).empty());
  CHECK(lesson_trouble(world, world + ", " + world) ==
        kFile + "/night/worlds/1/name pack.duplicate_name\n");
  CHECK(lesson_trouble("\"name\": \"calm\"", "\"name\": \"played\"") ==
        kFile + "/night/worlds/0/name pack.duplicate_name\n");
}

TEST_CASE("settings of a check: known, of their type, and all that are required") {
  const std::string within = ", \"within\": \"15m\"";
  const std::string at = kFile + "/steps/1/checks/1";
  CHECK(lesson_trouble(within, "") == at + " json.missing_key\n");
  CHECK(lesson_trouble(within, ", \"within\": 15") == at + "/within json.wrong_kind\n");
  CHECK(lesson_trouble(within, ", \"within\": \"15 min\"") == at + "/within pack.duration\n");
  CHECK(lesson_trouble(within, within + ", \"witin\": 1") == at + "/witin json.unknown_key\n");
  CHECK(lesson_trouble("\"permille\": 500", "\"permille\": \"500\"") ==
        kFile + "/steps/2/checks/2/permille json.wrong_kind\n");
  CHECK(lesson_trouble("\"permille\": 500", "\"permille\": -1") ==
        kFile + "/steps/2/checks/2/permille json.out_of_range\n");
  CHECK(lesson_trouble("\"kind\": \"night_valid\"", "\"kind\": \"night_valid\", \"note\": \"x\"")
            .empty());
  CHECK(lesson_trouble("\"kind\": \"night_valid\"", "\"kind\": \"night_valid\", \"note\": 1") ==
        kFile + "/steps/1/checks/0/note json.wrong_kind\n");
}

TEST_CASE("targets end with one for everything else, and one is right") {
  CHECK(lesson_trouble("\"correct\": true", "\"correct\": false") ==
        kFile + "/steps/0/targets pack.targets\n");
  CHECK(lesson_trouble("{\"correct\": false, \"feedback\": \"Something else.\"}",
                       R"({"kind": "src.write", "correct": false, "feedback": "No."})") ==
        kFile + "/steps/0/targets pack.targets\n");
  CHECK(lesson_trouble("look.json", "look.sql")
            .starts_with(kFile + "/steps/0/answer pack.answer_name"));
}

TEST_CASE("a target's moment lies in the world, and the last target has none") {
  const auto right_at = [](std::string_view at) {
    return lesson_trouble("\"correct\": true",
                          "\"correct\": true, \"at\": \"" + std::string(at) + "\"");
  };
  CHECK(right_at("2026-03-10T22:00:00Z").empty());
  CHECK(right_at("2026-03-13T22:00:00Z") == kFile + "/steps/0/targets/0/at pack.targets\n");
  CHECK(right_at("at ten") == kFile + "/steps/0/targets/0/at pack.targets\n");
  CHECK(lesson_trouble("\"correct\": false", R"("correct": false, "at": "2026-03-10")") ==
        kFile + "/steps/0/targets pack.targets\n");
}

// The tiny lesson's point step with a price list.
std::string looks_trouble(std::string_view looks) {
  return lesson_trouble("\"answer\": \"look.json\",",
                        "\"answer\": \"look.json\", \"looks\": " + std::string(looks) + ",");
}

TEST_CASE("looks have a budget and two prices, all of them lengths of time") {
  CHECK(looks_trouble(R"({"budget": "15m", "costs": {"log": "2m", "query": "3m"}})").empty());
  CHECK(looks_trouble("null").empty());
  const std::string at = kFile + "/steps/0/looks";
  CHECK(looks_trouble(R"({"costs": {"log": "2m", "query": "3m"}})") == at + " json.missing_key\n");
  CHECK(looks_trouble(R"({"budget": "15m", "costs": {"log": "2m"}})") ==
        at + "/costs json.missing_key\n");
  CHECK(looks_trouble(R"({"budget": "15m", "costs": {"log": "2m", "query": "3"}})") ==
        at + "/costs/query pack.duration\n");
  CHECK(looks_trouble(R"({"budget": 15, "costs": {"log": "2m", "query": "3m"}})") ==
        at + "/budget json.wrong_kind\n");
  CHECK(
      looks_trouble(R"({"budget": "15m", "costs": {"log": "2m", "query": "3m", "tile": "0s"}})") ==
      at + "/costs/tile json.unknown_key\n");
  CHECK(looks_trouble(R"({"budget": "15m", "free": 1, "costs": {"log": "2m", "query": "3m"}})") ==
        at + "/free json.unknown_key\n");
}

TEST_CASE("a trace that lies open has no prices") {
  const ResultOrErrors<LessonPack> open = read_pack(tiny_night_pack(), kinds());
  REQUIRE(open);
  CHECK_FALSE(std::get<PointStep>(open->lessons.front().steps.front().body).looks);
  const ResultOrErrors<LessonPack> priced = read_pack(
      tiny_night_with(
          "01-tiny-night/lesson.json", "\"answer\": \"look.json\",",
          R"("answer": "look.json", "looks": {"budget": "15m", "costs": {"log": "2m", "query": "3m"}},)"),
      kinds());
  REQUIRE(priced);
  const auto& looks = std::get<PointStep>(priced->lessons.front().steps.front().body).looks;
  REQUIRE(looks);
  CHECK(looks->budget == 15 * kMinuteUs);
  CHECK(looks->log == 2 * kMinuteUs);
  CHECK(looks->query == 3 * kMinuteUs);
}

TEST_CASE("files of a mistake that is no night's stay one") {
  const std::string path = "01-tiny-night/mistakes/other/";
  FileSet files =
      tiny_night_and(path + "mistake.json",
                     R"({"title": "T", "step": "look", "fails": "event", "feedback": "F"})");
  REQUIRE(files.put(path + "look.json", R"({"event": 1})", Whose::kAuthor));
  CHECK(trouble(files).empty());
  REQUIRE(files.put(path + "more/pipeline.jsonc", "{}", Whose::kAuthor));
  CHECK(trouble(files) == path + "more/pipeline.jsonc  pack.stray_file\n");
}

}  // namespace
}  // namespace nightshift
