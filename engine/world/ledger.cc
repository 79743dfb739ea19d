#include "engine/world/ledger.h"

#include <algorithm>

namespace nightshift {
namespace {

// It counts from when the shop's table has it: nobody who reads the table can know it earlier.
bool counts(const Order& order, TimeUs as_of) {
  return order.known_from() <= as_of && order.is_paid_at(as_of);
}

template <typename Visit>
void for_orders_placed(const Shop& shop, TimeUs from, TimeUs until, Visit visit) {
  const std::vector<Order>& orders = shop.orders();
  auto order =
      std::lower_bound(orders.begin(), orders.end(), from,
                       [](const Order& left, TimeUs time) { return left.created_at < time; });
  for (; order != orders.end() && order->created_at < until; ++order) visit(*order);
}

}  // namespace

std::int64_t true_revenue_cents(const Shop& shop, TimeUs from, TimeUs until, TimeUs as_of) {
  std::int64_t sum = 0;
  for_orders_placed(shop, from, until, [&](const Order& order) {
    if (counts(order, as_of)) sum += order.amount_cents;
  });
  return sum;
}

std::vector<std::int64_t> true_revenues_cents(const Shop& shop, TimeUs from, TimeUs until,
                                              TimeUs since, TimeUs until_as_of) {
  std::vector<TimeUs> changes = {since};
  for_orders_placed(shop, from, until, [&](const Order& order) {
    for (const std::optional<TimeUs>& change : order.changes()) {
      if (change && *change > since && *change <= until_as_of) changes.push_back(*change);
    }
  });
  std::vector<std::int64_t> sums;
  for (const TimeUs time : changes) sums.push_back(true_revenue_cents(shop, from, until, time));
  std::sort(sums.begin(), sums.end());
  sums.erase(std::unique(sums.begin(), sums.end()), sums.end());
  return sums;
}

std::int64_t true_paid_orders(const Shop& shop, TimeUs from, TimeUs until, TimeUs as_of) {
  std::int64_t count = 0;
  for_orders_placed(shop, from, until, [&](const Order& order) { count += counts(order, as_of); });
  return count;
}

}  // namespace nightshift
