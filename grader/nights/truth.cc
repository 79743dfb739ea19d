#include "grader/nights/truth.h"

#include <algorithm>

#include "engine/world/ledger.h"

namespace nightshift {

RevenueTruth::RevenueTruth(const Shop& shop, TimeUs until) : until_(until) {
  std::map<TimeUs, std::vector<TimeUs>> moments;
  for (const Order& order : shop.orders()) {
    const TimeUs day = day_start(order.created_at);
    const TimeUs closed = day + kDayUs;
    if (closed > until) break;
    std::vector<TimeUs>& of_day = moments.try_emplace(day, 1, closed).first->second;
    for (const std::optional<TimeUs>& change : order.changes()) {
      if (change && *change > closed && *change <= until) of_day.push_back(*change);
    }
  }
  from_ = moments.empty() ? day_start(until) : moments.begin()->first;
  for (auto& [day, times] : moments) {
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    for (const TimeUs time : times) {
      days_[day].push_back({time, true_revenue_cents(shop, day, day + kDayUs, time)});
    }
  }
}

std::int64_t RevenueTruth::at(TimeUs day, TimeUs as_of) const {
  const auto found = days_.find(day);
  std::int64_t cents = 0;
  if (found == days_.end()) return cents;
  for (const Change& change : found->second) {
    if (change.at <= as_of) cents = change.cents;
  }
  return cents;
}

bool RevenueTruth::was_true(TimeUs day, std::int64_t cents, TimeUs as_of) const {
  const auto found = days_.find(day);
  if (found == days_.end()) return cents == 0;
  return std::any_of(found->second.begin(), found->second.end(), [&](const Change& change) {
    return change.at <= as_of && change.cents == cents;
  });
}

std::vector<TimeUs> RevenueTruth::change_times() const {
  std::vector<TimeUs> times;
  for (TimeUs day = from_; day <= until_; day += kDayUs) times.push_back(day);
  for (const auto& [day, changes] : days_) {
    for (const Change& change : changes) times.push_back(change.at);
  }
  return times;
}

HonestAt RevenueTruth::yesterday_is_honest() const {
  return [this](const Shown& shown, TimeUs at) {
    return was_true(day_start(at) - kDayUs, shown.value, at);
  };
}

}  // namespace nightshift
