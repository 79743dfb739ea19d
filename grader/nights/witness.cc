#include "grader/nights/witness.h"

#include <algorithm>

#include "engine/base/text.h"
#include "grader/nights/shrink.h"
#include "grader/nights/tile_picture.h"

namespace nightshift {
namespace {

// Beginning with what was seen just before the trouble.
Json shown_around(const NightRecord& record, const Judgement& judgement) {
  if (!record.tile) return Json::array();
  const TilePicture picture(record);
  const std::vector<TileSpan> spans = picture.spans(record.scenario.start, record.until);
  const auto is_trouble = [&](const TileSpan& span) {
    if (judgement.events.empty()) return span.state == TileState::kSilentWrong;
    return span.until > record.trace.at(judgement.events.back()).time;
  };
  auto first = std::find_if(spans.begin(), spans.end(), is_trouble);
  if (first == spans.end()) return Json::array();
  if (first != spans.begin()) --first;
  const auto count = std::min(kShownMax, static_cast<std::size_t>(spans.end() - first));
  return picture.spans_json({&*first, count});
}

Json smallest_json(const std::optional<SmallestNight>& smallest) {
  if (!smallest) return {};
  return Json::object({{"faults", smallest->plan.scenario.faults.size()},
                       {"days", days_of(smallest->plan)},
                       {"orders", smallest->orders},
                       {"scenario", night_plan_json(smallest->plan)}});
}

Json witness_json(const NightRecord& record, const std::string& say) {
  return Json::object({{"kind", "night"},
                       {"world", record.name},
                       {"title", record.title},
                       {"seed", static_cast<std::int64_t>(record.scenario.seed)},
                       {"visible", record.visible},
                       {"events", Json::array()},
                       {"lines", Json::array()},
                       {"say", say},
                       {"shown", Json::array()},
                       {"smallest", Json()}});
}

}  // namespace

std::string SmallestNight::words() const {
  const auto faults = static_cast<std::int64_t>(plan.scenario.faults.size());
  return counted(faults, "fault") + ", " + counted(days_of(plan), "day") + ", " +
         counted(orders, "order");
}

Json night_witness(const NightRecord& record, const Judgement& judgement,
                   const std::optional<SmallestNight>& smallest) {
  Json witness = witness_json(record, judgement.say);
  Json events = Json::array();
  Json lines = Json::array();
  for (const std::int64_t event : judgement.events) {
    events.push(event);
    lines.push(record.trace.line(event));
  }
  witness.set("events", std::move(events));
  witness.set("lines", std::move(lines));
  witness.set("shown", shown_around(record, judgement));
  witness.set("smallest", smallest_json(smallest));
  return witness;
}

Json trial_witness(const NightRecord& record, const std::string& say,
                   const std::vector<std::string>& lines) {
  Json witness = witness_json(record, say);
  witness.set("lines", texts_json(lines));
  return witness;
}

}  // namespace nightshift
