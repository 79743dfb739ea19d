#include "engine/world/shoppers.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "engine/base/calendar.h"
#include "engine/kernel/kernel.h"

namespace nightshift {
namespace {

constexpr std::int64_t kIdsPerDay = 10'000;
constexpr std::int64_t kFirstIdOfLearner = 900'000'001;
constexpr std::int64_t kCustomers = 5'000;
constexpr DurationUs kRefundWithin = 10 * kDayUs;
constexpr DurationUs kMovedWithin = 3 * kDayUs;

bool happens(RandomStream& chance, std::int64_t permille) {
  return chance.between(0, 999) < permille;
}

// An index, each as likely as its weight says.
std::size_t drawn_index(RandomStream& chance, std::span<const std::int64_t> weights) {
  const std::int64_t sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
  std::int64_t left = chance.between(0, sum - 1);
  std::size_t index = 0;
  while (left >= weights[index]) left -= weights[index++];
  return index;
}

// How many orders the day would see: the plan's, by its weekday, and up to a tenth more or less.
std::int64_t order_count(const Scenario& scenario, TimeUs day) {
  const ShopPlan& shop = scenario.shop;
  if (std::count(shop.closed_days.begin(), shop.closed_days.end(), day) > 0) return 0;
  RandomStream chance = entity_stream(scenario.seed, "world.days", day / kDayUs);
  const auto weekday = static_cast<std::size_t>(iso_weekday(day / kDayUs) - 1);
  const std::int64_t permille = shop.weekday_permille[weekday] * chance.between(900, 1100) / 1000;
  return (shop.orders_per_day * permille + 500) / 1000;
}

DurationUs time_of_day(RandomStream& chance, const ShopPlan& shop) {
  const auto hour = static_cast<std::int64_t>(drawn_index(chance, shop.hour_weights));
  return hour * kHourUs + chance.between(0, 3'599) * kSecondUs;
}

std::int64_t amount(RandomStream& chance, const ShopPlan& shop) {
  constexpr std::array<std::int64_t, 3> kItems = {6, 3, 1};
  std::int64_t sum = 0;
  const std::int64_t items = 1 + static_cast<std::int64_t>(drawn_index(chance, kItems));
  const auto last = static_cast<std::int64_t>(shop.prices_cents.size()) - 1;
  for (std::int64_t item = 0; item < items; ++item) {
    sum += shop.prices_cents[static_cast<std::size_t>(chance.between(0, last))];
  }
  return sum;
}

Order drawn_order(const Scenario& scenario, TimeUs day, std::int64_t entity) {
  RandomStream chance = entity_stream(scenario.seed, "world.orders", entity);
  const ShopPlan& shop = scenario.shop;
  Order order{.customer_id = chance.between(1, kCustomers), .amount_cents = amount(chance, shop)};
  order.created_at = day + time_of_day(chance, shop);
  const DurationUs paying = chance.between(5, 90) * kSecondUs;
  const DurationUs giving_up = chance.between(10, 30) * kMinuteUs;
  const DurationUs giving_back = chance.between(60, kRefundWithin / kMinuteUs) * kMinuteUs;
  if (happens(chance, shop.cancelled_permille)) {
    order.cancelled_at = order.created_at + giving_up;
  } else {
    order.paid_at = order.created_at + paying;
    if (happens(chance, shop.refunded_permille)) order.refunded_at = *order.paid_at + giving_back;
  }
  return order;
}

// A fault's own chance for one order: whether it strikes is drawn first.
RandomStream fault_stream(const Scenario& scenario, const Fault& fault, std::int64_t entity) {
  return entity_stream(scenario.seed, "fault." + fault.id, entity);
}

std::uint64_t struck_by(const Scenario& scenario, std::int64_t entity) {
  std::uint64_t struck = 0;
  for (std::size_t index = 0; index < scenario.faults.size(); ++index) {
    const Fault& fault = scenario.faults[index];
    if (!fault.has_share()) continue;
    RandomStream chance = fault_stream(scenario, fault, entity);
    if (happens(chance, fault.permille)) struck |= std::uint64_t{1} << index;
  }
  return struck;
}

// A status that an enum.add brings, for an order that was paid and would be kept.
void move_on(const Scenario& scenario, const Fault& fault, std::int64_t entity, Order& order) {
  if (!order.paid_at || order.refunded_at || order.moved_at) return;
  RandomStream chance = fault_stream(scenario, fault, entity);
  happens(chance, fault.permille);
  order.moved_at = *order.paid_at + chance.between(60, kMovedWithin / kMinuteUs) * kMinuteUs;
  order.moved_to = fault.value;
}

void come_late(const Fault& fault, Order& order) {
  order.arrived_at = std::max(order.known_from(), order.created_at + fault.delay);
}

// Lets the faults that strike the order do what they do to its life. False: it is never placed.
bool suffer(const Scenario& scenario, std::int64_t entity, Order& order) {
  order.struck = struck_by(scenario, entity);
  for (std::size_t index = 0; index < scenario.faults.size(); ++index) {
    const Fault& fault = scenario.faults[index];
    const bool is_over = fault.has_period() && order.created_at >= fault.until;
    if (!order.is_struck_by(index) || order.created_at < fault.at || is_over) continue;
    if (fault.kind == FaultKind::kVolumeDrop) return false;
    if (fault.kind == FaultKind::kEnumAdd) move_on(scenario, fault, entity, order);
    if (fault.kind == FaultKind::kLateEvents) come_late(fault, order);
  }
  return true;
}

}  // namespace

std::vector<Order> orders_of_day(const Scenario& scenario, TimeUs day) {
  const std::int64_t first = ((day - scenario.start) / kDayUs + 1) * kIdsPerDay;
  const std::int64_t count = order_count(scenario, day);
  std::vector<std::pair<Order, std::int64_t>> drawn;
  for (std::int64_t n = 0; n < count; ++n) {
    drawn.emplace_back(drawn_order(scenario, day, first + n), first + n);
  }
  std::sort(drawn.begin(), drawn.end(), [](const auto& left, const auto& right) {
    return std::tie(left.first.created_at, left.second) <
           std::tie(right.first.created_at, right.second);
  });
  std::vector<Order> orders;
  std::int64_t id = first;
  for (auto& [order, entity] : drawn) {
    order.id = ++id;
    if (suffer(scenario, entity, order)) orders.push_back(std::move(order));
  }
  return orders;
}

Order order_of_learner(TimeUs at, std::int64_t n, std::int64_t amount_cents) {
  return {
      .id = kFirstIdOfLearner + n, .amount_cents = amount_cents, .created_at = at, .paid_at = at};
}

}  // namespace nightshift
