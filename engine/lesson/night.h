// The night of a lesson: the world that is played, what the learner finds there, and the worlds in
// which the answer is judged. docs/lesson-format.md and docs/nights.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/time.h"
#include "engine/night/plan.h"
#include "engine/pipeline/read_spec.h"

namespace nightshift {

// The name of the world that the learner plays.
inline constexpr std::string_view kPlayedWorld = "played";

// An event that has to come, so that a world is about what its author thinks.
struct TraceMark {
  std::string kind;
  std::string subject;  // empty: any
};

// The same job, run in another way: what somebody else decides about the pipeline's files.
struct JobVariant {
  std::string cron;      // its schedule; empty: as the files have it
  std::string lookback;  // incremental syncs that know their rows by a key read again so far behind
                         // the cursor, at least; empty: as the files have it
};

// A world that a night is played or judged in.
struct NightWorld {
  std::string name;   // slug, unique in the night; the played one is kPlayedWorld
  std::string title;  // for the learner
  std::string file;   // path inside the lesson
  NightPlan plan;
  std::vector<TraceMark> reaches;  // with the files that the learner finds
  std::optional<JobVariant> job;
};

// The files as they are run in a world. Files that are no pipeline stay as they are.
PipelineFiles files_in(const NightWorld& world, const PipelineFiles& files);

// Where the revenue stands in the learner's warehouse.
struct NightTable {
  std::string name;           // relation, as a task fills it
  std::string day;            // column: '2026-03-10'
  std::string revenue_cents;  // column
};

// Where the orders stand as they were loaded.
struct RawTable {
  std::string name;              // "raw.orders"
  std::vector<std::string> key;  // columns, at least one
};

// The night of a lesson: docs/nights.md.
struct LessonNight {
  std::string title;
  std::string answer;       // file name of the script; files of the pipeline lie beside it
  NightWorld played;        // the learner sees it
  TimeUs acts_from = 0;     // when the learner takes over
  TimeUs incident_day = 0;  // the logical date that replays and sweeps repeat: a midnight
  std::string tile;         // the exposure that the consumers look at
  NightTable revenue;
  RawTable raw;
  PipelineFiles start;             // what the learner finds
  std::vector<NightWorld> worlds;  // hidden
};

}  // namespace nightshift
