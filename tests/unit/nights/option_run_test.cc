#include "grader/nights/option_run.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"

namespace nightshift {
namespace {

const std::string kContract = R"({
  "apiVersion": "v3.1.0", "kind": "DataContract", "id": "o", "version": "1.0.0", "status": "active",
  "schema": [{"name": "orders", "properties": [
    {"name": "amount_cents", "logicalType": "integer", "required": true}]}]})";

JsonEdit add(const std::string& path, const std::string& value) {
  return {.kind = EditKind::kAdd, .path = path, .value = *parse_json(value, {})};
}

FilesChange contract_at(const std::string& at, const std::string& reaction) {
  return {.patch = {add("/contracts", R"([{"file": "contracts/shop.orders.odcs.jsonc", "enforce": [
                            {"at": ")" + at +
                                          R"(", "on_violation": ")" + reaction + R"("}]}])")},
          .files = {{"contracts/shop.orders.odcs.jsonc", kContract}}};
}

FilesChange watched_by(const std::string& monitor) {
  return {.patch = {add("/monitors", "[" + monitor + "]"),
                    add("/notify", R"({"on": ["monitor.error"]})")},
          .files = {}};
}

const std::string kZeroRow = R"(select date('{{ data_interval_start }}') as day,
       coalesce(sum(amount_cents), 0) as revenue_cents, '{{ data_interval_end }}' as computed_at
from {{ source('raw', 'orders') }}
where status = 'paid' and created_at >= '{{ data_interval_start }}'
  and created_at < '{{ data_interval_end }}')";

// The incident as it is told: a day without rows is a row with 0; where no row came the tile has no
// data. The rename is taken back in the morning, so that the day can be loaded again.
LessonNight told_night() {
  LessonNight night = lesson_night(
      {{"select coalesce(sum(revenue_cents), 0) from", "select revenue_cents from"},
       {R"j("depends_on": ["ref('fct_revenue_daily')"],)j", R"("when_empty": "no_data",)"}});
  night.start["models/fct_revenue_daily.sql"] = kZeroRow;
  std::vector<Fault>& faults = night.played.plan.scenario.faults;
  Fault back = faults.front();
  back.id = "back";
  back.at += 11 * kHourUs;
  std::swap(back.column, back.to);
  faults.push_back(back);
  return night;
}

Result<NightRecord> run_with(const LessonNight& night, const FilesChange& change) {
  return OptionRuns(night).run({&change});
}

std::string effect_in(const LessonNight& night, const FilesChange& change) {
  OptionRuns runs(night);
  const Result<NightRecord> record = runs.run({&change});
  if (!record) FAIL(record.error().message);
  const Result<Effect> effect = runs.effect(change, *record);
  REQUIRE(effect);
  return std::string(effect_text(*effect)) + (is_loud(*record) ? ", loud" : ", silent");
}

TEST_CASE("each defence has its word") {
  const LessonNight night = told_night();
  CHECK(effect_in(night, {}) == "none, silent");
  CHECK(effect_in(night, contract_at("producer_ci", "block")) == "prevents, silent");
  CHECK(effect_in(night, contract_at("producer_ci", "warn")) == "none, silent");
  CHECK(effect_in(night, contract_at("ingest", "fail")) == "contains, loud");
  CHECK(effect_in(night, contract_at("ingest", "warn")) == "blind, silent");
}

TEST_CASE("a monitor detects in time, too late, or never") {
  const LessonNight night = told_night();
  CHECK(effect_in(night, watched_by(R"({"name": "came", "pillar": "volume", "on": "raw.orders",
          "scope": "data_interval", "mustBeGreaterThan": 0})")) == "detects, loud");
  const std::string freshness = R"("pillar": "freshness", "evaluate": "*/15 * * * *",
          "error_after": {"count": 30, "period": "hour"})";
  CHECK(effect_in(night, watched_by(R"({"name": "rows", "on": "raw.orders",
          "loaded_at_field": "created_at", )" +
                                    freshness + "}")) == "detects_late, loud");
  CHECK(effect_in(night, watched_by(R"({"name": "job", "on": "fct_revenue_daily",
          "loaded_at_field": "computed_at", )" +
                                    freshness + "}")) == "blind, silent");
}

TEST_CASE("a load that can be repeated helps the repair") {
  const FilesChange by_key{.patch = {add("/tasks/0/primary_key", R"(["order_id"])"),
                                     add("/tasks/0/destination_sync_mode", R"("append_dedup")")},
                           .files = {}};
  CHECK(effect_in(told_night(), by_key) == "helps_repair, silent");
  LessonNight night = told_night();
  const FilesChange* const changes[] = {&by_key};
  night.start = *changed_files(night.start, changes);
  CHECK(effect_in(night, by_key) == "none, silent");
}

TEST_CASE("changes are made one after another, and refused where they cannot be") {
  const LessonNight night = told_night();
  const FilesChange filterless{
      .patch = {{.kind = EditKind::kRemove, .path = "/tasks/0/row_filter", .value = {}}},
      .files = {}};
  CHECK(run_with(night, filterless).has_value());
  const auto twice = OptionRuns(night).run({&filterless, &filterless});
  REQUIRE_FALSE(twice);
  CHECK(twice.error().code == "pack.change");
  const FilesChange nonsense{.patch = {add("/tasks/0/zebra", "1")}, .files = {}};
  const auto refused = run_with(night, nonsense);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "pack.change");
  CHECK(refused.error().whose == Whose::kAuthor);
}

// "kind at": the marks of a run.
std::string marks(const LessonNight& night, const FilesChange& change) {
  const Json json = option_run_json(*run_with(night, change));
  std::string lines;
  for (const Json& mark : *json.find("marks")->if_array()) {
    lines += *mark.find("kind")->if_string() + ' ' + *mark.find("at")->if_string() + '\n';
  }
  return lines;
}

TEST_CASE("the moments of a run are marked in their order") {
  const LessonNight night = told_night();
  CHECK(marks(night, {}) ==
        "shipped 2026-03-10T22:00:00Z\nwrong 2026-03-11T00:10:00Z\n"
        "call 2026-03-11T02:00:00Z\nshipped 2026-03-11T09:00:00Z\n");
  CHECK(marks(night, contract_at("producer_ci", "block")) == "blocked 2026-03-10T22:00:00Z\n");
  const std::string contained = marks(night, contract_at("ingest", "fail"));
  CHECK(contained.find("task_failed 2026-03-11T00:") != std::string::npos);
  CHECK(contained.find("wrong") == std::string::npos);
}

}  // namespace
}  // namespace nightshift
