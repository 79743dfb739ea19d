// An order and its life.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/kernel/time.h"

namespace nightshift {

// Also the part of its life that has not happened yet.
struct Order {
  std::int64_t id = 0;
  std::int64_t customer_id = 0;
  std::int64_t amount_cents = 0;
  TimeUs created_at = 0;
  std::optional<TimeUs> arrived_at;  // in the table, where that was later than created_at
  std::optional<TimeUs> paid_at;
  std::optional<TimeUs> cancelled_at;  // only when it was never paid
  std::optional<TimeUs> refunded_at;   // only after it was paid
  std::optional<TimeUs> moved_at;      // only after it was paid, and when it was not refunded
  std::string moved_to;                // the status from then on, which an enum.add brought
  std::uint64_t struck = 0;            // bit n: the n-th fault of the plan would strike it

  // From then on the table has it.
  TimeUs known_from() const { return arrived_at.value_or(created_at); }
  // When its row changes after created_at.
  std::array<std::optional<TimeUs>, 5> changes() const {
    return {arrived_at, paid_at, cancelled_at, refunded_at, moved_at};
  }

  // "placed", "paid", "cancelled", "refunded", or what a fault added to these.
  std::string_view status_at(TimeUs time) const;
  // Paid, and not given back or moved on: what counts as revenue.
  bool is_paid_at(TimeUs time) const { return status_at(time) == "paid"; }
  // The last change of the row at or before `time`; its arrival is one.
  TimeUs updated_at(TimeUs time) const;
  bool is_struck_by(std::size_t fault) const { return ((struck >> fault) & 1U) != 0; }
};

// True for the four statuses that orders have without any fault.
bool is_usual_status(std::string_view status);

}  // namespace nightshift
