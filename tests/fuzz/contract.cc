// Any bytes as a data contract. One that is accepted is linted, and held against the shop's schema
// and rows that are not there.

#include "engine/observe/contract.h"

#include <cstdint>

#include "engine/observe/contract_breaks.h"
#include "engine/observe/quality.h"
#include "engine/world/layout.h"
#include "tests/fuzz/promise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace nightshift;
  const ResultOrErrors<Contract> contract =
      read_contract({reinterpret_cast<const char*>(data), size}, "contract.json");
  if (!contract) {
    fuzz::expect_words(contract.error());
    return 0;
  }
  for (const ContractLint& lint : lint_contract(*contract)) {
    fuzz::expect(!lint.message.empty(), "a lint says what it found");
  }
  const ObservedSchema schema = observed_schema(first_layout(0).schema);
  for (const ContractTable& table : contract->tables) {
    for (const Violation& violation : contract_breaks(*contract, table.name, schema)) {
      fuzz::expect(!violation.say.empty(), "a violation says what was broken");
    }
    for (const QualityRule& rule : all_rules(table)) evaluate_rule(rule, nullptr);
  }
  return 0;
}
