#include "engine/pipeline/read_spec.h"

#include <algorithm>
#include <utility>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"
#include "engine/pipeline/resolve.h"

namespace nightshift {
namespace {

Errors one_error(std::string code, std::string message, std::string remedy) {
  return {{.whose = Whose::kLearner,
           .code = std::move(code),
           .message = std::move(message),
           .remedy = std::move(remedy),
           .where = {.file = std::string(kSpecFile)}}};
}

ResultOrErrors<Json> parse_spec(const PipelineFiles& files, const SpecLimits& limits) {
  const auto file = files.find(kSpecFile);
  if (file == files.end()) {
    std::vector<std::string> names;
    for (const auto& [name, text] : files) names.push_back(name);
    const std::optional<std::string> near = nearest(kSpecFile, names);
    return fail(one_error("spec.missing_file", "there is no pipeline.jsonc",
                          near ? "Rename \"" + *near + "\"." : "Add the file."));
  }
  if (file->second.size() > limits.text_bytes_max) {
    return fail(one_error("spec.too_long",
                          "the file has more than " +
                              count_text(static_cast<std::int64_t>(limits.text_bytes_max)) +
                              " bytes",
                          "A pipeline of that length is several pipelines."));
  }
  Result<Json> json = parse_json(
      file->second, {.whose = Whose::kLearner, .file = std::string(kSpecFile), .comments = true});
  if (!json) return fail(Errors{std::move(json.error())});
  return *std::move(json);
}

template <typename Item, typename Read>
void read_list(JsonReader& root, std::string_view key, std::size_t count_max,
               std::vector<Item>& items, Read read) {
  std::optional<JsonReader> list = root.optional_member(key);
  if (!list) return;
  for (JsonReader& element : elements_up_to(*list, count_max)) items.push_back(read(element));
}

void read_notify_list(JsonReader& root, SpecReading& reading) {
  std::optional<JsonReader> notify = root.optional_member("notify");
  if (!notify) return;
  std::vector<Notify>& list = reading.pipeline.notify;
  if (notify->json()->if_array() == nullptr) {
    list.push_back(read_notify(*notify, reading));
    return;
  }
  for (JsonReader& element : elements_up_to(*notify, reading.limits.notify_max)) {
    list.push_back(read_notify(element, reading));
  }
}

void read_header(JsonReader& root, Pipeline& pipeline) {
  JsonReader version = root.member("spec");
  const std::string spec = version.text();
  if (!spec.empty() && spec != kSpecVersion) {
    version.error("spec.version", "\"" + one_line(spec, 40) + "\" is no version of this format",
                  "Write \"" + std::string(kSpecVersion) + "\".");
  }
  pipeline.dag_id = read_name(root.member("dag_id"));
  if (auto owner = root.optional_member("owner")) pipeline.owner = owner->text();
  if (auto text = root.optional_member("description")) pipeline.description = text->text();
}

void read_tasks(JsonReader& root, SpecReading& reading) {
  TaskArgs defaults;
  defaults.owner = reading.pipeline.owner;
  if (auto args = root.optional_member("default_args")) {
    read_task_args(*args, defaults);
    refuse_other_keys(*args, {SpecPart::kTaskArgs});
  }
  JsonReader tasks = root.member("tasks");
  for (JsonReader& task :
       elements_up_to(tasks, reading.limits.tasks_max, "spec.too_many_tasks", 1)) {
    reading.pipeline.tasks.push_back(read_task(task, defaults, reading));
  }
  if (reading.pipeline.tasks.empty()) reading.knows_all_tasks = false;
}

void read_root(JsonReader& root, SpecReading& reading) {
  Pipeline& pipeline = reading.pipeline;
  const SpecLimits& limits = reading.limits;
  read_header(root, pipeline);
  pipeline.schedule = read_schedule(root.member("schedule"), reading);
  read_list(root, "contracts", limits.contracts_max, pipeline.contracts,
            [&](JsonReader& element) { return read_contract_use(element, reading); });
  read_tasks(root, reading);
  read_list(root, "monitors", limits.monitors_max, pipeline.monitors,
            [&](JsonReader& element) { return read_planned_monitor(element, reading); });
  read_notify_list(root, reading);
  read_list(root, "exposures", limits.exposures_max, pipeline.exposures,
            [&](JsonReader& element) { return read_exposure(element, reading); });
  refuse_other_keys(root, {SpecPart::kPipeline});
}

}  // namespace

ResultOrErrors<Pipeline> read_pipeline(const PipelineFiles& files, const SpecWorld& world,
                                       const SpecLimits& limits) {
  NIGHTSHIFT_TRY(const Json json, parse_spec(files, limits));
  SpecReading reading{
      .files = files, .world = world, .limits = limits, .errors = {}, .pipeline = {}};
  JsonReader root(json, {.whose = Whose::kLearner, .file = std::string(kSpecFile)}, reading.errors);
  read_root(root, reading);
  resolve_pipeline(reading);
  if (!reading.errors.empty()) {
    if (reading.errors.size() > limits.errors_max) reading.errors.resize(limits.errors_max);
    return fail(std::move(reading.errors));
  }
  return std::move(reading.pipeline);
}

}  // namespace nightshift
