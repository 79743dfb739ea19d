// Those who look: tiles, viewers, monitors, and who is woken.
#include "tests/support/catch.h"
#include "tests/unit/night/nights.h"

namespace nightshift {
namespace {

const std::string kExposure = R"("name": "cfo_revenue_yesterday",)";

PipelineFiles with_monitors(const std::string& monitors, const std::string& notify,
                            Edits edits = {}) {
  edits.push_back({R"("exposures")", R"("monitors": [)" + monitors + R"(], "notify": )" + notify +
                                         R"(, "exposures")"});
  return orders_daily(edits);
}

TEST_CASE("a tile is written down when what it shows changes, not more often") {
  Night night = open_night(orders_daily());
  night.advance_to(at("2026-03-05"));
  // Day 1: 0 at once; then once a day, after the run.
  CHECK(told(night, TraceKind::kTileShow, "2026-03-02") ==
        "02 00:10 cfo_revenue_yesterday|03 00:00 cfo_revenue_yesterday|"
        "03 00:10 cfo_revenue_yesterday|04 00:00 cfo_revenue_yesterday|"
        "04 00:10 cfo_revenue_yesterday|05 00:00 cfo_revenue_yesterday");
}

TEST_CASE("a tile says that it has no data where its owner asked for that") {
  Night night =
      open_night(orders_daily({{kExposure, kExposure + R"("when_empty": "no_data",)"},
                               {"coalesce(sum(revenue_cents), 0)", "sum(revenue_cents)"}}),
                 kRename);
  night.advance_to(at("2026-03-11T02:10:00Z"));
  CHECK(told(night, TraceKind::kTileShow, "2026-03-11T00:05:00Z", {"kind"}).empty());
  CHECK(told(night, TraceKind::kTileShow, "2026-03-11", {"kind"}) ==
        "11 00:00 cfo_revenue_yesterday no_data");
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-02").empty());
}

TEST_CASE("a tile whose query fails, or gives a text, shows an error") {
  for (const char* query : {"select no_such_column", "select 'a lot'"}) {
    CAPTURE(query);
    Night night = open_night(orders_daily({{"select coalesce(sum(revenue_cents), 0)", query}}));
    night.advance_to(at("2026-03-02T23:00:00Z"));
    CHECK(told(night, TraceKind::kTileShow, "2026-03-01", {"kind"}) ==
          "01 00:10 cfo_revenue_yesterday error");
  }
}

TEST_CASE("a tile that was deleted shows nothing but that") {
  Night night = open_night(orders_daily());
  night.advance_to(at("2026-03-05T09:00:00Z"));
  PipelineFiles files = orders_daily();
  std::string& text = files["pipeline.jsonc"];
  text = text.substr(0, text.find(R"("exposures")")) + R"("exposures": []})";
  REQUIRE(night.install(files));
  night.advance_to(at("2026-03-07"));
  CHECK(told(night, TraceKind::kTileShow, "2026-03-05T08:00:00Z", {"kind"}) ==
        "05 09:00 cfo_revenue_yesterday error");
}

TEST_CASE("old data are marked, and the mark goes when fresh ones come") {
  Night night = open_night(orders_daily({{kExposure, kExposure + R"("stale_after": "20h",)"}}));
  night.advance_to(at("2026-03-04T01:00:00Z"));
  CHECK(told(night, TraceKind::kTileFlag, "2026-03-03", {"stale", "text"}) ==
        "03 00:10 cfo_revenue_yesterday false |"
        "03 20:10 cfo_revenue_yesterday true the data are old|"
        "04 00:10 cfo_revenue_yesterday false ");
}

TEST_CASE("a learner's note stays until it is taken away, and a viewer heeds it") {
  Night night = open_night(orders_daily(), kRename);
  night.advance_to(at("2026-03-11T01:00:00Z"));
  acted(night, "tile flag cfo_revenue_yesterday --stale \"being repaired\"");
  night.advance_to(at("2026-03-11T12:00:00Z"));
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-02").empty());
  CHECK(is_flagged(night.tiles().front(), night.now()));
  acted(night, "tile flag cfo_revenue_yesterday --clear");
  CHECK(!is_flagged(night.tiles().front(), night.now()));
  CHECK(told(night, TraceKind::kTileFlag, "2026-03-11", {"stale", "text"}) ==
        "11 01:00 cfo_revenue_yesterday true being repaired|"
        "11 12:00 cfo_revenue_yesterday false ");
}

TEST_CASE("nobody answers a page: it goes up once, and not after an answer") {
  Night silent = open_night(orders_daily(), kRename);
  silent.advance_to(at("2026-03-11T06:00:00Z"));
  const std::string first = told(silent, TraceKind::kPageOpen, "2026-03-11");
  CHECK(first == "11 02:00 viewer:cfo_revenue_yesterday");
  Night answered = open_night(orders_daily(), kRename);
  answered.advance_to(at("2026-03-11T02:05:00Z"));
  acted(answered, "pager ack viewer:cfo_revenue_yesterday");
  answered.advance_to(at("2026-03-11T06:00:00Z"));
  CHECK(told(answered, TraceKind::kPageEscalate, "2026-03-11").empty());
}

TEST_CASE("a monitor that looks after each run sees what the run did, and wakes somebody once") {
  Night night = open_night(
      with_monitors(R"({"name": "volume", "pillar": "volume", "on": "raw.orders",
                        "scope": "data_interval", "mustBeGreaterThan": 0})",
                    R"({"on": ["monitor.error"], "dedup_key": "{source}:{data_interval_start}"})"),
      kRename);
  night.advance_to(at("2026-03-12T12:00:00Z"));
  CHECK(told(night, TraceKind::kMonitorEval, "2026-03-01", {"state"}) ==
        "02 00:04 volume pass|11 00:03 volume error");
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-11", {"summary"}) ==
        "11 00:03 raw.orders:2026-03-10T00:00:00Z volume: raw.orders got 0 rows; it must be more "
        "than 0 rows|11 02:00 viewer:cfo_revenue_yesterday Revenue yesterday cannot be that.");
}

