// Contracts where the pipeline looks at them, and what then happens.
#include <string>

#include "tests/support/catch.h"
#include "tests/unit/runtime/nights.h"

namespace nightshift {
namespace {

const std::string kPromised =
    R"({"name": "order_id", "logicalType": "integer", "primaryKey": true},
       {"name": "status", "logicalType": "string"},
       {"name": "amount_cents", "logicalType": "integer", "required": true})";

std::string fault(const std::string& members) {
  return R"([{"id": "f1", "on": "shop.orders", )" + members + "}]";
}

const std::string kRenamed = fault(R"("kind": "column.rename", "at": "2026-03-03T22:00:00Z",
                                      "column": "amount_cents", "to": "amount_minor_units")");
// The column may be NULL from the day before on; that day it often is.
const std::string kNulls =
    R"([{"id": "f0", "on": "shop.orders", "kind": "nullable.relax", "at": "2026-03-02T12:00:00Z",
         "column": "amount_cents"},
        {"id": "f1", "on": "shop.orders", "kind": "null.spike", "at": "2026-03-03",
         "until": "2026-03-04", "permille": 300, "column": "amount_cents"}])";
const std::string kTwice = fault(R"("kind": "duplicate.rows", "at": "2026-03-04",
                                    "until": "2026-03-04T12:00:00Z", "permille": 300)");

// The same promise as "required", but for the schema, which is silent about NULL.
const std::string kNeverNull =
    R"({"name": "order_id", "logicalType": "integer", "primaryKey": true},
       {"name": "amount_cents", "logicalType": "integer",
        "quality": [{"metric": "nullValues", "mustBe": 0}]})";

// The pipeline keeps rows without an amount, so that a contract has something to say.
const Edits kUnfiltered = {{R"("row_filter": "amount_cents > 0",)", ""}};

PipelineFiles at_ingest(const std::string& reaction, const std::string& properties = kPromised) {
  return with_contract(orders_daily(kUnfiltered), {"shop.orders", "ingest", reaction, properties});
}

PipelineFiles at_transform(const std::string& reaction) {
  return with_contract(orders_daily(kUnfiltered), {"raw.orders", "transform", reaction, kPromised});
}

