// Nights through the door: played, asked about, and refused.
#include <algorithm>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/abi/core.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_night.h"
#include "tests/support/tiny_options.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

Json call(Core& core, const Json& request, std::string_view attachment = {}) {
  core.call(write_json(request, JsonLayout::kCompact), attachment);
  Result<Json> reply = parse_json(core.reply(), {});
  REQUIRE(reply);
  return *std::move(reply);
}

void open_pack(Core& core, const FileSet& files) {
  for (const auto& [path, bytes] : files.files()) {
    const Json put = Json::object({{"kind", "files.put"}, {"area", "pack"}, {"path", path}});
    REQUIRE(*call(core, put, bytes).find("ok")->if_bool());
  }
  const Json reply = call(core, Json::object({{"kind", "pack.open"}}));
  CAPTURE(core.reply());
  REQUIRE(*reply.find("ok")->if_bool());
}

Json parsed(const std::string& text) { return *parse_json(text, {}); }

// A request of the kind with the lesson's name, and further members.
Json request_of(const std::string& kind, const std::string& members) {
  Json request = parsed("{" + members + "}");
  request.set("kind", kind);
  request.set("lesson", "tiny-night");
  return request;
}

// The result; fails the test when there is none.
Json result_of(Core& core, const Json& request) {
  const Json reply = call(core, request);
  CAPTURE(core.reply());
  REQUIRE(*reply.find("ok")->if_bool());
  return *reply.find("result");
}

// The code of the first error.
std::string refused(Core& core, const Json& request) {
  const Json reply = call(core, request);
  CAPTURE(core.reply());
  REQUIRE(!*reply.find("ok")->if_bool());
  return *reply.find("errors")->if_array()->front().find("code")->if_string();
}

std::int64_t number(const Json& json, std::string_view key) {
  return *json.find(key)->if_integer();
}

std::ptrdiff_t lines_in(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

const std::string kUntil = R"("until": "2026-03-11T02:10:00Z")";
const std::string kFlag =
    R"({"at": "2026-03-11T02:05:00Z", "command": "tile flag revenue --stale soon"})";

TEST_CASE("a night is played up to a moment, and its trace comes along") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json result = result_of(core, request_of("night.play", R"("script": [], )" + kUntil));
  CHECK(*result.find("now")->if_string() == "2026-03-11T02:10:00Z");
  CHECK(number(result, "from_event") == 0);
  CHECK_FALSE(*result.find("over_limit")->if_bool());
  // The fault's own line stays with those who judge; indices stay as they are.
  CHECK(lines_in(core.attachment()) == number(result, "events") - 1);
  CHECK(core.attachment().find("fault.fire") == std::string::npos);
  CHECK(core.attachment().find("src.schema") != std::string::npos);
}

TEST_CASE("only what is new is sent again") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json first = result_of(core, request_of("night.play", R"("script": [], )" + kUntil));
  const std::int64_t events = number(first, "events");
  const std::string more =
      R"("until": "2026-03-11T12:00:00Z", "from_event": )" + std::to_string(events);
  const Json on = result_of(core, request_of("night.play", R"("script": [], )" + more));
  CHECK(number(on, "from_event") == events);
  CHECK(number(on, "events") > events);
  CHECK(lines_in(core.attachment()) == number(on, "events") - events);
  // Another script parts from it at its first move.
  const Json branch =
      result_of(core, request_of("night.play", R"("script": [)" + kFlag + "], " + kUntil +
                                                   R"(, "from_event": )" +
                                                   std::to_string(number(on, "events"))));
  CHECK(number(branch, "from_event") < number(on, "events"));
  CHECK(core.attachment().find("tile flag revenue") != std::string::npos);
  const Json moves = *branch.find("moves");
  CHECK(*moves.if_array()->front().find("answer")->if_string() ==
        "revenue is marked as stale: soon");
}