TEST_CASE("freshness by the newest row goes red in its time; its cron decides when it looks") {
  Night night =
      open_night(with_monitors(R"({"name": "fresh", "pillar": "freshness", "on": "raw.orders",
                        "loaded_at_field": "created_at", "evaluate": "0 * * * *",
                        "warn_after": {"count": 25, "period": "hour"},
                        "error_after": {"count": 30, "period": "hour"}})",
                               "[]"),
                 kRename);
  night.advance_to(at("2026-03-12"));
  CHECK(told(night, TraceKind::kMonitorEval, "2026-03-03", {"state"}) ==
        "05 00:00 fresh warn|05 01:00 fresh pass|11 01:00 fresh warn|11 06:00 fresh error");
}

TEST_CASE("a schema monitor sees the rename at the source") {
  Night night =
      open_night(with_monitors(R"({"name": "schema", "pillar": "schema", "on": "shop.orders",
                        "compare_to": "previous", "evaluate": "*/15 * * * *"})",
                               "[]"),
                 kRename);
  night.advance_to(at("2026-03-11"));
  CHECK(told(night, TraceKind::kMonitorEval, "2026-03-01", {"state"}) ==
        "01 00:15 schema unknown|01 00:30 schema pass|10 22:00 schema error|10 22:15 schema pass");
}

TEST_CASE("while the source is out a schema monitor knows nothing, and says so") {
  const std::string monitors = R"({"name": "schema", "pillar": "schema", "on": "shop.orders",
      "compare_to": "previous", "evaluate": "*/15 * * * *"},
     {"name": "copy", "pillar": "schema", "on": "raw.orders",
      "compare_to": "previous", "evaluate": "*/15 * * * *"})";
  const std::string outage = R"([{"id": "o", "kind": "source.outage", "on": "shop.orders",
      "at": "2026-03-04T22:10:00Z", "until": "2026-03-04T23:10:00Z"}])";
  Night night = open_night(with_monitors(monitors, R"({"on": ["monitor.unknown"]})"), outage);
  night.advance_to(at("2026-03-05"));
  // What is in the warehouse can be looked at all the time.
  CHECK(told(night, TraceKind::kMonitorEval, "2026-03-03", {"state", "say"}) ==
        "04 22:15 schema unknown the schema of shop.orders could not be read|"
        "04 23:15 schema pass the schema of shop.orders did not change");
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-04T22:00:00Z").starts_with("04 22:15"));
}

