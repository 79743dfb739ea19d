#include "grader/nights/preparation.h"

#include <iterator>

#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

constexpr std::string_view kFlag =
    "11T02:05 tile flag cfo_revenue_yesterday --stale \"we are on it\"";

Step step_of(const std::string& id, const std::vector<std::string>& checks) {
  Step step{.id = id, .body = NightStep{}};
  for (const std::string& kind : checks) step.checks.push_back({.kind = kind, .name = kind});
  return step;
}

// Two acts, an event to point at, and two hidden worlds.
Lesson lesson_with_acts() {
  Lesson lesson;
  lesson.night = lesson_night(kGood, {"[]", kRename});
  lesson.steps.push_back({.id = "read", .body = ReadStep{}});
  lesson.steps.push_back({.id = "look", .body = PointStep{}});
  lesson.steps.push_back(step_of("tell", {"night_valid", "consumers_told"}));
  lesson.steps.push_back(step_of("prevent", {"crash_safe", "honest", "quiet", "deterministic"}));
  return lesson;
}

// "b p d w r s": the trials that are wanted, by their first letters (d: digest again).
std::string wanted(const std::optional<std::string>& step) {
  constexpr std::string_view kLetters = "bpdwrs";
  std::string letters;
  for (const NightTrial trial : trials_wanted(lesson_with_acts(), step)) {
    letters += kLetters[static_cast<std::size_t>(trial)];
  }
  return letters;
}

TEST_CASE("a step wants the trials that its checks read, each once") {
  CHECK(wanted("read").empty());
  CHECK(wanted("look") == "b");
  CHECK(wanted("tell") == "p");
  CHECK(wanted("prevent") == "pdws");
  CHECK(wanted(std::nullopt) == "bpdws");
}

TEST_CASE("one trial is run at a time, and a hidden world is one") {
  const Lesson lesson = lesson_with_acts();
  NightEvidence evidence(*lesson.night, script_of(kFlag));
  const std::vector<NightTrial> trials = {NightTrial::kPlayed, NightTrial::kWorlds};
  for (const std::int64_t done : {1, 2, 3, 3}) {
    const Preparation preparation = prepare_next(evidence, trials);
    CHECK(preparation.done == done);
    CHECK(preparation.total == 3);
    CHECK(evidence.nights_run() == done + 1);  // the one before the script is shared
  }
  CHECK(evidence.worlds().size() == 2);
  CHECK(evidence.nights_run() == 4);
}

TEST_CASE("what was prepared is what would have been run") {
  const Lesson lesson = lesson_with_acts();
  NightEvidence prepared(*lesson.night, script_of(kFlag));
  NightEvidence plain(*lesson.night, script_of(kFlag));
  prepare_next(prepared, {NightTrial::kWorlds});
  CHECK(prepared.parts_run(NightTrial::kWorlds) == 1);
  REQUIRE(prepared.worlds().size() == plain.worlds().size());
  for (std::size_t index = 0; index < plain.worlds().size(); ++index) {
    CHECK(prepared.worlds()[index].trace.digest() == plain.worlds()[index].trace.digest());
  }
}

TEST_CASE("evidence is kept for the same script only") {
  const Lesson lesson = lesson_with_acts();
  std::optional<NightEvidence> kept;
  const auto runs_of = [&](ResultOrErrors<Script> script) {
    return evidence_for(kept, *lesson.night, std::move(script)).nights_run();
  };
  CHECK(runs_of(script_of(kFlag)) == 0);
  kept->played();
  CHECK(runs_of(script_of(kFlag)) > 0);
  CHECK(runs_of(Script{}) == 0);
  kept->played();
  CHECK(runs_of(fail(Errors{Error{}})) == 0);
  CHECK(runs_of(fail(Errors{Error{}})) == 0);
}

TEST_CASE("a new grading may spend as much on making worlds smaller") {
  const Lesson lesson = lesson_with_acts();
  NightEvidence evidence(*lesson.night, Script{});
  const std::int64_t budget = evidence.shrinking().nights_left;
  evidence.shrinking().nights_left = 0;
  evidence.begin_grading();
  CHECK(evidence.shrinking().nights_left == budget);
}

}  // namespace
}  // namespace nightshift
