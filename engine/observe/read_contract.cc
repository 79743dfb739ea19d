// Contracts in: the shape first, then what the engine makes of it.
#include <array>
#include <map>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/json/reader.h"
#include "engine/observe/contract.h"
#include "engine/observe/odcs_shape.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

// The standard leaves the unit of a service level open; these are the spellings of its examples.
constexpr std::array kSlaUnits = {
    std::pair{"s"sv, kSecondUs},       std::pair{"second"sv, kSecondUs},
    std::pair{"seconds"sv, kSecondUs}, std::pair{"m"sv, kMinuteUs},
    std::pair{"min"sv, kMinuteUs},     std::pair{"minute"sv, kMinuteUs},
    std::pair{"minutes"sv, kMinuteUs}, std::pair{"h"sv, kHourUs},
    std::pair{"hour"sv, kHourUs},      std::pair{"hours"sv, kHourUs},
    std::pair{"d"sv, kDayUs},          std::pair{"day"sv, kDayUs},
    std::pair{"days"sv, kDayUs}};
constexpr std::array kTimeProperties = {"latency"sv, "timeToDetect"sv, "timeToNotify"sv,
                                        "timeToRepair"sv};

std::string optional_text(JsonReader& reader, std::string_view key) {
  auto member = reader.optional_member(key);
  return member ? member->text_or_empty() : std::string();
}

bool optional_flag(JsonReader& reader, std::string_view key) {
  auto member = reader.optional_member(key);
  return member && member->boolean();
}

// A name is what people call a thing; physicalName is what the database calls it.
void read_names(JsonReader& reader, std::string& name, std::string& business_name) {
  business_name = reader.member("name").text();
  name = optional_text(reader, "physicalName");
  if (name.empty()) name = business_name;
}

