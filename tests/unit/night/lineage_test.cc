#include "engine/night/lineage.h"

#include "tests/support/catch.h"
#include "tests/unit/night/nights.h"

namespace nightshift {
namespace {

// "COMPLETE orders_daily.load_orders shop.orders 54 -> raw.orders 0": events from `since` on.
std::string lines_of(const std::vector<LineageEvent>& events, std::string_view since) {
  std::string text;
  for (const LineageEvent& event : events) {
    if (event.at < at(since)) continue;
    text += event.type == LineageEventType::kStart      ? "START "
            : event.type == LineageEventType::kComplete ? "COMPLETE "
                                                        : "FAIL ";
    text += event.run.job;
    const auto add = [&](const std::vector<LineageDataset>& tables) {
      for (const LineageDataset& table : tables) {
        text += ' ' + table.name;
        if (table.row_count) text += ' ' + std::to_string(*table.row_count);
        for (const LineageAssertion& assertion : table.assertions) {
          text += ' ' + assertion.assertion + (assertion.success ? " holds" : " broken");
        }
      }
    };
    add(event.inputs);
    if (!event.outputs.empty()) text += " ->";
    add(event.outputs);
    text += '\n';
  }
  return text;
}

TEST_CASE("the green night: all read, none written, complete") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T02:00:00Z"));
  const std::vector<LineageEvent> events = night_lineage(night);
  const std::string read = asked(night,
                                 "select count(*) from shop.orders where created_at >= '2026-03-10 "
                                 "00:04:00' and created_at < '2026-03-11 00:03:40'",
                                 NightDatabase::kShop);
  CHECK(lines_of(events, "2026-03-11") ==
        "START orders_daily\n"
        "START orders_daily.load_orders\n"
        "COMPLETE orders_daily.load_orders shop.orders " +
            read +
            " -> raw.orders 0\n"
            "START orders_daily.fct_revenue_daily\n"
            "COMPLETE orders_daily.fct_revenue_daily raw.orders -> fct_revenue_daily 0\n"
            "COMPLETE orders_daily\n");
  CHECK(events.back().nominal_start == at("2026-03-10"));
}

TEST_CASE("what failed says why, and checks are assertions on what they look at") {
  PipelineFiles files = orders_daily({{R"("tasks": [)", R"("tasks": [
    {"task_id": "audit", "type": "check", "on": "raw.orders",
     "quality": [{"metric": "rowCount", "mustBe": 7}]},)"}});
  Night night = open_night(files);
  night.advance_to(at("2026-03-02T02:00:00Z"));
  const std::vector<LineageEvent> events = night_lineage(night);
  const std::string lines = lines_of(events, "2026-03-02");
  CHECK(lines.find("FAIL orders_daily.audit raw.orders rowCount broken\n") != std::string::npos);
  for (const LineageEvent& event : events) {
    if (event.run.job == "orders_daily") continue;
    CHECK((event.type == LineageEventType::kFail) != event.error_message.empty());
    REQUIRE(event.parent);
    CHECK(event.parent->job == "orders_daily");
  }
}

TEST_CASE("each try that ended has one start and one end") {
  Night night = open_night(
      orders_daily({{R"("tasks")", R"("default_args": {"retries": 2}, "tasks")"},
                    {R"("row_filter": "amount_cents > 0",)",
                     R"("non_breaking_schema_updates_behavior": "disable_connection",)"}}),
      kRename);
  night.advance_to(at("2026-03-11T02:00:00Z"));
  std::map<std::string, int> balance;
  int failed = 0;
  for (const LineageEvent& event : night_lineage(night)) {
    balance[event.run.job + event.run.key] += event.type == LineageEventType::kStart ? 1 : -1;
    failed += event.type == LineageEventType::kFail && event.run.job == "orders_daily.load_orders";
  }
  for (const auto& [run, sum] : balance) {
    CAPTURE(run);
    CHECK(sum == 0);
  }
  CHECK(failed == 3);
}

}  // namespace
}  // namespace nightshift
