#include "tests/unit/nights/lesson_nights.h"

#include "tests/unit/nights/records.h"

namespace nightshift {

const Edits kGood = {
    {R"("fields": ["order_id", "status", "amount_cents", "created_at"])",
     R"("fields": ["order_id", "status",
                   {"to": "amount_cents", "from": ["amount_cents", "amount_minor_units"]},
                   "created_at"])"},
    {R"("destination_sync_mode": "append")",
     R"("destination_sync_mode": "append_dedup", "primary_key": ["order_id"])"},
    {"select coalesce(sum(revenue_cents), 0) from", "select revenue_cents from"},
    {R"j("depends_on": ["ref('fct_revenue_daily')"],)j", R"("when_empty": "no_data",)"}};

namespace {

// A week with few orders: long enough for the incident, and quick.
NightPlan week_with(const std::string& faults) {
  NightPlan plan = plan_with(faults);
  plan.scenario.start = march("06");
  plan.scenario.end = march("14");
  plan.scenario.shop.orders_per_day = 20;
  plan.viewers.front().calls_below = 1;
  return plan;
}

}  // namespace

LessonNight lesson_night(const Edits& edits, const std::vector<std::string>& worlds) {
  Edits all = edits;
  all.push_back({"\"start_date\": \"2026-03-01\"", "\"start_date\": \"2026-03-06\""});
  LessonNight night{
      .title = "The night of 10 March",
      .answer = "night.json",
      .played = {.name = std::string(kPlayedWorld),
                 .title = "10 March",
                 .file = "worlds/march.jsonc",
                 .plan = week_with(kRename)},
      .acts_from = march("11T02:00"),
      .incident_day = march("10"),
      .tile = "cfo_revenue_yesterday",
      .revenue = {.name = "fct_revenue_daily", .day = "day", .revenue_cents = "revenue_cents"},
      .raw = {.name = "raw.orders", .key = {"order_id"}},
      .start = orders_daily(all)};
  for (const std::string& faults : worlds) {
    const std::string name = "world-" + std::to_string(night.worlds.size() + 1);
    night.worlds.push_back(
        {.name = name, .title = "World " + name, .file = "", .plan = week_with(faults)});
  }
  return night;
}

Script script_of(std::string_view lines) {
  Script script;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const std::size_t blank = line.find(' ');
    script.push_back(
        {.at = march(line.substr(0, blank)), .what = std::string(line.substr(blank + 1))});
  }
  return script;
}

Move install_at(std::string_view at, const PipelineFiles& files) {
  return {.at = march(at), .what = files};
}

std::string outcome_of(const CheckVerdict& verdict) {
  std::string text(verdict_text(verdict.verdict));
  if (!verdict.reason.empty()) text += ' ' + verdict.reason;
  return text;
}

}  // namespace nightshift
