// What consumers saw on the tile beside what was true.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/json/json.h"
#include "engine/observe/tile.h"
#include "grader/nights/night_record.h"
#include "grader/nights/truth.h"

namespace nightshift {

// The record must outlive it, and must have a tile.
class TilePicture {
 public:
  explicit TilePicture(const NightRecord& record);

  // [from, until) cut into stretches in which one thing was seen; until at most the record's end.
  std::vector<TileSpan> spans(TimeUs from, TimeUs until) const;

  // What an honest tile would have shown at the beginning of a stretch.
  std::int64_t truth(const TileSpan& span) const;

  // What consumers saw in it: "$0.00", "no data", "an error", "nothing".
  std::string shown_words(const TileSpan& span) const;

  // The event that put on the screen what stood there; -1: none.
  std::int64_t event(const TileSpan& span) const;

  // [{"from", "until", "state", "shown", "truth"}]; shown is null where no number stood.
  Json spans_json(std::span<const TileSpan> spans) const;

 private:
  const NightRecord& record_;
  RevenueTruth truth_;
  std::vector<TimeUs> change_times_;
};

// The first stretch of silent harm in a sentence: "The tile showed $0.00 from 00:10 to 02:00 on 11
// March, the truth was $4,049.54, and nobody was told." There must be one.
std::string silent_words(const TilePicture& picture, std::span<const TileSpan> spans);

}  // namespace nightshift
