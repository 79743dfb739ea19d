// The rules over the judge's corpus: what fires on answers that are right is a false alarm, or a
// note.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "engine/json/parse.h"
#include "engine/warehouse/scratch.h"
#include "grader/lint/declared.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

struct Counts {
  std::size_t right = 0;
  std::size_t wrong = 0;
};

// Answers, and answers on which each rule fires; "warning" and "note": on which any of that level
// does.
class Census {
 public:
  void look(const std::string& sql, const LintSchema& schema, std::size_t Counts::*kind) {
    ++(answers_.*kind);
    const auto found = lint_query(sql, schema);
    if (!found) UNSCOPED_INFO(sql + ": " + found.error().message);
    REQUIRE(found);
    std::map<std::string, int> rules;
    for (const LintFinding& finding : *found) {
      rules[std::string(finding.rule)] = 1;
      rules[lint_rule(finding.rule).level == LintLevel::kWarning ? "warning" : "note"] = 1;
    }
    for (const auto& [rule, once] : rules) ++(fired_[rule].*kind);
  }

  double percent(const std::string& rule, std::size_t Counts::*kind) const {
    const auto found = fired_.find(rule);
    const std::size_t fired = found == fired_.end() ? 0 : found->second.*kind;
    return 100.0 * static_cast<double>(fired) / static_cast<double>(answers_.*kind);
  }

  void print(std::ostream& out) const {
    out << "lint: " << answers_.right << " right and " << answers_.wrong << " wrong answers\n";
    for (const auto& [rule, counts] : fired_) {
      out << "  " << rule << std::string(32 - rule.size(), ' ') << counts.right << " right, "
          << counts.wrong << " wrong\n";
    }
  }

  const Counts& answers() const { return answers_; }

 private:
  Counts answers_;
  std::map<std::string, Counts> fired_;
};

void look_at_schema(const Json& json, Census& census) {
  auto database = ScratchDatabase::create(*json.find("schema")->if_string(), {});
  REQUIRE(database);
  const LintSchema schema = lint_schema(database->schema());
  for (const Json& question : *json.find("questions")->if_array()) {
    census.look(*question.find("reference")->if_string(), schema, &Counts::right);
    for (const Json& right : *question.find("right")->if_array()) {
      census.look(*right.if_string(), schema, &Counts::right);
    }
    for (const Json& wrong : *question.find("wrong")->if_array()) {
      census.look(*wrong.find("sql")->if_string(), schema, &Counts::wrong);
    }
  }
}

TEST_CASE("right answers seldom get a warning, wrong ones more often") {
  Census census;
  const std::filesystem::path folder = NIGHTSHIFT_SOURCE_DIR "/tests/judge/corpus";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path());
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    const auto json = parse_json(text, {.file = entry.path().filename()});
    REQUIRE(json);
    look_at_schema(*json, census);
  }
  census.print(std::cout);
  REQUIRE(census.answers().right > 400);
  CHECK(census.percent("warning", &Counts::right) < 1);
  CHECK(census.percent("warning", &Counts::wrong) > 5);
  for (const LintRule& rule : lint_rules()) {
    INFO(rule.id);
    CHECK(census.percent(std::string(rule.id), &Counts::right) <
          (rule.level == LintLevel::kWarning ? 0.5 : 4));
  }
}

}  // namespace
}  // namespace nightshift
