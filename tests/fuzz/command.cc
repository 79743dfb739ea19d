// Any bytes as a line of the repair console. A command that is understood is checked against a
// pipeline, and the one that edits it is tried on it.

#include "engine/pipeline/command.h"

#include <cstdint>

#include "engine/pipeline/map_edit.h"
#include "engine/pipeline/read_spec.h"
#include "tests/fuzz/promise.h"

namespace nightshift::fuzz {
namespace {

constexpr std::string_view kSpec = R"({
  "spec": "pipeline/1", "dag_id": "d",
  "schedule": {"cron": "0 0 * * *", "start_date": "2026-03-01"},
  "tasks": [{"task_id": "load_orders", "type": "sync", "source": "shop.orders",
             "destination": "raw.orders", "fields": ["order_id", "created_at"],
             "sync_mode": "incremental", "cursor_field": "created_at"}]})";

}  // namespace
}  // namespace nightshift::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
  static const auto pipeline = read_pipeline({{std::string(kSpecFile), std::string(fuzz::kSpec)}});
  if (!pipeline) fuzz::expect_words(pipeline.error());
  fuzz::expect(pipeline.has_value(), "the fuzzer's own pipeline is sound");
  const auto command = parse_command({reinterpret_cast<const char*>(data), size});
  if (!command) {
    fuzz::expect_words(command.error());
    return 0;
  }
  if (const auto checked = check_command(*command, *pipeline); !checked) {
    fuzz::expect_words(checked.error());
  }
  if (const auto* map = std::get_if<MapCommand>(&*command)) {
    const Result<std::string> mapped = apply_map(fuzz::kSpec, *map);
    if (!mapped) {
      fuzz::expect_words(mapped.error());
      return 0;
    }
    const bool sound = read_pipeline({{std::string(kSpecFile), *mapped}}).has_value();
    fuzz::expect(sound, "a repair leaves a sound pipeline");
  }
  return 0;
}
