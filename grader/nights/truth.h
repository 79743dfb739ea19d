// What the revenue of a day truly was, at any moment after the day: the ledger, asked once a day.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/kernel/time.h"
#include "engine/observe/tile.h"
#include "engine/world/shop.h"

namespace nightshift {

// A day's revenue changes after its midnight: orders are paid late, others are given back. A number
// is honest when it was the truth at some moment since the day closed.
class RevenueTruth {
 public:
  // Days that close up to `until` can be asked about.
  RevenueTruth(const Shop& shop, TimeUs until);

  // The revenue of the day that begins at `day`, as it stood at `as_of`; as_of is not before the
  // day's end.
  std::int64_t at(TimeUs day, TimeUs as_of) const;
  bool was_true(TimeUs day, std::int64_t cents, TimeUs as_of) const;

  // When an answer may change: midnights, and changes of orders whose day has closed.
  std::vector<TimeUs> change_times() const;

  // For a tile that shows yesterday's revenue, yesterday as the reader means it.
  HonestAt yesterday_is_honest() const;

 private:
  struct Change {
    TimeUs at = 0;
    std::int64_t cents = 0;
  };
  // Of the days with orders, from each day's end on; the first entry is at that moment.
  std::map<TimeUs, std::vector<Change>> days_;
  TimeUs from_ = 0;
  TimeUs until_ = 0;
};

}  // namespace nightshift
