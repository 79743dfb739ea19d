// A try that crashes at each of its steps and is tried again: what is lost, and what comes twice.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

const std::string kIds = "select order_id from raw.orders order by order_id";

// The pipeline with small pages and batches, two tries, and this instead of plain append.
PipelineFiles small_steps(const std::string& mode) {
  return orders_daily({{R"("destination_sync_mode": "append")",
                        mode + R"(, "page_size": 25, "batch_size": 25, "retries": 2)"}});
}

// What crashes before step 0, 1, 2, ... of one load do to the table, one letter each, compared with
// a night without: = nothing, + rows come twice, - rows are lost.
std::string sweep(const std::string& mode) {
  PipelineNight calm(small_steps(mode));
  calm.advance_to("2026-03-05T12:00:00Z");
  const std::string expected = calm.asked(kIds);
  std::string letters;
  for (std::int64_t step = 0;; ++step) {
    PipelineNight night(small_steps(mode));
    night.runtime.crash_at({"load_orders", at("2026-03-03"), step});
    night.advance_to("2026-03-05T12:00:00Z");
    if (night.events(TraceKind::kCrash, "load_orders", "2026-03-01", {"step"}).empty()) break;
    CHECK(night.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) ==
          "success|success");
    const std::string got = night.asked(kIds);
    letters += got == expected ? '=' : got.size() > expected.size() ? '+' : '-';
  }
  return letters;
}

// Steps of this load: three reads, three batches, the commit, the cursor.
TEST_CASE("append without a transaction repeats what was written before the crash") {
  CHECK(sweep(R"("destination_sync_mode": "append", "transaction": false)") == "====++++");
}

TEST_CASE("append in a transaction repeats all when the cursor was not saved") {
  CHECK(sweep(R"("destination_sync_mode": "append")") == "=======+");
}

TEST_CASE("append is safe when the cursor is committed with the data") {
  CHECK(sweep(R"("destination_sync_mode": "append", "commit_order": "with_data")") == "=======");
}

TEST_CASE("a cursor that is saved first loses what was not written") {
  CHECK(sweep(R"("destination_sync_mode": "append", "commit_order": "state_then_data")") ==
        "====----");
}

TEST_CASE("append_dedup is safe wherever it crashes, in a transaction or not") {
  const std::string dedup =
      R"("destination_sync_mode": "append_dedup", "primary_key": ["order_id"])";
  CHECK(sweep(dedup).find_first_not_of('=') == std::string::npos);
  CHECK(sweep(dedup + R"(, "transaction": false)").find_first_not_of('=') == std::string::npos);
}

TEST_CASE("a crash waits as Airflow would, and without retries it fails the run") {
  PipelineFiles patient =
      orders_daily({{R"("destination_sync_mode": "append")",
                     R"("destination_sync_mode": "append", "retries": 1, "retry_delay": "60s")"}});
  PipelineNight night(patient);
  night.runtime.crash_at({"load_orders", at("2026-03-03"), 0});
  night.advance_to("2026-03-04T12:00:00Z");
  CHECK(night.events(TraceKind::kRetryWait, "load_orders", "2026-03-04", {"wait_us"}) ==
        "60000000");
  CHECK(night.events(TraceKind::kTaskState, "load_orders", "2026-03-04", {"state"}) ==
        "queued|running|up_for_retry|running|success");

  PipelineNight hasty(orders_daily());
  hasty.runtime.crash_at({"load_orders", at("2026-03-03"), 0});
  hasty.advance_to("2026-03-04T12:00:00Z");
  CHECK(hasty.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state", "error"}) ==
        "failed task.crashed");
  CHECK(hasty.events(TraceKind::kRunEnd, "orders_daily", "2026-03-04", {"state"}) == "failed");
}

}  // namespace
}  // namespace nightshift
