// What a sync reads, what it leaves behind, and what it does when its source has other columns.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

const std::string kAppend = R"("destination_sync_mode": "append")";
const std::string kDedup =
    R"("destination_sync_mode": "append_dedup", "primary_key": ["order_id"])";
const std::string kIncremental = R"("sync_mode": "incremental", "cursor_field": "created_at",)";
const std::string kFields = R"("fields": ["order_id", "status", "amount_cents", "created_at"],)";
const std::string kCount = "select count(*), count(distinct order_id) from raw.orders";

std::string fault(const std::string& members) {
  return R"([{"id": "f1", "on": "shop.orders", )" + members + "}]";
}

TEST_CASE("rows that come late are found by a lookback") {
  const std::string late = fault(
      R"("kind": "late.events", "at": "2026-03-02", "until": "2026-03-05", "permille": 300,
         "delay": "12h")");
  const auto loaded = [&](const Edits& edits) {
    PipelineNight night(orders_daily(edits), late);
    night.advance_to("2026-03-06T06:00:00Z");
    return night.asked(
        "select count(distinct order_id) from raw.orders where created_at < "
        "'2026-03-05'");
  };
  const std::string all =
      loaded({{kIncremental, ""}, {kAppend, R"("destination_sync_mode": "overwrite")"}});
  const std::string without = loaded({{kAppend, kDedup}});
  const std::string with = loaded({{kAppend, kDedup + R"(, "lookback": "1d")"}});
  CHECK(with == all);
  CHECK(std::stoi(without) < std::stoi(all));
}

TEST_CASE("a lookback reads rows again: append keeps them twice") {
  const auto counts = [](const std::string& mode) {
    PipelineNight night(orders_daily({{kAppend, mode + R"(, "lookback": "6h")"}}));
    night.advance_to("2026-03-05T06:00:00Z");
    return night.asked("select count(*) - count(distinct order_id) > 3 from raw.orders");
  };
  CHECK(counts(kAppend) == "1");
  CHECK(counts(kDedup) == "0");
}

TEST_CASE("a full refresh that overwrites holds the source as it is; one that appends piles up") {
  const auto counts = [](const std::string& mode) {
    PipelineNight night(orders_daily({{kIncremental, ""}, {kAppend, mode}}));
    night.advance_to("2026-03-05T06:00:00Z");
    const std::string read =
        night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-05", {"read"});
    CHECK(night.asked("select count(distinct order_id) from raw.orders") == read);
    return night.asked("select count(*) - count(distinct order_id) from raw.orders");
  };
  CHECK(counts(R"("destination_sync_mode": "overwrite")") == "0");
  CHECK(counts(kAppend) != "0");
}

TEST_CASE("an overwrite shows nothing in between only when it is one transaction") {
  const auto seen = [](const std::string& transaction) {
    PipelineNight night(orders_daily(
        {{kIncremental, ""},
         {kAppend, R"("destination_sync_mode": "overwrite", "batch_size": 10, "transaction": )" +
                       transaction}}));
    night.advance_to("2026-03-04T00:00:00Z");
    const std::string before = night.asked(kCount);
    night.advance_to("2026-03-04T00:04:30Z");
    REQUIRE(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state"}) == "");
    return night.asked(kCount) == before ? "as before" : "in the middle";
  };
  CHECK(std::string(seen("true")) == "as before");
  CHECK(std::string(seen("false")) == "in the middle");
}

// The columns of raw.orders after the night of 4 March, and how its load ended.
std::string columns_after(const std::string& behavior, const std::string& change,
                          const std::string& mode = kAppend) {
  PipelineNight night(
      orders_daily(
          {{kFields, ""},
           {R"("row_filter": "amount_cents > 0",)", ""},
           {kAppend, mode + R"(, "non_breaking_schema_updates_behavior": ")" + behavior + '"'}}),
      fault(R"("at": "2026-03-03T22:00:00Z", )" + change));
  night.advance_to("2026-03-04T06:00:00Z");
  std::string text =
      night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state", "error"}) + ":";
  for (const ColumnSchema& column : night.sink.find_table("raw.orders")->columns) {
    const bool is_of_interest = column.name == "currency" || column.name == "channel";
    if (is_of_interest) text += " " + column.name;
  }
  return text;
}

const std::string kAdded = R"("kind": "column.add", "column": "channel")";
const std::string kDropped = R"("kind": "column.drop", "column": "currency")";

TEST_CASE("new columns come along when they are propagated") {
  CHECK(columns_after("ignore", kAdded) == "success -: currency");
  CHECK(columns_after("propagate_columns", kAdded) == "success -: currency channel");
  CHECK(columns_after("propagate_fully", kAdded) == "success -: currency channel");
  CHECK(columns_after("disable_connection", kAdded) == "failed sync.schema_changed: currency");
}

TEST_CASE("columns that the source dropped go only when changes are propagated fully") {
  CHECK(columns_after("ignore", kDropped) == "success -: currency");
  CHECK(columns_after("propagate_columns", kDropped) == "success -: currency");
  CHECK(columns_after("propagate_fully", kDropped) == "success -:");
}

TEST_CASE("a key that the source dropped is loud") {
  const std::string renamed = R"("kind": "column.rename", "column": "order_id", "to": "id")";
  CHECK(columns_after("propagate_fully", renamed, kDedup) ==
        "failed sync.schema_changed: currency");
}

TEST_CASE("columns of the destination that never were the source's stay") {
  PipelineNight night(orders_daily(
      {{kFields, ""},
       {kAppend, kAppend + R"(, "non_breaking_schema_updates_behavior": "propagate_fully")"}}));
  night.advance_to("2026-03-03T06:00:00Z");
  REQUIRE(night.warehouse.apply(std::vector<TableWrite>{
      {.kind = TableWrite::Kind::kAddColumns,
       .table = "raw.orders",
       .columns = {{.name = "note", .type = ColumnType::kText, .nullable = true}}}}));
  night.advance_to("2026-03-04T06:00:00Z");
  CHECK(night.asked("select count(note) from raw.orders") == "0");
}

TEST_CASE("a disabled connection reads again when somebody has looked at it") {
  const std::string disable =
      kAppend + R"(, "non_breaking_schema_updates_behavior": "disable_connection")";
  PipelineNight night(orders_daily({{kAppend, disable}}),
                      fault(R"("kind": "column.rename", "at": "2026-03-03T22:00:00Z",
                               "column": "amount_cents", "to": "amount_minor_units")"));
  night.advance_to("2026-03-05T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-04", {"state"}) ==
        "failed|failed");
  night.install(orders_daily({{kAppend, disable}}));  // the same files: nobody looked
  night.advance_to("2026-03-06T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-06", {"state"}) == "failed");
  night.install(
      orders_daily({{kAppend, disable},
                    {R"("amount_cents", "created_at")",
                     R"({"to": "amount_cents", "from": ["amount_cents", "amount_minor_units"]},
           "created_at")"}}));
  night.advance_to("2026-03-07T06:00:00Z");
  CHECK(night.events(TraceKind::kTaskEnd, "load_orders", "2026-03-07", {"state"}) == "success");
}

}  // namespace
}  // namespace nightshift