TEST_CASE("a command that edits a file tells the file") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json before = result_of(core, request_of("night.play", R"("script": [], )" + kUntil));
  const Json after = result_of(
      core, request_of("night.play", R"("script": [{"at": "2026-03-11T02:00:00Z", "command":
              "map shop.orders amount_minor_units -> amount_cents"}], )" +
                                         kUntil));
  const Json* file = before.find("files")->find("pipeline.jsonc");
  REQUIRE(file != nullptr);
  CHECK(file->if_string()->find("amount_minor_units") == std::string::npos);
  CHECK(after.find("files")->find("pipeline.jsonc")->if_string()->find("amount_minor_units") !=
        std::string::npos);
}

TEST_CASE("a move that is refused says why, and the night goes on") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json result = result_of(
      core,
      request_of("night.play", R"("script": [{"at": "2026-03-11T02:00:00Z", "command": "helo"},
              {"at": "2026-03-11T02:01:00Z", "install": {"pipeline.jsonc": "{"}}], )" +
                                   kUntil));
  const Json::Array& moves = *result.find("moves")->if_array();
  REQUIRE(moves.size() == 2);
  CHECK(*moves[0].find("errors")->if_array()->front().find("code")->if_string() ==
        "command.unknown");
  CHECK(*moves[1].find("errors")->if_array()->front().find("code")->if_string() == "json.syntax");
}

TEST_CASE("both databases can be asked at any moment, in any order") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const auto asked = [&](const std::string& at, const std::string& database) {
    const Json result = result_of(
        core, request_of("night.query", R"("script": [], "at": ")" + at + R"(", "database": ")" +
                                            database + R"(", "sql": "select count(*) as n from )" +
                                            (database == "shop" ? "shop.orders" : "raw.orders") +
                                            R"(")"));
    return *result.find("outcome")
                ->find("columns")
                ->if_array()
                ->front()
                .find("cells")
                ->if_array()
                ->front()
                .if_string();
  };
  const std::string late = asked("2026-03-11T12:00:00Z", "shop");
  const std::string early = asked("2026-03-09T12:00:00Z", "shop");
  CHECK(std::stoi(early) < std::stoi(late));
  CHECK(std::stoi(asked("2026-03-10T01:00:00Z", "warehouse")) > 0);
  CHECK(asked("2026-03-11T12:00:00Z", "shop") == late);
}

TEST_CASE("the tables of both databases are told") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json result =
      result_of(core, request_of("night.tables", R"("script": [], "at": "2026-03-11T01:00:00Z")"));
  const Json::Array& databases = *result.find("databases")->if_array();
  REQUIRE(databases.size() == 2);
  CHECK(*databases[0].find("name")->if_string() == "warehouse");
  CHECK(databases[0].find("tables")->if_array()->size() == 2);
  CHECK(*databases[1].find("tables")->if_array()->front().find("name")->if_string() ==
        "shop.orders");
}

TEST_CASE("files are checked without a night") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json good = result_of(core, request_of("night.check", R"("files": {})"));
  CHECK(good.find("errors")->if_array()->empty());
  const Json::Array& tasks = *good.find("graph")->find("tasks")->if_array();
  REQUIRE(tasks.size() == 2);
  CHECK(write_json(*tasks[0].find("columns"), JsonLayout::kCompact) ==
        R"([["order_id"],["status"],["amount_cents"],["created_at"]])");
  CHECK(tasks[1].find("columns")->is_null());
  const Json bad =
      result_of(core, request_of("night.check", R"("files": {"pipeline.jsonc": "{}"})"));
  CHECK(!bad.find("errors")->if_array()->empty());
  CHECK(bad.find("graph")->if_object() == nullptr);
}

