// A notation for nights in tests: a world, a pipeline and a warehouse that run together.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/kernel.h"
#include "engine/night/warehouse_sink.h"
#include "engine/pipeline/read_spec.h"
#include "engine/runtime/runtime.h"
#include "engine/warehouse/warehouse.h"
#include "engine/world/world.h"
#include "tests/support/asked.h"
#include "tests/support/orders_daily.h"

namespace nightshift {

// Nobody objects to anything.
class OpenGate final : public ProducerGate {
 public:
  std::vector<std::string> objections(const SchemaChange&) const override { return {}; }
};

Pipeline pipeline_of(const PipelineFiles& files);

// The same files with a contract about `on`, "contracts/<on>.odcs.jsonc": its table has these
// properties, and it is enforced at that point with that reaction.
struct ContractWords {
  std::string on;          // "shop.orders"
  std::string at;          // "ingest"
  std::string reaction;    // "fail"
  std::string properties;  // "{...}, {...}"
  std::string quality;     // rules of the table; ""
};
PipelineFiles with_contract(PipelineFiles files, const ContractWords& words);

// Replaces a text in a file; the test fails where it does not stand.
void replace(std::string& text, std::string_view old, std::string_view fresh);

TimeUs at(std::string_view text);

class PipelineNight {
 public:
  // From 1 to 15 March 2026; faults as in a scenario.
  explicit PipelineNight(const PipelineFiles& files, const std::string& faults = "[]");

  void advance_to(std::string_view time);
  void install(const PipelineFiles& files) { runtime.install(kernel, pipeline_of(files)); }

  // One line of the repair console; gives what it answered.
  std::string backfill(std::string_view day, ReprocessBehavior behavior);

  // tests/support/asked.h
  std::string asked(std::string_view sql) { return nightshift::asked(warehouse, sql); }
  // The events of a kind and a subject since `since`: the named fields, "54 0 success|...".
  std::string events(TraceKind kind, std::string_view subject, std::string_view since,
                     const std::vector<std::string_view>& fields) const;
  // The revenue of a day as it truly was at its end.
  std::int64_t truth(std::string_view day) const;

  World world;
  Kernel kernel;
  Warehouse warehouse;
  WarehouseSink sink;
  Runtime runtime;
  OpenGate gate;
};

}  // namespace nightshift
