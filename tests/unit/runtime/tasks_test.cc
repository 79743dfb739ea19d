// What single tasks come to, and the console's commands.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

std::string fault(const std::string& members) {
  return R"([{"id": "f1", "at": "2026-03-03T22:00:00Z", "on": "shop.orders", )" + members + "}]";
}

const std::string kRenamed =
    fault(R"("kind": "column.rename", "column": "amount_cents", "to": "amount_minor_units")");

// How the tries of a task ended on 4 March: state and error.
std::string ends(const PipelineFiles& files, std::string_view task,
                 const std::string& faults = "[]") {
  PipelineNight night(files, faults);
  night.advance_to("2026-03-04T12:00:00Z");
  return night.events(TraceKind::kTaskEnd, task, "2026-03-04", {"state", "error"});
}

const std::string kModelEnd = R"("unique_key": ["day"] })";

// The pipeline with one more task after the model.
PipelineFiles with_check(const std::string& rule) {
  return orders_daily({{kModelEnd, kModelEnd + R"(,
    { "task_id": "audit", "type": "check", "on": "fct_revenue_daily", "blocking": true,
      "quality": [)" + rule + "] }"}});
}

TEST_CASE("a sync without its cursor is loud, whatever its defaults") {
  CHECK(ends(orders_daily(), "load_orders",
             fault(R"("kind": "column.rename", "column": "created_at", "to": "placed_at")")) ==
        "failed sync.no_cursor");
}

TEST_CASE("a sync of a table that is not there fails") {
  CHECK(ends(orders_daily({{R"("source": "shop.orders")", R"("source": "shop.order")"}}),
             "load_orders") == "failed sync.no_such_source");
}

TEST_CASE("a source that is out fails every try, and the first one afterwards reads it all") {
  const std::string until = R"("kind": "source.outage", "until": "2026-03-04T02:00:00Z")";
  const PipelineFiles patient = orders_daily(
      {{R"("type": "sync",)", R"("type": "sync", "retries": 3, "retry_delay": "1h",)"}});
  CHECK(ends(orders_daily(), "load_orders", fault(until)) == "failed task.source_refused");
  CHECK(ends(orders_daily(), "load_orders") == "success -");
  PipelineNight night(patient, fault(until));
  night.advance_to("2026-03-04T12:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state", "error", "read"})
            .starts_with("up_for_retry task.source_refused 0|"));
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) == "success");
  CHECK(night.asked("select revenue_cents from fct_revenue_daily where day = '2026-03-03'") ==
        std::to_string(night.truth("2026-03-03")));
}

TEST_CASE("an outage that begins between two pages ends the try too") {
  // The load starts at three minutes past and takes 40 seconds for a page: the first one is read.
  const std::string faults = R"([{"id": "o", "kind": "source.outage", "on": "shop.orders",
      "at": "2026-03-04T00:03:45Z", "until": "2026-03-04T02:00:00Z"}])";
  PipelineNight night(orders_daily({{R"("type": "sync",)", R"("type": "sync", "page_size": 10,)"}}),
                      faults);
  night.advance_to("2026-03-04T12:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04",
                     {"state", "error", "read", "written"}) == "failed task.source_refused 10 0");
}

TEST_CASE("a try that takes longer than it may has failed") {
  const auto with_timeout = [](const std::string& time) {
    return orders_daily(
        {{R"("type": "sync",)", R"("type": "sync", "execution_timeout": ")" + time + R"(",)"}});
  };
  CHECK(ends(with_timeout("30s"), "load_orders") == "failed task.timeout");
  CHECK(ends(with_timeout("1h"), "load_orders") == "success -");
}

TEST_CASE("checks pass, fail, and are vacuous on nothing") {
  const std::string no_nulls =
      R"({"metric": "nullValues", "property": "revenue_cents", "mustBe": 0})";
  const std::string some_rows = R"({"metric": "rowCount", "scope": "data_interval",
                                    "event_time": "day", "mustBeGreaterThan": 0})";
  CHECK(ends(with_check(no_nulls), "audit") == "success -");
  CHECK(ends(with_check(some_rows), "audit") == "success -");
  CHECK(ends(with_check(some_rows), "audit", kRenamed) == "failed check.failed");
  CHECK(ends(with_check(no_nulls), "audit", kRenamed) == "success -");
}

