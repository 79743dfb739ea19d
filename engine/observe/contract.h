// A data contract: what a producer promises about its tables, in the Open Data Contract Standard
// v3.1.0, written as JSON with comments.
//
// A contract is only a file. It changes nothing until somebody enforces it: contract_breaks.h says
// whether a schema keeps it, quality.h whether rows do, and whoever runs the night decides what
// then happens.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/kernel/time.h"
#include "engine/observe/declared_type.h"
#include "engine/observe/quality_rule.h"

namespace nightshift {

constexpr std::size_t kContractBytesMax = 262'144;
constexpr std::size_t kContractTablesMax = 100;
constexpr std::size_t kContractPropertiesMax = 1'000;  // in one table
constexpr std::size_t kContractRulesMax = 1'000;       // in the whole contract

// A column that the contract promises.
struct ContractProperty {
  std::string name;           // physicalName where the contract gives one, else name
  std::string business_name;  // name, as the contract spells it
  std::optional<LogicalType> logical_type;
  std::string physical_type;  // "" where the contract leaves it open
  bool required = false;      // never NULL
  bool unique = false;
  bool critical = false;          // criticalDataElement
  std::int64_t key_position = 0;  // in the primary key, from 1; 0: not part of it
  std::string pointer;            // where it stands in the file

  friend bool operator==(const ContractProperty&, const ContractProperty&) = default;
};

struct ContractTable {
  std::string name;  // physicalName where the contract gives one, else name
  std::string business_name;
  std::vector<ContractProperty> properties;
  std::vector<QualityRule> quality;  // the table's rules, then those of its properties
  // Whether columns that the contract does not name may come. The standard has no key for this; it
  // is the custom property "additionalColumns" of the table, true unless the contract says
  // otherwise.
  bool additional_columns = true;
  std::string pointer;

  friend bool operator==(const ContractTable&, const ContractTable&) = default;
};

// An entry of slaProperties that is a length of time.
struct ContractSla {
  std::string property;  // "latency", "timeToDetect", "timeToNotify", "timeToRepair", ...
  std::string element;   // "orders.updated_at"; may be empty
  std::optional<DurationUs> value;  // nullopt where it is no length of time

  friend bool operator==(const ContractSla&, const ContractSla&) = default;
};

struct Contract {
  std::string id;
  std::string name;
  std::string version;
  std::string status;
  std::string file;
  std::vector<ContractTable> tables;
  std::vector<ContractSla> sla;
  Json document;  // all of it, also what the engine does nothing with

  friend bool operator==(const Contract&, const Contract&) = default;
};

// Reads a contract. All errors are the learner's and name `file`, the JSON pointer and a remedy:
// json.* for what the standard does not have, quality.* for rules (quality_rule.h), and
// "contract.too_large", "contract.duplicate_name", "contract.custom_property", "contract.sla".
ResultOrErrors<Contract> read_contract(std::string_view text, const std::string& file);

// The table `name`, compared as SQL does; "shop.orders" also finds "orders". nullptr where the
// contract is silent about it.
const ContractTable* find_table(const Contract& contract, std::string_view name);

// The contract's own rules, and those that "required", "unique" and "primaryKey" imply: no NULL, no
// duplicates.
std::vector<QualityRule> all_rules(const ContractTable& table);

}  // namespace nightshift
