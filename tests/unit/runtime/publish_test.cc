// Models that are published after their checks: write, audit, publish.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

const std::string kModelEnd = R"("unique_key": ["day"] })";

std::string check_on_model(const std::string& name, const std::string& rule,
                           const std::string& more = "") {
  return R"(, { "task_id": ")" + name + R"(", "type": "check", "on": "fct_revenue_daily")" + more +
         R"(, "quality": [)" + rule + "] }";
}

const std::string kNoNulls =
    R"({ "metric": "nullValues", "property": "revenue_cents", "mustBe": 0 })";
const std::string kSomeRows = R"({ "metric": "rowCount", "mustBeGreaterThan": 0 })";

// No row filter, so that a renamed amount becomes a NULL revenue; the model waits for `checks`.
PipelineFiles waiting_for(const std::string& checks, Edits edits = {}) {
  edits.push_back({R"("row_filter": "amount_cents > 0",)", ""});
  edits.push_back({kModelEnd, R"("unique_key": ["day"], "publish": "after_checks" })" + checks});
  return orders_daily(edits);
}

const std::string kRenamed =
    R"([{"id": "f1", "kind": "column.rename", "at": "2026-03-03T22:00:00Z", "on": "shop.orders",
         "column": "amount_cents", "to": "amount_minor_units"}])";
const std::string kMapping =
    R"({"to": "amount_cents", "from": ["amount_cents", "amount_minor_units"]})";

const std::string kDays = "select count(*), count(revenue_cents), max(day) from fct_revenue_daily";
const std::string kStaged =
    "select count(*), count(revenue_cents), max(day) from fct_revenue_daily__staging";

TEST_CASE("readers see a model's rows when its check has passed, not before") {
  PipelineNight night(waiting_for(check_on_model("audit", kNoNulls)));
  night.advance_to("2026-03-02T00:10:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-02", {"state"}) ==
        "success");
  CHECK(night.asked(kDays) == "sql.no_such_table");
  CHECK(night.asked(kStaged) == "1 1 2026-03-01");
  CHECK(night.events(TraceKind::kWriteBatch, "fct_revenue_daily", "2026-03-02",
                     {"rows", "table"}) == "1 fct_revenue_daily__staging");
  night.advance_to("2026-03-02T06:00:00Z");
  CHECK(night.asked(kDays) == "1 1 2026-03-01");
  CHECK(night.asked(kStaged) == "sql.no_such_table");
  CHECK(night.events(TraceKind::kCommit, "audit", "2026-03-02", {"rows", "table"}) ==
        "1 fct_revenue_daily");
  night.advance_to("2026-03-03T00:10:00Z");
  CHECK(night.asked(kDays) == "1 1 2026-03-01");
  CHECK(night.asked(kStaged) == "2 2 2026-03-02");
  night.advance_to("2026-03-05T06:00:00Z");
  CHECK(night.asked(kDays) == "4 4 2026-03-04");
  CHECK(night.events(TraceKind::kCommit, "fct_revenue_daily", "2026-03-01", {"rows"}) == "");
}

TEST_CASE("a check that fails leaves readers what they had, and a repair heals the day") {
  PipelineNight night(waiting_for(check_on_model("audit", kNoNulls)), kRenamed);
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "audit", "2026-03-04", {"state", "error"}) ==
        "failed check.failed");
  CHECK(night.asked(kDays) == "2 2 2026-03-02");
  CHECK(night.asked(kStaged) == "3 2 2026-03-03");
  night.install(waiting_for(check_on_model("audit", kNoNulls), {{R"("amount_cents")", kMapping}}));
  night.backfill("2026-03-03", ReprocessBehavior::kFailed);
  night.advance_to("2026-03-04T12:00:00Z");
  CHECK(night.asked("select revenue_cents from fct_revenue_daily where day = '2026-03-03'") !=
        "NULL");
  CHECK(night.asked(kDays) == "3 3 2026-03-03");
}

