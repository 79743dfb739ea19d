#include "engine/observe/odcs_shape.h"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

struct Shape;

enum class Value {
  kText,
  kWord,  // one of `words`
  kBoolean,
  kInteger,
  kNumber,
  kAny,
  kTexts,         // an array of texts
  kObject,        // of `shape`
  kObjects,       // an array of objects of `shape`
  kTeam,          // an object of `shape`, or the older array of members
  kTypeOptions,   // what stands here depends on the logical type beside it
  kQualityRules,  // what each holds depends on its type
};

struct Key {
  std::string_view name;
  Value value = Value::kText;
  const Shape* shape = nullptr;
  bool required = false;
  std::span<const std::string_view> words = {};
};

struct Shape {
  std::span<const Key> keys;
};

constexpr bool kRequired = true;

constexpr std::array<std::string_view, 1> kKindWords = {"DataContract"};
constexpr std::array<std::string_view, 7> kVersionWords = {"v3.1.0", "v3.0.2", "v3.0.1", "v3.0.0",
                                                           "v2.2.2", "v2.2.1", "v2.2.0"};
constexpr std::array<std::string_view, 34> kServerWords = {
    "custom",     "api",       "athena",  "azure",   "bigquery", "clickhouse", "databricks",
    "denodo",     "dremio",    "duckdb",  "glue",    "cloudsql", "db2",        "hive",
    "impala",     "informix",  "kafka",   "kinesis", "local",    "mysql",      "oracle",
    "postgresql", "postgres",  "presto",  "pubsub",  "redshift", "s3",         "sftp",
    "snowflake",  "sqlserver", "synapse", "trino",   "vertica",  "zen"};
constexpr std::array<std::string_view, 9> kLogicalTypeWords = {
    "string", "date", "timestamp", "time", "number", "integer", "object", "array", "boolean"};
constexpr std::array<std::string_view, 1> kObjectWords = {"object"};
constexpr std::array<std::string_view, 7> kDimensionWords = {
    "accuracy", "completeness", "conformity", "consistency",
    "coverage", "timeliness",   "uniqueness"};
constexpr std::array<std::string_view, 4> kRuleWords = {"text", "library", "sql", "custom"};
constexpr std::array<std::string_view, 5> kMetricWords = {
    "nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"};
constexpr std::array<std::string_view, 1> kRelationWords = {"foreignKey"};

constexpr Key kDefinitionKeys[] = {{"id"},
                                   {"url", Value::kText, nullptr, kRequired},
                                   {"type", Value::kText, nullptr, kRequired},
                                   {"description"}};
constexpr Shape kDefinition = {kDefinitionKeys};

constexpr Key kCustomPropertyKeys[] = {{"id"},
                                       {"property", Value::kText, nullptr, kRequired},
                                       {"value", Value::kAny, nullptr, kRequired},
                                       {"description"}};
constexpr Shape kCustomProperty = {kCustomPropertyKeys};

constexpr Key kDescriptionKeys[] = {{"usage"},
                                    {"purpose"},
                                    {"limitations"},
                                    {"authoritativeDefinitions", Value::kObjects, &kDefinition},
                                    {"customProperties", Value::kObjects, &kCustomProperty}};
constexpr Shape kDescription = {kDescriptionKeys};

constexpr Key kRoleKeys[] = {{"id"},
                             {"role", Value::kText, nullptr, kRequired},
                             {"description"},
                             {"access"},
                             {"firstLevelApprovers"},
                             {"secondLevelApprovers"},
                             {"customProperties", Value::kObjects, &kCustomProperty}};
constexpr Shape kRole = {kRoleKeys};

// Which of the places a server has depends on its type; the engine connects to none, so all of them
// are accepted for each.
constexpr Key kServerKeys[] = {{"id"},
                               {"server", Value::kText, nullptr, kRequired},
                               {"type", Value::kWord, nullptr, kRequired, kServerWords},
                               {"description"},
                               {"environment"},
                               {"roles", Value::kObjects, &kRole},
                               {"customProperties", Value::kObjects, &kCustomProperty},
                               {"account"},
                               {"catalog"},
                               {"database"},
                               {"dataset"},
                               {"delimiter"},
                               {"endpointUrl"},
                               {"format"},
                               {"host"},
                               {"location"},
                               {"path"},
                               {"port", Value::kInteger},
                               {"project"},
                               {"region"},
                               {"regionName"},
                               {"schema"},
                               {"serviceName"},
                               {"stagingDir"},
                               {"stream"},
                               {"warehouse"}};
constexpr Shape kServer = {kServerKeys};

