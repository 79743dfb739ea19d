#include "engine/night/script.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"
#include "tests/unit/night/nights.h"

namespace nightshift {
namespace {

class Folders final : public ScriptFolders {
 public:
  std::optional<PipelineFiles> folder(std::string_view name) const override {
    if (name != "fixed") return std::nullopt;
    return PipelineFiles{{"models/a.sql", "select 1"}};
  }
};

struct Reading {
  Script script;
  std::string errors;  // codes and places
};

Reading read(const std::string& text) {
  const Result<Json> json = parse_json(text, {});
  REQUIRE(json);
  Errors errors;
  Reading reading;
  reading.script = read_script(JsonReader(*json, {Whose::kLearner, "night.json"}, errors),
                               Folders(), at("2026-03-11T02:00:00Z"), at("2026-03-15"));
  for (const Error& error : errors) reading.errors += error.code + ' ' + error.where.pointer + '|';
  return reading;
}

TEST_CASE("commands and installs are read, with files in place or in a folder") {
  const Reading reading = read(R"([
    {"at": "2026-03-11T02:00:00Z", "command": "dags trigger orders_daily"},
    {"at": "2026-03-11T02:00:00Z", "install": "fixed"},
    {"at": "2026-03-11T03:00:00Z", "install": {"pipeline.jsonc": ""}}])");
  CHECK(reading.errors.empty());
  REQUIRE(reading.script.size() == 3);
  CHECK(std::get<std::string>(reading.script[0].what) == "dags trigger orders_daily");
  CHECK(std::get<PipelineFiles>(reading.script[1].what).count("models/a.sql") == 1);
  CHECK(std::get<PipelineFiles>(reading.script[2].what).count("pipeline.jsonc") == 1);
}

TEST_CASE("what is wrong with a script is told with its place") {
  CHECK(read(R"([{"at": "2026-03-11T01:59:59Z", "command": "x"}])").errors == "script.time /0/at|");
  CHECK(read(R"([{"at": "2026-03-15", "command": "x"}])").errors == "script.time /0/at|");
  CHECK(read(R"([{"at": "soon", "command": "x"}])").errors == "script.time /0/at|");
  CHECK(read(R"([{"at": "2026-03-12", "command": "x"}, {"at": "2026-03-11T12:00:00Z",
                  "command": "x"}])")
            .errors == "script.order /1|");
  CHECK(read(R"([{"at": "2026-03-12", "install": "broken"}])").errors ==
        "script.no_folder /0/install|");
  CHECK(read(R"([{"at": "2026-03-12"}])").errors == "json.missing_key /0|");
  CHECK(read(R"([{"at": "2026-03-12", "command": "x", "do": 1}])").errors ==
        "json.unknown_key /0/do|");
  CHECK(read(R"({})").errors == "json.wrong_kind |");
}

TEST_CASE("a script has an end") {
  std::string text = "[";
  for (std::size_t move = 0; move <= kMovesMax; ++move) {
    text += std::string(move == 0 ? "" : ",") + R"({"at": "2026-03-12", "command": "x"})";
  }
  const Reading reading = read(text + "]");
  CHECK(reading.errors == "script.too_long /1000|");
  CHECK(reading.script.size() == kMovesMax);
}

TEST_CASE("moves are made in their time, and each tells what it came to") {
  Night night = open_night(orders_daily());
  const std::vector<Moved> moved =
      play(night,
           {{.at = at("2026-03-03T10:00:00Z"), .what = "dags trigger orders_daily"},
            {.at = at("2026-03-03T11:00:00Z"), .what = PipelineFiles{{"pipeline.jsonc", "{"}}},
            {.at = at("2026-03-03T12:00:00Z"), .what = orders_daily(kMapped)},
            {.at = at("2026-03-04T12:00:00Z"), .what = "not yet"}},
           at("2026-03-04"));
  REQUIRE(moved.size() == 3);
  CHECK(moved[0].errors.empty());
  CHECK(moved[1].errors.front().code == "json.syntax");
  CHECK(moved[2].answer == "in force from now on: models/fct_revenue_daily.sql, pipeline.jsonc");
  CHECK(told(night, TraceKind::kAct, "2026-03-01") == "03 10:00 learner|03 12:00 learner");
  CHECK(night.now() == at("2026-03-04"));
}

}  // namespace
}  // namespace nightshift