TEST_CASE("a night can be taken along in the files of the real tools") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const Json result =
      result_of(core, request_of("night.export", R"("script": [], "at": "2026-03-11T02:00:00Z")"));
  const Json* files = result.find("files");
  REQUIRE(files->find("openlineage.ndjson") != nullptr);
  CHECK(files->find("openlineage.ndjson")->if_string()->find("COMPLETE") != std::string::npos);
  CHECK(files->find("dbt/dbt_project.yml") != nullptr);
  std::size_t dags = 0;
  for (const auto& [path, text] : *files->if_object()) dags += path.starts_with("airflow/dags/");
  CHECK(dags == 1);
}

TEST_CASE("the keys of the specification are told") {
  Core core;
  const Json reply = call(core, Json::object({{"kind", "night.keys"}}));
  CHECK(reply.find("result")->find("keys")->if_array()->size() > 100);
}

TEST_CASE("another world and other files can stand for the lesson's") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const std::string calm = R"("script": [], "until": "2026-01-03",
    "scenario": {"start": "2026-01-01", "end": "2026-01-04", "seed": 3})";
  const Json result = result_of(core, request_of("night.play", calm));
  CHECK(*result.find("end")->if_string() == "2026-01-04T00:00:00Z");
  CHECK(core.attachment().find("src.schema") == std::string::npos);
  CHECK(refused(core, request_of("night.play", calm + R"(, "files": {"pipeline.jsonc": "{"})")) ==
        "json.syntax");
  CHECK(refused(core,
                request_of("night.play",
                           R"("script": [], "until": "2026-01-03", "scenario": {"start": 1})")) ==
        "json.wrong_kind");
}

TEST_CASE("requests about nights that make no sense are refused with a code") {
  Core core;
  CHECK(refused(core, request_of("night.play", R"("script": [], )" + kUntil)) == "request.no_pack");
  open_pack(core, testing::tiny_night_pack());
  CHECK(refused(core, request_of("night.play", R"("script": [], "until": "later")")) ==
        "request.time");
  CHECK(refused(core,
                request_of("night.play", R"("script": [{"at": "2026-03-01", "command": "x"}], )" +
                                             kUntil)) == "script.time");
  CHECK(refused(core, request_of("night.play",
                                 R"("script": [{"at": "2026-03-12", "install": "folder"}], )" +
                                     kUntil)) == "script.no_folder");
  CHECK(refused(core, request_of("night.play", kUntil)) == "json.missing_key");
  CHECK(refused(core, request_of("night.query",
                                 R"("script": [], "at": "2026-03-11", "database": "shop",
                                    "sql": "delete from shop.orders")")) == "sql.forbidden");
  Core other;
  open_pack(other, testing::tiny_pack());
  Json request = request_of("night.play", R"("script": [], )" + kUntil);
  request.set("lesson", "tiny");
  CHECK(refused(other, request) == "request.no_night");
}

// Grades step "mend" of a script; the report's bytes.
std::string report_of(Core& core, const std::string& files) {
  result_of(core, request_of("attempt.grade", R"("step": "mend", "files": )" + files));
  return core.attachment();
}

// "1 of 2": what one request of night.prepare came to.
std::string prepared(Core& core, const std::string& files) {
  const Json result =
      result_of(core, request_of("night.prepare", R"("step": "mend", "files": )" + files));
  return std::to_string(number(result, "done")) + " of " + std::to_string(number(result, "total"));
}

const std::string kFlagged = R"({"night.json": "{\"script\": [{)"
                             R"(\"at\": \"2026-03-11T02:05:00Z\", )"
                             R"(\"command\": \"tile flag revenue --stale soon\"}]}"})";
const std::string kNothingDone = R"({"night.json": "{\"script\": []}"})";
const std::string kUnreadable = R"({"night.json": "{"})";

TEST_CASE("a night is prepared trial by trial, and the report is the same") {
  Core plain;
  open_pack(plain, testing::tiny_night_pack());
  Core core;
  open_pack(core, testing::tiny_night_pack());
  for (const std::string& files : {kFlagged, kNothingDone}) {
    CHECK(prepared(core, files) == "1 of 2");
    CHECK(prepared(core, files) == "2 of 2");
    CHECK(prepared(core, files) == "2 of 2");
    CHECK(report_of(core, files) == report_of(plain, files));
    // What grading used is gone; half of it is enough to begin with, too.
    CHECK(prepared(core, files) == "1 of 2");
    CHECK(report_of(core, files) == report_of(plain, files));
  }
}

TEST_CASE("what was prepared is of use to equal files only") {
  Core plain;
  open_pack(plain, testing::tiny_night_pack());
  Core core;
  open_pack(core, testing::tiny_night_pack());
  CHECK(prepared(core, kFlagged) == "1 of 2");
  CHECK(report_of(core, kNothingDone) == report_of(plain, kNothingDone));
  CHECK(prepared(core, kFlagged) == "1 of 2");
  CHECK(prepared(core, kNothingDone) == "1 of 2");
  open_pack(core, testing::tiny_night_pack());
  CHECK(prepared(core, kNothingDone) == "1 of 2");
}

TEST_CASE("a script that cannot be read has nothing to prepare") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  CHECK(prepared(core, kUnreadable) == "0 of 0");
  CHECK(refused(core, parsed(R"({"kind": "night.prepare", "lesson": "nowhere"})")) ==
        "request.unknown_lesson");
  CHECK(refused(core, request_of("night.prepare", R"("step": "nowhere")")) ==
        "request.unknown_step");
}

