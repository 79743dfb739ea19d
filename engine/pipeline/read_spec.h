// Files in, pipeline out.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/pipeline/spec.h"

namespace nightshift {

// "pipeline.jsonc", "models/*.sql", "contracts/*.odcs.jsonc" -> text.
using PipelineFiles = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kSpecFile = "pipeline.jsonc";
constexpr std::string_view kSpecVersion = "pipeline/1";

struct SpecLimits {
  std::size_t text_bytes_max = 256 * 1024;  // of pipeline.jsonc
  std::size_t tasks_max = 200;
  std::size_t fields_max = 200;  // of one sync task
  std::size_t rules_max = 100;   // of one check
  std::size_t monitors_max = 100;
  std::size_t exposures_max = 100;
  std::size_t contracts_max = 50;
  std::size_t notify_max = 20;
  std::size_t list_max = 100;    // any other list: keys, references, values
  std::size_t errors_max = 100;  // further ones are left out
};

// What stands outside of the files: the tables that there are to read from.
struct SpecWorld {
  std::vector<std::string> sources;  // "shop.orders"; empty: any name is believed
  std::vector<std::string> tables;   // tables of the warehouse that no task fills
};

// Reads the pipeline. All errors at once, those of one part after those of another: code "json.*",
// "spec.*", "template.*", or in contracts "contract.*" and "quality.*", each with its file, JSON
// pointer (or line and column), and what to do.
ResultOrErrors<Pipeline> read_pipeline(const PipelineFiles& files, const SpecWorld& world = {},
                                       const SpecLimits& limits = {});

}  // namespace nightshift
