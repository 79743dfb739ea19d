#include "tests/unit/pipeline/notation.h"

#include <algorithm>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string lines_of(const Errors& errors) {
  std::string text;
  for (const Error& error : errors) {
    CHECK(error.whose == Whose::kLearner);
    CHECK_FALSE(error.message.empty());
    CHECK_FALSE(error.remedy.empty());
    const bool in_spec = error.where.file == kSpecFile;
    text += (text.empty() ? "" : "\n") + error.code + " " +
            (in_spec ? error.where.pointer : error.where.file);
    if (!in_spec && error.where.line) text += ":" + std::to_string(*error.where.line);
  }
  return text;
}

}  // namespace

std::string json_text(std::string_view text) {
  std::string json(text);
  std::replace(json.begin(), json.end(), '\'', '"');
  return json;
}

std::string spec_text(std::string_view tasks, std::string_view more) {
  return json_text(
             "{'spec': 'pipeline/1', 'dag_id': 'orders_daily', 'owner': 'data', "
             "'schedule': {'cron': '0 0 * * *', 'start_date': '2026-03-01'}, 'tasks': [") +
         json_text(tasks) + "]" + json_text(more) + "}";
}

std::string sync_text(std::string_view more) {
  return "{'task_id': 'load_orders', 'type': 'sync', 'source': 'shop.orders', 'destination': "
         "'raw.orders'" +
         std::string(more) + "}";
}

std::string model_text(std::string_view name, std::string_view more) {
  return "{'task_id': '" + std::string(name) + "', 'type': 'model', 'sql': 'models/" +
         std::string(name) + ".sql'" + std::string(more) + "}";
}

std::string check_text(std::string_view name, std::string_view more) {
  return "{'task_id': '" + std::string(name) +
         "', 'type': 'check', 'on': 'raw.orders', 'quality': [{'metric': 'rowCount', "
         "'mustBeGreaterThan': 0}]" +
         std::string(more) + "}";
}

std::string contract_text(std::string_view table) {
  return json_text(
      "{'apiVersion': 'v3.1.0', 'kind': 'DataContract', 'id': 'x', 'version': "
      "'1.0.0', 'status': 'active', 'schema': [{'name': '" +
      std::string(table) + "', 'properties': [{'name': 'order_id', 'logicalType': 'integer'}]}]}");
}

PipelineFiles files_of(std::string spec) {
  const std::string sql = "select * from {{ source('raw', 'orders') }}";
  return {{std::string(kSpecFile), std::move(spec)},
          {"models/a.sql", sql},
          {"models/b.sql", sql},
          {"models/c.sql", sql}};
}

Pipeline pipeline_of(std::string spec) {
  ResultOrErrors<Pipeline> pipeline = read_pipeline(files_of(std::move(spec)));
  INFO((pipeline ? "" : lines_of(pipeline.error()) + "\n" + pipeline.error().front().message));
  REQUIRE(pipeline);
  return *std::move(pipeline);
}

std::string errors_of(const PipelineFiles& files, const SpecWorld& world) {
  const ResultOrErrors<Pipeline> pipeline = read_pipeline(files, world);
  return pipeline ? "" : lines_of(pipeline.error());
}

std::string errors_of(std::string spec) { return errors_of(files_of(std::move(spec))); }

std::string lints_of(std::string spec) { return lines_of(pipeline_of(std::move(spec)).lints); }

}  // namespace nightshift
