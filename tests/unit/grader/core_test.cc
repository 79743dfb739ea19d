// The door against nonsense: every request leaves a reply, and the next one works.
#include "grader/abi/core.h"

#include "engine/base/random.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/abi/requests.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_pack.h"

namespace nightshift {
namespace {

// "ok", or the code of the first error.
std::string call(Core& core, std::string_view request, std::string_view attachment = {}) {
  core.call(request, attachment);
  const Result<Json> reply = parse_json(core.reply(), {});
  REQUIRE(reply);
  if (*reply->find("ok")->if_bool()) return "ok";
  CHECK(core.attachment().empty());
  return *reply->find("errors")->if_array()->front().find("code")->if_string();
}

void open_tiny(Core& core) {
  const FileSet files = testing::tiny_pack();
  for (const auto& [path, bytes] : files.files()) {
    const Json request = Json::object({{"kind", "files.put"}, {"area", "pack"}, {"path", path}});
    REQUIRE(call(core, write_json(request, JsonLayout::kCompact), bytes) == "ok");
  }
  REQUIRE(call(core, R"({"kind": "pack.open"})") == "ok");
}

TEST_CASE("requests that are none get a clear reply") {
  Core core;
  CHECK(call(core, "") == "json.syntax");
  CHECK(call(core, "hello") == "json.syntax");
  CHECK(call(core, "\xff\xfe") == "json.not_text");
  CHECK(call(core, "[]") == "json.wrong_kind");
  CHECK(call(core, "{}") == "json.missing_key");
  CHECK(call(core, R"({"kind": 7})") == "json.wrong_kind");
  CHECK(call(core, R"({"kind": "query.rum"})") == "request.unknown_kind");
  CHECK(core.reply().find("Did you mean \\\"query.run\\\"?") != std::string::npos);
  CHECK(call(core, R"({"kind": "engine.describe", "verbose": true})") == "json.unknown_key");
  CHECK(call(core, R"({"kind": "engine.describe"})") == "ok");
}

TEST_CASE("requests that need a pack say so") {
  Core core;
  CHECK(call(core, R"({"kind": "lesson.describe", "lesson": "tiny"})") == "request.no_pack");
  CHECK(call(core, R"({"kind": "pack.export", "audience": "learner"})") == "request.no_pack");
  CHECK(call(core, R"({"kind": "pack.prove"})") == "request.no_pack");
  open_tiny(core);
  CHECK(call(core, R"({"kind": "lesson.describe", "lesson": "tiny"})") == "ok");
  CHECK(call(core, R"({"kind": "lesson.describe", "lesson": "tinny"})") ==
        "request.unknown_lesson");
  CHECK(call(core, R"({"kind": "pack.prove"})") == "ok");
  CHECK(call(core, R"({"kind": "pack.prove", "lesson": "none"})") == "request.unknown_lesson");
  CHECK(call(core, R"({"kind": "pack.export", "audience": "learner"})") == "ok");
  CHECK(core.attachment().starts_with("SQLite format 3"));
}

TEST_CASE("a pack that does not open leaves the one before it open") {
  Core core;
  open_tiny(core);
  CHECK(call(core, R"({"kind": "pack.open"})", "no pack") == "archive.not_sqlite");
  CHECK(call(core, R"({"kind": "pack.open"})") == "pack.missing_file");
  CHECK(call(core, R"({"kind": "lesson.describe", "lesson": "tiny"})") == "ok");
}

TEST_CASE("queries: rows, cells as text, truncation, errors, and the next one works") {
  Core core;
  open_tiny(core);
  const auto run = [&](std::string_view sql) {
    const Json request = Json::object({{"kind", "query.run"},
                                       {"lesson", "tiny"},
                                       {"dataset", "small"},
                                       {"sql", sql},
                                       {"rows_max", 2}});
    return call(core, write_json(request, JsonLayout::kCompact));
  };
  CHECK(run("SELECT 9007199254740993 AS big, NULL AS none") == "ok");
  CHECK(core.reply().find(R"("cells":["9007199254740993"])") != std::string::npos);
  CHECK(core.reply().find(R"("cells":[null])") != std::string::npos);
  CHECK(run("SELECT id FROM t") == "ok");
  CHECK(core.reply().find("\"truncated\":true") != std::string::npos);
  CHECK(run("ATTACH 'x' AS y") == "sql.forbidden");
  CHECK(run("PRAGMA user_version = 7") == "sql.forbidden");
  CHECK(run("WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
            "SELECT count(*) FROM r") == "sql.over_budget_steps");
  CHECK(run("SELECT " + std::string(1000, '(') + "1" + std::string(1000, ')')) == "sql.too_deep");
  CHECK(run("SELECT count(*) FROM t") == "ok");
  CHECK(call(core,
             R"({"kind": "query.run", "lesson": "tiny", "dataset": "smal", "sql": "SELECT 1"})") ==
        "request.unknown_dataset");
}

TEST_CASE("a lesson's budget holds for free runs too") {
  Core core;
  const FileSet files = testing::tiny_pack_with("01-tiny/lesson.json", "\"level\": 1",
                                                "\"level\": 1, \"budget\": {\"steps\": 1000}");
  for (const auto& [path, bytes] : files.files()) {
    const Json request = Json::object({{"kind", "files.put"}, {"area", "pack"}, {"path", path}});
    REQUIRE(call(core, write_json(request, JsonLayout::kCompact), bytes) == "ok");
  }
  REQUIRE(call(core, R"({"kind": "pack.open"})") == "ok");
  CHECK(call(core, R"({"kind": "query.run", "lesson": "tiny", "dataset": "small",
                       "sql": "SELECT count(*) FROM t a, t b, t c, t d, t e, t f WHERE a.id > b.id"})") ==
        "sql.over_budget_steps");
  CHECK(call(core, R"({"kind": "query.run", "lesson": "tiny", "dataset": "small",
                       "sql": "SELECT id FROM t"})") == "ok");
}

TEST_CASE("grading: areas, inline files, steps and forms") {
  Core core;
  open_tiny(core);
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny"})") == "ok");
  CHECK(core.reply().find("not_answered") != std::string::npos);
  CHECK(call(core, R"({"kind": "files.put", "area": "attempt", "path": "pick.json"})",
             R"({"choices": ["a"]})") == "ok");
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny", "step": "pick"})") == "ok");
  CHECK(core.reply().find("\"status\":\"passed\"") != std::string::npos);
  const std::string report = core.attachment();
  CHECK(call(core, R"({"kind": "files.clear", "area": "attempt"})") == "ok");
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny", "step": "pick",
                       "files": {"pick.json": "{\"choices\": [\"a\"]}"}})") == "ok");
  CHECK(core.attachment() == report);
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny", "step": "pik"})") ==
        "request.unknown_step");
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny", "format": "text"})") == "ok");
  CHECK(core.attachment().starts_with("Tiny lesson\n"));
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny", "format": "xml"})") ==
        "json.unknown_value");
}

TEST_CASE("a file that is too large is refused, and the report says so") {
  Core core;
  open_tiny(core);
  const std::string large(100 * 1024 * 1024, 'x');
  CHECK(call(core, R"({"kind": "files.put", "area": "attempt", "path": "count.sql"})", large) ==
        "files.too_large");
  CHECK(call(core, R"({"kind": "attempt.grade", "lesson": "tiny"})") == "ok");
  CHECK(core.attachment().find("files.too_large") != std::string::npos);
}

TEST_CASE("random nonsense never ends the process") {
  Core core;
  open_tiny(core);
  RandomStream stream(3, "nonsense");
  const std::string_view alphabet = "{}[]\":,aeklnoqrstuy.0123 \\\n";
  for (int round = 0; round < 2000; ++round) {
    std::string request = R"({"kind": "query.run")";
    const std::uint64_t length = stream.below(60);
    for (std::uint64_t i = 0; i < length; ++i) {
      request += alphabet[static_cast<std::size_t>(stream.below(alphabet.size()))];
    }
    call(core, request);
  }
  CHECK(call(core, R"({"kind": "engine.describe"})") == "ok");
}

}  // namespace
}  // namespace nightshift
