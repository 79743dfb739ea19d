#include "grader/abi/night_seek.h"

#include <utility>

#include "engine/json/write.h"
#include "engine/night/script.h"
#include "grader/abi/context.h"

namespace nightshift {

ResultOrErrors<const LessonNight*> night_of(const Lesson& lesson) {
  if (lesson.night) return &*lesson.night;
  return fail_one(host_error("request.no_night", "the lesson \"" + lesson.slug + "\" has no night",
                             "Ask for a lesson that has one."));
}

PipelineFiles with_changes(const PipelineFiles& start, JsonReader& changed) {
  PipelineFiles files = start;
  for (auto& [path, text] : changed.members()) files[path] = text.text_or_empty();
  return files;
}

NightRequest read_night_request(RequestInput& input, std::string_view moment) {
  NightRequest request;
  request.lesson = input.json.member("lesson").text();
  request.script = input.json.member("script");
  request.scenario = input.json.optional_member("scenario");
  request.files = input.json.optional_member("files");
  request.at = input.json.member(moment).text();
  return request;
}

namespace {

// A night of the request's world and files, opened unless it is the one that is open already.
ResultOrErrors<void> open_night(Core& core, RequestInput& input, const NightRequest& request,
                                const Lesson& lesson, const LessonNight& night) {
  std::string key = lesson.id;
  NightPlan plan = night.played.plan;
  PipelineFiles files = night.start;
  if (request.scenario) {
    JsonReader scenario = *request.scenario;
    plan = read_night_plan(scenario);
    key += write_json(*scenario.json(), JsonLayout::kCompact);
  }
  if (request.files) {
    JsonReader changed = *request.files;
    files = with_changes(files, changed);
    key += write_json(*changed.json(), JsonLayout::kCompact);
  }
  if (!input.errors.empty()) return fail(std::move(input.errors));
  if (core.night && core.night->key == key) return {};
  NIGHTSHIFT_TRY(Playback playback, Playback::open(plan, files));
  core.night.emplace(OpenNight{.key = std::move(key), .playback = std::move(playback), .told = {}});
  return {};
}

}  // namespace

ResultOrErrors<Night*> seek_night(Core& core, RequestInput& input, const NightRequest& request) {
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, request.lesson));
  NIGHTSHIFT_TRY(const LessonNight* night, night_of(*context.lesson));
  NIGHTSHIFT_TRY(open_night(core, input, request, *context.lesson, *night));
  Playback& playback = core.night->playback;
  const TimeUs from = request.scenario ? playback.start() : night->acts_from;
  const Script script = read_script(*request.script, NoFolders(), from, playback.end());
  const std::optional<TimeUs> at = read_time(request.at);
  if (!at) {
    return fail_one(host_error("request.time", "\"" + request.at + "\" is no time",
                               "Write it as 2026-03-11T02:00:00Z."));
  }
  if (!input.errors.empty()) return fail(std::move(input.errors));
  return &core.night->playback.seek(script, *at);
}

}  // namespace nightshift
