#include "engine/night/plan.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"
#include "tests/unit/night/nights.h"

namespace nightshift {
namespace {

// The codes of what is wrong with a plan.
std::string wrong_with(const std::string& more) {
  const Result<Json> json =
      parse_json(R"({"start": "2026-03-01", "end": "2026-03-02", "seed": 1, )" + more + "}", {});
  REQUIRE(json);
  Errors errors;
  JsonReader reader(*json, {Whose::kAuthor, "world.jsonc"}, errors);
  read_night_plan(reader);
  std::string codes;
  for (const Error& error : errors) codes += error.code + ' ' + error.where.pointer + '|';
  return codes;
}

const std::string kViewer =
    R"("viewers": [{"who": "CFO", "tile": "t", "looks": "0 2 * * *", "calls_below": 1, "says": "?"}])";

TEST_CASE("a plan is a world and the people who look") {
  CHECK(wrong_with(kViewer).empty());
  CHECK(wrong_with(kViewer + R"(, "escalate_after": "10m")").empty());
  const NightPlan plan = plan_with("[]");
  REQUIRE(plan.viewers.size() == 1);
  CHECK(plan.viewers.front().tile == "cfo_revenue_yesterday");
  CHECK(plan.viewers.front().calls_below == 100'000);
  CHECK(plan.pager.escalate_after == 30 * kMinuteUs);
}

TEST_CASE("what is wrong with a plan is told with its place") {
  CHECK(wrong_with(R"("escalate_after": "soon")") == "scenario.duration /escalate_after|");
  CHECK(wrong_with(R"("viewers": [{"who": "CFO", "tile": "t", "looks": "at two", "calls_below": 1,
                                   "says": "?", "sees": 2}])") ==
        "spec.cron /viewers/0/looks|json.unknown_key /viewers/0/sees|");
  CHECK(wrong_with(R"("viewer": [])") == "json.unknown_key /viewer|");
}

TEST_CASE("a plan that was written reads back as the same night") {
  const NightPlan plan = plan_with(kRename);
  Errors errors;
  const Json json = night_plan_json(plan);
  JsonReader reader(json, {Whose::kAuthor, "world.jsonc"}, errors);
  const NightPlan again = read_night_plan(reader);
  CHECK(errors.empty());
  CHECK(night_plan_json(again) == json);
  const auto digest = [](const NightPlan& played) {
    auto night = Night::open(played, orders_daily());
    night->advance_to(night->end());
    return night->trace().digest();
  };
  CHECK(digest(again) == digest(plan));
}

}  // namespace
}  // namespace nightshift
