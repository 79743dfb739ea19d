#include "grader/nights/explore.h"

#include <set>

#include "engine/json/write.h"
#include "grader/nights/variant.h"
#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

std::string text_of(const NightPlan& plan) {
  return write_json(night_plan_json(plan), JsonLayout::kCompact);
}

NightPlan variant(std::uint64_t seed) { return random_variant(plan_with(kRename), seed); }

TEST_CASE("equal seeds give equal variants, other seeds others") {
  CHECK(text_of(variant(3)) == text_of(variant(3)));
  std::set<std::string> texts;
  for (std::uint64_t seed = 0; seed < 50; ++seed) texts.insert(text_of(variant(seed)));
  CHECK(texts.size() == 50);
}

TEST_CASE("variants are sound scenarios near the plan") {
  const NightPlan plan = plan_with(kRename);
  std::set<std::string> renamed;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const NightPlan near = variant(seed);
    const Json json = night_plan_json(near);
    Errors errors;
    JsonReader reader(json, {Whose::kAuthor, "variant.jsonc"}, errors);
    CHECK(text_of(read_night_plan(reader)) == text_of(near));
    CHECK(errors.empty());
    const DurationUs shift = near.scenario.start - plan.scenario.start;
    CHECK(shift >= 0);
    CHECK(shift % kDayUs == 0);
    CHECK(near.scenario.end - plan.scenario.end == shift);
    CHECK(near.scenario.faults.front().at - plan.scenario.faults.front().at == shift);
    CHECK(near.scenario.shop.orders_per_day >= 20);
    CHECK(near.scenario.shop.orders_per_day <= 180);
    renamed.insert(near.scenario.faults.front().column + ' ' + near.scenario.faults.front().to);
  }
  CHECK(renamed.size() == 6);
}

TEST_CASE("a column that no revenue is made of keeps its fault") {
  const std::string fault =
      R"([{"id": "f1", "kind": "column.rename", "at": "2026-03-10T22:00:00Z", "on": "shop.orders",
           "column": "currency", "to": "money"}])";
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    CHECK(random_variant(plan_with(fault), seed).scenario.faults.front().column == "currency");
  }
}

Lesson lesson_with(const Edits& edits) {
  Lesson lesson;
  lesson.night = lesson_night(edits, {kRename});
  lesson.steps.push_back({.id = "prevent", .body = NightStep{}});
  for (const char* kind : {"values_true", "honest", "no_silent_success"}) {
    lesson.steps.back().checks.push_back({.kind = kind, .name = kind});
  }
  return lesson;
}

std::string explored(const Edits& edits, std::uint64_t seed) {
  const Lesson lesson = lesson_with(edits);
  NightEvidence evidence(*lesson.night, Script{});
  std::string text;
  for (const ExploredCheck& check : explore_world(evidence, world_checks(lesson), seed).checks) {
    text += check.spec->name + ' ' + outcome_of(check.judgement) + '\n';
  }
  return text;
}

TEST_CASE("a fix that knows one new name does not stand every variant") {
  std::set<std::string> outcomes;
  for (std::uint64_t seed = 0; seed < 12; ++seed) outcomes.insert(explored(kGood, seed));
  CHECK(outcomes.count("honest pass\nno_silent_success pass\n") == 1);
  CHECK(outcomes.size() > 1);
}

TEST_CASE("equal seeds give equal verdicts") { CHECK(explored(kGood, 5) == explored(kGood, 5)); }

}  // namespace
}  // namespace nightshift