TEST_CASE("a night with an outage is the same night twice, and another one than without") {
  const PipelineFiles files = orders_daily(
      {{R"("type": "sync",)", R"("type": "sync", "retries": 4, "retry_delay": "1h",)"}});
  const auto digest = [&](const std::string& faults) {
    Night night = open_night(files, faults);
    night.advance_to(at("2026-03-06"));
    return night.trace().digest();
  };
  const std::string outage = R"([{"id": "o", "kind": "source.outage", "on": "shop.orders",
      "at": "2026-03-04T22:00:00Z", "until": "2026-03-05T02:00:00Z"}])";
  CHECK(digest(outage) == digest(outage));
  CHECK(digest(outage) != digest("[]"));
}

TEST_CASE("during an outage the shop can be asked and bought from") {
  const std::string outage = R"([{"id": "o", "kind": "source.outage", "on": "shop.orders",
      "at": "2026-03-04T22:00:00Z", "until": "2026-03-05T06:00:00Z"}])";
  Night night = open_night(orders_daily(), outage);
  night.advance_to(at("2026-03-04T23:00:00Z"));
  const std::string count = "select count(*) from shop.orders";
  const int before = std::stoi(asked(night, count, NightDatabase::kShop));
  CHECK(acted(night, "order place --amount 700").find("checkout works") != std::string::npos);
  CHECK(std::stoi(asked(night, count, NightDatabase::kShop)) == before + 1);
}

TEST_CASE("a volume monitor learns what is usual, and says so while it cannot know") {
  Night night =
      open_night(with_monitors(R"({"name": "usual", "pillar": "volume", "on": "raw.orders",
                        "scope": "data_interval", "unit": "percent_of_baseline",
                        "mustBeBetween": [50, 200], "baseline": {"count": 3}})",
                               "[]"),
                 kRename);
  night.advance_to(at("2026-03-12"));
  CHECK(told(night, TraceKind::kMonitorEval, "2026-03-02", {"state"}) ==
        "02 00:04 usual unknown|05 00:03 usual pass|11 00:03 usual error");
}

TEST_CASE("a quality monitor asks its rules, also those in SQL") {
  Night night =
      open_night(with_monitors(R"({"name": "sound", "pillar": "quality", "on": "raw.orders",
                        "quality": [{"metric": "nullValues", "property": "amount_cents", "mustBe": 0},
                                    {"type": "sql", "query": "select count(*) from {{ source('raw', 'orders') }}",
                                     "mustBeLessThan": 150, "severity": "warn"}]})",
                               R"({"on": ["monitor.warn"], "to": "log"})"));
  night.advance_to(at("2026-03-05"));
  CHECK(told(night, TraceKind::kMonitorEval, "2026-03-02", {"state"}) ==
        "02 00:04 sound pass|04 00:03 sound warn");
  CHECK(told(night, TraceKind::kNote, "2026-03-02").starts_with("04 00:03 orders_daily"));
}

TEST_CASE("a task that fails is told, and each event is its own incident without a key") {
  Night night = open_night(
      with_monitors("", R"({"on": ["task.failed", "run.failed"]})",
                    {{R"("row_filter": "amount_cents > 0",)",
                      R"("non_breaking_schema_updates_behavior": "disable_connection",)"}}),
      kRename);
  night.advance_to(at("2026-03-11T01:00:00Z"));
  CHECK(told(night, TraceKind::kPageOpen, "2026-03-11", {"source"}).find("load_orders") !=
        std::string::npos);
  CHECK(night.pager().incidents().size() == 2);
  // A page is caused by what it tells about.
  for (std::int64_t index = 0; index < night.trace().size(); ++index) {
    const TraceEvent& page = night.trace().at(index);
    if (page.kind != TraceKind::kPageOpen) continue;
    const TraceKind cause = night.trace().at(page.cause).kind;
    CHECK((cause == TraceKind::kTaskEnd || cause == TraceKind::kRunEnd));
  }
}

}  // namespace
}  // namespace nightshift
