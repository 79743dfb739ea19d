// Runs tests/conformance/*.case (described there) natively.
#include <fstream>
#include <sstream>
#include <vector>

#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

struct Case {
  int line = 0;  // where its query begins
  std::string sql;
  std::string expected;
};

std::vector<Case> read_cases(const std::string& path) {
  std::ifstream file(path);
  REQUIRE(file.good());
  std::vector<Case> cases;
  bool in_block = false;
  bool in_rows = false;
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty()) {
      in_block = in_rows = false;
    } else if (in_rows) {
      cases.back().expected += line + "\n";
    } else if (line == "----") {
      in_rows = true;
    } else if (line[0] != '#') {
      if (!in_block) cases.push_back({.line = number, .sql = {}, .expected = {}});
      in_block = true;
      cases.back().sql += line + "\n";
    }
  }
  return cases;
}

void run_file(const std::string& name) {
  const auto cases = read_cases(NIGHTSHIFT_SOURCE_DIR "/tests/conformance/" + name);
  CHECK(cases.size() > 5);
  for (const Case& one : cases) {
    INFO(name << ":" << one.line << "\n" << one.sql);
    // Seed 0, as a lesson's queries have it: the module's run gives the same numbers.
    Warehouse warehouse({.now_unix_us = kTestOptions.now_unix_us, .seed = 0});
    CHECK(ask(warehouse, one.sql) == one.expected);
  }
}

TEST_CASE("dates.case") { run_file("dates.case"); }
TEST_CASE("texts.case") { run_file("texts.case"); }
TEST_CASE("values.case") { run_file("values.case"); }

}  // namespace
}  // namespace nightshift
