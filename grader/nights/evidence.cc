#include "grader/nights/evidence.h"

#include <utility>

namespace nightshift {

NightEvidence::NightEvidence(const LessonNight& night, ResultOrErrors<Script> script)
    : night_(&night) {
  if (script) {
    script_ = std::move(*script);
  } else {
    script_errors_ = std::move(script.error());
  }
}

Night& NightEvidence::at_takeover() {
  if (!at_takeover_) {
    ++nights_run_;
    at_takeover_.emplace(begin_night(night_->played.plan, night_->start));
    at_takeover_->advance_to(night_->acts_from);
  }
  return *at_takeover_;
}

const NightRecord& NightEvidence::before() {
  if (!before_) before_ = record_night(at_takeover(), night_->played, night_->tile);
  return *before_;
}

const PlayedTrial& NightEvidence::played() {
  if (!played_) {
    ++nights_run_;
    played_ = play_to_the_end(at_takeover().fork(), script_, *night_);
  }
  return *played_;
}

const RepeatedTrial& NightEvidence::repeated() {
  if (!repeated_) {
    ++nights_run_;
    repeated_ = replay_incident(script_, *night_);
  }
  return *repeated_;
}

const SweptTrial& NightEvidence::swept() {
  if (!swept_) {
    swept_ = sweep_crashes(played().files, *night_);
    nights_run_ += 2 + static_cast<std::int64_t>(swept_->crashes.size());
  }
  return *swept_;
}

const std::vector<NightRecord>& NightEvidence::worlds() {
  if (!worlds_) {
    worlds_.emplace();
    for (const NightWorld& world : night_->worlds) worlds_->push_back(night_in(world));
  }
  return *worlds_;
}

const std::string& NightEvidence::digest_again() {
  if (!digest_again_) {
    ++nights_run_;
    Night night = begin_night(night_->played.plan, night_->start);
    digest_again_ = play_to_the_end(std::move(night), script_, *night_).digest;
  }
  return *digest_again_;
}

NightRecord NightEvidence::night_in(const NightWorld& world) {
  const PipelineFiles& files = played().files;
  ++nights_run_;
  Night night = begin_night(world.plan, files);
  night.advance_to(night.end());
  return record_night(night, world, night_->tile);
}

}  // namespace nightshift
