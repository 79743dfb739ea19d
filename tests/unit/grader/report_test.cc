#include "grader/report.h"

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "grader/render/text.h"
#include "tests/support/catch.h"
#include "tests/support/grading.h"

namespace nightshift {
namespace {

using testing::graded_count;

constexpr const char* kWrong = "SELECT word, 2 AS n FROM t GROUP BY word ORDER BY word";

TEST_CASE("the report is canonical: it reads back and writes the same bytes") {
  const std::string text = write_json(report_json(graded_count(kWrong)), JsonLayout::kIndented);
  const Result<Json> json = parse_json(text, {});
  REQUIRE(json);
  CHECK(write_json(*json, JsonLayout::kIndented) == text);
  CHECK(text == write_json(report_json(graded_count(kWrong)), JsonLayout::kIndented));
}

TEST_CASE("the report says what docs/protocol.md says") {
  const Json json = report_json(graded_count(kWrong));
  CHECK(*json.find("format") == Json("nightshift.report/1"));
  CHECK(*json.find("status") == Json("failed"));
  CHECK(*json.find("first_failure")->find("check") == Json("rows"));
  const Json& check = json.find("steps")->if_array()->front().find("checks")->if_array()->at(4);
  CHECK(*check.find("verdict") == Json("fail"));
  CHECK(*check.find("hint") == Json("Look at one word."));
  const Json& witness = *check.find("witness");
  CHECK(*witness.find("kind") == Json("rows"));
  CHECK(witness.find("columns")->if_array()->size() == 2);
  CHECK(witness.find("rows")->if_array()->size() <= 6);
}

TEST_CASE("the text says what to read, and keeps to the width of a terminal") {
  const std::string text = report_text(graded_count(kWrong));
  CHECK(text.find("  FAIL  The rows are right (0/3)") != std::string::npos);
  CHECK(text.find("Hint: Look at one word.") != std::string::npos);
  CHECK(text.find("- missing") != std::string::npos);
  CHECK(text.find("+ yours only") != std::string::npos);
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = text.find('\n', start);
    CHECK(end - start <= 100);
    start = end + 1;
  }
}

TEST_CASE("control characters in a result do not reach the terminal") {
  const std::string text = report_text(graded_count(
      "SELECT char(27) || '[31m' || word AS word, 2 AS n FROM t GROUP BY 1 ORDER BY 1"));
  CHECK(text.find('\x1b') == std::string::npos);
}

}  // namespace
}  // namespace nightshift
