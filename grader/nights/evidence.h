// The trials of one attempt at a night, each run once and remembered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/lesson/night.h"
#include "engine/night/night.h"
#include "engine/night/script.h"
#include "grader/nights/night_record.h"
#include "grader/nights/shrink.h"
#include "grader/nights/trials.h"

namespace nightshift {

// What can be run of an attempt.
enum class NightTrial { kBefore, kPlayed, kAgain, kWorlds, kRepeated, kSwept };

// Movable. The night of the lesson must outlive it. Nothing is run before it is asked for, and
// nothing is run twice.
class NightEvidence {
 public:
  // `script`: what the learner did, or why it cannot be read.
  NightEvidence(const LessonNight& night, ResultOrErrors<Script> script);

  const LessonNight& night() const { return *night_; }
  const Script& script() const { return script_; }
  // Not empty: there is no script, and of all trials only before() may be asked for.
  const Errors& script_errors() const { return script_errors_; }

  // The played world when the learner takes over, with the start files.
  const NightRecord& before();
  const PlayedTrial& played();
  const RepeatedTrial& repeated();
  const SweptTrial& swept();
  // The hidden worlds with the learner's last files, in the lesson's order.
  const std::vector<NightRecord>& worlds();
  // What a second playing of the played world gives.
  const std::string& digest_again();

  // One night with the learner's last files, from the start to the end; not remembered.
  NightRecord night_in(const NightWorld& world);

  // True when it is evidence of this night and this script, whatever was run so far.
  bool is_of(const LessonNight& night, const Script& script) const;

  // A trial in parts: every hidden world is one, all else is done in one go.
  std::int64_t parts(NightTrial trial) const;
  std::int64_t parts_run(NightTrial trial) const;
  // Runs the next part; all were run: nothing.
  void run_part(NightTrial trial);

  // What one grading may spend on making failing worlds smaller, and the small ones found so far:
  // a later check may fail in one of them too.
  ShrinkLedger& shrinking() { return shrinking_; }
  // A grading begins: equal evidence gives equal reports, so it owes nothing to one before it.
  void begin_grading() { shrinking_ = {}; }

  // How many nights were begun or forked so far.
  std::int64_t nights_run() const { return nights_run_; }

 private:
  Night& at_takeover();

  const LessonNight* night_;
  Script script_;
  Errors script_errors_;
  std::int64_t nights_run_ = 0;
  ShrinkLedger shrinking_;

  std::optional<Night> at_takeover_;
  std::optional<NightRecord> before_;
  std::optional<PlayedTrial> played_;
  std::optional<RepeatedTrial> repeated_;
  std::optional<SweptTrial> swept_;
  std::vector<NightRecord> worlds_;  // the first of the lesson's, as many as were run
  std::optional<std::string> digest_again_;
};

// What `kept` holds where it is evidence of this night and script; otherwise fresh evidence, which
// takes its place.
NightEvidence& evidence_for(std::optional<NightEvidence>& kept, const LessonNight& night,
                            ResultOrErrors<Script> script);

}  // namespace nightshift
