// Any bytes as a scenario. One that is accepted reads back as what it was, and its world runs to
// its end.

#include <cstdint>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/kernel/kernel.h"
#include "engine/world/scenario_json.h"
#include "engine/world/world.h"
#include "tests/fuzz/promise.h"

namespace nightshift::fuzz {
namespace {

constexpr std::int64_t kEventsMax = 5'000;

class OpenGate final : public ProducerGate {
 public:
  std::vector<std::string> objections(const SchemaChange&) const override { return {}; }
};

std::optional<Scenario> scenario_of(std::string_view text) {
  const JsonReader::Source source = {Whose::kAuthor, "scenario.jsonc"};
  const Result<Json> json = parse_json(text, {source.whose, source.file, true});
  if (!json) {
    expect_words(json.error());
    return std::nullopt;
  }
  Errors errors;
  JsonReader reader(*json, source, errors);
  Scenario scenario = read_scenario(reader);
  if (errors.empty()) return scenario;
  expect_words(errors);
  return std::nullopt;
}

void run(const Scenario& scenario) {
  World world(scenario);
  Kernel kernel(scenario.start, {.events_max = kEventsMax});
  world.start(kernel);
  while (kernel.advance_to(scenario.end)) world.handle(kernel, OpenGate());
  expect(kernel.is_over_limit() || world.fired().size() + kFaultsMax >= scenario.faults.size(),
         "a world comes to its end");
  ShopView(world.shop(), kernel.now()).read({.table = "shop.orders"});
}

}  // namespace
}  // namespace nightshift::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
  const auto scenario = fuzz::scenario_of({reinterpret_cast<const char*>(data), size});
  if (!scenario) return 0;
  const std::string text = write_json(scenario_json(*scenario), JsonLayout::kIndented);
  fuzz::expect(fuzz::scenario_of(text) == scenario, "a scenario reads back as what it was");
  fuzz::run(*scenario);
  return 0;
}
