// Every key of pipeline.jsonc with its default and the tool that it is from: for error messages,
// for completion in an editor, and for docs/pipeline.md, whose tables a test compares with this
// one.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "engine/json/reader.h"

namespace nightshift {

// The kinds of object in the file.
enum class SpecPart {
  kPipeline,
  kSchedule,
  kTaskArgs,  // in default_args, and in every task
  kTask,      // in every task
  kSync,
  kField,
  kModel,
  kCheck,
  kNotifyTask,
  kRule,
  kOperator,  // in a rule and in a volume monitor
  kArguments,
  kContract,
  kEnforce,
  kMonitor,  // in every monitor
  kFreshness,
  kVolume,
  kSchema,
  kQuality,
  kPeriod,
  kBaseline,
  kNotify,
  kExposure,
  kOwner,
};

struct SpecKey {
  SpecPart part;
  std::string_view name;
  std::string_view default_text;  // "required", "none", or the value as JSON
  std::string_view tool;          // "Airflow", "dbt", ...; "ours"
  std::string_view about;         // half a sentence
};

std::span<const SpecKey> spec_keys();

// How messages call an object of this part: "a sync task".
std::string_view part_text(SpecPart part);

// Reports each member of the object at `reader` that none of `parts` knows as "json.unknown_key":
// with the nearest key that they know and its tool, or with the place where such a key belongs.
void refuse_other_keys(JsonReader& reader, std::initializer_list<SpecPart> parts);

}  // namespace nightshift
