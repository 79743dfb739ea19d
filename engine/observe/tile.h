// A dashboard's tile: what somebody saw on it, at every moment, and for how long that was wrong
// without a word. A tile remembers what it showed, never what it should have shown: the truth comes
// in from outside, only to measure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/time.h"

namespace nightshift {

enum class ShownKind {
  kValue,
  kNoData,  // the tile says that it has nothing to show
  kError,   // its query failed, and it says so
};
std::string_view shown_kind_text(ShownKind kind);  // "value", "no_data" or "error"

// What a refresh put on the screen. It stays there until the next one.
struct Shown {
  TimeUs at = 0;
  ShownKind kind = ShownKind::kNoData;
  std::int64_t value = 0;  // kValue: a count, or money in minor units

  friend bool operator==(const Shown&, const Shown&) = default;
};

// A note on the tile that warns its readers, put up or taken down.
struct StaleFlag {
  TimeUs at = 0;
  bool stale = false;
  std::string text;  // why; for readers

  friend bool operator==(const StaleFlag&, const StaleFlag&) = default;
};

struct Tile {
  std::string name;
  std::vector<Shown> shown;      // ascending in time; of equal times the last is seen
  std::vector<StaleFlag> flags;  // likewise

  friend bool operator==(const Tile&, const Tile&) = default;
};

// These keep the order: `at` must not be earlier than the latest record.
void show(Tile& tile, const Shown& shown);
void flag(Tile& tile, const StaleFlag& stale_flag);

// What a reader sees at a moment; nullptr before the first refresh.
const Shown* shown_at(const Tile& tile, TimeUs at);
bool is_flagged(const Tile& tile, TimeUs at);

// Whether a shown value is what an honest tile would show at this time. Asked about values only.
using HonestAt = std::function<bool(const Shown&, TimeUs)>;

enum class TileState {
  kBlank,          // nothing was shown yet
  kHonest,         // right, and not flagged
  kFlaggedHonest,  // right, but readers were told not to trust it
  kSilentWrong,    // wrong, and nobody said so: the harm
  kFlaggedWrong,   // wrong, and readers were told
  kNoData,
  kError,
};
std::string_view tile_state_text(TileState state);  // "blank", "honest", "silent_wrong", ...

// A time in which one thing was seen: [from, until).
struct TileSpan {
  TimeUs from = 0;
  TimeUs until = 0;
  TileState state = TileState::kBlank;
  std::optional<std::size_t> shown;  // which record was on the screen; nullopt while blank

  DurationUs length() const { return until - from; }
  friend bool operator==(const TileSpan&, const TileSpan&) = default;
};

// Where [from, until) lies, and when the honest answer may change without the tile doing anything:
// a late order, midnight. In any order; those outside do not matter.
struct TileWindow {
  TimeUs from = 0;
  TimeUs until = 0;
  std::span<const TimeUs> change_times = {};
};

// Cuts the window into spans without gaps. The state is asked once for each piece between two
// moments at which anything can change; neighbours that are alike are one span.
std::vector<TileSpan> tile_spans(const Tile& tile, const TileWindow& window,
                                 const HonestAt& honest_at);

// How long the spans of one state last together.
DurationUs time_in(std::span<const TileSpan> spans, TileState state);

// How long the tile showed a wrong value that nothing flagged.
DurationUs silent_wrong_us(const Tile& tile, const TileWindow& window, const HonestAt& honest_at);

}  // namespace nightshift
