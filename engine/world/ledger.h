// The truth: what a perfect pipeline would show. Only the world and those who judge may look; no
// module on the learner's side can include this folder.
//
// Revenue is what stands as "paid", and nothing else: an order that was refunded or charged back,
// or got any other status that a fault brought, is none. What a column shows (NULL, other units, a
// text) changes nothing here, as the customers paid what they paid. An order counts from the moment
// at which the shop's table has it, so a late one changes the truth of a day that is over.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/time.h"
#include "engine/world/shop.h"

namespace nightshift {

// Orders placed in [from, until): the sum, in cents, of those that stood as paid at `as_of`.
std::int64_t true_revenue_cents(const Shop& shop, TimeUs from, TimeUs until, TimeUs as_of);

// Everything that this revenue was in [since, until_as_of], in ascending order, each once. A number
// is honest when it was the truth at some moment since the period closed: a refund or a late order
// that came later does not make a liar of whoever read before it.
std::vector<std::int64_t> true_revenues_cents(const Shop& shop, TimeUs from, TimeUs until,
                                              TimeUs since, TimeUs until_as_of);

// How many orders stood as paid, of those placed in [from, until).
std::int64_t true_paid_orders(const Shop& shop, TimeUs from, TimeUs until, TimeUs as_of);

}  // namespace nightshift
