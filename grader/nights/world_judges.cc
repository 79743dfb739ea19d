#include "grader/nights/world_judges.h"

#include <algorithm>
#include <string_view>

#include "engine/base/text.h"
#include "grader/nights/changes.h"
#include "grader/nights/pages.h"
#include "grader/nights/tile_picture.h"
#include "grader/nights/wording.h"

namespace nightshift {
namespace {

Judgement no_tile() {
  return judged_fail("night.no_tile",
                     "The pipeline does not show the tile any more, so nobody can see the revenue.",
                     {});
}

bool is_sync(const Pipeline& pipeline, std::string_view task_id) {
  const auto task = pipeline.find_task(task_id);
  return task && pipeline.tasks[*task].sync() != nullptr;
}

bool is_success(const TraceEvent& event) {
  return event.kind == TraceKind::kTaskEnd && event.text("state") == "success";
}

// A try that read rows, kept none of them, and said that all is well. Rows that were set aside are
// kept, in another place.
bool is_silent_success(const NightRecord& record, const TraceEvent& event) {
  if (!is_success(event) || event.number("read") == 0 || event.number("written") != 0) return false;
  if (!is_sync(record.pipeline, event.subject)) return false;
  for (std::int64_t index = 0; index < record.trace.size(); ++index) {
    const TraceEvent& other = record.trace.at(index);
    const bool same_try = other.subject == event.subject && other.run == event.run;
    if (same_try && other.kind == TraceKind::kQuarantine && other.number("rows") > 0) return false;
  }
  return true;
}

// What led to a wrong number, as far as the trace shows it: the latest change of a table, the
// latest try that said success and wrote nothing, and what was put on the screen.
std::vector<std::int64_t> events_behind(const NightRecord& record, std::int64_t shown) {
  std::int64_t change = -1;
  std::int64_t empty_success = -1;
  for (std::int64_t index = 0; index < shown; ++index) {
    const TraceEvent& event = record.trace.at(index);
    if (event.kind == TraceKind::kSourceSchema) change = index;
    if (is_silent_success(record, event)) empty_success = index;
  }
  return {change, empty_success, shown};
}

// "Say minor units, ready for yen": what the team wrote to its release.
std::string change_words(const NightRecord& record, const FiredFault& fired) {
  return '"' + std::string(record.trace.at(fired.ci_check).text("change")) + '"';
}

// The first moment after a change at which the pipeline looked at the changed table.
std::int64_t first_look(const NightRecord& record, const FiredFault& fired) {
  for (std::int64_t index = std::max<std::int64_t>(fired.event, 0); index < record.trace.size();
       ++index) {
    const TraceEvent& event = record.trace.at(index);
    if (event.kind == TraceKind::kSyncRead && event.text("source") == fired.fault->on) return index;
    if (event.kind == TraceKind::kContractResult && event.text("on") == fired.fault->on &&
        event.text("at") == "ingest") {
      return index;
    }
    if (event.kind != TraceKind::kTaskEnd || !event.text("error").starts_with("sync.")) continue;
    const auto task = record.pipeline.find_task(event.subject);
    const SyncTask* sync = task ? record.pipeline.tasks[*task].sync() : nullptr;
    if (sync != nullptr && sync->source == fired.fault->on) return index;
  }
  return -1;
}

// Somebody was paged between two moments; `story` tells what happened before, up to "nobody was
// paged".
struct PageDue {
  TimeUs from = 0;
  TimeUs due = 0;
  std::string story;
  std::vector<std::int64_t> events;
};

Judgement judge_paged(const NightRecord& record, PageDue asked) {
  const std::vector<Page> pages = wakings(record.trace);
  const auto page = std::find_if(pages.begin(), pages.end(),
                                 [&](const Page& each) { return each.at >= asked.from; });
  if (page != pages.end() && page->at <= asked.due) return {};
  if (page == pages.end() && record.until < asked.due) {
    return judged_unknown("night.not_read", "The night ended before anybody had to be paged.");
  }
  std::string say =
      asked.story + ", and until " + moment_words(asked.due) + " nobody was paged" +
      (page == pages.end() ? "." : "; the first page came at " + moment_words(page->at) + ".");
  asked.events.push_back(page == pages.end() ? -1 : page->event);
  return judged_fail("night.not_paged", std::move(say), std::move(asked.events));
}

// From the look on the tile told nothing but the truth, on a day of trade as well: the pipeline
// takes the change as it comes, and there is nothing that anybody should get up for.
bool is_harmless(const NightRecord& record, TimeUs looked_at) {
  if (!record.tile) return false;
  const TilePicture picture(record);
  const std::vector<TileSpan> spans = picture.spans(looked_at, record.until);
  const TimeUs next_day = day_start(looked_at) + kDayUs;
  const bool is_true = std::all_of(spans.begin(), spans.end(), [](const TileSpan& span) {
    return span.state == TileState::kHonest;
  });
  return is_true && std::any_of(spans.begin(), spans.end(), [&](const TileSpan& span) {
           return span.until > next_day && picture.truth(span) > 0;
         });
}

Judgement judge_detected_change(const NightRecord& record, const FiredFault& fired,
                                DurationUs within_us) {
  const std::int64_t look = first_look(record, fired);
  if (look < 0) {
    return judged_unknown("night.not_read", "Nothing read the changed table " + fired.fault->on +
                                                " after " + moment_words(fired.at) + ".");
  }
  const TimeUs looked_at = record.trace.at(look).time;
  if (is_harmless(record, looked_at)) return not_asked_here();
  return judge_paged(
      record, {.from = fired.at,
               .due = looked_at + within_us,
               .story = change_words(record, fired) + " shipped at " + moment_words(fired.at) +
                        ". " + record.trace.at(look).subject + " looked at the changed table at " +
                        moment_words(looked_at),
               .events = {fired.schema_change, look}});
}

// The first read that an outage turned away; -1: nobody wanted to read.
std::int64_t first_refusal(const NightRecord& record, const FiredFault& fired) {
  for (std::int64_t index = std::max<std::int64_t>(fired.event, 0); index < record.trace.size();
       ++index) {
    const TraceEvent& event = record.trace.at(index);
    if (event.time >= fired.fault->until) return -1;
    if (event.kind == TraceKind::kTaskEnd && event.text("error") == "task.source_refused") {
      return index;
    }
  }
  return -1;
}

// A source that is back before anybody has to be told is no matter for a pager.
Judgement judge_detected_outage(const NightRecord& record, const FiredFault& fired,
                                DurationUs within_us) {
  const std::int64_t refusal = first_refusal(record, fired);
  if (refusal < 0) return not_asked_here();
  const TimeUs refused_at = record.trace.at(refusal).time;
  if (fired.fault->until <= refused_at + within_us) return not_asked_here();
  return judge_paged(
      record,
      {.from = fired.at,
       .due = refused_at + within_us,
       .story = fired.fault->on + " refused " + record.trace.at(refusal).subject + " at " +
                moment_words(refused_at) + " and was out until " + moment_words(fired.fault->until),
       .events = {refusal}});
}

// "Nothing was wrong in this world", with what passed by itself.
std::string calm_words(const NightRecord& record) {
  for (const FiredFault& fired : fired_faults(record)) {
    if (effect_of(fired.fault->kind) != FaultEffect::kPassing) continue;
    return "Nothing was wrong in this world but that " + fired.fault->on + " was out " +
           stretch_words(fired.at, fired.fault->until);
  }
  return "Nothing was wrong in this world";
}

Judgement judge_change_at_gate(const NightRecord& record, const FiredFault& fired) {
  const bool shipped = fired.release >= 0;
  if (is_breaking(fired.fault->kind)) {
    if (fired.fault->when_blocked == WhenBlocked::kOverride) return not_asked_here();
    if (!shipped) return {};
    return judged_fail("night.gate_open",
                       change_words(record, fired) + " shipped at " + moment_words(fired.at) +
                           ": the producer's CI had nothing against it, and its team would have "
                           "taken it back.",
                       {fired.ci_check, fired.release, fired.schema_change});
  }
  if (shipped) return {};
  return judged_fail("night.gate_shut",
                     change_words(record, fired) +
                         " breaks nobody, and the producer's CI refused "
                         "it at " +
                         moment_words(fired.at) + ": " +
                         std::string(record.trace.at(fired.ci_check).text("objections")),
                     {fired.ci_check});
}

// The worst of what the parts of a night say: a failure, an unknown, a pass, nothing.
void take_worse(Judgement& worst, Judgement other) {
  const auto rank = [](Verdict verdict) {
    return verdict == Verdict::kFail      ? 3
           : verdict == Verdict::kUnknown ? 2
           : verdict == Verdict::kPass    ? 1
                                          : 0;
  };
  if (rank(other.verdict) > rank(worst.verdict)) worst = std::move(other);
}

// "80.4 percent" of a share in thousandths.
std::string percent_words(std::int64_t permille) {
  return count_text(permille / 10) + '.' + std::to_string(permille % 10) + " percent";
}

}  // namespace

Judgement judge_honest(const NightRecord& record, const CheckSpec& spec) {
  if (!record.tile) return no_tile();
  const TilePicture picture(record);
  const std::vector<TileSpan> spans = picture.spans(record.scenario.start, record.until);
  if (time_in(spans, TileState::kSilentWrong) > spec.setting("at_most", 0)) {
    const auto first = std::find_if(spans.begin(), spans.end(), [](const TileSpan& span) {
      return span.state == TileState::kSilentWrong;
    });
    return judged_fail("night.silent_wrong", silent_words(picture, spans),
                       events_behind(record, picture.event(*first)));
  }
  if (record.is_over_limit) return judged_over_limit();
  if (record.tile->shown.empty()) {
    return judged_unknown("night.nothing_shown", "Nothing was ever shown on the tile.");
  }
  return {};
}

Judgement judge_no_silent_success(const NightRecord& record, const CheckSpec& /*spec*/) {
  bool read_anything = false;
  for (std::int64_t index = 0; index < record.trace.size(); ++index) {
    const TraceEvent& event = record.trace.at(index);
    if (event.kind == TraceKind::kTaskEnd && is_sync(record.pipeline, event.subject)) {
      read_anything = read_anything || event.number("read") > 0;
    }
    if (!is_silent_success(record, event)) continue;
    return judged_fail("night.silent_success",
                       event.subject + " read " + counted(event.number("read"), "row") +
                           ", wrote none, and reported success at " + moment_words(event.time) +
                           ".",
                       {event.cause, index});
  }
  if (record.is_over_limit) return judged_over_limit();
  return read_anything ? Judgement{} : not_asked_here();
}

Judgement judge_gate(const NightRecord& record, const CheckSpec& /*spec*/) {
  Judgement worst = not_asked_here();
  for (const FiredFault& fired : fired_faults(record)) {
    if (fired.fault->asks_ci() && fired.ci_check >= 0) {
      take_worse(worst, judge_change_at_gate(record, fired));
    }
  }
  if (record.is_over_limit) take_worse(worst, judged_over_limit());
  return worst;
}

Judgement judge_detected(const NightRecord& record, const CheckSpec& spec) {
  Judgement worst = not_asked_here();
  const DurationUs outage_within_us = spec.setting("outage_within", 0);
  for (const FiredFault& fired : fired_faults(record)) {
    if (fired.breaks_readers()) {
      take_worse(worst, judge_detected_change(record, fired, spec.setting("within", 0)));
    }
    if (outage_within_us > 0 && effect_of(fired.fault->kind) == FaultEffect::kPassing) {
      take_worse(worst, judge_detected_outage(record, fired, outage_within_us));
    }
  }
  if (record.is_over_limit) take_worse(worst, judged_over_limit());
  return worst;
}

Judgement judge_quiet(const NightRecord& record, const CheckSpec& spec) {
  if (!is_healthy(record, spec.setting("outage_at_most", 0))) return not_asked_here();
  std::vector<Page> pages = wakings(record.trace);
  // Somebody who looks at a number and wonders is no alarm of the pipeline's.
  pages.erase(
      std::remove_if(pages.begin(), pages.end(), [](const Page& page) { return page.is_viewers; }),
      pages.end());
  if (!pages.empty()) {
    std::string say = calm_words(record) + ", and the pager woke somebody " +
                      counted(static_cast<std::int64_t>(pages.size()), "time") + ", first at " +
                      moment_words(pages.front().at) + ": " + pages.front().summary;
    if (!say.ends_with('.')) say += '.';
    return judged_fail("night.false_alarm", std::move(say), {pages.front().event});
  }
  if (record.is_over_limit) return judged_over_limit();
  return {};
}

Judgement judge_useful(const NightRecord& record, const CheckSpec& spec) {
  if (!is_healthy(record, spec.setting("outage_at_most", 0))) return not_asked_here();
  if (!record.tile) return no_tile();
  const TimeUs from = record.scenario.start + kDayUs;
  if (record.is_over_limit || from >= record.until) return judged_over_limit();
  const TilePicture picture(record);
  const std::vector<TileSpan> spans = picture.spans(from, record.until);
  const bool no_data_for_zero = spec.setting("no_data_for_zero", 0) != 0;
  const auto is_useful = [&](const TileSpan& span) {
    return span.state == TileState::kHonest ||
           (no_data_for_zero && span.state == TileState::kNoData && picture.truth(span) == 0);
  };
  const auto permille = [&](DurationUs time) { return time / ((record.until - from) / 1000); };
  const auto permille_in = [&](TileState state) { return permille(time_in(spans, state)); };
  DurationUs useful = 0;
  for (const TileSpan& span : spans) {
    if (is_useful(span)) useful += span.until - span.from;
  }
  const std::int64_t honest = permille(useful);
  const std::int64_t asked = spec.setting("permille", 0);
  if (honest >= asked) return {};
  const auto first = std::find_if_not(spans.begin(), spans.end(), is_useful);
  return judged_fail(
      "night.not_useful",
      calm_words(record) + ", and the tile showed a number that could be trusted only " +
          percent_words(honest) + " of the time; " + percent_words(asked) +
          " is asked for. It said that it has no data " +
          percent_words(permille_in(TileState::kNoData)) + " of the time, and warned its readers " +
          percent_words(permille_in(TileState::kFlaggedHonest) +
                        permille_in(TileState::kFlaggedWrong)) +
          " of it.",
      {first == spans.end() ? -1 : picture.event(*first)});
}

}  // namespace nightshift
