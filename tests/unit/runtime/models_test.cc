// What models leave in their tables, by how they are materialized and by their strategy.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

const std::string kStrategy =
    R"("materialized": "incremental", "incremental_strategy": "delete+insert",
      "unique_key": ["day"])";
const std::string kLine = R"("task_id": "fct_revenue_daily", "type": "model",)";

PipelineFiles with_strategy(const std::string& members) {
  return orders_daily({{kStrategy, members}});
}

// "4 4": rows and days after four nights and a second run of 3 March.
std::string rows_and_days(const std::string& members) {
  PipelineNight night(with_strategy(members));
  night.advance_to("2026-03-05T06:00:00Z");
  night.backfill("2026-03-03", ReprocessBehavior::kCompleted);
  night.advance_to("2026-03-05T12:00:00Z");
  return night.asked("select count(*), count(distinct day) from fct_revenue_daily");
}

TEST_CASE("strategies differ in what a second run leaves") {
  const std::string incremental = R"("materialized": "incremental", "incremental_strategy": )";
  CHECK(rows_and_days(incremental + R"("append")") == "5 4");
  CHECK(rows_and_days(incremental + R"("delete+insert", "unique_key": ["day"])") == "4 4");
  CHECK(rows_and_days(incremental + R"("merge", "unique_key": ["day"])") == "4 4");
  CHECK(rows_and_days(incremental + R"("merge")") == "5 4");
  CHECK(rows_and_days(incremental + R"("insert_overwrite", "partition_by": ["day"])") == "4 4");
  CHECK(rows_and_days(incremental + R"("insert_overwrite")") == "5 4");
  CHECK(rows_and_days(incremental +
                      R"("microbatch", "event_time": "day", "begin": "2026-03-01",
                         "batch_size": "day")") == "4 4");
  // A table is made anew each time, here of everything that was loaded.
  CHECK(rows_and_days(R"("materialized": "table")") == "4 4");
}

TEST_CASE("insert_overwrite replaces whole partitions, merge only rows of equal keys") {
  const auto rows_of_day = [](const std::string& members) {
    PipelineFiles files = with_strategy(members);
    std::string& sql = files["models/fct_revenue_daily.sql"];
    replace(sql, "where status = 'paid'", "where true");
    replace(sql, "date(created_at) as day,", "date(created_at) as day, status as state,");
    replace(sql, "group by 1", "group by 1, 2");
    PipelineNight night(files);
    night.advance_to("2026-03-04T06:00:00Z");
    replace(sql, "where true", "where status = 'paid'");
    night.install(files);
    night.backfill("2026-03-03", ReprocessBehavior::kCompleted);
    night.advance_to("2026-03-04T12:00:00Z");
    return night.asked("select count(*) from fct_revenue_daily where day = '2026-03-03'");
  };
  const std::string incremental = R"("materialized": "incremental", "incremental_strategy": )";
  CHECK(rows_of_day(incremental + R"("insert_overwrite", "partition_by": ["day"])") == "1");
  CHECK(rows_of_day(incremental + R"("merge", "unique_key": ["day", "state"])") != "1");
}

TEST_CASE("microbatch empties a day that nothing comes back for; delete+insert keeps it") {
  const auto days_after = [](const std::string& members) {
    PipelineFiles files = with_strategy(members);
    PipelineNight night(files);
    night.advance_to("2026-03-05T06:00:00Z");
    replace(files["models/fct_revenue_daily.sql"], "'paid'", "'nothing'");
    night.install(files);
    night.backfill("2026-03-03", ReprocessBehavior::kCompleted);
    night.advance_to("2026-03-05T12:00:00Z");
    return night.asked("select count(*) from fct_revenue_daily");
  };
  CHECK(days_after(R"("materialized": "incremental", "incremental_strategy": "microbatch",
                      "event_time": "day", "begin": "2026-03-01", "batch_size": "day")") == "3");
  CHECK(days_after(kStrategy) == "4");
}

TEST_CASE("views and ephemeral models are asked when somebody reads them") {
  for (const char* kind : {"view", "ephemeral"}) {
    CAPTURE(kind);
    PipelineFiles files = orders_daily(
        {{"{ " + kLine, R"({ "task_id": "stg_orders", "type": "model", "materialized": ")" +
                            std::string(kind) + R"(", "sql": "models/stg_orders.sql" },
    { )" + kLine}});
    files["models/stg_orders.sql"] =
        "select *, amount_cents * 2 as twice from {{ source('raw', 'orders') }}";
    std::string& sql = files["models/fct_revenue_daily.sql"];
    replace(sql, "{{ source('raw', 'orders') }}", "{{ ref('stg_orders') }}");
    replace(sql, "sum(amount_cents)", "sum(twice)");
    PipelineNight night(files);
    night.advance_to("2026-03-04T06:00:00Z");
    CHECK(night.events(TraceKind::kTaskEnd, "stg_orders", "2026-03-04",
                       {"state", "read", "written"}) == "success 0 0");
    CHECK(night.events(TraceKind::kCommit, "stg_orders", "2026-03-01", {"rows"}) == "");
    CHECK(night.asked("select * from stg_orders") == "sql.no_such_table");
    CHECK(night.asked("select revenue_cents from fct_revenue_daily where day = '2026-03-03'") ==
          std::to_string(2 * night.truth("2026-03-03")));
  }
}

// The columns of the table after the SELECT lost paid_orders and got extra; how the model ended.
std::string after_other_columns(const std::string& reaction) {
  const auto files = [&] {
    return with_strategy(kStrategy + R"(, "on_schema_change": ")" + reaction + '"');
  };
  PipelineNight night(files());
  night.advance_to("2026-03-03T12:00:00Z");
  PipelineFiles other = files();
  replace(other["models/fct_revenue_daily.sql"], "count(*) as paid_orders", "7 as extra");
  night.install(other);
  night.advance_to("2026-03-04T12:00:00Z");
  std::string text =
      night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-04", {"state", "error"}) +
      ":";
  for (const ColumnSchema& column : night.sink.find_table("fct_revenue_daily")->columns) {
    text += " " + column.name;
  }
  return text;
}

TEST_CASE("on_schema_change says what becomes of other columns") {
  CHECK(after_other_columns("ignore") == "success -: day revenue_cents paid_orders");
  CHECK(after_other_columns("fail") ==
        "failed model.schema_changed: day revenue_cents paid_orders");
  CHECK(after_other_columns("append_new_columns") ==
        "success -: day revenue_cents paid_orders extra");
  CHECK(after_other_columns("sync_all_columns") == "success -: day revenue_cents extra");
}

TEST_CASE("a SELECT without the columns of the key replaces nothing, loudly") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-03T12:00:00Z");
  PipelineFiles other = orders_daily();
  replace(other["models/fct_revenue_daily.sql"], "as day", "as that_day");
  night.install(other);
  night.advance_to("2026-03-04T12:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-04", {"state", "error"}) ==
        "failed model.no_key");
  CHECK(night.asked("select count(*) from fct_revenue_daily") == "2");
}

TEST_CASE("a table that began without values takes the types of those that come") {
  PipelineFiles files = orders_daily();
  replace(files["models/fct_revenue_daily.sql"], "where status = 'paid'",
          "where status = 'paid' and created_at >= '2026-03-03'");
  PipelineNight night(files);
  night.advance_to("2026-03-03T12:00:00Z");
  CHECK(night.asked("select count(*) from fct_revenue_daily") == "0");
  night.advance_to("2026-03-05T12:00:00Z");
  CHECK(night.asked("select count(*), typeof(max(revenue_cents)) from fct_revenue_daily") ==
        "2 integer");
  CHECK(night.asked("select revenue_cents from fct_revenue_daily where day = '2026-03-03'") ==
        std::to_string(night.truth("2026-03-03")));
}

TEST_CASE("depends_on_past waits for the day before, until that is healed") {
  const auto states = [](const std::string& past) {
    PipelineNight night(orders_daily({{kLine, kLine + R"( "depends_on_past": )" + past + ","}}));
    night.runtime.crash_at({"fct_revenue_daily", at("2026-03-02"), 0});
    night.advance_to("2026-03-04T12:00:00Z");
    const std::string first =
        night.events(TraceKind::kTaskState, "fct_revenue_daily", "2026-03-04", {"state"});
    const auto cleared =
        night.runtime.clear(night.kernel, {.task_id = "fct_revenue_daily", .only_failed = true});
    CHECK(cleared.value_or(0) == 1);
    night.advance_to("2026-03-04T18:00:00Z");
    CHECK(night.asked("select count(*) from fct_revenue_daily") == "3");
    return first;
  };
  CHECK(states("true") == "");
  CHECK(states("false") == "queued|running|success");
}

}  // namespace
}  // namespace nightshift
