#include "tests/unit/runtime/nights.h"

#include "engine/json/parse.h"
#include "engine/world/ledger.h"
#include "tests/support/catch.h"
#include "tests/support/field_text.h"

namespace nightshift {
namespace {

Scenario scenario_with(const std::string& faults) {
  const Result<Json> json = parse_json(
      R"({"start": "2026-03-01", "end": "2026-03-15", "seed": 7, "faults": )" + faults + "}", {});
  REQUIRE(json);
  Errors errors;
  JsonReader reader(*json, {Whose::kAuthor, "scenario.jsonc"}, errors);
  Scenario scenario = read_scenario(reader);
  for (const Error& error : errors) FAIL(error.where.pointer + ": " + error.message);
  return scenario;
}

}  // namespace

void replace(std::string& text, std::string_view old, std::string_view fresh) {
  const std::size_t place = text.find(old);
  INFO(old);
  REQUIRE(place != text.npos);
  text.replace(place, old.size(), fresh);
}

PipelineFiles with_contract(PipelineFiles files, const ContractWords& words) {
  const std::string file = "contracts/" + words.on + ".odcs.jsonc";
  files[file] = R"({"apiVersion": "v3.1.0", "kind": "DataContract", "id": "x", "version": "1.0.0",
                    "status": "active", "schema": [{"name": ")" +
                words.on + R"(", "properties": [)" + words.properties + R"(], "quality": [)" +
                words.quality + "]}]}";
  replace(files["pipeline.jsonc"], R"("tasks": [)",
          R"("contracts": [{"file": ")" + file + R"(", "on": ")" + words.on +
              R"(", "enforce": [{"at": ")" + words.at + R"(", "on_violation": ")" + words.reaction +
              R"("}]}],
  "tasks": [)");
  return files;
}

Pipeline pipeline_of(const PipelineFiles& files) {
  auto pipeline = read_pipeline(files);
  if (!pipeline) {
    for (const Error& error : pipeline.error()) {
      UNSCOPED_INFO(error.where.pointer + ": " + error.message);
    }
  }
  REQUIRE(pipeline);
  return std::move(*pipeline);
}

TimeUs at(std::string_view text) {
  const std::optional<TimeUs> time = read_time(text);
  REQUIRE(time);
  return *time;
}

PipelineNight::PipelineNight(const PipelineFiles& files, const std::string& faults)
    : world(scenario_with(faults)),
      kernel(world.scenario().start, {}),
      warehouse({.now_unix_us = world.scenario().start, .seed = 7, .schemas = {"raw"}}),
      sink(warehouse),
      runtime(pipeline_of(files), {}) {
  world.start(kernel);
  runtime.start(kernel);
}

void PipelineNight::advance_to(std::string_view time) {
  while (kernel.advance_to(at(time))) {
    if (kernel.current().event_class == EventClass::kRuntime) {
      warehouse.set_now(kernel.now());
      runtime.handle(kernel, ShopView(world.shop(), kernel.now()), sink);
    } else {
      world.handle(kernel, gate);
    }
  }
}

std::string PipelineNight::backfill(std::string_view day, ReprocessBehavior behavior) {
  const auto lines = runtime.backfill(kernel, {.dag_id = "orders_daily",
                                               .from_date = at(day),
                                               .to_date = at(day),
                                               .reprocess_behavior = behavior});
  if (!lines) return lines.error().code;
  std::string text;
  for (const std::string& line : *lines) text += line;
  return text;
}

std::string PipelineNight::events(TraceKind kind, std::string_view subject, std::string_view since,
                                  const std::vector<std::string_view>& fields) const {
  std::string text;
  for (std::int64_t index = 0; index < kernel.trace().size(); ++index) {
    const TraceEvent& event = kernel.trace().at(index);
    if (event.kind != kind || event.subject != subject || event.time < at(since)) continue;
    if (!text.empty()) text += '|';
    for (const std::string_view field : fields) {
      if (field != fields.front()) text += ' ';
      text += field_text(event, field);
    }
  }
  return text;
}

std::int64_t PipelineNight::truth(std::string_view day) const {
  const TimeUs start = at(day);
  return true_revenue_cents(world.shop(), start, start + kDayUs, start + kDayUs + 4 * kMinuteUs);
}

}  // namespace nightshift
