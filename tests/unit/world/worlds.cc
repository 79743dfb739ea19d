#include "tests/unit/world/worlds.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

Scenario read(const std::string& text, Errors& errors) {
  const Result<Json> json = parse_json(text, {Whose::kAuthor, "scenario.jsonc"});
  REQUIRE(json);
  JsonReader reader(*json, {Whose::kAuthor, "scenario.jsonc"}, errors);
  return read_scenario(reader);
}

}  // namespace

TimeUs at(std::string_view text) {
  const std::optional<TimeUs> time = read_time(text);
  REQUIRE(time);
  return *time;
}

Fault fault_of(const std::string& members) {
  return scenario_of(R"("faults": [{"on": "shop.orders", )" + members + "}]").faults[0];
}

Scenario scenario_with(std::vector<Fault> faults, const std::string& members) {
  Scenario scenario = scenario_of(members);
  scenario.faults = std::move(faults);
  return scenario;
}

Scenario scenario_from(const std::string& json) {
  Errors errors;
  Scenario scenario = read(json, errors);
  for (const Error& error : errors) FAIL(error.where.pointer + ": " + error.message);
  return scenario;
}

Scenario scenario_of(const std::string& members) {
  return scenario_from(R"({"start": "2026-03-01", "end": "2026-03-11", "seed": 7)" +
                       (members.empty() ? "" : ", " + members) + "}");
}

std::vector<std::string> scenario_errors(const std::string& json) {
  Errors errors;
  read(json, errors);
  std::vector<std::string> codes;
  for (const Error& error : errors) {
    CHECK(error.where.file == "scenario.jsonc");
    CHECK_FALSE(error.remedy.empty());
    codes.push_back(error.code + ' ' + error.where.pointer);
  }
  return codes;
}

std::vector<std::string> scenario_remedies(const std::string& json) {
  Errors errors;
  read(json, errors);
  std::vector<std::string> remedies;
  for (const Error& error : errors) remedies.push_back(error.remedy);
  return remedies;
}

RunningWorld::RunningWorld(Scenario scenario, FixedGate fixed)
    : world(std::move(scenario)), kernel(world.scenario().start, {}), gate(std::move(fixed)) {
  world.start(kernel);
}

void RunningWorld::advance_to(TimeUs until) {
  while (kernel.advance_to(until)) world.handle(kernel, gate);
}

std::vector<std::string> RunningWorld::lines(TraceKind kind) const {
  std::vector<std::string> lines;
  for (std::int64_t index = 0; index < kernel.trace().size(); ++index) {
    TraceEvent event = kernel.trace().at(index);
    if (event.kind != kind) continue;
    event.time = 0;
    event.cause = -1;
    Trace alone;
    alone.add(event);
    lines.push_back(alone.line(0));
  }
  return lines;
}

}  // namespace nightshift
