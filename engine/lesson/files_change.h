// What an option of a question does to the files that the learner finds, so that the option can be
// run instead of believed.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/patch.h"
#include "engine/pipeline/read_spec.h"

namespace nightshift {

struct FilesChange {
  std::vector<JsonEdit> patch;  // of pipeline.jsonc
  PipelineFiles files;          // laid over the others
};

// The files with some changes made, one after another: what a learner would write to have them
// all. The error "pack.change" is the author's; where it stands is the caller's to say.
Result<PipelineFiles> changed_files(const PipelineFiles& files,
                                    std::span<const FilesChange* const> changes);

// What a change does to an incident, as told by a run with it beside one without it.
enum class Effect {
  kPrevents,     // the change that broke things never shipped
  kContains,     // it shipped, and no wrong number was shown unwarned
  kDetects,      // the pipeline woke somebody before the first wrong number was shown
  kDetectsLate,  // ... after it
  kHelpsRepair,  // the incident is what it was, but a repair can be repeated
  kBlind,        // somebody watches and sees nothing
  kNone,
};
inline constexpr std::array kEffects = {
    std::pair{std::string_view("prevents"), Effect::kPrevents},
    std::pair{std::string_view("contains"), Effect::kContains},
    std::pair{std::string_view("detects"), Effect::kDetects},
    std::pair{std::string_view("detects_late"), Effect::kDetectsLate},
    std::pair{std::string_view("helps_repair"), Effect::kHelpsRepair},
    std::pair{std::string_view("blind"), Effect::kBlind},
    std::pair{std::string_view("none"), Effect::kNone}};
std::string_view effect_text(Effect effect);

}  // namespace nightshift