TEST_CASE("microbatch replaces the days of its interval and no other") {
  PipelineNight night(orders_daily({{R"("incremental_strategy": "delete+insert",
      "unique_key": ["day"])",
                                     R"("incremental_strategy": "microbatch", "event_time": "day",
      "begin": "2026-03-01", "batch_size": "day")"}}));
  night.advance_to("2026-03-05T12:00:00Z");
  const std::string days = "select count(*), count(distinct day), max(day) from fct_revenue_daily";
  const std::string before = night.asked(days);
  night.backfill("2026-03-03", ReprocessBehavior::kCompleted);
  night.advance_to("2026-03-05T18:00:00Z");
  CHECK(night.asked(days) == before);
  CHECK(night.asked("select count(*) - count(distinct day), max(day) from fct_revenue_daily") ==
        "0 2026-03-04");
}

TEST_CASE("a model with other columns than its table fails where it is told to") {
  const Edits strict = {{kModelEnd, R"("unique_key": ["day"], "on_schema_change": "fail" })"}};
  const auto night_with = [](const Edits& edits) {
    PipelineNight night(orders_daily(edits));
    night.advance_to("2026-03-03T12:00:00Z");
    PipelineFiles wider = orders_daily(edits);
    std::string& sql = wider["models/fct_revenue_daily.sql"];
    sql.replace(sql.find("count(*) as"), 11, "1 as extra, count(*) as");
    night.install(wider);
    night.advance_to("2026-03-04T12:00:00Z");
    return night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-04", {"state", "error"});
  };
  CHECK(night_with(strict) == "failed model.schema_changed");
  CHECK(night_with({}) == "success -");
}

TEST_CASE("files can change while a run is under way, also the order of their tasks") {
  const std::string first = R"("tasks": [)";
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T00:01:00Z");
  night.install(orders_daily({{first, first + R"(
    { "task_id": "hello", "type": "notify", "to": "log", "message": "Good night." },)"}}));
  night.advance_to("2026-03-05T12:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state"}) ==
        "success|success");
  CHECK(night.events(TraceKind::kTaskEnd, "hello", "2026-03-04", {"state"}) == "success|success");
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) ==
        "success|success");
}

TEST_CASE("a task that is gone from the files is gone from the run") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T00:01:00Z");
  PipelineFiles files = orders_daily();
  std::string& spec = files["pipeline.jsonc"];
  const std::size_t model = spec.find(R"(,
    { "task_id": "fct_revenue_daily")");
  spec.erase(model, spec.find("  ]\n}", model) - model);
  night.install(files);
  night.advance_to("2026-03-04T12:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-04", {"state"}).empty());
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) == "success");
}

TEST_CASE("a cursor that was moved back reads again") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T12:00:00Z");
  const std::string before = night.asked("select count(*) from raw.orders");
  const auto unknown = night.runtime.reset_state({.task_id = "load_order", .to = std::nullopt});
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == "command.no_such_task");
  REQUIRE(night.runtime.reset_state({.task_id = "load_orders", .to = at("2026-03-03")}));
  night.advance_to("2026-03-05T12:00:00Z");
  CHECK(night.asked("select count(*) > count(distinct order_id) from raw.orders") == "1");
  CHECK(night.asked("select count(*) > " + before + " from raw.orders") == "1");
}

TEST_CASE("tasks that were cleared run again, with those after them") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T12:00:00Z");
  const auto cleared = night.runtime.clear(
      night.kernel, {.task_id = "fct_revenue_daily", .start_date = at("2026-03-03")});
  REQUIRE(cleared);
  CHECK(*cleared == 1);
  night.advance_to("2026-03-04T14:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-04T12:00:00Z", {"state"}) ==
        "success");
  CHECK(
      night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04T12:00:00Z", {"state"}).empty());
}

TEST_CASE("a run that is triggered by hand covers the latest interval") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T12:00:00Z");
  night.runtime.trigger(night.kernel);
  night.advance_to("2026-03-04T14:00:00Z");
  CHECK(night.events(TraceKind::kRunStart, "orders_daily", "2026-03-04T12:00:00Z",
                     {"type", "data_interval_start"}) == "manual 2026-03-03T00:00:00Z");
}

TEST_CASE("a backfill runs the days that it names, also backwards, a few at a time") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-06T12:00:00Z");
  const BackfillCommand command{.dag_id = "orders_daily",
                                .from_date = at("2026-03-02"),
                                .to_date = at("2026-03-04"),
                                .reprocess_behavior = ReprocessBehavior::kCompleted,
                                .max_active_runs = 1,
                                .run_backwards = true};
  REQUIRE(night.runtime.backfill(night.kernel, command));
  night.advance_to("2026-03-06T18:00:00Z");
  CHECK(night.events(TraceKind::kRunStart, "orders_daily", "2026-03-06T12:00:00Z",
                     {"data_interval_start"}) ==
        "2026-03-04T00:00:00Z|2026-03-03T00:00:00Z|2026-03-02T00:00:00Z");
}

}  // namespace
}  // namespace nightshift
