// The producer's CI with contracts in it: the one place where a contract prevents instead of
// detects. It works only because the producer agreed to run it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/kernel/source.h"
#include "engine/observe/contract.h"

namespace nightshift {

// Objects to a change that breaks what was kept before it. What is broken already is no reason to
// stop another change.
class ContractGate final : public ProducerGate {
 public:
  explicit ContractGate(std::vector<Contract> contracts) : contracts_(std::move(contracts)) {}

  std::vector<std::string> objections(const SchemaChange& change) const override;

 private:
  std::vector<Contract> contracts_;
};

}  // namespace nightshift
