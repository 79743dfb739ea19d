#include "grader/nights/shrink.h"

#include <algorithm>
#include <utility>

namespace nightshift {
namespace {

bool lies_in(const Scenario& scenario, TimeUs time) {
  return time >= scenario.start && time < scenario.end;
}

// What lies outside of a scenario's days goes with them.
void drop_what_is_outside(Scenario& scenario) {
  std::vector<Fault>& faults = scenario.faults;
  faults.erase(std::remove_if(faults.begin(), faults.end(),
                              [&](const Fault& fault) { return !lies_in(scenario, fault.at); }),
               faults.end());
  std::vector<TimeUs>& days = scenario.shop.closed_days;
  days.erase(
      std::remove_if(days.begin(), days.end(), [&](TimeUs day) { return !lies_in(scenario, day); }),
      days.end());
}

class Shrinker {
 public:
  Shrinker(NightPlan plan, const StillFails& still_fails, std::int64_t& nights_left)
      : plan_(std::move(plan)), still_fails_(still_fails), nights_left_(nights_left) {}

  NightPlan smallest() {
    // Days first: every night after that is a short one.
    drop_days(&Scenario::end, -kDayUs);
    drop_days(&Scenario::start, kDayUs);
    drop_faults();
    drop_decoration();
    drop_orders();
    return plan_;
  }

 private:
  // Keeps the candidate when it still fails.
  bool try_plan(NightPlan candidate) {
    if (nights_left_ <= 0) return false;
    --nights_left_;
    if (!still_fails_(candidate)) return false;
    plan_ = std::move(candidate);
    return true;
  }

  // One after the other, the last one first; again, as long as that helps.
  void drop_faults() {
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t index = plan_.scenario.faults.size(); index-- > 0;) {
        NightPlan candidate = plan_;
        candidate.scenario.faults.erase(candidate.scenario.faults.begin() +
                                        static_cast<std::ptrdiff_t>(index));
        changed = try_plan(std::move(candidate)) || changed;
      }
    }
  }

  // Half of what is left, as often as that goes, then a quarter, down to single days.
  void drop_days(TimeUs Scenario::*edge, DurationUs step) {
    for (std::int64_t days = days_of(plan_) / 2; days > 0; days /= 2) {
      bool dropped = true;
      while (dropped && days < days_of(plan_)) {
        NightPlan candidate = plan_;
        candidate.scenario.*edge += days * step;
        drop_what_is_outside(candidate.scenario);
        dropped = try_plan(std::move(candidate));
      }
    }
  }

  void drop_decoration() {
    if (!plan_.viewers.empty()) {
      NightPlan candidate = plan_;
      candidate.viewers.clear();
      try_plan(std::move(candidate));
    }
    if (!plan_.scenario.shop.closed_days.empty()) {
      NightPlan candidate = plan_;
      candidate.scenario.shop.closed_days.clear();
      try_plan(std::move(candidate));
    }
  }

  // One order a day says it best; otherwise as few as go.
  void drop_orders() {
    const auto with_orders = [&](std::int64_t count) {
      NightPlan candidate = plan_;
      candidate.scenario.shop.orders_per_day = count;
      return candidate;
    };
    const auto now = [&] { return plan_.scenario.shop.orders_per_day; };
    if (now() > 1 && try_plan(with_orders(1))) return;
    for (std::int64_t step = now() / 2; step > 0; step /= 2) {
      while (now() - step >= 1 && try_plan(with_orders(now() - step))) continue;
    }
  }

  NightPlan plan_;
  const StillFails& still_fails_;
  std::int64_t& nights_left_;
};

}  // namespace

NightPlan shrink_plan(NightPlan plan, const StillFails& still_fails, std::int64_t& nights_left) {
  return Shrinker(std::move(plan), still_fails, nights_left).smallest();
}

std::int64_t days_of(const NightPlan& plan) {
  return (plan.scenario.end - plan.scenario.start) / kDayUs;
}

}  // namespace nightshift
