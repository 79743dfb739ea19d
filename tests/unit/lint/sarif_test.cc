// Findings as SARIF.
#include "grader/lint/sarif.h"

#include <string>

#include "engine/json/write.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

Json run_of(std::string_view sql) {
  auto found = lint_query(sql, {});
  REQUIRE(found);
  return sarif_run(sql, *found, {.uri = "my answers/a.sql", .version = "1.2.3"});
}

TEST_CASE("a finding is a result with its rule, its place and its taxon") {
  const Json run = run_of("SELECT 1\nFROM t\nWHERE 'é' = 'é' AND a = NULL");
  const Json::Array& results = *run.find("results")->if_array();
  REQUIRE(results.size() == 1);
  CHECK(write_json(results[0], JsonLayout::kCompact) ==
        R"({"level":"warning","locations":[{"physicalLocation":{"artifactLocation":{"uri":)"
        R"("my%20answers/a.sql"},"region":{"endColumn":29,"endLine":3,"startColumn":21,)"
        R"("startLine":3}}}],"message":{"text":"a = NULL is never true: nothing equals NULL."},)"
        R"("ruleId":"lint.equals_null","ruleIndex":7,"taxa":[{"id":"21","toolComponent":{"name":)"
        R"("taipalus-2018"}}]})");
  const Json& driver = *run.find("tool")->find("driver");
  CHECK(*driver.find("version")->if_string() == "1.2.3");
  CHECK(*(*driver.find("rules")->if_array())[7].find("id")->if_string() == "lint.equals_null");
  CHECK(*(*run.find("taxonomies")->if_array())[0].find("name")->if_string() == "taipalus-2018");
}

TEST_CASE("a query without findings is a run without results") {
  const Json log = sarif_log(run_of("SELECT 1"));
  CHECK(*log.find("version")->if_string() == "2.1.0");
  CHECK((*log.find("runs")->if_array())[0].find("results")->if_array()->empty());
}

TEST_CASE("findings in short") {
  const std::string sql = "SELECT 1 FROM t WHERE a = NULL";
  const auto found = lint_query(sql, {});
  REQUIRE(found);
  CHECK(write_json(lint_json(sql, *found), JsonLayout::kCompact) ==
        R"([{"help":"A comparison with NULL is never true: use IS NULL or IS NOT NULL.","level":)"
        R"("warning","message":"a = NULL is never true: nothing equals NULL.","rule":)"
        R"("lint.equals_null","taxon":21,"title":"Comparison with NULL","where":{"column":23,)"
        R"("end_column":31,"end_line":1,"line":1,"offset_utf16":22}}])");
}

}  // namespace
}  // namespace nightshift
