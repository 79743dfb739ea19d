// Does a table keep its contract? Asked about a schema, before any row is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/observe/contract.h"
#include "engine/observe/schema_change.h"

namespace nightshift {

enum class ViolationKind {
  kMissing,     // a promised column is not there
  kType,        // it holds something else
  kNullable,    // it is promised to be never NULL, and may be
  kKey,         // the table has another primary key
  kAdditional,  // a column that was not promised, where the contract refuses such
};

// "missing", "type", "nullable", "key" or "additional".
std::string_view violation_text(ViolationKind kind);

struct Violation {
  ViolationKind kind = ViolationKind::kMissing;
  std::string column;   // the column meant; empty for the key
  std::string pointer;  // where the contract promises it
  std::string say;      // one sentence for a person

  friend bool operator==(const Violation&, const Violation&) = default;
};

// What the schema of `table` breaks, in the contract's order; nothing where the contract is silent
// about the table. Every column that the contract lists is promised to be there, whether it is
// "required" (never NULL) or not. What a reader would not notice breaks nothing: new columns,
// another order, a wider type (int to bigint), a column that is no longer nullable.
std::vector<Violation> contract_breaks(const Contract& contract, std::string_view table,
                                       const ObservedSchema& schema);

// Words about a contract that would do harm or no good. They never block anything.
struct ContractLint {
  std::string code;
  std::string message;
  std::string remedy;
  std::string pointer;

  friend bool operator==(const ContractLint&, const ContractLint&) = default;
};

// In the order of the file:
//   contract.pins_nothing      no table, or a table without columns: a rename would keep it
//   contract.types_open        a column without a type: number to text would keep it
//   contract.refuses_columns   a table that refuses new columns stops legal changes
//   contract.vacuous_checks    all quality rules of a table pass when it is empty
//   contract.rule_not_run      a rule that the engine does not evaluate
std::vector<ContractLint> lint_contract(const Contract& contract);

}  // namespace nightshift