constexpr Key kMemberKeys[] = {{"id"},
                               {"username", Value::kText, nullptr, kRequired},
                               {"name"},
                               {"description"},
                               {"role"},
                               {"dateIn"},
                               {"dateOut"},
                               {"replacedByUsername"},
                               {"tags", Value::kTexts},
                               {"customProperties", Value::kObjects, &kCustomProperty},
                               {"authoritativeDefinitions", Value::kObjects, &kDefinition}};
constexpr Shape kMember = {kMemberKeys};

constexpr Key kTeamKeys[] = {{"id"},
                             {"name"},
                             {"description"},
                             {"members", Value::kObjects, &kMember},
                             {"tags", Value::kTexts},
                             {"customProperties", Value::kObjects, &kCustomProperty},
                             {"authoritativeDefinitions", Value::kObjects, &kDefinition}};
constexpr Shape kTeam = {kTeamKeys};

constexpr Key kSupportKeys[] = {{"id"},
                                {"channel", Value::kText, nullptr, kRequired},
                                {"url"},
                                {"description"},
                                {"tool"},
                                {"scope"},
                                {"invitationUrl"},
                                {"customProperties", Value::kObjects, &kCustomProperty}};
constexpr Shape kSupport = {kSupportKeys};

constexpr Key kPriceKeys[] = {
    {"id"}, {"priceAmount", Value::kNumber}, {"priceCurrency"}, {"priceUnit"}};
constexpr Shape kPrice = {kPriceKeys};

constexpr Key kSlaKeys[] = {{"id"},
                            {"property", Value::kText, nullptr, kRequired},
                            {"value", Value::kAny, nullptr, kRequired},
                            {"valueExt", Value::kAny},
                            {"unit"},
                            {"element"},
                            {"driver"},
                            {"description"},
                            {"scheduler"},
                            {"schedule"}};
constexpr Shape kSla = {kSlaKeys};

// References are a text, or an array of texts for a key of several columns.
constexpr Key kTableRelationKeys[] = {{"type", Value::kWord, nullptr, false, kRelationWords},
                                      {"from", Value::kAny, nullptr, kRequired},
                                      {"to", Value::kAny, nullptr, kRequired},
                                      {"customProperties", Value::kObjects, &kCustomProperty}};
constexpr Shape kTableRelation = {kTableRelationKeys};
constexpr Key kColumnRelationKeys[] = {{"type", Value::kWord, nullptr, false, kRelationWords},
                                       {"to", Value::kAny, nullptr, kRequired},
                                       {"customProperties", Value::kObjects, &kCustomProperty}};
constexpr Shape kColumnRelation = {kColumnRelationKeys};

constexpr Key kAnyRuleKeys[] = {{"id"},
                                {"authoritativeDefinitions", Value::kObjects, &kDefinition},
                                {"businessImpact"},
                                {"customProperties", Value::kObjects, &kCustomProperty},
                                {"description"},
                                {"dimension", Value::kWord, nullptr, false, kDimensionWords},
                                {"method"},
                                {"name"},
                                {"schedule"},
                                {"scheduler"},
                                {"severity"},
                                {"tags", Value::kTexts},
                                {"type", Value::kWord, nullptr, false, kRuleWords},
                                {"unit"}};
constexpr Shape kAnyRule = {kAnyRuleKeys};
constexpr Key kLibraryRuleKeys[] = {{"metric", Value::kWord, nullptr, kRequired, kMetricWords},
                                    {"rule"},
                                    {"arguments", Value::kAny}};
constexpr Shape kLibraryRule = {kLibraryRuleKeys};
constexpr Key kSqlRuleKeys[] = {{"query", Value::kText, nullptr, kRequired}};
constexpr Shape kSqlRule = {kSqlRuleKeys};
constexpr Key kCustomRuleKeys[] = {{"engine", Value::kText, nullptr, kRequired},
                                   {"implementation", Value::kAny, nullptr, kRequired}};
constexpr Shape kCustomRule = {kCustomRuleKeys};
constexpr Key kOperatorKeys[] = {{"mustBe", Value::kAny},
                                 {"mustNotBe", Value::kAny},
                                 {"mustBeGreaterThan", Value::kNumber},
                                 {"mustBeGreaterOrEqualTo", Value::kNumber},
                                 {"mustBeLessThan", Value::kNumber},
                                 {"mustBeLessOrEqualTo", Value::kNumber},
                                 {"mustBeBetween", Value::kAny},
                                 {"mustNotBeBetween", Value::kAny}};
constexpr Shape kOperators = {kOperatorKeys};

