#include "engine/night/playback.h"

#include <algorithm>
#include <utility>

namespace nightshift {
namespace {

// A fork is kept once in this time; a year has 365 of them.
constexpr DurationUs kPlacesApart = kDayUs;

}  // namespace

ResultOrErrors<Playback> Playback::open(const NightPlan& plan, const PipelineFiles& files) {
  NIGHTSHIFT_TRY(Night night, Night::open(plan, files));
  return Playback(std::move(night));
}

Playback::Playback(Night night) : view_{.night = night.fork(), .moved = {}} {
  places_.push_back({.night = std::move(night), .moved = {}});
}

Playback::Place Playback::fork(Place& place) {
  return {.night = place.night.fork(), .moved = place.moved};
}

// Whether the script leads to this place, too: its moves are the script's first ones, and no other
// was due by then.
bool Playback::is_of(const Place& place, const Script& script) const {
  const std::size_t made = place.moved.size();
  if (made > script.size()) return false;
  if (!std::equal(script.begin(), script.begin() + static_cast<std::ptrdiff_t>(made),
                  script_.begin())) {
    return false;
  }
  return made == script.size() || script[made].at > place.night.now();
}

// Goes on to `at`, makes the moves that are due, and leaves forks behind.
void Playback::advance(Place& place, TimeUs at) {
  while (true) {
    const std::size_t made = place.moved.size();
    const bool has_move = made < script_.size() && script_[made].at <= at;
    const TimeUs next =
        std::min({at, has_move ? script_[made].at : at,
                  std::max(places_.back().night.now(), place.night.now()) + kPlacesApart});
    place.night.advance_to(next);
    const bool is_due = has_move && script_[made].at <= next;
    if (is_due) {
      place.moved.push_back(make_move(place.night, script_[made]));
      continue;
    }
    if (next == at || place.night.is_over_limit()) return;
    if (next >= places_.back().night.now() + kPlacesApart) places_.push_back(fork(place));
  }
}

Night& Playback::seek(const Script& script, TimeUs at) {
  at = std::clamp(at, start(), end());
  const bool view_holds = is_of(view_, script);
  std::erase_if(places_, [&](const Place& place) { return !is_of(place, script); });
  script_ = script;
  const auto after = std::find_if(places_.begin(), places_.end(),
                                  [&](const Place& place) { return place.night.now() > at; });
  Place& nearest = *(after - 1);
  const bool view_is_nearer =
      view_holds && view_.night.now() <= at && view_.night.now() >= nearest.night.now();
  if (!view_is_nearer) view_ = fork(nearest);
  advance(view_, at);
  return view_.night;
}

}  // namespace nightshift
