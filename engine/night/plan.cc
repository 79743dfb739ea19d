#include "engine/night/plan.h"

#include <utility>

#include "engine/world/scenario_json.h"

namespace nightshift {
namespace {

Cron read_cron(JsonReader reader) {
  const std::string text = reader.text();
  if (text.empty()) return {};
  const Result<Cron> cron = Cron::read(text);
  if (!cron) reader.error(cron.error().code, cron.error().message, cron.error().remedy);
  return cron.value_or(Cron());
}

Viewer read_viewer(JsonReader reader) {
  Viewer viewer;
  viewer.who = reader.member("who").text();
  viewer.tile = reader.member("tile").text();
  viewer.looks = read_cron(reader.member("looks"));
  viewer.calls_below = reader.member("calls_below").integer(INT64_MIN / 2, INT64_MAX / 2);
  viewer.says = reader.member("says").text();
  reader.no_other_keys();
  return viewer;
}

DurationUs read_duration_of(JsonReader reader) {
  const std::string text = reader.text();
  const std::optional<DurationUs> duration = read_duration(text);
  if (!text.empty() && !duration.has_value()) {
    reader.error("scenario.duration", "\"" + text + "\" is no length of time.",
                 "Write digits and one of ms s m h d, as in 30m.");
  }
  return duration.value_or(0);
}

}  // namespace

NightPlan read_night_plan(JsonReader& reader) {
  NightPlan plan;
  if (auto viewers = reader.optional_member("viewers")) {
    for (JsonReader& viewer : viewers->elements()) plan.viewers.push_back(read_viewer(viewer));
  }
  if (auto after = reader.optional_member("escalate_after")) {
    plan.pager.escalate_after = read_duration_of(*after);
  }
  plan.scenario = read_scenario(reader);
  return plan;
}

Json night_plan_json(const NightPlan& plan) {
  Json::Array viewers;
  for (const Viewer& viewer : plan.viewers) {
    viewers.push_back(Json::object({{"who", viewer.who},
                                    {"tile", viewer.tile},
                                    {"looks", viewer.looks.text()},
                                    {"calls_below", viewer.calls_below},
                                    {"says", viewer.says}}));
  }
  Json json = scenario_json(plan.scenario);
  json.set("viewers", std::move(viewers));
  json.set("escalate_after", duration_text(plan.pager.escalate_after));
  return json;
}

}  // namespace nightshift
