#include "engine/observe/contract_breaks.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/observe/quality.h"

namespace nightshift {
namespace {

const ContractProperty* find_property(const ContractTable& table, std::string_view name) {
  for (const ContractProperty& property : table.properties) {
    if (same_name(property.name, name)) return &property;
  }
  return nullptr;
}

// True when values of the declared type are what the contract promises.
bool keeps_type(const ContractProperty& property, const std::string& type) {
  if (property.logical_type && !holds(*property.logical_type, type)) return false;
  if (property.physical_type.empty()) return true;
  const TypeRelation relation = type_relation(property.physical_type, type);
  return relation == TypeRelation::kSame || relation == TypeRelation::kWider;
}

std::string promised_type(const ContractProperty& property) {
  if (!property.physical_type.empty()) return property.physical_type;
  return std::string(property.logical_type ? logical_type_text(*property.logical_type) : "any");
}

// A column that the contract does not know and that could hold the missing one's values; empty
// where there are none or several.
std::string probable_new_name(const ContractTable& table, const ContractProperty& property,
                              const ObservedSchema& schema) {
  std::string name;
  for (const ObservedColumn& column : schema.columns) {
    if (find_property(table, column.name) != nullptr) continue;
    if (column.nullable && property.required) continue;
    if (!keeps_type(property, column.type)) continue;
    if (!name.empty()) return {};
    name = column.name;
  }
  return name;
}

Violation missing(const ContractTable& table, const ContractProperty& property,
                  const ObservedSchema& schema) {
  Violation violation = {.kind = ViolationKind::kMissing,
                         .column = property.name,
                         .pointer = property.pointer,
                         .say = "the column " + property.name + " is missing"};
  const std::string new_name = probable_new_name(table, property, schema);
  if (!new_name.empty()) violation.say += "; perhaps it is called " + new_name + " now";
  return violation;
}

void check_property(const ContractTable& table, const ContractProperty& property,
                    const ObservedSchema& schema, std::vector<Violation>& violations) {
  const ObservedColumn* column = find_column(schema, property.name);
  if (column == nullptr) {
    violations.push_back(missing(table, property, schema));
    return;
  }
  if (!keeps_type(property, column->type)) {
    violations.push_back({.kind = ViolationKind::kType,
                          .column = property.name,
                          .pointer = property.pointer,
                          .say = property.name + " is promised as " + promised_type(property) +
                                 ", and is " + column->type});
  }
  if (property.required && column->nullable) {
    violations.push_back({.kind = ViolationKind::kNullable,
                          .column = property.name,
                          .pointer = property.pointer,
                          .say = property.name + " is promised to be never NULL, and may be"});
  }
}

// The contract's key as a schema has it, so that both are read in one way.
std::vector<std::string> promised_key(const ContractTable& table) {
  ObservedSchema schema;
  for (const ContractProperty& property : table.properties) {
    schema.columns.push_back({.name = property.name, .key_position = property.key_position});
  }
  return primary_key(schema);
}

void check_key(const ContractTable& table, const ObservedSchema& schema,
               std::vector<Violation>& violations) {
  const std::vector<std::string> promised = promised_key(table);
  const std::vector<std::string> found = primary_key(schema);
  const bool all_there =
      std::all_of(promised.begin(), promised.end(), [&](const std::string& name) {
        return find_column(schema, name) != nullptr;  // one that is missing was reported already
      });
  const bool kept =
      promised.empty() || !all_there ||
      std::equal(promised.begin(), promised.end(), found.begin(), found.end(),
                 [](const std::string& a, const std::string& b) { return same_name(a, b); });
  if (kept) return;
  violations.push_back({.kind = ViolationKind::kKey,
                        .pointer = table.pointer,
                        .say = "the primary key of " + table.name + " is not the promised one"});
}

void check_additional(const ContractTable& table, const ObservedSchema& schema,
                      std::vector<Violation>& violations) {
  if (table.additional_columns) return;
  for (const ObservedColumn& column : schema.columns) {
    if (find_property(table, column.name) != nullptr) continue;
    violations.push_back({.kind = ViolationKind::kAdditional,
                          .column = column.name,
                          .pointer = table.pointer,
                          .say = "the column " + column.name + " was not promised"});
  }
}

void lint_columns(const ContractTable& table, std::vector<ContractLint>& lints) {
  if (table.properties.empty()) {
    lints.push_back({"contract.pins_nothing",
                     table.name + " has no columns in the contract, so any rename keeps it",
                     "List the columns that you read as \"properties\".", table.pointer});
  }
  for (const ContractProperty& property : table.properties) {
    if (property.logical_type || !property.physical_type.empty()) continue;
    lints.push_back({"contract.types_open",
                     property.name + " may change its type without breaking the contract",
                     "Add a \"logicalType\".", property.pointer});
  }
  if (table.additional_columns) return;
  lints.push_back({"contract.refuses_columns",
                   table.name + " refuses new columns, which no reader would notice",
                   "Remove the custom property additionalColumns, or set it to true.",
                   table.pointer});
}

void lint_rules(const ContractTable& table, std::vector<ContractLint>& lints) {
  for (const QualityRule& rule : table.quality) {
    if (rule.kind == RuleKind::kLibrary && !rule.has_pattern) continue;
    lints.push_back({"contract.rule_not_run",
                     rule_subject(rule) + " is kept, but not evaluated here, and so guards nothing",
                     "Add a rule with a \"metric\" for what must not go unnoticed.", rule.pointer});
  }
  if (!all_pass_when_empty(table.quality)) return;
  lints.push_back({"contract.vacuous_checks",
                   "every quality rule of " + table.name + " passes when the table is empty",
                   "Add a rule on \"rowCount\".", table.pointer});
}

}  // namespace

std::string_view violation_text(ViolationKind kind) {
  switch (kind) {
    case ViolationKind::kMissing:
      return "missing";
    case ViolationKind::kType:
      return "type";
    case ViolationKind::kNullable:
      return "nullable";
    case ViolationKind::kKey:
      return "key";
    case ViolationKind::kAdditional:
      return "additional";
  }
  return {};
}

std::vector<Violation> contract_breaks(const Contract& contract, std::string_view table,
                                       const ObservedSchema& schema) {
  std::vector<Violation> violations;
  const ContractTable* promised = find_table(contract, table);
  if (promised == nullptr) return violations;
  for (const ContractProperty& property : promised->properties) {
    check_property(*promised, property, schema, violations);
  }
  check_key(*promised, schema, violations);
  check_additional(*promised, schema, violations);
  return violations;
}

std::vector<ContractLint> lint_contract(const Contract& contract) {
  std::vector<ContractLint> lints;
  if (contract.tables.empty()) {
    lints.push_back({"contract.pins_nothing", "the contract describes no table",
                     "Add the tables that you read as \"schema\".", ""});
  }
  for (const ContractTable& table : contract.tables) {
    lint_columns(table, lints);
    lint_rules(table, lints);
  }
  return lints;
}

}  // namespace nightshift
