#include "engine/observe/tile.h"

#include "engine/base/random.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

// Values at small times, for cases that fit on a line.
Tile tile_of(std::vector<Shown> shown, std::vector<StaleFlag> flags = {}) {
  return {.name = "revenue", .shown = std::move(shown), .flags = std::move(flags)};
}
Shown value(TimeUs at, std::int64_t amount) {
  return {.at = at, .kind = ShownKind::kValue, .value = amount};
}
Shown no_data(TimeUs at) { return {.at = at, .kind = ShownKind::kNoData}; }
Shown error(TimeUs at) { return {.at = at, .kind = ShownKind::kError}; }
StaleFlag stale(TimeUs at) { return {.at = at, .stale = true, .text = "incident"}; }
StaleFlag lifted(TimeUs at) { return {.at = at, .stale = false}; }

// The truth is 0 until 100 and 7 from then on.
constexpr TimeUs kTruthChanges[] = {100};
bool honest(const Shown& shown, TimeUs at) { return shown.value == (at < 100 ? 0 : 7); }

constexpr TileWindow kWindow = {.from = 0, .until = 200, .change_times = kTruthChanges};

DurationUs wrong(const Tile& tile) { return silent_wrong_us(tile, kWindow, honest); }

std::string spans_text(const Tile& tile) {
  std::string text;
  for (const TileSpan& span : tile_spans(tile, kWindow, honest)) {
    text += std::to_string(span.from) + "-" + std::to_string(span.until) + " " +
            std::string(tile_state_text(span.state)) + "\n";
  }
  return text;
}

TEST_CASE("silent and wrong") {
  CHECK(wrong(tile_of({})) == 0);                            // nothing was shown
  CHECK(wrong(tile_of({value(0, 0)})) == 100);               // the truth moved on
  CHECK(wrong(tile_of({value(0, 0), value(100, 7)})) == 0);  // the tile did too
  CHECK(wrong(tile_of({value(0, 0), value(130, 7)})) == 30);
  CHECK(wrong(tile_of({value(0, 5), value(40, 0), value(100, 7)})) == 40);
  CHECK(wrong(tile_of({value(20, 7)})) == 80);  // right too early is wrong as well
  CHECK(wrong(tile_of({value(0, 9)})) == 200);  // the last one counts until the window ends
  CHECK(wrong(tile_of({value(0, 9), no_data(50)})) == 50);
  CHECK(wrong(tile_of({value(0, 9), error(50), value(150, 9)})) == 100);
  CHECK(wrong(tile_of({value(0, 9), value(0, 0), value(100, 7)})) == 0);  // the last one is seen
}

TEST_CASE("a flag breaks the silence, while it is up") {
  CHECK(wrong(tile_of({value(0, 0)}, {stale(100)})) == 0);
  CHECK(wrong(tile_of({value(0, 0)}, {stale(150)})) == 50);
  CHECK(wrong(tile_of({value(0, 0)}, {stale(0), lifted(150)})) == 50);
  CHECK(wrong(tile_of({value(0, 0)}, {stale(0), lifted(50)})) == 100);
}

TEST_CASE("the window cuts") {
  const Tile tile = tile_of({value(-50, 9), value(300, 7)});
  CHECK(wrong(tile) == 200);
  CHECK(silent_wrong_us(tile, {.from = -100, .until = 0}, honest) == 50);
  CHECK(silent_wrong_us(tile, {.from = 10, .until = 10}, honest) == 0);
  CHECK(silent_wrong_us(tile, {.from = 20, .until = 10}, honest) == 0);
}

TEST_CASE("a change of truth that nobody names is not seen") {
  const Tile tile = tile_of({value(0, 0)});
  CHECK(silent_wrong_us(tile, {.from = 0, .until = 200}, honest) == 0);
}

TEST_CASE("spans cover the window without gaps") {
  CHECK(spans_text(tile_of({value(10, 0), no_data(120), error(130), value(140, 7)},
                           {stale(60), lifted(110), stale(190)})) ==
        "0-10 blank\n10-60 honest\n60-100 flagged_honest\n100-110 flagged_wrong\n"
        "110-120 silent_wrong\n120-130 no_data\n130-140 error\n140-190 honest\n"
        "190-200 flagged_honest\n");
}

// The slow and obvious twin: every moment by itself.
std::int64_t moments_wrong(const Tile& tile) {
  std::int64_t count = 0;
  for (TimeUs at = kWindow.from; at < kWindow.until; ++at) {
    const Shown* shown = shown_at(tile, at);
    const bool wrong_value =
        shown != nullptr && shown->kind == ShownKind::kValue && !honest(*shown, at);
    if (wrong_value && !is_flagged(tile, at)) ++count;
  }
  return count;
}

TEST_CASE("spans agree with looking at every moment") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    RandomStream random(seed, "tile");
    Tile tile;
    TimeUs at = random.between(-50, 50);
    while (at < 220) {
      const auto kind = static_cast<ShownKind>(random.below(3));
      show(tile, {.at = at, .kind = kind, .value = random.below(2) == 0 ? 0 : 7});
      if (random.below(2) == 0) flag(tile, {.at = at, .stale = random.below(2) == 0});
      at += random.between(0, 40);
    }
    INFO("seed " << seed);
    CHECK(wrong(tile) == moments_wrong(tile));
  }
}

TEST_CASE("time in a state") {
  const std::vector<TileSpan> spans =
      tile_spans(tile_of({no_data(0), value(50, 0), no_data(150)}), kWindow, honest);
  CHECK(time_in(spans, TileState::kNoData) == 100);
  CHECK(time_in(spans, TileState::kHonest) == 50);
  CHECK(time_in(spans, TileState::kBlank) == 0);
}

TEST_CASE("what is on the screen, and whether it is flagged") {
  Tile tile;
  show(tile, value(10, 1));
  show(tile, value(20, 2));
  flag(tile, stale(15));
  CHECK(shown_at(tile, 9) == nullptr);
  CHECK(shown_at(tile, 10)->value == 1);
  CHECK(shown_at(tile, 25)->value == 2);
  CHECK_FALSE(is_flagged(tile, 14));
  CHECK(is_flagged(tile, 15));
}

}  // namespace
}  // namespace nightshift