TEST_CASE("worlds are explored with their digests, or without") {
  Core core;
  open_pack(core, testing::tiny_night_pack());
  const std::string members = R"("seed": 1, "files": )" + kFlagged;
  const auto digest = [&](const std::string& more) {
    const Json result = result_of(core, request_of("night.explore", members + more));
    const Json* found = result.find("worlds")->if_array()->front().find("digest");
    return found->is_null() ? std::string() : *found->if_string();
  };
  const std::string known = digest("");
  CHECK(known.size() == 64);
  CHECK(digest(R"(, "digests": true)") == known);
  CHECK(digest(R"(, "digests": false)").empty());
}

TEST_CASE("a night is run with some switches on") {
  Core core;
  open_pack(core, testing::tiny_options_pack());
  const auto with = [&](const std::string& on) {
    return request_of("night.switch", R"("step": "loud", "on": )" + on);
  };
  const Json silent = result_of(core, with("[]"));
  CHECK_FALSE(*silent.find("run")->find("loud")->if_bool());
  const Json loud = result_of(core, with(R"(["check", "keep", "check"])"));
  CHECK(*loud.find("run")->find("loud")->if_bool());
  CHECK(write_json(*loud.find("run")->find("on"), JsonLayout::kCompact) == R"(["keep","check"])");
  CHECK(refused(core, with(R"(["zebra"])")) == "request.unknown_switch");
  CHECK(refused(core, request_of("night.switch", R"("step": "why", "on": [])")) ==
        "request.unknown_step");
}

TEST_CASE("a host learns what an option changes") {
  Core core;
  open_pack(core, testing::tiny_options_pack());
  const Json lesson = *result_of(core, request_of("lesson.describe", "")).find("lesson");
  const Json::Array& steps = *lesson.find("steps")->if_array();
  CHECK_FALSE(*steps[0].find("stage")->if_bool());
  const Json& gate = (*steps[0].find("options")->if_array())[1];
  CHECK(gate.find("change")->find("files")->find("contracts/shop.orders.odcs.jsonc") != nullptr);
  CHECK(gate.find("effect") == nullptr);  // that is the answer
  const Json& keep = steps[1].find("switches")->if_array()->front();
  CHECK(write_json(*keep.find("change"), JsonLayout::kCompact) ==
        R"({"files":{},"patch":[{"op":"remove","path":"/tasks/0/row_filter"}]})");
}

}  // namespace
}  // namespace nightshift
