#include "engine/observe/tile.h"

#include <algorithm>

#include "engine/base/check.h"

namespace nightshift {
namespace {

// The last record at `at` or before; the records ascend in time.
template <typename Record>
const Record* latest_at(const std::vector<Record>& records, TimeUs at) {
  const auto after =
      std::upper_bound(records.begin(), records.end(), at,
                       [](TimeUs time, const Record& record) { return time < record.at; });
  return after == records.begin() ? nullptr : &*(after - 1);
}

// Every moment in the window at which what is seen, or what would be right, can change.
std::vector<TimeUs> moments(const Tile& tile, const TileWindow& window) {
  std::vector<TimeUs> times = {window.from, window.until};
  const auto add = [&](TimeUs at) {
    if (at > window.from && at < window.until) times.push_back(at);
  };
  for (const Shown& shown : tile.shown) add(shown.at);
  for (const StaleFlag& stale_flag : tile.flags) add(stale_flag.at);
  for (const TimeUs at : window.change_times) add(at);
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

TileState state_at(const Tile& tile, TimeUs at, const HonestAt& honest_at) {
  const Shown* shown = shown_at(tile, at);
  if (shown == nullptr) return TileState::kBlank;
  if (shown->kind == ShownKind::kNoData) return TileState::kNoData;
  if (shown->kind == ShownKind::kError) return TileState::kError;
  const bool flagged = is_flagged(tile, at);
  if (honest_at(*shown, at)) return flagged ? TileState::kFlaggedHonest : TileState::kHonest;
  return flagged ? TileState::kFlaggedWrong : TileState::kSilentWrong;
}

std::optional<std::size_t> shown_number(const Tile& tile, TimeUs at) {
  const Shown* shown = shown_at(tile, at);
  if (shown == nullptr) return std::nullopt;
  return static_cast<std::size_t>(shown - tile.shown.data());
}

}  // namespace

std::string_view shown_kind_text(ShownKind kind) {
  switch (kind) {
    case ShownKind::kValue:
      return "value";
    case ShownKind::kNoData:
      return "no_data";
    case ShownKind::kError:
      return "error";
  }
  return {};
}

std::string_view tile_state_text(TileState state) {
  switch (state) {
    case TileState::kBlank:
      return "blank";
    case TileState::kHonest:
      return "honest";
    case TileState::kFlaggedHonest:
      return "flagged_honest";
    case TileState::kSilentWrong:
      return "silent_wrong";
    case TileState::kFlaggedWrong:
      return "flagged_wrong";
    case TileState::kNoData:
      return "no_data";
    case TileState::kError:
      return "error";
  }
  return {};
}

void show(Tile& tile, const Shown& shown) {
  NIGHTSHIFT_CHECK(tile.shown.empty() || tile.shown.back().at <= shown.at);
  tile.shown.push_back(shown);
}

void flag(Tile& tile, const StaleFlag& stale_flag) {
  NIGHTSHIFT_CHECK(tile.flags.empty() || tile.flags.back().at <= stale_flag.at);
  tile.flags.push_back(stale_flag);
}

const Shown* shown_at(const Tile& tile, TimeUs at) { return latest_at(tile.shown, at); }

bool is_flagged(const Tile& tile, TimeUs at) {
  const StaleFlag* stale_flag = latest_at(tile.flags, at);
  return stale_flag != nullptr && stale_flag->stale;
}

std::vector<TileSpan> tile_spans(const Tile& tile, const TileWindow& window,
                                 const HonestAt& honest_at) {
  std::vector<TileSpan> spans;
  if (window.from >= window.until) return spans;
  const std::vector<TimeUs> times = moments(tile, window);
  for (std::size_t i = 0; i + 1 < times.size(); ++i) {
    const TimeUs from = times[i];
    const TileState state = state_at(tile, from, honest_at);
    const std::optional<std::size_t> shown = shown_number(tile, from);
    if (!spans.empty() && spans.back().state == state && spans.back().shown == shown) {
      spans.back().until = times[i + 1];
    } else {
      spans.push_back({.from = from, .until = times[i + 1], .state = state, .shown = shown});
    }
  }
  return spans;
}

DurationUs time_in(std::span<const TileSpan> spans, TileState state) {
  DurationUs sum = 0;
  for (const TileSpan& span : spans) {
    if (span.state == state) sum += span.length();
  }
  return sum;
}

DurationUs silent_wrong_us(const Tile& tile, const TileWindow& window, const HonestAt& honest_at) {
  return time_in(tile_spans(tile, window, honest_at), TileState::kSilentWrong);
}

}  // namespace nightshift