constexpr Key kStringOptionKeys[] = {
    {"minLength", Value::kInteger}, {"maxLength", Value::kInteger}, {"pattern"}, {"format"}};
constexpr Shape kStringOptions = {kStringOptionKeys};
constexpr Key kDateOptionKeys[] = {
    {"format"}, {"exclusiveMaximum"}, {"maximum"}, {"exclusiveMinimum"}, {"minimum"}};
constexpr Shape kDateOptions = {kDateOptionKeys};
constexpr Key kTimeOptionKeys[] = {
    {"format"},  {"exclusiveMaximum"},          {"maximum"},        {"exclusiveMinimum"},
    {"minimum"}, {"timezone", Value::kBoolean}, {"defaultTimezone"}};
constexpr Shape kTimeOptions = {kTimeOptionKeys};
constexpr Key kNumberOptionKeys[] = {
    {"multipleOf", Value::kNumber},       {"maximum", Value::kNumber},
    {"exclusiveMaximum", Value::kNumber}, {"minimum", Value::kNumber},
    {"exclusiveMinimum", Value::kNumber}, {"format"}};
constexpr Shape kNumberOptions = {kNumberOptionKeys};
constexpr Key kObjectOptionKeys[] = {{"maxProperties", Value::kInteger},
                                     {"minProperties", Value::kInteger},
                                     {"required", Value::kTexts}};
constexpr Shape kObjectOptions = {kObjectOptionKeys};
constexpr Key kArrayOptionKeys[] = {
    {"maxItems", Value::kInteger}, {"minItems", Value::kInteger}, {"uniqueItems", Value::kBoolean}};
constexpr Shape kArrayOptions = {kArrayOptionKeys};

extern const Shape kProperty;  // properties nest

const Key kPropertyKeys[] = {{"id"},
                             {"name", Value::kText, nullptr, kRequired},
                             {"physicalType"},
                             {"physicalName"},
                             {"description"},
                             {"businessName"},
                             {"authoritativeDefinitions", Value::kObjects, &kDefinition},
                             {"tags", Value::kTexts},
                             {"customProperties", Value::kObjects, &kCustomProperty},
                             {"primaryKey", Value::kBoolean},
                             {"primaryKeyPosition", Value::kInteger},
                             {"logicalType", Value::kWord, nullptr, false, kLogicalTypeWords},
                             {"logicalTypeOptions", Value::kTypeOptions},
                             {"required", Value::kBoolean},
                             {"unique", Value::kBoolean},
                             {"partitioned", Value::kBoolean},
                             {"partitionKeyPosition", Value::kInteger},
                             {"classification"},
                             {"encryptedName"},
                             {"transformSourceObjects", Value::kTexts},
                             {"transformLogic"},
                             {"transformDescription"},
                             {"examples", Value::kAny},
                             {"criticalDataElement", Value::kBoolean},
                             {"relationships", Value::kObjects, &kColumnRelation},
                             {"quality", Value::kQualityRules},
                             {"properties", Value::kObjects, &kProperty},
                             {"items", Value::kAny}};
const Shape kProperty = {kPropertyKeys};

const Key kTableKeys[] = {{"id"},
                          {"name", Value::kText, nullptr, kRequired},
                          {"physicalType"},
                          {"physicalName"},
                          {"description"},
                          {"businessName"},
                          {"authoritativeDefinitions", Value::kObjects, &kDefinition},
                          {"tags", Value::kTexts},
                          {"customProperties", Value::kObjects, &kCustomProperty},
                          {"logicalType", Value::kWord, nullptr, false, kObjectWords},
                          {"dataGranularityDescription"},
                          {"properties", Value::kObjects, &kProperty},
                          {"relationships", Value::kObjects, &kTableRelation},
                          {"quality", Value::kQualityRules}};
const Shape kTable = {kTableKeys};

const Key kContractKeys[] = {{"version", Value::kText, nullptr, kRequired},
                             {"kind", Value::kWord, nullptr, kRequired, kKindWords},
                             {"apiVersion", Value::kWord, nullptr, kRequired, kVersionWords},
                             {"id", Value::kText, nullptr, kRequired},
                             {"name"},
                             {"tenant"},
                             {"tags", Value::kTexts},
                             {"status", Value::kText, nullptr, kRequired},
                             {"servers", Value::kObjects, &kServer},
                             {"dataProduct"},
                             {"description", Value::kObject, &kDescription},
                             {"domain"},
                             {"schema", Value::kObjects, &kTable},
                             {"support", Value::kObjects, &kSupport},
                             {"price", Value::kObject, &kPrice},
                             {"team", Value::kTeam, &kTeam},
                             {"roles", Value::kObjects, &kRole},
                             {"slaDefaultElement"},
                             {"slaProperties", Value::kObjects, &kSla},
                             {"authoritativeDefinitions", Value::kObjects, &kDefinition},
                             {"customProperties", Value::kObjects, &kCustomProperty},
                             {"contractCreatedTs"}};
