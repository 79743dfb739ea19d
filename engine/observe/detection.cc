#include "engine/observe/detection.h"

#include <algorithm>

namespace nightshift {
namespace {

std::optional<TimeUs> first_from(const std::vector<TimeUs>& times, TimeUs start) {
  std::optional<TimeUs> first;
  for (const TimeUs time : times) {
    if (time >= start && (!first || time < *first)) first = time;
  }
  return first;
}

Lapse lapse(const std::optional<TimeUs>& start, const std::optional<TimeUs>& end, TimeUs until) {
  if (!start) return {};
  if (end) return {.kind = Lapse::Kind::kMeasured, .lasted = *end - *start};
  return {.kind = Lapse::Kind::kNever, .lasted = std::max<DurationUs>(until - *start, 0)};
}

std::optional<TimeUs> earlier(const std::optional<TimeUs>& left,
                              const std::optional<TimeUs>& right) {
  if (!left || !right) return left ? left : right;
  return std::min(*left, *right);
}

}  // namespace

Answer within(const Lapse& lapse, DurationUs budget) {
  switch (lapse.kind) {
    case Lapse::Kind::kMeasured:
      return lapse.lasted <= budget ? Answer::kYes : Answer::kNo;
    case Lapse::Kind::kNever:
      return lapse.lasted > budget ? Answer::kNo : Answer::kUnknown;
    case Lapse::Kind::kUnknown:
      return Answer::kUnknown;
  }
  return Answer::kUnknown;
}

Detection detection(const IncidentMarks& marks) {
  Detection result;
  if (!marks.fault) return result;
  const TimeUs until = marks.watched_until;
  const std::optional<TimeUs> detected = earlier(first_from(marks.monitor_errors, *marks.fault),
                                                 first_from(marks.pages, *marks.fault));
  result.detect = lapse(marks.fault, detected, until);
  result.outage = lapse(marks.fault, first_from(marks.heals, *marks.fault), until);
  if (!detected) return result;
  result.notify = lapse(detected, first_from(marks.pages, *detected), until);
  result.repair = lapse(detected, first_from(marks.heals, *detected), until);
  return result;
}

}  // namespace nightshift
