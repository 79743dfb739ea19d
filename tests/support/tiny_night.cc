#include "tests/support/tiny_night.h"

#include <map>
#include <string>

#include "tests/support/pack_edits.h"

namespace nightshift::testing {
namespace {

constexpr std::string_view kPack = R"({
  "format": 1, "id": "00000000-0000-4000-8000-000000000101", "name": "tiny-night",
  "title": "Tiny night", "description": "For tests.", "version": "0.1.0"
})";

constexpr std::string_view kLesson = R"({
  "id": "00000000-0000-4000-8000-000000000102",
  "title": "Tiny night", "summary": "A column is renamed.", "objectives": ["Mend it."],
  "duration_minutes": 5, "level": 1,
  "night": {
    "title": "The night", "scenario": "worlds/played.jsonc", "acts_from": "2026-03-11T02:00:00Z",
    "answer": "night.json", "incident_day": "2026-03-10", "tile": "revenue",
    "revenue_table": {"name": "fct", "day": "day", "revenue_cents": "cents"},
    "raw_table": {"name": "raw.orders", "key": ["order_id"]},
    "worlds": [{"name": "calm", "title": "Calm", "scenario": "worlds/calm.jsonc"}]},
  "steps": [
    {"kind": "point", "id": "look", "title": "Look", "text": "text/all.md", "answer": "look.json",
     "targets": [{"kind": "src.schema", "subject": "shop.orders", "correct": true, "feedback": "Yes."},
                 {"correct": false, "feedback": "Something else."}],
     "checks": [{"id": "00000000-0000-4000-8000-000000000111", "kind": "event"}]},
    {"kind": "night", "id": "tell", "title": "Tell", "text": "text/all.md", "hints": ["Flag it."],
     "checks": [{"id": "00000000-0000-4000-8000-000000000112", "kind": "night_valid"},
                {"id": "00000000-0000-4000-8000-000000000113", "kind": "consumers_told", "within": "15m"}]},
    {"kind": "night", "id": "mend", "title": "Mend", "text": "text/all.md",
     "checks": [{"id": "00000000-0000-4000-8000-000000000114", "kind": "night_valid"},
                {"id": "00000000-0000-4000-8000-000000000115", "kind": "values_true"},
                {"id": "00000000-0000-4000-8000-000000000116", "kind": "useful", "permille": 500}]}]
})";

constexpr std::string_view kPlayed = R"({
  // The author's thoughts.
  "start": "2026-03-08", "end": "2026-03-13", "seed": 3, "shop": {"orders_per_day": 12},
  "faults": [{"id": "rename", "kind": "column.rename", "at": "2026-03-10T22:00:00Z",
              "on": "shop.orders", "column": "amount_cents", "to": "amount"}],
  "viewers": [{"who": "Bruno", "tile": "revenue", "looks": "0 2 * * *", "calls_below": 1,
               "says": "Nothing?"}]
})";

constexpr std::string_view kCalm =
    R"({"start": "2026-03-08", "end": "2026-03-12", "seed": 5, "shop": {"orders_per_day": 12}})";

constexpr std::string_view kPipeline = R"({
  "spec": "pipeline/1", "dag_id": "daily", "owner": "data",
  "schedule": {"cron": "0 0 * * *", "start_date": "2026-03-08"},
  "tasks": [
    {"task_id": "load", "type": "sync", "source": "shop.orders", "destination": "raw.orders",
     "fields": ["order_id", "status", AMOUNT, "created_at"], "row_filter": "amount_cents > 0",
     "sync_mode": "incremental", "cursor_field": "created_at"},
    {"task_id": "fct", "type": "model", "sql": "models/fct.sql", "materialized": "incremental",
     "unique_key": ["day"]}],
  "exposures": [
    {"name": "revenue", "owner": {"name": "CFO"}, "when_empty": "zero",
     "query": "select cents from {{ ref('fct') }} where day = '{{ yesterday }}'"}]
})";

constexpr std::string_view kModel = R"(select date(created_at) as day, sum(amount_cents) as cents
from {{ source('raw', 'orders') }} where status = 'paid'
{% if is_incremental() %}
and created_at >= '{{ data_interval_start }}' and created_at < '{{ data_interval_end }}'
{% endif %}
group by 1)";

constexpr std::string_view kSolution = R"({"script": [
  {"at": "2026-03-11T02:05:00Z", "command": "tile flag revenue --stale \"wrong\""},
  {"at": "2026-03-11T02:10:00Z", "install": "mended"},
  {"at": "2026-03-11T02:11:00Z", "command":
   "backfill create --dag-id daily --from-date 2026-03-10 --to-date 2026-03-10 --reprocess-behavior completed"}]})";

constexpr std::string_view kHalf =
    R"({"script": [{"at": "2026-03-11T02:10:00Z", "install": "mended"}]})";

std::string pipeline_with(std::string_view amount) {
  std::string text(kPipeline);
  constexpr std::string_view kPlace = "AMOUNT";
  return text.replace(text.find(kPlace), kPlace.size(), amount);
}

const std::map<std::string, std::string>& tiny_files() {
  static const std::string found = pipeline_with(R"("amount_cents")");
  static const std::string mended =
      pipeline_with(R"({"to": "amount_cents", "from": ["amount_cents", "amount"]})");
  static const std::map<std::string, std::string> files = {
      {"pack.json", std::string(kPack)},
      {"01-tiny-night/lesson.json", std::string(kLesson)},
      {"01-tiny-night/text/all.md", "Look."},
      {"01-tiny-night/worlds/played.jsonc", std::string(kPlayed)},
      {"01-tiny-night/worlds/calm.jsonc", std::string(kCalm)},
      {"01-tiny-night/start/pipeline.jsonc", found},
      {"01-tiny-night/start/models/fct.sql", std::string(kModel)},
      {"01-tiny-night/solution/look.json", R"({"event": 105})"},
      {"01-tiny-night/solution/night.json", std::string(kSolution)},
      {"01-tiny-night/solution/mended/pipeline.jsonc", mended},
      {"01-tiny-night/mistakes/half/mistake.json",
       R"({"title": "Half", "step": "mend", "fails": "values_true", "feedback": "The day is over."})"},
      {"01-tiny-night/mistakes/half/night.json", std::string(kHalf)},
      {"01-tiny-night/mistakes/half/mended/pipeline.jsonc", mended}};
  return files;
}

}  // namespace

FileSet tiny_night_pack() {
  FileSet files;
  for (const auto& [path, bytes] : tiny_files()) files = with_file(std::move(files), path, bytes);
  return files;
}

FileSet tiny_night_with(std::string_view path, std::string_view from, std::string_view to) {
  return replaced(tiny_night_pack(), path, from, to);
}

FileSet tiny_night_and(std::string_view path, std::string_view bytes) {
  return with_file(tiny_night_pack(), path, bytes);
}

FileSet tiny_night_without(std::string_view path) { return without_file(tiny_night_pack(), path); }

}  // namespace nightshift::testing
