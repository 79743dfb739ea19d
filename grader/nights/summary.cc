// What a step's report tells of the played night beside its checks.

#include <algorithm>

#include "engine/observe/detection.h"
#include "grader/nights/changes.h"
#include "grader/nights/judge.h"
#include "grader/nights/pages.h"
#include "grader/nights/tile_picture.h"

namespace nightshift {
namespace {

// When the first trouble came that a reader would notice.
std::optional<TimeUs> trouble_at(const NightRecord& record) {
  for (const FiredFault& fired : fired_faults(record)) {
    if (fired.took_effect() && effect_of(fired.fault->kind) != FaultEffect::kLegal) return fired.at;
  }
  return std::nullopt;
}

std::vector<TimeUs> monitor_errors(const Trace& trace) {
  std::vector<TimeUs> times;
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    const TraceEvent& event = trace.at(index);
    const bool is_error = event.kind == TraceKind::kMonitorEval && event.text("state") == "error";
    if (is_error) times.push_back(event.time);
  }
  return times;
}

// Each time that an honest number came back.
std::vector<TimeUs> heals(const std::vector<TileSpan>& spans) {
  std::vector<TimeUs> times;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    const bool was_honest = spans[i - 1].state == TileState::kHonest;
    if (spans[i].state == TileState::kHonest && !was_honest) times.push_back(spans[i].from);
  }
  return times;
}

Json lapse_json(const Lapse& lapse) {
  return lapse.kind == Lapse::Kind::kMeasured ? Json(lapse.lasted) : Json();
}

}  // namespace

Json night_summary(NightEvidence& evidence) {
  return evidence.script_errors().empty() ? record_summary(evidence.played().record) : Json();
}

Json record_summary(const NightRecord& record) {
  const std::vector<Page> pages = wakings(record.trace);
  IncidentMarks marks{.fault = trouble_at(record),
                      .monitor_errors = monitor_errors(record.trace),
                      .watched_until = record.until};
  for (const Page& page : pages) marks.pages.push_back(page.at);
  Json tile = Json::array();
  Json silent_wrong;
  if (record.tile) {
    const TilePicture picture(record);
    const std::vector<TileSpan> spans = picture.spans(record.scenario.start, record.until);
    marks.heals = heals(spans);
    tile = picture.spans_json(spans);
    silent_wrong = time_in(spans, TileState::kSilentWrong);
  }
  const Detection found = detection(marks);
  return Json::object({{"tile", std::move(tile)},
                       {"detect_us", lapse_json(found.detect)},
                       {"notify_us", lapse_json(found.notify)},
                       {"repair_us", lapse_json(found.repair)},
                       {"silent_wrong_us", std::move(silent_wrong)},
                       {"pages", pages.size()}});
}

}  // namespace nightshift
