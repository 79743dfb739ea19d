// How requests about a night find it: the lesson's, played by a script up to a moment.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/json/reader.h"
#include "engine/lesson/night.h"
#include "engine/night/night.h"
#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

// The night of a lesson; "request.no_night" when it has none.
ResultOrErrors<const LessonNight*> night_of(const Lesson& lesson);

// The files of a request, laid over those that the learner starts from.
PipelineFiles with_changes(const PipelineFiles& start, JsonReader& changed);

struct NightRequest {
  std::string lesson;
  std::optional<JsonReader> script;
  std::optional<JsonReader> scenario;  // instead of the lesson's world
  std::optional<JsonReader> files;     // laid over the lesson's start files
  std::string at;
};

// Reads these members; `moment` is the name of the last.
NightRequest read_night_request(RequestInput& input, std::string_view moment);

// The night at that moment, until the next request. Call it when all members were read.
ResultOrErrors<Night*> seek_night(Core& core, RequestInput& input, const NightRequest& request);

}  // namespace nightshift
