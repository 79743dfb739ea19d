#include "tests/support/orders_daily.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

constexpr std::string_view kPipeline = R"json({
  "spec": "pipeline/1",
  "dag_id": "orders_daily",
  "schedule": { "cron": "0 0 * * *", "timezone": "UTC", "start_date": "2026-03-01",
                "catchup": false },
  "tasks": [
    { "task_id": "load_orders", "type": "sync",
      "source": "shop.orders", "destination": "raw.orders",
      "fields": ["order_id", "status", "amount_cents", "created_at"],
      "row_filter": "amount_cents > 0",
      "sync_mode": "incremental", "cursor_field": "created_at",
      "destination_sync_mode": "append" },
    { "task_id": "fct_revenue_daily", "type": "model",
      "sql": "models/fct_revenue_daily.sql",
      "materialized": "incremental", "incremental_strategy": "delete+insert",
      "unique_key": ["day"] }
  ],
  "exposures": [
    { "name": "cfo_revenue_yesterday", "type": "dashboard", "owner": { "name": "CFO" },
      "depends_on": ["ref('fct_revenue_daily')"],
      "query": "select coalesce(sum(revenue_cents), 0) from {{ ref('fct_revenue_daily') }} where day = '{{ yesterday }}'" }
  ]
})json";

constexpr std::string_view kModel = R"(select date(created_at) as day,
       sum(amount_cents) as revenue_cents,
       count(*) as paid_orders
from {{ source('raw', 'orders') }}
where status = 'paid'
  {% if is_incremental() %}
  and created_at >= '{{ data_interval_start }}'
  and created_at < '{{ data_interval_end }}'
  {% endif %}
group by 1)";

}  // namespace

const std::string kRename =
    R"([{"id": "f1", "kind": "column.rename", "at": "2026-03-10T22:00:00Z", "on": "shop.orders",
         "column": "amount_cents", "to": "amount_minor_units"}])";

const Edits kMapped = {{R"("amount_cents", "created_at")",
                        R"({"to": "amount_cents", "from": ["amount_cents", "amount_minor_units"]},
                           "created_at")"}};

PipelineFiles orders_daily(const Edits& edits) {
  PipelineFiles files = {{"pipeline.jsonc", std::string(kPipeline)},
                         {"models/fct_revenue_daily.sql", std::string(kModel)}};
  std::string& text = files["pipeline.jsonc"];
  for (const auto& [before, after] : edits) {
    const std::size_t place = text.find(before);
    INFO(before);
    REQUIRE(place != std::string::npos);
    text.replace(place, before.size(), after);
  }
  return files;
}

NightPlan plan_with(const std::string& faults) {
  const Result<Json> json = parse_json(
      R"({"start": "2026-03-01", "end": "2026-03-15", "seed": 7,
          "viewers": [{"who": "The CFO's assistant", "tile": "cfo_revenue_yesterday",
                       "looks": "0 2 * * *", "calls_below": 100000,
                       "says": "Revenue yesterday cannot be that."}],
          "faults": )" +
          faults + "}",
      {});
  REQUIRE(json);
  Errors errors;
  JsonReader reader(*json, {Whose::kAuthor, "scenario.jsonc"}, errors);
  NightPlan plan = read_night_plan(reader);
  for (const Error& error : errors) FAIL(error.where.pointer + ": " + error.message);
  return plan;
}

}  // namespace nightshift
