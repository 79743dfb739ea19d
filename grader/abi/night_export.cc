// What a learner takes along: the night in the files of the real tools.

#include <utility>

#include "engine/json/write.h"
#include "engine/night/lineage.h"
#include "engine/pipeline/export.h"
#include "grader/abi/night_requests.h"
#include "grader/abi/night_seek.h"

namespace nightshift {
namespace {

// contracts/x.odcs.jsonc without its comments.
std::string plain_name(const std::string& file) {
  return file.ends_with("c") ? file.substr(0, file.size() - 1) : file;
}

}  // namespace

ResultOrErrors<Json> night_export(Core& core, RequestInput& input) {
  const NightRequest request = read_night_request(input, "at");
  NIGHTSHIFT_TRY(const Night* night, seek_night(core, input, request));
  const Pipeline& pipeline = night->runtime().pipeline();
  Json files = Json::object();
  files.set("airflow/dags/" + pipeline.dag_id + ".py", airflow_dag(pipeline));
  DbtProject project = dbt_project(pipeline);
  for (auto& [path, text] : project.files) files.set("dbt/" + path, std::move(text));
  for (const ContractUse& use : pipeline.contracts) {
    files.set(plain_name(use.file), write_json(use.contract.document, JsonLayout::kIndented));
  }
  files.set("openlineage.ndjson", lineage_ndjson(night_lineage(*night), {}));
  Json left_out = Json::array();
  for (std::string& sentence : project.left_out) left_out.push(std::move(sentence));
  return Json::object({{"files", std::move(files)}, {"left_out", std::move(left_out)}});
}

}  // namespace nightshift
