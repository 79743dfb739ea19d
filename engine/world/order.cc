#include "engine/world/order.h"

#include <algorithm>

namespace nightshift {

std::string_view Order::status_at(TimeUs time) const {
  if (moved_at && *moved_at <= time) return moved_to;
  if (refunded_at && *refunded_at <= time) return "refunded";
  if (cancelled_at && *cancelled_at <= time) return "cancelled";
  if (paid_at && *paid_at <= time) return "paid";
  return "placed";
}

bool is_usual_status(std::string_view status) {
  return status == "placed" || status == "paid" || status == "cancelled" || status == "refunded";
}

TimeUs Order::updated_at(TimeUs time) const {
  TimeUs latest = created_at;
  for (const std::optional<TimeUs>& change : changes()) {
    if (change && *change <= time) latest = std::max(latest, *change);
  }
  return latest;
}

}  // namespace nightshift
