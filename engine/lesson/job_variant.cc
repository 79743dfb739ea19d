#include <array>
#include <string>
#include <utility>

#include "engine/json/parse.h"
#include "engine/lesson/files_change.h"
#include "engine/lesson/night.h"

namespace nightshift {
namespace {

bool says(const Json& task, std::string_view key, std::string_view word) {
  const Json* member = task.find(key);
  return member != nullptr && member->if_string() != nullptr && *member->if_string() == word;
}

// Reading rows again does no harm where they are known by a key.
bool can_look_back(const Json& task) {
  return says(task, "type", "sync") && says(task, "sync_mode", "incremental") &&
         says(task, "destination_sync_mode", "append_dedup");
}

DurationUs lookback_of(const Json& task) {
  const Json* lookback = task.find("lookback");
  if (lookback == nullptr || lookback->if_string() == nullptr) return 0;
  return read_duration(*lookback->if_string()).value_or(0);
}

std::vector<JsonEdit> edits_of(const JobVariant& job, const Json& spec) {
  std::vector<JsonEdit> edits;
  if (!job.cron.empty()) edits.push_back({EditKind::kAdd, "/schedule/cron", job.cron});
  const Json* tasks = spec.find("tasks");
  if (job.lookback.empty() || tasks == nullptr || tasks->if_array() == nullptr) return edits;
  const DurationUs least = read_duration(job.lookback).value_or(0);
  const Json::Array& all = *tasks->if_array();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!can_look_back(all[i]) || lookback_of(all[i]) >= least) continue;
    edits.push_back({EditKind::kAdd, "/tasks/" + std::to_string(i) + "/lookback", job.lookback});
  }
  return edits;
}

}  // namespace

PipelineFiles files_in(const NightWorld& world, const PipelineFiles& files) {
  const auto spec = files.find(kSpecFile);
  if (!world.job || spec == files.end()) return files;
  const Result<Json> json = parse_json(
      spec->second, {.whose = Whose::kLearner, .file = std::string(kSpecFile), .comments = true});
  if (!json || json->if_object() == nullptr) return files;
  const FilesChange change{.patch = edits_of(*world.job, *json), .files = {}};
  const std::array changes = {&change};
  Result<PipelineFiles> changed = changed_files(files, changes);
  return changed ? std::move(*changed) : files;
}

}  // namespace nightshift
