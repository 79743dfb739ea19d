#include "grader/nights/evidence.h"

#include <iterator>
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
  while (worlds_.size() < night_->worlds.size()) run_part(NightTrial::kWorlds);
  return worlds_;
}

const std::string& NightEvidence::digest_again() {
  if (!digest_again_) {
    ++nights_run_;
    Night night = begin_night(night_->played.plan, night_->start);
    digest_again_ = play_to_the_end(std::move(night), script_, *night_).digest;
  }
  return *digest_again_;
}

bool NightEvidence::is_of(const LessonNight& night, const Script& script) const {
  return night_ == &night && script_errors_.empty() && script_ == script;
}

std::int64_t NightEvidence::parts(NightTrial trial) const {
  return trial == NightTrial::kWorlds ? std::ssize(night_->worlds) : 1;
}

std::int64_t NightEvidence::parts_run(NightTrial trial) const {
  switch (trial) {
    case NightTrial::kBefore:
      return before_ ? 1 : 0;
    case NightTrial::kPlayed:
      return played_ ? 1 : 0;
    case NightTrial::kAgain:
      return digest_again_ ? 1 : 0;
    case NightTrial::kWorlds:
      return std::ssize(worlds_);
    case NightTrial::kRepeated:
      return repeated_ ? 1 : 0;
    case NightTrial::kSwept:
      return swept_ ? 1 : 0;
  }
  return 0;
}

void NightEvidence::run_part(NightTrial trial) {
  if (parts_run(trial) == parts(trial)) return;
  switch (trial) {
    case NightTrial::kBefore:
      before();
      return;
    case NightTrial::kPlayed:
      played();
      return;
    case NightTrial::kAgain:
      digest_again();
      return;
    case NightTrial::kWorlds:
      worlds_.push_back(night_in(night_->worlds[worlds_.size()]));
      return;
    case NightTrial::kRepeated:
      repeated();
      return;
    case NightTrial::kSwept:
      swept();
      return;
  }
}

NightRecord NightEvidence::night_in(const NightWorld& world) {
  const PipelineFiles& files = played().files;
  ++nights_run_;
  Night night = begin_night(world.plan, files_in(world, files));
  night.advance_to(night.end());
  return record_night(night, world, night_->tile);
}

NightEvidence& evidence_for(std::optional<NightEvidence>& kept, const LessonNight& night,
                            ResultOrErrors<Script> script) {
  const bool fits = kept && script && kept->is_of(night, *script);
  if (!fits) kept.emplace(night, std::move(script));
  return *kept;
}

}  // namespace nightshift
