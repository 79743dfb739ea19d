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

// "day <- raw.orders.created_at TRANSFORMATION": of the latest run of a model that has ended well.
std::string columns_of(const std::vector<LineageEvent>& events, std::string_view job) {
  std::string text;
  const auto add = [&](const std::vector<LineageField>& inputs) {
    for (const LineageField& input : inputs) {
      text += ' ' + input.dataset + '.' + input.field;
      for (const auto& [type, subtype] : input.transformations) {
        text += ' ' + std::string(type) + ' ' + std::string(subtype);
      }
    }
    text += '\n';
  };
  for (const LineageEvent& event : events) {
    if (event.run.job != job || event.outputs.empty()) continue;
    text.clear();
    const auto& lineage = event.outputs.front().column_lineage;
    if (!lineage) continue;
    for (const LineageColumn& column : lineage->columns) {
      text += column.name + " <-";
      add(column.inputs);
    }
    text += "rows <-";
    add(lineage->dataset);
  }
  return text;
}

TEST_CASE("a model says what each of its columns is made of") {
  Night night = open_night(orders_daily());
  night.advance_to(at("2026-03-02T02:00:00Z"));
  const std::string columns =
      "day <- raw.orders.created_at DIRECT TRANSFORMATION\n"
      "revenue_cents <- raw.orders.amount_cents DIRECT AGGREGATION\n"
      "paid_orders <-\n";
  // Its first run reads everything.
  CHECK(columns_of(night_lineage(night), "orders_daily.fct_revenue_daily") ==
        columns +
            "rows <- raw.orders.status INDIRECT FILTER"
            " raw.orders.created_at INDIRECT GROUP_BY\n");
  night.advance_to(at("2026-03-03T02:00:00Z"));
  CHECK(columns_of(night_lineage(night), "orders_daily.fct_revenue_daily") ==
        columns +
            "rows <- raw.orders.status INDIRECT FILTER"
            " raw.orders.created_at INDIRECT FILTER INDIRECT GROUP_BY\n");
  CHECK(columns_of(night_lineage(night), "orders_daily.load_orders") == "");
}

TEST_CASE("of a view that a model reads, lineage tells what is behind it") {
  PipelineFiles files = orders_daily({{R"("tasks": [)", R"("tasks": [
    {"task_id": "paid", "type": "model", "sql": "models/paid.sql", "materialized": "view"},
    {"task_id": "sums", "type": "model", "sql": "models/sums.sql", "materialized": "table"},)"}});
  files["models/paid.sql"] =
      "select amount_cents as cents from {{ source('raw', 'orders') }} where status = 'paid'";
  files["models/sums.sql"] = "select max(cents) as largest from {{ ref('paid') }}";
  Night night = open_night(files);
  night.advance_to(at("2026-03-02T02:00:00Z"));
  CHECK(columns_of(night_lineage(night), "orders_daily.sums") ==
        "largest <- raw.orders.amount_cents DIRECT AGGREGATION\n"
        "rows <- raw.orders.status INDIRECT FILTER\n");
  CHECK(columns_of(night_lineage(night), "orders_daily.paid") == "");
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
