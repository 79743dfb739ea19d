// A pack with one step that is judged on any data, for tests that want to break it.
#pragma once

#include <string>
#include <string_view>

#include "engine/lesson/files.h"

namespace nightshift::testing {

// One lesson "01-paid": a table orders(order_id, customer, status, cents, placed_at), one visible
// data set, and the query step "paid" (paid orders per customer, in order), whose last check is
// "judged", with two mistakes and a rewrite.
FileSet judged_pack();

inline constexpr std::string_view kPaidSolution =
    "SELECT customer, count(*) AS orders FROM orders WHERE status = 'paid' GROUP BY customer "
    "ORDER BY customer";

// The same with further keys in lesson.json: `members` ends with a comma.
FileSet judged_pack_with(const std::string& members);

}  // namespace nightshift::testing
