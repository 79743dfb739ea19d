// Everything that does not depend on the learner: people who buy, a team that ships changes, faults
// that come to pass. Equal scenarios give equal worlds, whatever a pipeline does meanwhile.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/kernel/kernel.h"
#include "engine/kernel/source.h"
#include "engine/world/scenario.h"
#include "engine/world/shop.h"

namespace nightshift {

// A value, together with its kernel: copying both forks the night.
class World {
 public:
  // At most kFaultsMax faults.
  explicit World(Scenario scenario);

  // Schedules what will happen. Call it once, before the kernel advances.
  void start(Kernel& kernel) const;

  // Handles the kernel's current event, of class kWorld or kFault. Changes of a schema ask `gate`
  // before they ship.
  void handle(Kernel& kernel, const ProducerGate& gate);

  // The learner buys something, now.
  void place_order(Kernel& kernel, std::int64_t amount_cents);

  const Scenario& scenario() const { return scenario_; }
  const Shop& shop() const { return shop_; }
  // Indexes into scenario().faults that have come to pass, in that order: their time came, and they
  // could be done.
  const std::vector<std::size_t>& fired() const { return fired_; }
  // Those of them that a team shipped: its CI had no objections, or was overridden.
  const std::vector<std::size_t>& shipped() const { return shipped_; }

 private:
  void begin_day(Kernel& kernel);
  void place_next_order(Kernel& kernel);
  void write_order(Kernel& kernel, std::string_view op);
  void fire(Kernel& kernel, std::size_t index, const ProducerGate& gate);
  void ask_to_ship(Kernel& kernel, std::size_t index, const ProducerGate& gate);
  void release(Kernel& kernel, std::size_t index, bool overridden);
  void change_schema(Kernel& kernel, const Fault& fault);

  Scenario scenario_;
  Shop shop_;
  std::vector<Order> coming_;  // of the current day, not yet placed; the next one last
  std::int64_t learner_orders_ = 0;
  std::vector<std::size_t> fired_;
  std::vector<std::size_t> shipped_;
};

}  // namespace nightshift
