#include "grader/nights/minimal_sets.h"

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/lesson/read_pack.h"
#include "grader/registry.h"
#include "tests/support/catch.h"
#include "tests/support/tiny_options.h"

namespace nightshift {
namespace {

// The tiny lesson with its switches: 0 keep, 1 check, 2 stop, 3 retry.
class Switches {
 public:
  Switches() : pack_(*read_pack(testing::tiny_options_pack(), check_kinds())) {}

  const LessonNight& night() const { return *pack_.lessons.front().night; }
  const SwitchStep& step() const {
    return std::get<SwitchStep>(pack_.lessons.front().find_step("loud")->body);
  }

  CheckVerdict verdict(const std::vector<SwitchSet>& answer) const {
    return check_minimal_sets(night(), step(), answer);
  }

 private:
  LessonPack pack_;
};

std::string text(const CheckVerdict& verdict) {
  return std::string(verdict_text(verdict.verdict)) + " " + verdict.reason;
}

TEST_CASE("the sets that make the night loud are found by running it") {
  const Switches lesson;
  const auto sets = minimal_loud_sets(lesson.night(), lesson.step());
  REQUIRE(sets);
  CHECK(*sets == std::vector<SwitchSet>{{2}, {0, 1}});
}

TEST_CASE("exactly these sets pass") {
  const Switches lesson;
  const CheckVerdict right = lesson.verdict({{0, 1}, {2}});
  CHECK(text(right) == "pass ");
  CHECK(*right.witness.find("found")->if_integer() == 2);
  CHECK(text(lesson.verdict({{2}})) == "fail sets.missing");
  CHECK(text(lesson.verdict({{3}, {2}})) == "fail sets.silent");
  CHECK(text(lesson.verdict({{1}})) == "fail sets.silent");
  CHECK(text(lesson.verdict({{0, 1}, {2, 3}})) == "fail sets.larger");
}

TEST_CASE("a silent set comes with its run, a larger one with what suffices") {
  const Switches lesson;
  const CheckVerdict silent = lesson.verdict({{3}});
  const Json* run = silent.witness.find("run");
  REQUIRE(run != nullptr);
  CHECK_FALSE(*run->find("loud")->if_bool());
  CHECK(write_json(*run->find("on"), JsonLayout::kCompact) == R"(["retry"])");
  const CheckVerdict larger = lesson.verdict({{0, 1, 3}});
  const Json& set = larger.witness.find("sets")->if_array()->front();
  CHECK(write_json(set, JsonLayout::kCompact) ==
        R"({"keys":["keep","check","retry"],"smaller":["keep","check"],"verdict":"larger"})");
}

TEST_CASE("one switch more can make a loud night silent again") {
  const Switches lesson;
  SwitchStep step = lesson.step();
  // Without the filter the orders come, each without an amount; their number is as usual.
  const JsonEdit monitor{
      .kind = EditKind::kAdd,
      .path = "/monitors",
      .value = *parse_json(
          R"([{"name": "came", "pillar": "volume", "on": "raw.orders", "scope": "data_interval",
           "mustBeGreaterThan": 0}])",
          {})};
  const JsonEdit notify{.kind = EditKind::kAdd,
                        .path = "/notify",
                        .value = *parse_json(R"({"on": ["monitor.error"]})", {})};
  step.switches[3] = {
      .key = "watch", .text = "Watch", .about = "", .change = {{monitor, notify}, {}}};
  const auto sets = minimal_loud_sets(lesson.night(), step);
  REQUIRE(sets);
  CHECK(*sets == std::vector<SwitchSet>{{2}, {3}, {0, 1}});
  CHECK(text(check_minimal_sets(lesson.night(), step, {{0, 3}})) == "fail sets.silent");
  CHECK(text(check_minimal_sets(lesson.night(), step, {{1, 3}})) == "fail sets.larger");
}

TEST_CASE("changes that cannot be made together are the author's fault") {
  Switches lesson;
  SwitchStep step = lesson.step();
  step.switches[3].change = step.switches[0].change;  // the filter can be removed once only
  const CheckVerdict verdict = check_minimal_sets(lesson.night(), step, {{2}});
  CHECK(text(verdict) == "fault pack.change");
}

}  // namespace
}  // namespace nightshift
