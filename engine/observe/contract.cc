#include "engine/observe/contract.h"

#include <algorithm>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

bool same_table(const ContractTable& table, std::string_view name) {
  return same_name(table.name, name) || same_name(table.business_name, name);
}

const ContractTable* find_exactly(const Contract& contract, std::string_view name) {
  for (const ContractTable& table : contract.tables) {
    if (same_table(table, name)) return &table;
  }
  return nullptr;
}

QualityRule implied(Metric metric, std::vector<std::string> columns) {
  QualityRule rule;
  rule.metric = metric;
  rule.columns = std::move(columns);
  return rule;
}

std::vector<std::string> key_columns(const ContractTable& table) {
  std::vector<const ContractProperty*> members;
  for (const ContractProperty& property : table.properties) {
    if (property.key_position > 0) members.push_back(&property);
  }
  std::stable_sort(members.begin(), members.end(), [](const auto* left, const auto* right) {
    return left->key_position < right->key_position;
  });
  std::vector<std::string> names;
  names.reserve(members.size());
  for (const ContractProperty* member : members) names.push_back(member->name);
  return names;
}

}  // namespace

const ContractTable* find_table(const Contract& contract, std::string_view name) {
  if (const ContractTable* table = find_exactly(contract, name)) return table;
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? nullptr : find_exactly(contract, name.substr(dot + 1));
}

std::vector<QualityRule> all_rules(const ContractTable& table) {
  std::vector<QualityRule> rules = table.quality;
  for (const ContractProperty& property : table.properties) {
    if (property.required || property.key_position > 0) {
      rules.push_back(implied(Metric::kNullValues, {property.name}));
    }
    if (property.unique) rules.push_back(implied(Metric::kDuplicateValues, {property.name}));
  }
  const std::vector<std::string> key = key_columns(table);
  if (!key.empty()) rules.push_back(implied(Metric::kDuplicateValues, key));
  return rules;
}

}  // namespace nightshift