const Shape kContract = {kContractKeys};

void check_value(JsonReader reader, const Key& key, const Json* parent);

void check_keys(JsonReader& reader, const Shape& shape) {
  for (const Key& key : shape.keys) {
    const bool there = reader.json()->find(key.name) != nullptr;
    if (there || key.required) {
      JsonReader member = reader.member(key.name);
      if (there) check_value(member, key, reader.json());
    } else {
      reader.optional_member(key.name);  // known, so that unknown keys are told its name
    }
  }
}

// True when the reader stands at an object; otherwise that is reported.
bool is_object(JsonReader& reader) {
  if (reader.json()->if_object() != nullptr) return true;
  reader.members();
  return false;
}

void check_object(JsonReader reader, const Shape& shape) {
  if (!is_object(reader)) return;
  check_keys(reader, shape);
  reader.no_other_keys();
}

std::string_view text_at(const Json* object, std::string_view key) {
  const Json* found = object == nullptr ? nullptr : object->find(key);
  const std::string* text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

void check_quality_rule(JsonReader reader) {
  if (!is_object(reader)) return;
  const std::string_view type = text_at(reader.json(), "type");
  check_keys(reader, kAnyRule);
  if (type == "sql") {
    check_keys(reader, kSqlRule);
    check_keys(reader, kOperators);
  } else if (type == "custom") {
    check_keys(reader, kCustomRule);
  } else if (type != "text") {
    check_keys(reader, kLibraryRule);
    check_keys(reader, kOperators);
  }
  reader.no_other_keys();
}

const Shape* options_shape(std::string_view logical_type) {
  if (logical_type == "string") return &kStringOptions;
  if (logical_type == "date") return &kDateOptions;
  if (logical_type == "timestamp" || logical_type == "time") return &kTimeOptions;
  if (logical_type == "integer" || logical_type == "number") return &kNumberOptions;
  if (logical_type == "object") return &kObjectOptions;
  if (logical_type == "array") return &kArrayOptions;
  return nullptr;
}

void check_type_options(JsonReader reader, const Json* parent) {
  const Shape* shape = options_shape(text_at(parent, "logicalType"));
  if (shape != nullptr) {
    check_object(reader, *shape);
  } else {
    is_object(reader);
  }
}

void check_word(JsonReader reader, std::span<const std::string_view> words) {
  const std::string text = reader.text_or_empty();
  if (reader.json()->if_string() == nullptr) return;
  std::vector<std::string> known;
  for (const std::string_view word : words) {
    if (word == text) return;
    known.emplace_back(word);
  }
  const std::optional<std::string> near = nearest(text, known);
  reader.error("json.unknown_value",
               "\"" + shortened(text, 60) + "\" is not a word of the standard here",
               "Write \"" + near.value_or(known.front()) + "\" or another of its words.");
}

void check_objects(JsonReader reader, const Shape& shape) {
  for (JsonReader& element : reader.elements()) check_object(element, shape);
}

void check_value(JsonReader reader, const Key& key, const Json* parent) {
  constexpr double kFar = std::numeric_limits<double>::max();
  switch (key.value) {
    case Value::kText:
      reader.text_or_empty();
      break;
    case Value::kWord:
      check_word(reader, key.words);
      break;
    case Value::kBoolean:
      reader.boolean();
      break;
    case Value::kInteger:
      reader.integer(INT64_MIN, INT64_MAX);
      break;
    case Value::kNumber:
      reader.number(-kFar, kFar);
      break;
    case Value::kAny:
      break;
    case Value::kTexts:
      for (JsonReader& element : reader.elements()) element.text_or_empty();
      break;
    case Value::kObject:
      check_object(reader, *key.shape);
      break;
    case Value::kObjects:
      check_objects(reader, *key.shape);
      break;
    case Value::kTeam:
      if (reader.json()->if_array() != nullptr) {
        check_objects(reader, kMember);
      } else {
        check_object(reader, *key.shape);
      }
      break;
    case Value::kTypeOptions:
      check_type_options(reader, parent);
      break;
    case Value::kQualityRules:
      for (JsonReader& element : reader.elements()) check_quality_rule(element);
      break;
  }
}

}  // namespace

void check_odcs_shape(JsonReader document) { check_object(std::move(document), kContract); }

}  // namespace nightshift