PipelineFiles at_publish(const std::string& reaction) {
  return with_contract(orders_daily(kUnfiltered),
                       {"fct_revenue_daily", "publish", reaction,
                        R"({"name": "day", "logicalType": "date", "primaryKey": true},
                           {"name": "revenue_cents", "logicalType": "integer", "required": true})"});
}

// A night on the morning of 4 March, with the fault of that day.
struct Morning : PipelineNight {
  Morning(const PipelineFiles& files, const std::string& faults) : PipelineNight(files, faults) {
    advance_to("2026-03-04T06:00:00Z");
  }

  std::string of_day(TraceKind kind, std::string_view subject,
                     const std::vector<std::string_view>& fields) const {
    return events(kind, subject, "2026-03-04", fields);
  }
  // How the task ended, and what the contract's verdict was.
  std::string story(std::string_view task) const {
    return of_day(TraceKind::kTaskEnd, task, {"state", "error"}) + ", passed " +
           of_day(TraceKind::kContractResult, task, {"passed"});
  }
};

const std::string kOfDay = " from raw.orders where created_at >= '2026-03-03'";
const std::string kInQuarantine = "select count(*) from raw.orders__quarantine";

TEST_CASE("a contract that is kept is told, and changes nothing") {
  for (const char* reaction : {"fail", "block", "quarantine", "warn"}) {
    CAPTURE(reaction);
    Morning ingest(at_ingest(reaction), "[]");
    CHECK(ingest.story("load_orders") == "success -, passed true");
    CHECK(ingest.of_day(TraceKind::kContractResult, "load_orders",
                        {"at", "contract", "on", "on_violation", "say"}) ==
          "ingest contracts/shop.orders.odcs.jsonc shop.orders " + std::string(reaction) + " ");
    CHECK(ingest.asked(kInQuarantine) == "sql.no_such_table");
    CHECK(Morning(at_transform(reaction), "[]").story("fct_revenue_daily") ==
          "success -, passed true");
    CHECK(Morning(at_publish(reaction), "[]").story("fct_revenue_daily") ==
          "success -, passed true");
  }
  CHECK(Morning(orders_daily(), kRenamed).story("load_orders") == "success -, passed ");
}

TEST_CASE("at ingest a renamed column ends the try before anything is written") {
  for (const char* reaction : {"fail", "block"}) {
    Morning morning(at_ingest(reaction), kRenamed);
    CHECK(morning.story("load_orders") == "failed contract.violated, passed false");
    CHECK(morning.asked("select count(*)" + kOfDay) == "0");
    CHECK(morning.of_day(TraceKind::kStateSave, "load_orders", {"cursor"}) == "");
    const std::string say = morning.of_day(TraceKind::kContractResult, "load_orders", {"say"});
    CHECK(say.find("the column amount_cents is missing") != std::string::npos);
  }
}

TEST_CASE("at ingest a column is known by the name that the sync gives it") {
  const auto mapped = [](const std::string& from) {
    return with_contract(
        orders_daily({kUnfiltered.front(),
                      {R"("amount_cents", "created_at"],)",
                       R"({"to": "amount_cents", "from": [)" + from + R"(]}, "created_at"],)"}}),
        {"shop.orders", "ingest", "fail", kPromised});
  };
  for (const char* from : {R"("amount_cents", "amount_minor_units")", R"("amount_minor_units")"}) {
    CAPTURE(from);
    CHECK(Morning(mapped(from), kRenamed).story("load_orders") == "success -, passed true");
  }
  CHECK(Morning(mapped(R"("amount_minor_units")"), "[]").story("load_orders") ==
        "failed contract.violated, passed false");
}

TEST_CASE("at ingest a warning lets the rows pass") {
  Morning morning(at_ingest("warn"), kRenamed);
  CHECK(morning.story("load_orders") == "success -, passed false");
  CHECK(morning.asked("select count(*) > 10, count(amount_cents)" + kOfDay) == "1 0");
}

TEST_CASE("at ingest all rows of a changed table go to quarantine, under the source's names") {
  Morning morning(at_ingest("quarantine"), kRenamed);
  CHECK(morning.story("load_orders") == "success -, passed false");
  CHECK(morning.asked("select count(*)" + kOfDay) == "0");
  const std::string read = morning.of_day(TraceKind::kTaskEnd, "load_orders", {"read"});
  CHECK(morning.asked(kInQuarantine) == read);
  CHECK(morning.asked("select count(amount_minor_units) from raw.orders__quarantine where "
                      "quarantine_reason like '%amount_cents is missing%'") == read);
  CHECK(morning.of_day(TraceKind::kQuarantine, "load_orders", {"rows", "table"}) ==
        read + " raw.orders__quarantine");
  CHECK(morning.of_day(TraceKind::kTaskEnd, "load_orders", {"written"}) == "0");
}

TEST_CASE("at ingest only rows that break a rule go to quarantine") {
  Morning morning(at_ingest("quarantine", kNeverNull), kNulls);
  CHECK(morning.story("load_orders") == "success -, passed false");
  CHECK(morning.asked("select count(*) > 3, count(amount_cents) from raw.orders__quarantine") ==
        "1 0");
  CHECK(morning.asked("select count(*) > 10, count(*) - count(amount_cents)" + kOfDay) == "1 0");
  const std::string sum = "select (select count(*)" + kOfDay + ") + (" + kInQuarantine + ")";
  CHECK(morning.asked(sum) == morning.of_day(TraceKind::kTaskEnd, "load_orders", {"read"}));
  CHECK(Morning(at_ingest("fail", kNeverNull), kNulls).story("load_orders") ==
        "failed contract.violated, passed false");
}

TEST_CASE("rows that a filter drops are set aside all the same") {
  PipelineFiles files =
      with_contract(orders_daily(), {"shop.orders", "ingest", "quarantine", kNeverNull});
  Morning morning(files, kNulls);
  CHECK(morning.asked("select count(*) > 3 from raw.orders__quarantine") == "1");
  CHECK(morning.asked("select count(*) > 10, min(amount_cents) > 0" + kOfDay) == "1 1");
}

TEST_CASE("at ingest of rows that come twice the later ones are set aside") {
  Morning morning(at_ingest("quarantine"), kTwice);
  CHECK(morning.story("load_orders") == "success -, passed false");
  CHECK(morning.asked("select count(*) - count(distinct order_id)" + kOfDay) == "0");
  CHECK(morning.asked("select count(*) > 3 from raw.orders__quarantine") == "1");
  Morning control(orders_daily(kUnfiltered), kTwice);
  CHECK(control.asked("select count(*) - count(distinct order_id) > 3" + kOfDay) == "1");
}

TEST_CASE("a rule about the rows as a whole sets all of them aside") {
  const auto files = [](const std::string& most) {
    return with_contract(orders_daily(),
                         {"shop.orders", "ingest", "quarantine", kPromised,
                          R"({"metric": "rowCount", "mustBeLessThan": )" + most + "}"});
  };
  Morning morning(files("5"), "[]");
  CHECK(morning.asked("select count(*)" + kOfDay) == "0");
  CHECK(Morning(files("5000"), "[]").asked("select count(*) > 10" + kOfDay) == "1");
}

TEST_CASE("a schema that changes between two pages is seen on the second") {
  const Edits small = {{R"("destination_sync_mode": "append")",
                        R"("destination_sync_mode": "append", "page_size": 10)"}};
  const std::string meanwhile = fault(R"("kind": "column.rename", "at": "2026-03-04T00:04:00Z",
               "column": "amount_cents", "to": "amount_minor_units")");
  // No rule on the rows would notice.
  const std::string kColumn = R"({"name": "amount_cents", "logicalType": "integer"})";
  Morning open(orders_daily(small), meanwhile);
  CHECK(open.story("load_orders") == "success -, passed ");
  Morning morning(with_contract(orders_daily(small), {"shop.orders", "ingest", "fail", kColumn}),
                  meanwhile);
  CHECK(morning.story("load_orders") == "failed contract.violated, passed false");
  CHECK(morning.asked("select count(*)" + kOfDay) == "0");
  const std::string dropped =
      fault(R"("kind": "column.drop", "at": "2026-03-04T00:04:00Z", "column": "amount_cents")");
  CHECK(Morning(orders_daily(small), dropped).story("load_orders") == "success -, passed ");
}

TEST_CASE("at transform a model does not read what breaks the contract") {
  CHECK(Morning(at_transform("fail"), kNulls).story("fct_revenue_daily") ==
        "failed contract.violated, passed false");
  Morning warned(at_transform("warn"), kNulls);
  CHECK(warned.story("fct_revenue_daily") == "success -, passed false");
  CHECK(warned.asked("select count(*) - count(amount_cents) > 3" + kOfDay) == "1");
}

TEST_CASE("at transform rows move into quarantine, and stay there") {
  Morning morning(at_transform("quarantine"), kNulls);
  CHECK(morning.story("fct_revenue_daily") == "success -, passed false");
  CHECK(morning.asked("select count(*) - count(amount_cents)" + kOfDay) == "0");
  const std::string aside = morning.asked(kInQuarantine);
  CHECK(morning.of_day(TraceKind::kQuarantine, "fct_revenue_daily", {"rows", "table"}) ==
        aside + " raw.orders__quarantine");
  morning.advance_to("2026-03-05T06:00:00Z");
  CHECK(morning.asked(kInQuarantine) == aside);
  CHECK(morning.of_day(TraceKind::kContractResult, "fct_revenue_daily", {"passed"}) ==
        "false|true");
}

TEST_CASE("at transform one of several equal rows stays") {
  Morning morning(at_transform("quarantine"), "[]");
  const std::string before = morning.asked("select count(*) from raw.orders");
  morning.backfill("2026-03-03", ReprocessBehavior::kCompleted);
  morning.advance_to("2026-03-04T12:00:00Z");
  CHECK(morning.asked("select count(*), count(distinct order_id) from raw.orders") ==
        before + " " + before);
  CHECK(morning.asked(kInQuarantine) == morning.asked("select count(*)" + kOfDay));
}

TEST_CASE("at transform a table without a promised column is set aside whole") {
  const std::string currency = kPromised + R"(, {"name": "currency", "logicalType": "string"})";
  Morning morning(
      with_contract(orders_daily(), {"raw.orders", "transform", "quarantine", currency}), "[]");
  CHECK(morning.story("fct_revenue_daily") == "success -, passed false");
  CHECK(morning.asked("select count(*) from raw.orders") == "0");
  CHECK(morning.asked("select count(*) > 100 from raw.orders__quarantine") == "1");
}

TEST_CASE("at transform tables behind a view are looked at too") {
  PipelineFiles files = at_transform("fail");
  replace(files["pipeline.jsonc"], R"({ "task_id": "fct_revenue_daily")",
          R"({ "task_id": "stg_orders", "type": "model", "sql": "models/stg_orders.sql" },
    { "task_id": "fct_revenue_daily")");
  files["models/stg_orders.sql"] = "select * from {{ source('raw', 'orders') }}";
  replace(files["models/fct_revenue_daily.sql"], "{{ source('raw', 'orders') }}",
          "{{ ref('stg_orders') }}");
  CHECK(Morning(files, kNulls).story("fct_revenue_daily") ==
        "failed contract.violated, passed false");
  CHECK(Morning(files, "[]").story("fct_revenue_daily") == "success -, passed true");
}

const std::string kDays = "select count(*), count(revenue_cents), max(day) from fct_revenue_daily";

TEST_CASE("at publish readers keep what they had") {
  Morning morning(at_publish("fail"), kRenamed);
  CHECK(morning.story("fct_revenue_daily") == "failed contract.violated, passed false");
  CHECK(morning.asked(kDays) == "2 2 2026-03-02");
  CHECK(Morning(at_publish("warn"), kRenamed).asked(kDays) == "3 2 2026-03-03");
}

TEST_CASE("at publish rows of a result go to quarantine") {
  Morning morning(at_publish("quarantine"), kRenamed);
  CHECK(morning.story("fct_revenue_daily") == "success -, passed false");
  CHECK(morning.asked(kDays) == "2 2 2026-03-02");
  CHECK(morning.asked("select day, revenue_cents from fct_revenue_daily__quarantine") ==
        "2026-03-03 NULL");
  CHECK(morning.of_day(TraceKind::kTaskEnd, "fct_revenue_daily", {"read", "written"}) == "1 0");
}

}  // namespace
}  // namespace nightshift
