#include "grader/nights/tile_picture.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "grader/nights/wording.h"

namespace nightshift {

TilePicture::TilePicture(const NightRecord& record)
    : record_(record), truth_(record.shop, record.until), change_times_(truth_.change_times()) {
  NIGHTSHIFT_CHECK(record.tile.has_value());
}

std::vector<TileSpan> TilePicture::spans(TimeUs from, TimeUs until) const {
  return tile_spans(
      *record_.tile,
      {.from = from, .until = std::min(until, record_.until), .change_times = change_times_},
      truth_.yesterday_is_honest());
}

std::int64_t TilePicture::truth(const TileSpan& span) const {
  return truth_.at(day_start(span.from) - kDayUs, span.from);
}

std::string TilePicture::shown_words(const TileSpan& span) const {
  if (!span.shown) return "nothing";
  const Shown& shown = record_.tile->shown[*span.shown];
  switch (shown.kind) {
    case ShownKind::kValue:
      return money_words(shown.value);
    case ShownKind::kNoData:
      return "no data";
    case ShownKind::kError:
      return "an error";
  }
  return "nothing";
}

std::int64_t TilePicture::event(const TileSpan& span) const {
  if (!span.shown) return -1;
  const TimeUs at = record_.tile->shown[*span.shown].at;
  for (std::int64_t index = record_.trace.size() - 1; index >= 0; --index) {
    const TraceEvent& event = record_.trace.at(index);
    if (event.time < at) break;
    const bool is_it = event.kind == TraceKind::kTileShow && event.subject == record_.tile->name;
    if (is_it && event.time == at) return index;
  }
  return -1;
}

Json TilePicture::spans_json(std::span<const TileSpan> spans) const {
  Json list = Json::array();
  for (const TileSpan& span : spans) {
    const bool has_value = span.shown && record_.tile->shown[*span.shown].kind == ShownKind::kValue;
    list.push(
        Json::object({{"from", time_text(span.from)},
                      {"until", time_text(span.until)},
                      {"state", tile_state_text(span.state)},
                      {"shown", has_value ? Json(record_.tile->shown[*span.shown].value) : Json()},
                      {"truth", truth(span)}}));
  }
  return list;
}

std::string silent_words(const TilePicture& picture, std::span<const TileSpan> spans) {
  const auto is_silent = [](const TileSpan& span) { return span.state == TileState::kSilentWrong; };
  const auto first = std::find_if(spans.begin(), spans.end(), is_silent);
  NIGHTSHIFT_CHECK(first != spans.end());
  const auto count = std::count_if(spans.begin(), spans.end(), is_silent);
  std::string words = "The tile showed " + picture.shown_words(*first) + " " +
                      stretch_words(first->from, first->until) + ", the truth was " +
                      money_words(picture.truth(*first)) + ", and nobody was told.";
  if (count > 1) {
    words += " That happened " + count_text(count) + " times, " +
             duration_words(time_in(spans, TileState::kSilentWrong)) + " in all.";
  }
  return words;
}

}  // namespace nightshift