TEST_CASE("published at once, the same night shows the hole to everybody") {
  PipelineFiles files = waiting_for(check_on_model("audit", kNoNulls));
  replace(files["pipeline.jsonc"], "after_checks", "immediate");
  PipelineNight night(files, kRenamed);
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "audit", "2026-03-04", {"state", "error"}) ==
        "failed check.failed");
  CHECK(night.asked(kDays) == "3 2 2026-03-03");
  CHECK(night.asked(kStaged) == "sql.no_such_table");
}

TEST_CASE("without a check a model is published at once") {
  PipelineNight night(waiting_for(""), kRenamed);
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.asked(kDays) == "3 2 2026-03-03");
  CHECK(night.asked(kStaged) == "sql.no_such_table");
}

TEST_CASE("the last of several checks publishes, and all of them must pass") {
  const std::string two = check_on_model("rows", kSomeRows) + check_on_model("nulls", kNoNulls);
  PipelineNight night(waiting_for(two), kRenamed);
  night.advance_to("2026-03-03T06:00:00Z");
  CHECK(night.events(TraceKind::kCommit, "rows", "2026-03-01", {"rows"}) +
            night.events(TraceKind::kCommit, "nulls", "2026-03-01", {"rows"}) ==
        "1|1");
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "rows", "2026-03-04", {"state"}) == "success");
  CHECK(night.asked(kDays) == "2 2 2026-03-02");
  // A warning does not hold anything back.
  const std::string mild = check_on_model("rows", kSomeRows) +
                           check_on_model("nulls", kNoNulls, R"(, "severity": "warn")");
  PipelineNight warned(waiting_for(mild), kRenamed);
  warned.advance_to("2026-03-04T06:00:00Z");
  CHECK(warned.asked(kDays) == "3 2 2026-03-03");
}

TEST_CASE("a check's own query sees what is to be published") {
  const std::string query =
      R"({ "type": "sql", "query": "select count(*) from {{ ref('fct_revenue_daily') }} where revenue_cents is null", "mustBe": 0 })";
  PipelineNight night(waiting_for(check_on_model("audit", query)), kRenamed);
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.asked(kDays) == "2 2 2026-03-02");
  CHECK(night.events(TraceKind::kTaskEnd, "audit", "2026-03-03", {"state"}) == "success|failed");
}

// Each run adds its day; nine runs that were cleared run at once and each add it again.
TEST_CASE("runs at the same time take turns in staging") {
  const auto days = [](const std::string& publish) {
    PipelineFiles files = waiting_for(check_on_model("audit", kNoNulls));
    std::string& spec = files["pipeline.jsonc"];
    replace(spec, R"("delete+insert")", R"("append")");
    replace(spec, "after_checks", publish);
    PipelineNight night(files);
    night.advance_to("2026-03-10T12:00:00Z");
    CHECK(night.runtime.clear(night.kernel, {.task_id = "fct_revenue_daily", .downstream = true}) ==
          18);
    night.advance_to("2026-03-10T23:00:00Z");
    for (const DagRun& run : night.runtime.runs()) CHECK(run.state == RunState::kSuccess);
    return night.asked("select count(*), count(distinct day) from fct_revenue_daily");
  };
  CHECK(days("after_checks") == "18 9");
  CHECK(days("immediate") == "18 9");
}

TEST_CASE("a crash before the check or before its publishing is healed by another try") {
  for (const std::int64_t step : {0, 1}) {
    PipelineNight night(waiting_for(check_on_model("audit", kNoNulls, R"(, "retries": 1)")));
    night.runtime.crash_at({"audit", at("2026-03-03"), step});
    night.advance_to("2026-03-04T06:00:00Z");
    CHECK(night.events(TraceKind::kCrash, "audit", "2026-03-04", {"step"}) == std::to_string(step));
    CHECK(night.asked(kDays) == "3 3 2026-03-03");
  }
}

TEST_CASE("checks that go while rows wait for them leave readers what they had") {
  PipelineNight night(waiting_for(check_on_model("audit", kNoNulls)));
  night.advance_to("2026-03-03T00:10:00Z");
  night.install(waiting_for(""));
  night.advance_to("2026-03-03T06:00:00Z");
  CHECK(night.asked(kDays) == "1 1 2026-03-01");
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-03", {"state"}) == "success");
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.asked(kDays) == "2 2 2026-03-03");
}

}  // namespace
}  // namespace nightshift
