#include "engine/observe/openlineage.h"

#include <string_view>
#include <utility>

#include "engine/json/write.h"
#include "engine/observe/uuid.h"

namespace nightshift {
namespace {

constexpr std::string_view kSpec = "https://openlineage.io/spec/";

std::string_view event_type_text(LineageEventType type) {
  switch (type) {
    case LineageEventType::kStart:
      return "START";
    case LineageEventType::kRunning:
      return "RUNNING";
    case LineageEventType::kComplete:
      return "COMPLETE";
    case LineageEventType::kAbort:
      return "ABORT";
    case LineageEventType::kFail:
      return "FAIL";
    case LineageEventType::kOther:
      return "OTHER";
  }
  return {};
}

std::string_view change_text(LifecycleChange change) {
  switch (change) {
    case LifecycleChange::kAlter:
      return "ALTER";
    case LifecycleChange::kCreate:
      return "CREATE";
    case LifecycleChange::kDrop:
      return "DROP";
    case LifecycleChange::kOverwrite:
      return "OVERWRITE";
    case LifecycleChange::kRename:
      return "RENAME";
    case LifecycleChange::kTruncate:
      return "TRUNCATE";
  }
  return {};
}

// A facet says who made it, and by which version of which schema.
Json facet(const LineageSource& source, std::string_view version, std::string_view name,
           std::vector<Json::Member> members) {
  const std::string file = std::string(version) + "/" + std::string(name) + ".json";
  Json json = Json::object();
  json.set("_producer", source.producer);
  json.set("_schemaURL", std::string(kSpec) + "facets/" + file + "#/$defs/" + std::string(name));
  for (Json::Member& member : members) json.set(std::move(member.first), std::move(member.second));
  return json;
}

// What names a job or a table.
Json name_json(const LineageSource& source, const std::string& name) {
  return Json::object({{"namespace", source.job_namespace}, {"name", name}});
}

Json schema_facet(const LineageSource& source, const ObservedSchema& schema) {
  Json fields = Json::array();
  for (const ObservedColumn& column : schema.columns) {
    fields.push(Json::object({{"name", column.name}, {"type", column.type}}));
  }
  return facet(source, "1-2-0", "SchemaDatasetFacet", {{"fields", std::move(fields)}});
}

Json lifecycle_facet(const LineageSource& source, const LineageDataset& dataset) {
  Json json = facet(source, "1-0-1", "LifecycleStateChangeDatasetFacet",
                    {{"lifecycleStateChange", change_text(*dataset.change)}});
  if (*dataset.change == LifecycleChange::kRename) {
    json.set("previousIdentifier", name_json(source, dataset.previous_name));
  }
  return json;
}

void set_text(Json& json, std::string key, const std::string& text) {
  if (!text.empty()) json.set(std::move(key), text);
}

Json assertion_json(const LineageAssertion& assertion) {
  Json json = Json::object({{"assertion", assertion.assertion}, {"success", assertion.success}});
  set_text(json, "column", assertion.column);
  set_text(json, "severity", assertion.severity);
  set_text(json, "expected", assertion.expected);
  set_text(json, "actual", assertion.actual);
  return json;
}

Json assertions_facet(const LineageSource& source, const LineageDataset& dataset) {
  Json list = Json::array();
  for (const LineageAssertion& assertion : dataset.assertions) {
    list.push(assertion_json(assertion));
  }
  return facet(source, "1-1-0", "DataQualityAssertionsDatasetFacet",
               {{"assertions", std::move(list)}});
}

Json fields_json(const LineageSource& source, const std::vector<LineageField>& fields) {
  Json list = Json::array();
  for (const LineageField& field : fields) {
    Json transformations = Json::array();
    for (const auto& [type, subtype] : field.transformations) {
      transformations.push(Json::object({{"type", type}, {"subtype", subtype}}));
    }
    Json json = name_json(source, field.dataset);
    json.set("field", field.field);
    json.set("transformations", std::move(transformations));
    list.push(std::move(json));
  }
  return list;
}

Json columns_facet(const LineageSource& source, const ColumnLineage& lineage) {
  Json fields = Json::object();
  for (const LineageColumn& column : lineage.columns) {
    fields.set(column.name, Json::object({{"inputFields", fields_json(source, column.inputs)}}));
  }
  return facet(source, "1-2-0", "ColumnLineageDatasetFacet",
               {{"fields", std::move(fields)}, {"dataset", fields_json(source, lineage.dataset)}});
}

Json dataset_json(const LineageSource& source, const LineageDataset& dataset) {
  Json facets = Json::object();
  if (dataset.schema) facets.set("schema", schema_facet(source, *dataset.schema));
  if (dataset.change) facets.set("lifecycleStateChange", lifecycle_facet(source, dataset));
  if (dataset.column_lineage) {
    facets.set("columnLineage", columns_facet(source, *dataset.column_lineage));
  }
  Json json = name_json(source, dataset.name);
  json.set("facets", std::move(facets));
  return json;
}

Json input_json(const LineageSource& source, const LineageDataset& dataset) {
  Json facets = Json::object();
  if (dataset.row_count) {
    facets.set("inputStatistics", facet(source, "1-0-0", "InputStatisticsInputDatasetFacet",
                                        {{"rowCount", *dataset.row_count}}));
  }
  if (!dataset.assertions.empty()) {
    facets.set("dataQualityAssertions", assertions_facet(source, dataset));
  }
  Json json = dataset_json(source, dataset);
  json.set("inputFacets", std::move(facets));
  return json;
}

Json output_json(const LineageSource& source, const LineageDataset& dataset) {
  Json facets = Json::object();
  if (dataset.row_count) {
    facets.set("outputStatistics", facet(source, "1-0-2", "OutputStatisticsOutputDatasetFacet",
                                         {{"rowCount", *dataset.row_count}}));
  }
  Json json = dataset_json(source, dataset);
  json.set("outputFacets", std::move(facets));
  return json;
}

Json nominal_time_facet(const LineageSource& source, const LineageEvent& event) {
  Json json = facet(source, "1-0-1", "NominalTimeRunFacet",
                    {{"nominalStartTime", time_text(*event.nominal_start)}});
  if (event.nominal_end) json.set("nominalEndTime", time_text(*event.nominal_end));
  return json;
}

Json parent_facet(const LineageSource& source, const LineageRun& parent) {
  return facet(source, "1-2-0", "ParentRunFacet",
               {{"run", Json::object({{"runId", lineage_run_id(source, parent)}})},
                {"job", name_json(source, parent.job)}});
}

Json run_json(const LineageSource& source, const LineageEvent& event) {
  Json facets = Json::object();
  if (event.nominal_start) facets.set("nominalTime", nominal_time_facet(source, event));
  if (event.parent) facets.set("parent", parent_facet(source, *event.parent));
  if (!event.error_message.empty()) {
    facets.set("errorMessage",
               facet(source, "1-0-1", "ErrorMessageRunFacet",
                     {{"message", event.error_message}, {"programmingLanguage", "SQL"}}));
  }
  return Json::object(
      {{"runId", lineage_run_id(source, event.run)}, {"facets", std::move(facets)}});
}

}  // namespace

std::string lineage_run_id(const LineageSource& source, const LineageRun& run) {
  return name_uuid(url_namespace(),
                   source.producer + "\n" + source.job_namespace + "\n" + run.job + "\n" + run.key);
}

Json lineage_json(const LineageEvent& event, const LineageSource& source) {
  Json inputs = Json::array();
  for (const LineageDataset& dataset : event.inputs) inputs.push(input_json(source, dataset));
  Json outputs = Json::array();
  for (const LineageDataset& dataset : event.outputs) outputs.push(output_json(source, dataset));
  return Json::object({{"eventType", event_type_text(event.type)},
                       {"eventTime", time_text(event.at)},
                       {"producer", source.producer},
                       {"schemaURL", std::string(kSpec) + "2-0-2/OpenLineage.json#/$defs/RunEvent"},
                       {"run", run_json(source, event)},
                       {"job", name_json(source, event.run.job)},
                       {"inputs", std::move(inputs)},
                       {"outputs", std::move(outputs)}});
}

std::string lineage_ndjson(std::span<const LineageEvent> events, const LineageSource& source) {
  std::string lines;
  for (const LineageEvent& event : events) {
    lines += write_json(lineage_json(event, source), JsonLayout::kCompact) + "\n";
  }
  return lines;
}

}  // namespace nightshift
