// Any bytes as a pipeline's files: pipeline.jsonc, three models and a contract, each up to the next
// NUL. A pipeline that is accepted can be exported, and repaired from the console.

#include <algorithm>
#include <array>
#include <cstdint>

#include "engine/pipeline/export.h"
#include "engine/pipeline/map_edit.h"
#include "engine/pipeline/read_spec.h"
#include "tests/fuzz/promise.h"

namespace nightshift::fuzz {
namespace {

constexpr std::array<std::string_view, 5> kPaths = {
    kSpecFile, "models/a.sql", "models/b.sql", "models/c.sql", "contracts/shop.orders.odcs.jsonc"};

PipelineFiles files_of(std::string_view input) {
  PipelineFiles files;
  for (const std::string_view path : kPaths) {
    const std::size_t end = std::min(input.find('\0'), input.size());
    files.emplace(path, input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
  }
  return files;
}

void repair(PipelineFiles files) {
  const auto spec = files.find(kSpecFile);
  const Result<std::string> mapped =
      apply_map(spec->second, {"shop.orders", "amount_minor_units", "amount_cents"});
  if (!mapped) return expect_words(mapped.error());
  spec->second = *mapped;
  const ResultOrErrors<Pipeline> repaired = read_pipeline(files);
  if (repaired) return;
  for (const Error& error : repaired.error()) {
    expect(error.code == "spec.too_many", "a repair leaves a sound pipeline, or too large a one");
  }
}

}  // namespace
}  // namespace nightshift::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
  const PipelineFiles files = fuzz::files_of({reinterpret_cast<const char*>(data), size});
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files);
  if (!pipeline) {
    fuzz::expect_words(pipeline.error());
    return 0;
  }
  fuzz::expect(!airflow_dag(*pipeline).empty(), "a DAG file has a text");
  fuzz::expect(!dbt_project(*pipeline).files.empty(), "a dbt project has files");
  fuzz::repair(files);
  return 0;
}
