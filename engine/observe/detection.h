// How fast a trouble was found, told and repaired: timeToDetect, timeToNotify and timeToRepair of
// the contract standard's service levels.
#pragma once

#include <optional>
#include <vector>

#include "engine/kernel/time.h"

namespace nightshift {

// What happened and when, as far as it was watched. The lists are in any order; what lies before
// the fault belongs to something else and is passed over.
struct IncidentMarks {
  std::optional<TimeUs> fault;         // nullopt: it never fired
  std::vector<TimeUs> monitor_errors;  // each time a monitor began to say error
  std::vector<TimeUs> pages;           // each time somebody was woken, by whomever
  std::vector<TimeUs> heals;           // each time the numbers became right again
  TimeUs watched_until = 0;            // nothing is known from here on
};

// A length of time, or that it never ended while somebody watched, or that there is nothing to
// measure.
struct Lapse {
  enum class Kind {
    kMeasured,
    kNever,    // not within `lasted`, which is as long as somebody watched
    kUnknown,  // the fault never fired, or what should have come first never did
  };
  Kind kind = Kind::kUnknown;
  DurationUs lasted = 0;

  friend bool operator==(const Lapse&, const Lapse&) = default;
};

enum class Answer { kNo, kYes, kUnknown };

// Whether the lapse is at most `budget`. What never ended is a no only if it was watched for longer
// than the budget.
Answer within(const Lapse& lapse, DurationUs budget);

struct Detection {
  Lapse detect;  // from the fault to the first monitor error or page: a person is a detector too
  Lapse notify;  // from the detection to the first page at that time or later
  Lapse repair;  // from the detection to the first heal at that time or later
  Lapse outage;  // from the fault to the first heal
};

Detection detection(const IncidentMarks& marks);

}  // namespace nightshift
