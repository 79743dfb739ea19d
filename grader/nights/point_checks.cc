// The checks of a point step: is it the event, was it found by looking, and was there time for
// that?

#include <algorithm>

#include "engine/base/text.h"
#include "grader/nights/judge.h"
#include "grader/nights/looks.h"
#include "grader/nights/witness.h"
#include "grader/nights/wording.h"

namespace nightshift {
namespace {

constexpr std::size_t kLooksTold = 12;  // in a message; more are counted

CheckVerdict wrong_event(const NightRecord& record, std::string reason, std::string say,
                         std::vector<std::int64_t> events) {
  const Judgement judgement = judged_fail(std::move(reason), std::move(say), std::move(events));
  return {.verdict = Verdict::kFail,
          .reason = judgement.reason,
          .message = judgement.say,
          .witness = night_witness(record, judgement, std::nullopt)};
}

bool fits(const PointTarget& target, const TraceEvent& event) {
  return (target.kind.empty() || target.kind == trace_kind_text(event.kind)) &&
         (target.subject.empty() || target.subject == event.subject) &&
         (!target.at || *target.at == event.time);
}

// "the log of load_orders 2 minutes, a query of the shop 3 minutes".
std::string looks_words(const std::vector<SpentLook>& spent) {
  std::string words;
  for (std::size_t index = 0; index < std::min(spent.size(), kLooksTold); ++index) {
    words += (index == 0 ? "" : ", ") + spent[index].what + ' ' + duration_words(spent[index].cost);
  }
  if (spent.size() > kLooksTold) {
    words += ", and " + std::to_string(spent.size() - kLooksTold) + " more";
  }
  return words;
}

}  // namespace

CheckVerdict check_event(NightEvidence& evidence, const PointStep& step,
                         const PointObservation& pointed) {
  const NightRecord& record = evidence.before();
  const std::int64_t event = pointed.event;
  const bool exists = event >= 0 && event < record.trace.size();
  // The plan's own events are the author's; nobody in the night saw them.
  if (!exists || record.trace.at(event).kind == TraceKind::kFaultFire) {
    return wrong_event(record, "night.no_event",
                       "There is no event " + std::to_string(event) +
                           " in the trace up to the moment at which you take over.",
                       {});
  }
  // What an event is must not be told to somebody who only guesses numbers.
  const std::string& subject = record.trace.at(event).subject;
  if (step.looks && !has_looked_at(pointed.looks, subject)) {
    return {.verdict = Verdict::kFail,
            .reason = "night.not_looked_at",
            .message = "Event " + std::to_string(event) + " is about " + one_line(subject, 60) +
                       ", and you have not looked at its log. Pointing by luck is no diagnosis."};
  }
  for (const PointTarget& target : step.targets) {
    if (!fits(target, record.trace.at(event))) continue;
    if (!target.correct) {
      return wrong_event(record, "night.other_event", target.feedback, {event});
    }
    CheckVerdict verdict;
    if (!target.feedback.empty()) verdict.notes.push_back(target.feedback);
    return verdict;
  }
  return wrong_event(record, "night.other_event", "That is not the event that set it off.",
                     {event});
}

CheckVerdict check_within_budget(NightEvidence& /*evidence*/, const PointStep& step,
                                 const PointObservation& pointed) {
  if (!step.looks) {
    return {.verdict = Verdict::kUnknown,
            .reason = "night.not_tried",
            .message = "In this step looking takes no time."};
  }
  const std::vector<SpentLook> spent = spent_looks(pointed.looks, *step.looks);
  DurationUs total = 0;
  for (const SpentLook& look : spent) total += look.cost;
  const std::string took = "Your looks took " + duration_words(total) + ", and there were " +
                           duration_words(step.looks->budget);
  if (total <= step.looks->budget) return {.notes = {took + '.'}};
  return {.verdict = Verdict::kFail,
          .reason = "night.over_budget",
          .message = took + ": " + looks_words(spent) + '.'};
}

}  // namespace nightshift
