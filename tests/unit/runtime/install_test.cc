// Files that change while a pipeline runs.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

// Renames a task everywhere in the spec.
PipelineFiles renamed(std::string_view task, std::string_view fresh) {
  PipelineFiles files = orders_daily();
  std::string& spec = files["pipeline.jsonc"];
  replace(spec, R"("task_id": ")" + std::string(task), R"("task_id": ")" + std::string(fresh));
  return files;
}

PipelineFiles without_model() {
  PipelineFiles files = orders_daily();
  std::string& spec = files["pipeline.jsonc"];
  const std::size_t model = spec.find(R"(,
    { "task_id": "fct_revenue_daily")");
  spec.erase(model, spec.find("  ]\n}", model) - model);
  return files;
}

// A task of another type under the model's name.
PipelineFiles with_notice() {
  PipelineFiles files = without_model();
  replace(files["pipeline.jsonc"], "\"append\" }", R"("append" },
    { "task_id": "fct_revenue_daily", "type": "notify", "to": "log", "message": "Gone.",
      "depends_on": ["load_orders"] })");
  return files;
}

TEST_CASE("a sync that is renamed while it reads begins anew, under its new name") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T00:03:30Z");
  CHECK(night.events(TraceKind::kTaskState, "load_orders", "2026-03-04", {"state"}) ==
        "queued|running");
  night.install(renamed("load_orders", "load_all"));
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state"}) == "");
  CHECK(night.events(TraceKind::kTaskEnd, "load_all", "2026-03-04", {"state"}) == "success");
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) == "success");
  // Its cursor was the old name's: it has read everything again.
  CHECK(night.asked("select count(*) > count(distinct order_id) from raw.orders") == "1");
}

TEST_CASE("a run whose last task goes while it is tried has ended") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T00:08:00Z");
  CHECK(night.events(TraceKind::kTaskState, "fct_revenue_daily", "2026-03-04", {"state"}) ==
        "queued|running");
  night.install(without_model());
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) == "success");
  night.advance_to("2026-03-05T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "fct_revenue_daily", "2026-03-04", {"state"}) == "");
  CHECK(night.asked("select max(day) from fct_revenue_daily") == "2026-03-02");
}

TEST_CASE("a task that goes and comes back is not moved by what was due before") {
  const Edits retrying = {{R"("type": "model",)", R"("type": "model", "retries": 1,)"}};
  PipelineNight night(orders_daily(retrying));
  night.runtime.crash_at({"fct_revenue_daily", at("2026-03-03"), 0});
  night.advance_to("2026-03-04T00:09:30Z");
  const std::string before = "queued|running|up_for_retry";
  CHECK(night.events(TraceKind::kTaskState, "fct_revenue_daily", "2026-03-04", {"state"}) ==
        before);
  night.install(with_notice());
  night.install(orders_daily(retrying));
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskState, "fct_revenue_daily", "2026-03-04", {"state"}) ==
        before + "|queued|queued|running|success");
}

TEST_CASE("a task that becomes one of another type is another task") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T00:08:00Z");
  night.install(with_notice());
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.events(TraceKind::kNote, "fct_revenue_daily", "2026-03-04", {"message"}) == "Gone.");
  CHECK(night.events(TraceKind::kTaskState, "fct_revenue_daily", "2026-03-04", {"state"}) ==
        "queued|running|queued|running|success");
  CHECK(night.asked("select max(day) from fct_revenue_daily") == "2026-03-02");
}

TEST_CASE("tries in flight go on as they began where their task is still there") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-04T00:03:30Z");
  night.install(
      orders_daily({{R"("row_filter": "amount_cents > 0",)", R"("row_filter": "false",)"}}));
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.asked("select count(*) > 10 from raw.orders where created_at >= '2026-03-03'") ==
        "1");
  CHECK(night.events(TraceKind::kTaskState, "load_orders", "2026-03-04", {"state"}) ==
        "queued|running|success");
}

PipelineFiles with_schedule(const std::string& cron) {
  return orders_daily({{R"("cron": "0 0 * * *")", R"("cron": ")" + cron + '"'}});
}

// The ends of the intervals of scheduled runs that started on 4 March.
std::string runs_of_day(const PipelineFiles& files, std::string_view installed_at) {
  PipelineNight night(orders_daily());
  night.advance_to(installed_at);
  night.install(files);
  night.advance_to("2026-03-04T23:00:00Z");
  return night.events(TraceKind::kRunStart, "orders_daily", "2026-03-04", {"data_interval_end"});
}

TEST_CASE("another schedule counts at once, and the old one no more") {
  CHECK(runs_of_day(orders_daily(), "2026-03-03T12:00:00Z") == "2026-03-04T00:00:00Z");
  CHECK(runs_of_day(with_schedule("0 6 * * *"), "2026-03-03T12:00:00Z") == "2026-03-04T06:00:00Z");
  CHECK(runs_of_day(with_schedule("0 6,18 * * *"), "2026-03-04T02:00:00Z") ==
        "2026-03-04T00:00:00Z|2026-03-04T06:00:00Z|2026-03-04T18:00:00Z");
}

TEST_CASE("equal schedules that are put in force again make no run twice") {
  PipelineNight night(orders_daily());
  for (const char* hour : {"01", "05", "09"}) {
    night.advance_to("2026-03-03T" + std::string(hour) + ":00:00Z");
    night.install(with_schedule("0 6 * * *"));
    night.install(orders_daily());
  }
  night.advance_to("2026-03-05T12:00:00Z");
  CHECK(night.events(TraceKind::kRunStart, "orders_daily", "2026-03-03T01:00:00Z",
                     {"data_interval_end"}) == "2026-03-04T00:00:00Z|2026-03-05T00:00:00Z");
}

TEST_CASE("what was due by an old schedule leaves nothing behind") {
  const auto handled_later = [](int changes) {
    PipelineNight night(orders_daily());
    night.advance_to("2026-03-03T12:00:00Z");
    for (int change = 0; change < changes; ++change) {
      night.install(with_schedule("0 6 * * *"));
      night.install(orders_daily());
    }
    night.advance_to("2026-03-05T00:00:00Z");
    const std::int64_t before = night.kernel.events_handled();
    night.advance_to("2026-03-07T00:00:00Z");
    return night.kernel.events_handled() - before;
  };
  CHECK(handled_later(3) == handled_later(0));
}

}  // namespace
}  // namespace nightshift
