// What would have happened: the lesson's played night once more, with other files from its start
// and nobody acting in it.
#pragma once

#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/lesson/files_change.h"
#include "engine/lesson/night.h"
#include "grader/nights/night_record.h"

namespace nightshift {

// A task failed, or the pipeline itself paged somebody: nobody needs to look at a number to know.
bool is_loud(const NightRecord& record);

// What became of a night, told in a few moments: "loud", "tile", "marks", the times of detection,
// "start" and "end" (docs/protocol.md, Runs).
Json option_run_json(const NightRecord& record);

// Runs of one lesson's night. The night must outlive it.
class OptionRuns {
 public:
  explicit OptionRuns(const LessonNight& night) : night_(&night) {}

  // The night with these changes to what the learner finds; "pack.change" when they cannot be made
  // together. Without changes: the night as it is.
  Result<NightRecord> run(const std::vector<const FilesChange*>& changes) const;

  // What one change is worth, beside the night as it is.
  Result<Effect> effect(const FilesChange& change, const NightRecord& with);

 private:
  Result<NightRecord> run_files(const PipelineFiles& files) const;
  const NightRecord& unchanged();

  const LessonNight* night_;
  std::optional<NightRecord> unchanged_;
  std::optional<bool> unchanged_repeats_;
};

}  // namespace nightshift
