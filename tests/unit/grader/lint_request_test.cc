// Lint over a lesson's tables, and what is left out because a right answer does it, too.
#include <string>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/abi/core.h"
#include "tests/support/catch.h"
#include "tests/support/judged_pack.h"
#include "tests/support/pack_edits.h"

namespace nightshift {
namespace {

constexpr std::string_view kHalves =
    "SELECT customer, sum(cents) / count(*) AS orders FROM orders WHERE status = 'paid' GROUP BY "
    "customer ORDER BY customer";

// The rules that fire, one after the other; or the code of the error.
std::string rules(FileSet files, const std::string& sql, const Json::Object& more) {
  Core core;
  core.pack_files = std::move(files);
  core.call(R"({"kind": "pack.open"})", {});
  Json request = Json::object({{"kind", "lint.query"}, {"sql", sql}});
  for (const auto& [key, value] : more) request.set(key, value);
  core.call(write_json(request, JsonLayout::kCompact), {});
  const Result<Json> reply = parse_json(core.reply(), {});
  REQUIRE(reply);
  if (!*reply->find("ok")->if_bool()) {
    return *reply->find("errors")->if_array()->front().find("code")->if_string();
  }
  std::string text;
  for (const Json& finding : *reply->find("result")->find("findings")->if_array()) {
    text += (text.empty() ? "" : " ") + *finding.find("rule")->if_string();
  }
  return text;
}

TEST_CASE("a rule that fires on a right answer to the step is quiet there") {
  const std::string both = std::string(kHalves) + ", orders = NULL";
  const FileSet plain = testing::judged_pack();
  const FileSet halves =
      testing::with_file(testing::judged_pack(), "01-paid/solution/paid.sql", std::string(kHalves));
  CHECK(rules(plain, both, {{"lesson", "paid"}}) == "lint.integer_division lint.equals_null");
  CHECK(rules(plain, both, {{"lesson", "paid"}, {"step", "paid"}}) ==
        "lint.integer_division lint.equals_null");
  CHECK(rules(halves, both, {{"lesson", "paid"}, {"step", "paid"}}) == "lint.equals_null");
  CHECK(rules(halves, both, {{"lesson", "paid"}}) == "lint.integer_division lint.equals_null");
}

TEST_CASE("lint in a lesson: what makes no sense") {
  const FileSet files = testing::judged_pack();
  CHECK(rules(files, "SELECT 1", {{"lesson", "payed"}}) == "request.unknown_lesson");
  CHECK(rules(files, "SELECT 1", {{"lesson", "paid"}, {"step", "payed"}}) ==
        "request.unknown_step");
  CHECK(rules(files, "SELECT", {{"lesson", "paid"}}) == "sql.parse");
  CHECK(rules(files, "SELECT 1", {{"lesson", "paid"}, {"schema", ""}}) == "json.unknown_key");
}

}  // namespace
}  // namespace nightshift
