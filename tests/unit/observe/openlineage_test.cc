#include "engine/observe/openlineage.h"

#include <fstream>

#include "engine/observe/uuid.h"
#include "tests/support/catch.h"
#include "tests/unit/observe/notation.h"

namespace nightshift {
namespace {

// The night on which everything was green: 54 orders read, none written.
std::vector<LineageEvent> green_night() {
  const TimeUs midnight = *read_time("2026-03-11");
  const LineageRun dag = {.job = "orders_daily", .key = "2026-03-10#1"};
  LineageEvent start = {.type = LineageEventType::kStart,
                        .at = midnight,
                        .run = {.job = "orders_daily.load_orders", .key = "2026-03-10#1"},
                        .parent = dag,
                        .nominal_start = midnight - kDayUs,
                        .nominal_end = midnight};
  LineageEvent complete = start;
  complete.type = LineageEventType::kComplete;
  complete.at = midnight + 4 * kMinuteUs;
  complete.inputs = {
      {.name = "shop.orders",
       .schema = schema_of("order_id integer key, amount_minor_units integer"),
       .row_count = 54,
       .assertions = {{.assertion = "rowCount",
                       .success = true,
                       .severity = "error",
                       .expected = "more than 0 rows",
                       .actual = "54 rows"},
                      {.assertion = "nullValues", .success = false, .column = "amount_cents"}}}};
  complete.outputs = {{.name = "raw.orders", .row_count = 0, .change = LifecycleChange::kAlter}};
  complete.outputs.front().column_lineage = ColumnLineage{
      .columns = {{.name = "amount_cents",
                   .inputs = {{.dataset = "shop.orders",
                               .field = "amount_minor_units",
                               .transformations = {{"DIRECT", "IDENTITY"}}}}},
                  {.name = "loads", .inputs = {}}},
      .dataset = {{.dataset = "shop.orders",
                   .field = "created_at",
                   .transformations = {{"INDIRECT", "FILTER"}, {"INDIRECT", "SORT"}}}}};
  LineageEvent failed = {.type = LineageEventType::kFail,
                         .at = midnight + kHourUs,
                         .run = {.job = "orders_daily.publish", .key = "2026-03-10#1"},
                         .error_message = "no such column: amount_cents",
                         .outputs = {{.name = "mart.revenue",
                                      .change = LifecycleChange::kRename,
                                      .previous_name = "mart.sales"}}};
  return {start, complete, failed};
}

TEST_CASE("a UUID of version 5 is what others compute") {
  // uuid5(NAMESPACE_URL, 'http://example.com/') of Python's uuid module.
  CHECK(name_uuid(url_namespace(), "http://example.com/") ==
        "0a300ee9-f9e4-5697-a51a-efc7fafaba67");
}

TEST_CASE("equal names are equal runs") {
  const LineageSource source;
  const LineageRun run = {.job = "a", .key = "1"};
  CHECK(lineage_run_id(source, run) == lineage_run_id(source, {.job = "a", .key = "1"}));
  CHECK(lineage_run_id(source, run) != lineage_run_id(source, {.job = "a", .key = "2"}));
  CHECK(lineage_run_id(source, run) != lineage_run_id(source, {.job = "b", .key = "1"}));
  CHECK(lineage_run_id(source, run) != lineage_run_id({.job_namespace = "other"}, run));
}

// The file is validated against the published schema by published_schemas.test.mjs beside it.
TEST_CASE("a green night in lineage: 54 read, 0 written, COMPLETE") {
  CHECK(lineage_ndjson(green_night(), {}) == example_text("green_night.ndjson"));
}

// Run by hand, when the events are meant to change: test_observe [write].
TEST_CASE("write the green night anew", "[.][write]") {
  std::ofstream(example_path("green_night.ndjson")) << lineage_ndjson(green_night(), {});
}

}  // namespace
}  // namespace nightshift
