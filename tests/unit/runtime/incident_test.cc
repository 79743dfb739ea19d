// The 2 AM incident, as it happens to a pipeline that was left on its defaults, and the traps on
// the way to its repair.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

const std::string kRevenueOfDay =
    "select coalesce(sum(revenue_cents), 0) from fct_revenue_daily where day = '2026-03-10'";

std::string cents(std::int64_t value) { return std::to_string(value); }

TEST_CASE("on healthy nights the pipeline tells the truth") {
  PipelineNight night(orders_daily());
  night.advance_to("2026-03-06T06:00:00Z");
  for (const char* day : {"2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"}) {
    CAPTURE(day);
    CHECK(night.asked("select revenue_cents from fct_revenue_daily where day = '" +
                      std::string(day) + "'") == cents(night.truth(day)));
  }
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-01", {"state"}) ==
        "success|success|success|success|success");
}

TEST_CASE("after the rename the run reads all, writes nothing and succeeds") {
  PipelineNight night(orders_daily(), kRename);
  night.advance_to("2026-03-11T02:00:00Z");
  const std::string ended =
      night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-11", {"written", "state"});
  CHECK(ended == "0 success");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-11", {"read"}) ==
        night.events(TraceKind::kSyncDrop, "load_orders", "2026-03-11", {"rows"}));
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-11", {"state"}) == "success");
  CHECK(night.asked(kRevenueOfDay) == "0");
  CHECK(night.truth("2026-03-10") > 100'000);
}

TEST_CASE("reprocessing failed runs makes none again: the run succeeded") {
  PipelineNight night(orders_daily(), kRename);
  night.advance_to("2026-03-11T02:00:00Z");
  night.install(orders_daily(kMapped));
  CHECK(night.backfill("2026-03-10", ReprocessBehavior::kFailed) ==
        "2026-03-10T00:00:00Z skipped: its run is success");
  night.advance_to("2026-03-11T04:00:00Z");
  CHECK(night.asked(kRevenueOfDay) == "0");
}

TEST_CASE("the next run does not heal the day: the cursor moved over what was dropped") {
  PipelineNight night(orders_daily(), kRename);
  night.advance_to("2026-03-11T02:00:00Z");
  night.install(orders_daily(kMapped));
  night.advance_to("2026-03-12T02:00:00Z");
  CHECK(night.asked(kRevenueOfDay) == "0");
  CHECK(night.asked("select revenue_cents > 0 from fct_revenue_daily where day = '2026-03-11'") ==
        "1");
}

TEST_CASE("a backfill heals the day, and with append a second one doubles it") {
  PipelineNight night(orders_daily(), kRename);
  night.advance_to("2026-03-11T02:00:00Z");
  night.install(orders_daily(kMapped));
  CHECK(night.backfill("2026-03-10", ReprocessBehavior::kCompleted) == "2026-03-10T00:00:00Z runs");
  night.advance_to("2026-03-11T03:00:00Z");
  const std::int64_t truth = night.truth("2026-03-10");
  CHECK(night.asked(kRevenueOfDay) == cents(truth));
  night.backfill("2026-03-10", ReprocessBehavior::kCompleted);
  night.advance_to("2026-03-11T04:00:00Z");
  CHECK(night.asked(kRevenueOfDay) == cents(2 * truth));
}

TEST_CASE("with append_dedup a backfill can be repeated") {
  Edits safe = kMapped;
  safe.push_back({R"("destination_sync_mode": "append")",
                  R"("destination_sync_mode": "append_dedup", "primary_key": ["order_id"])"});
  PipelineNight night(orders_daily(safe), kRename);
  night.advance_to("2026-03-11T02:00:00Z");
  const std::string once = night.asked("select * from raw.orders order by order_id");
  for (int time = 0; time < 3; ++time) {
    night.backfill("2026-03-10", ReprocessBehavior::kCompleted);
    night.advance_to("2026-03-11T0" + std::to_string(3 + time) + ":00:00Z");
    CHECK(night.asked(kRevenueOfDay) == cents(night.truth("2026-03-10")));
    CHECK(night.asked("select count(*) = count(distinct order_id) from raw.orders") == "1");
  }
}

TEST_CASE("a connection that is disabled by a changed schema is loud") {
  PipelineNight night(orders_daily({{R"("destination_sync_mode": "append")",
                                     R"("destination_sync_mode": "append",
                                "non_breaking_schema_updates_behavior": "disable_connection")"}}),
                      kRename);
  night.advance_to("2026-03-11T02:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-11", {"state", "error"}) ==
        "failed sync.schema_changed");
  CHECK(night.events(TraceKind::kTaskState, "fct_revenue_daily", "2026-03-11", {"state"}) ==
        "upstream_failed");
  CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-11", {"state"}) == "failed");
}

TEST_CASE("equal nights leave equal traces") {
  PipelineNight left(orders_daily(), kRename);
  PipelineNight right(orders_daily(), kRename);
  left.advance_to("2026-03-14");
  right.advance_to("2026-03-12T00:03:00Z");
  right.advance_to("2026-03-14");
  CHECK(left.kernel.trace().digest() == right.kernel.trace().digest());
}

}  // namespace
}  // namespace nightshift
