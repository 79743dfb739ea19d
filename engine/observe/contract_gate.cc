#include "engine/observe/contract_gate.h"

#include <algorithm>

#include "engine/observe/contract_breaks.h"

namespace nightshift {

std::vector<std::string> ContractGate::objections(const SchemaChange& change) const {
  std::vector<std::string> reasons;
  for (const Contract& contract : contracts_) {
    const std::vector<Violation> before =
        contract_breaks(contract, change.table, observed_schema(change.before));
    const std::vector<Violation> after =
        contract_breaks(contract, change.table, observed_schema(change.after));
    for (const Violation& violation : after) {
      const bool old = std::any_of(before.begin(), before.end(), [&](const Violation& known) {
        return known.kind == violation.kind && known.column == violation.column;
      });
      if (!old) reasons.push_back(contract.file + ": " + violation.say);
    }
  }
  return reasons;
}

}  // namespace nightshift
