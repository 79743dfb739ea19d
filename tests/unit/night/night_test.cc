// A whole night: what a learner can do in it, and what of it can be asked.
#include "tests/support/catch.h"
#include "tests/unit/night/nights.h"

namespace nightshift {
namespace {

const std::string kBackfill =
    "backfill create --dag-id orders_daily --from-date 2026-03-10 --to-date 2026-03-10 "
    "--reprocess-behavior completed";

const std::string kRevenue =
    "select revenue_cents > 100000 from fct_revenue_daily where day = '2026-03-10'";

TEST_CASE("the 2 AM incident: all is green, the tile shows nothing, a person notices") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T02:10:00Z"));
  CHECK(told(night, TraceKind::kRunEnd, "2026-03-11", {"state"}) ==
        "11 00:08 orders_daily success");
  CHECK(told(night, TraceKind::kTileShow, "2026-03-11", {"value"}) ==
        "11 00:00 cfo_revenue_yesterday 0");
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-01", {"source", "wakes"}) ==
        "11 02:00 viewer:cfo_revenue_yesterday The CFO's assistant true");
}

TEST_CASE("on healthy nights nobody calls") {
  Night night = open_night(orders_daily());
  night.advance_to(night.end());
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-02").empty());
  CHECK(told(night, TraceKind::kTileShow, "2026-03-02").size() > 100);
  CHECK(night.now() == night.end());
}

TEST_CASE("the console repairs the night: map, then backfill") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T02:10:00Z"));
  CHECK(asked(night, kRevenue).empty());
  CHECK(acted(night, "map shop.orders amount_minor_units -> amount_cents") ==
        "pipeline.jsonc was changed: amount_cents is now also looked for under amount_minor_units");
  CHECK(acted(night, kBackfill) == "2026-03-10T00:00:00Z runs");
  night.advance_to(at("2026-03-11T03:00:00Z"));
  CHECK(asked(night, kRevenue) == "1");
  CHECK(told(night, TraceKind::kAct, "2026-03-01", {"installed"}) ==
        "11 02:10 learner pipeline.jsonc|11 02:10 learner -");
}

TEST_CASE("every kind of command is answered") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T02:10:00Z"));
  CHECK(acted(night, "state reset load_orders") == "load_orders will read from the beginning");
  CHECK(acted(night, "tasks clear orders_daily --start-date 2026-03-10") ==
        "2 task instances will run again");
  CHECK(acted(night, "dags trigger orders_daily") ==
        "a run was started for the latest complete interval");
  CHECK(acted(night, "tile flag cfo_revenue_yesterday --stale \"wait\"") ==
        "cfo_revenue_yesterday is marked as stale: wait");
  CHECK(acted(night, "tile flag cfo_revenue_yesterday --clear") ==
        "cfo_revenue_yesterday is no longer marked as stale");
  CHECK(acted(night, "pager ack viewer:cfo_revenue_yesterday") ==
        "viewer:cfo_revenue_yesterday is acknowledged");
  CHECK(acted(night, "pager resolve viewer:cfo_revenue_yesterday") ==
        "viewer:cfo_revenue_yesterday is resolved");
  CHECK(acted(night, "order place --amount 1234") ==
        "the order was placed and paid: checkout works");
  CHECK(asked(night,
              "select status, amount_minor_units from shop.orders order by order_id desc limit 1",
              NightDatabase::kShop) == "paid 1234");
}

TEST_CASE("a command that is refused changes nothing and leaves no trace") {
  Night night = open_night(orders_daily());
  night.advance_to(at("2026-03-05T02:00:00Z"));
  const std::string before = night.trace().digest();
  CHECK(acted(night, "backfil create") == "command.unknown");
  CHECK(acted(night, "tile flag cfo --stale x") == "command.unknown_name");
  CHECK(acted(night, "pager ack nothing") == "command.no_page");
  CHECK(acted(night, "map shop.orders x -> order_id") != "command.no_page");
  CHECK(
      acted(night,
            "backfill create --dag-id orders_daily --from-date 2026-03-09 --to-date 2026-03-01") ==
      "command.value");
  Night control = open_night(orders_daily());
  control.advance_to(at("2026-03-05T02:00:00Z"));
  CHECK(control.trace().digest() == before);
}

TEST_CASE("files that are wrong are refused as a whole") {
  Night night = open_night(orders_daily());
  night.advance_to(at("2026-03-05T02:00:00Z"));
  const std::string before = night.trace().digest();
  const auto refused = night.install({{"pipeline.jsonc", "{}"}, {"models/other.sql", "select 1"}});
  REQUIRE(!refused);
  CHECK(refused.error().front().where.file == "pipeline.jsonc");
  CHECK(night.files() == orders_daily());
  CHECK(night.trace().digest() == before);
  CHECK(night.install(orders_daily(kMapped)));
  CHECK(night.files() == orders_daily(kMapped));
}

TEST_CASE("a fork goes its own way, and as the night would have gone") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T02:10:00Z"));
  Night fork = night.fork();
  CHECK(acted(fork, "map shop.orders amount_minor_units -> amount_cents").size() > 20);
  acted(fork, kBackfill);
  fork.advance_to(at("2026-03-13"));
  CHECK(asked(fork, kRevenue) == "1");
  night.advance_to(at("2026-03-13"));
  CHECK(asked(night, kRevenue).empty());
  Night control = open_night(orders_daily(), kRename);
  control.advance_to(at("2026-03-13"));
  CHECK(night.trace().digest() == control.trace().digest());
}

TEST_CASE("both databases can be asked, each about its own") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T02:10:00Z"));
  const auto names = [](const std::vector<DatabaseTable>& tables) {
    std::string text;
    for (const DatabaseTable& table : tables) text += table.schema.name + ' ';
    return text;
  };
  CHECK(names(night.tables(NightDatabase::kShop)) == "shop.orders ");
  CHECK(names(night.tables(NightDatabase::kWarehouse)) == "fct_revenue_daily raw.orders ");
  CHECK(asked(night, "select count(*) from raw.orders", NightDatabase::kShop) ==
        "sql.no_such_table");
  CHECK(asked(night, "select count(*) > 500 from shop.orders", NightDatabase::kShop) == "1");
  CHECK(asked(night, "select count(*) from shop.orders where created_at > '2026-03-11 02:10:00'",
              NightDatabase::kShop) == "0");
}

TEST_CASE("a contract in the producer's CI stops the rename; one that only warns does not") {
  const std::string contract = R"({"apiVersion": "v3.1.0", "kind": "DataContract",
    "id": "b6f5c6de-2f0b-4c1e-9a54-0e0a3a0a1f01", "version": "1.0.0", "status": "active",
    "schema": [{"name": "orders", "properties": [{"name": "amount_cents", "logicalType": "integer"}]}]})";
  const auto with = [&](const std::string& reaction) {
    PipelineFiles files = orders_daily({{R"("tasks")", R"("contracts": [
      {"file": "contracts/shop.orders.odcs.jsonc",
       "enforce": [{"at": "producer_ci", "on_violation": ")" +
                                                           reaction + R"("}]}], "tasks")"}});
    files["contracts/shop.orders.odcs.jsonc"] = contract;
    Night night = open_night(files, kRename);
    night.advance_to(at("2026-03-11T02:10:00Z"));
    return told(night, TraceKind::kRelease, "2026-03-01") + '/' +
           told(night, TraceKind::kPageOpen, "2026-03-02");
  };
  CHECK(with("block") == "/");
  CHECK(with("warn") == "10 22:00 shop/11 02:00 viewer:cfo_revenue_yesterday");
}

}  // namespace
}  // namespace nightshift
