// What is tried out with a learner's night: it is played, its incident's day is done again, and
// every step of that day's run crashes once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/lesson/night.h"
#include "engine/night/night.h"
#include "engine/night/script.h"
#include "grader/nights/contents.h"
#include "grader/nights/night_record.h"

namespace nightshift {

// The start files from the start, the learner's script, to the end.
struct PlayedTrial {
  NightRecord record;
  NightContents contents;  // at the end
  std::vector<Moved> moves;
  PipelineFiles files;  // those in force at the end
  std::string digest;
};

// A night of files that were accepted before, at its start.
Night begin_night(const NightPlan& plan, const PipelineFiles& files);

// Goes on from where the learner takes over.
PlayedTrial play_to_the_end(Night night, const Script& script, const LessonNight& lesson);

// What the tables held after something was done again, to hold against what they held before.
struct ReplayStep {
  std::string what;  // "After the first replay of 10 March"
  NightContents contents;
};
struct RepeatedTrial {
  std::optional<Error> refused;   // the replay could not even be asked for
  bool is_over_limit = false;     // a cap was hit, or a replay did not end
  std::vector<ReplayStep> steps;  // the first one is the content before any replay
  Shop shop{0};                   // as it was at the end
};

// The played world again, and a day more, so that there is time after its end: the incident's day
// is made again by a backfill, twice; then the day after it, and the incident's day once more.
RepeatedTrial replay_incident(const Script& script, const LessonNight& lesson);

// A crash before one step of one task, and what the tables held once the run was done again.
struct CrashedRun {
  CrashPoint point;
  NightContents contents;
  bool has_ended = false;          // the run came to an end
  std::vector<std::string> lines;  // of its own trace: the crash, and how tasks ended after it
};
struct SweptTrial {
  enum class Status {
    kSwept,
    kNoRun,     // there is no run of the incident's day
    kNoWrites,  // without a crash it wrote nothing
    kOverLimit,
  };
  Status status = Status::kSwept;
  NightContents uncrashed;
  std::vector<CrashedRun> crashes;
  Shop shop{0};  // as it was at the latest
};

constexpr std::size_t kCrashPointsMax = 300;

// The played world with these files from the start. The run of the incident's day is forked from
// the moment before it, once for each step of each task; a run that failed is cleared and run
// again.
SweptTrial sweep_crashes(const PipelineFiles& files, const LessonNight& lesson);

}  // namespace nightshift
