// Cron expressions: when something happens again and again, in UTC, to the minute.
#pragma once

#include <array>
#include <bitset>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/kernel/time.h"

namespace nightshift {

// Five fields, as Airflow reads them (with croniter): minute, hour, day of the month, month, day of
// the week. A field is a list of items between commas; an item is *, a value, a range a-b, and each
// of those with a step: */15, 8-18/2, 5/10 (5 and every tenth from there on). Months and days of
// the week may be written as names (jan, mon); 0 and 7 are both Sunday.
//
// The two day fields: where only one of them is restricted, that one counts; where both are, a day
// that fits either of them counts. "0 0 13 * 5" fires on every 13th and on every Friday.
class Cron {
 public:
  // Every midnight.
  Cron();

  // Reads five fields, or one of @hourly, @daily (@midnight), @weekly, @monthly, @quarterly,
  // @yearly
  // (@annually). Fails with "spec.cron" for what is none or can never fire (30 February), and with
  // "spec.schedule_too_often" for what asks for more than once a minute.
  static Result<Cron> read(std::string_view text);

  // The first moment after `after`, and the last one before `before`; strictly. It is at most eight
  // years and a day away.
  TimeUs next(TimeUs after) const;
  TimeUs previous(TimeUs before) const;

  bool fires_at(TimeUs time) const;

  // `time` itself when it fires then, otherwise the next or the previous moment.
  TimeUs align_to_next(TimeUs time) const { return fires_at(time) ? time : next(time); }
  TimeUs align_to_previous(TimeUs time) const { return fires_at(time) ? time : previous(time); }

  const std::string& text() const { return text_; }

  friend bool operator==(const Cron&, const Cron&) = default;

 private:
  enum Field { kMinute, kHour, kDay, kMonth, kWeekday };
  using Values = std::bitset<64>;

  friend class CronParser;

  bool fits_day(std::int64_t day_number) const;

  std::string text_;
  std::array<Values, 5> values_;
  bool either_day_ = false;  // both day fields are restricted: one of them is enough
};

}  // namespace nightshift
