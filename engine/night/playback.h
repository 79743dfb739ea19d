// A night that can be looked at at any moment: going back is as quick as going on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/night/night.h"
#include "engine/night/script.h"

namespace nightshift {

// Keeps forks of the night along the way. A script that changes from some move on keeps what lies
// before it.
class Playback {
 public:
  // Fails as Night::open does.
  static ResultOrErrors<Playback> open(const NightPlan& plan, const PipelineFiles& files);

  TimeUs start() const { return places_.front().night.plan().scenario.start; }
  TimeUs end() const { return places_.front().night.end(); }

  // The night at `at`, with the moves of the script up to then (those at `at` too) made. Until the
  // next call.
  Night& seek(const Script& script, TimeUs at);

  // What the moves up to there came to.
  const std::vector<Moved>& moved() const { return view_.moved; }

 private:
  // The night when `moved.size()` moves were made, all that are due at its time or before.
  struct Place {
    Night night;
    std::vector<Moved> moved;
  };

  explicit Playback(Night night);
  Place fork(Place& place);
  bool is_of(const Place& place, const Script& script) const;
  void advance(Place& place, TimeUs at);

  Script script_;
  std::vector<Place> places_;  // ascending in time; the first is the start
  Place view_;
};

}  // namespace nightshift
