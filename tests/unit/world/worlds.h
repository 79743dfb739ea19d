// A notation for worlds in tests.
#pragma once

#include <string>
#include <vector>

#include "engine/kernel/kernel.h"
#include "engine/world/world.h"

namespace nightshift {

// A producer's CI that answers every change with these objections.
class FixedGate final : public ProducerGate {
 public:
  explicit FixedGate(std::vector<std::string> objections = {})
      : objections_(std::move(objections)) {}
  std::vector<std::string> objections(const SchemaChange&) const override { return objections_; }

 private:
  std::vector<std::string> objections_;
};

TimeUs at(std::string_view text);

// From 1 to 11 March 2026, seed 7, with the members given as JSON added: R"("faults": [...])".
// Fails the test when it does not read.
Scenario scenario_of(const std::string& members = "");

// The scenario of a whole JSON text. Fails the test when it does not read.
Scenario scenario_from(const std::string& json);

// A fault of shop.orders from its members in JSON: R"("id": "f", "kind": "column.drop", ...)".
Fault fault_of(const std::string& members);

// scenario_of() with these faults, in whatever order and without any check.
Scenario scenario_with(std::vector<Fault> faults, const std::string& members = "");

// The codes and pointers of what is wrong with a scenario's JSON: "scenario.time /faults/0/at".
std::vector<std::string> scenario_errors(const std::string& json);

// What to do about each, in the same order.
std::vector<std::string> scenario_remedies(const std::string& json);

// A world that runs on its own.
struct RunningWorld {
  explicit RunningWorld(Scenario scenario, FixedGate gate = FixedGate());
  void advance_to(TimeUs until);
  // The events of this kind so far, as NDJSON lines without index, cause and time.
  std::vector<std::string> lines(TraceKind kind) const;

  World world;
  Kernel kernel;
  FixedGate gate;
};

}  // namespace nightshift
