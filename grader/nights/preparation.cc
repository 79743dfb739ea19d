#include "grader/nights/preparation.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>
#include <variant>

#include "grader/nights/check_worlds.h"

namespace nightshift {
namespace {

// The order in which they are run.
constexpr std::array kAllTrials = {NightTrial::kBefore, NightTrial::kPlayed,   NightTrial::kAgain,
                                   NightTrial::kWorlds, NightTrial::kRepeated, NightTrial::kSwept};

// Those of a night step; a check that is not here reads the played night.
constexpr std::pair<std::string_view, NightTrial> kTrialsOfChecks[] = {
    {"deterministic", NightTrial::kAgain},
    {"replay_safe", NightTrial::kRepeated},
    {"crash_safe", NightTrial::kSwept}};

NightTrial trial_of(std::string_view check) {
  if (world_judge(check) != nullptr) return NightTrial::kWorlds;
  for (const auto& [kind, trial] : kTrialsOfChecks) {
    if (kind == check) return trial;
  }
  return NightTrial::kPlayed;
}

std::vector<NightTrial> trials_of_step(const Step& step) {
  if (std::holds_alternative<PointStep>(step.body)) return {NightTrial::kBefore};
  if (!std::holds_alternative<NightStep>(step.body)) return {};
  std::vector<NightTrial> trials = {NightTrial::kPlayed};  // the step's summary is about it
  for (const CheckSpec& check : step.checks) trials.push_back(trial_of(check.kind));
  return trials;
}

}  // namespace

std::vector<NightTrial> trials_wanted(const Lesson& lesson,
                                      const std::optional<std::string>& step) {
  std::vector<NightTrial> asked;
  for (const Step& each : lesson.steps) {
    if (step && each.id != *step) continue;
    const std::vector<NightTrial> trials = trials_of_step(each);
    asked.insert(asked.end(), trials.begin(), trials.end());
  }
  std::vector<NightTrial> wanted;
  std::copy_if(kAllTrials.begin(), kAllTrials.end(), std::back_inserter(wanted),
               [&](NightTrial trial) {
                 return std::find(asked.begin(), asked.end(), trial) != asked.end();
               });
  return wanted;
}

Preparation prepare_next(NightEvidence& evidence, const std::vector<NightTrial>& wanted) {
  Preparation preparation;
  bool has_run = false;
  for (const NightTrial trial : wanted) {
    if (trial != NightTrial::kBefore && !evidence.script_errors().empty()) continue;
    const std::int64_t parts = evidence.parts(trial);
    preparation.total += parts;
    if (!has_run && evidence.parts_run(trial) < parts) {
      evidence.run_part(trial);
      has_run = true;
    }
    preparation.done += evidence.parts_run(trial);
  }
  return preparation;
}

}  // namespace nightshift