// Columns of a primary key without positions stand in the order of the file.
std::int64_t read_key_position(JsonReader& reader, std::int64_t next) {
  if (!optional_flag(reader, "primaryKey")) return 0;
  auto position = reader.optional_member("primaryKeyPosition");
  const std::int64_t given = position ? position->integer(-1, 1'000) : -1;
  return given > 0 ? given : next;
}

void read_rules(JsonReader& reader, const std::string& column, std::vector<QualityRule>& rules) {
  auto list = reader.optional_member("quality");
  if (!list) return;
  for (JsonReader& element : list->elements()) rules.push_back(read_quality_rule(element, column));
}

ContractProperty read_property(JsonReader& reader, std::int64_t next_key_position) {
  ContractProperty property;
  property.pointer = reader.pointer();
  read_names(reader, property.name, property.business_name);
  property.logical_type = logical_type_from_text(optional_text(reader, "logicalType"));
  property.physical_type = optional_text(reader, "physicalType");
  property.required = optional_flag(reader, "required");
  property.unique = optional_flag(reader, "unique");
  property.critical = optional_flag(reader, "criticalDataElement");
  property.key_position = read_key_position(reader, next_key_position);
  return property;
}

// Reports the second of two equal names.
void check_new_name(JsonReader& reader, const std::string& name, std::set<std::string>& names) {
  if (names.insert(lower_case(name)).second) return;
  reader.error("contract.duplicate_name", "\"" + shortened(name, 60) + "\" is described twice",
               "Remove one of the two.");
}

void check_count(JsonReader& reader, std::size_t count, std::size_t count_max,
                 std::string_view noun) {
  if (count <= count_max) return;
  reader.error("contract.too_large",
               counted(static_cast<std::int64_t>(count), noun) + " are too many",
               "Describe at most " + count_text(static_cast<std::int64_t>(count_max)) + ".");
}

void read_properties(JsonReader& reader, ContractTable& table) {
  std::vector<JsonReader> elements = reader.elements();
  check_count(reader, elements.size(), kContractPropertiesMax, "column");
  std::set<std::string> names;
  std::int64_t next_key_position = 1;
  for (JsonReader& element : elements) {
    table.properties.push_back(read_property(element, next_key_position));
    const ContractProperty& property = table.properties.back();
    if (property.key_position > 0) ++next_key_position;
    check_new_name(element, property.name, names);
    read_rules(element, property.name, table.quality);
  }
}

void read_custom_properties(JsonReader& reader, ContractTable& table) {
  auto list = reader.optional_member("customProperties");
  if (!list) return;
  for (JsonReader& element : list->elements()) {
    if (element.member("property").text_or_empty() != "additionalColumns") continue;
    JsonReader value = element.member("value");
    if (const bool* flag = value.json()->if_bool()) {
      table.additional_columns = *flag;
    } else {
      value.error("contract.custom_property", "additionalColumns is true or false",
                  "Write true to let new columns come, false to refuse them.");
    }
  }
}

ContractTable read_table(JsonReader& reader) {
  ContractTable table;
  table.pointer = reader.pointer();
  read_names(reader, table.name, table.business_name);
  read_rules(reader, "", table.quality);
  if (auto properties = reader.optional_member("properties")) read_properties(*properties, table);
  read_custom_properties(reader, table);
  return table;
}

std::optional<DurationUs> sla_duration(const Json& value, const std::string& unit) {
  const std::int64_t* count = value.if_integer();
  if (count == nullptr || *count < 0 || *count > 100'000) return std::nullopt;
  for (const auto& [name, duration] : kSlaUnits) {
    if (same_name(name, unit)) return *count * duration;
  }
  return std::nullopt;
}

bool is_time_property(const std::string& property) {
  for (const std::string_view known : kTimeProperties) {
    if (known == property) return true;
  }
  return false;
}

ContractSla read_sla(JsonReader& reader) {
  ContractSla sla;
  sla.property = reader.member("property").text();
  sla.element = optional_text(reader, "element");
  sla.value = sla_duration(*reader.member("value").json(), optional_text(reader, "unit"));
  if (!sla.value && is_time_property(sla.property)) {
    reader.error("contract.sla", "\"" + sla.property + "\" is a length of time",
                 "Write a whole number as \"value\", and s, min, h or d as \"unit\".");
  }
  return sla;
}

void read_tables(JsonReader& reader, Contract& contract) {
  std::vector<JsonReader> elements = reader.elements();
  check_count(reader, elements.size(), kContractTablesMax, "table");
  std::set<std::string> names;
  std::size_t rules = 0;
  for (JsonReader& element : elements) {
    contract.tables.push_back(read_table(element));
    check_new_name(element, contract.tables.back().name, names);
    rules += contract.tables.back().quality.size();
  }
  check_count(reader, rules, kContractRulesMax, "quality rule");
}

Contract read_document(JsonReader root) {
  Contract contract;
  contract.id = root.member("id").text();
  contract.name = optional_text(root, "name");
  contract.version = root.member("version").text();
  contract.status = root.member("status").text();
  contract.file = root.file();
  if (auto schema = root.optional_member("schema")) read_tables(*schema, contract);
  if (auto sla = root.optional_member("slaProperties")) {
    for (JsonReader& element : sla->elements()) contract.sla.push_back(read_sla(element));
  }
  return contract;
}

}  // namespace

ResultOrErrors<Contract> read_contract(std::string_view text, const std::string& file) {
  if (text.size() > kContractBytesMax) {
    return fail(Errors{{.code = "contract.too_large",
                        .message = "the contract is longer than 256 KiB",
                        .remedy = "Split it into several contracts.",
                        .where = {.file = file}}});
  }
  Result<Json> json = parse_json(text, {.whose = Whose::kLearner, .file = file, .comments = true});
  if (!json) return fail(Errors{std::move(json.error())});
  Errors errors;
  const JsonReader root(*json, {.whose = Whose::kLearner, .file = file}, errors);
  check_odcs_shape(root);
  if (!errors.empty()) return fail(std::move(errors));
  Contract contract = read_document(root);
  if (!errors.empty()) return fail(std::move(errors));
  contract.document = std::move(*json);
  return contract;
}

}  // namespace nightshift
