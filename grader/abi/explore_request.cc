#include "grader/abi/explore_request.h"

#include <optional>
#include <utility>

#include "engine/session/answers.h"
#include "grader/abi/context.h"
#include "grader/nights/explore.h"

namespace nightshift {
namespace {

constexpr std::int64_t kWorldsMax = 100;  // of one request
constexpr std::int64_t kSeedMax = 1'000'000'000'000;

Json check_json(const ExploredCheck& check) {
  return Json::object({{"name", check.spec->name},
                       {"kind", check.spec->kind},
                       {"verdict", verdict_text(check.judgement.verdict)},
                       {"reason", check.judgement.reason},
                       {"message", check.judgement.say}});
}

// The scenario of a world in which something failed goes along, so that it can be played.
Json world_json(const ExploredWorld& explored, bool with_digest) {
  Json checks = Json::array();
  bool failed = false;
  for (const ExploredCheck& check : explored.checks) {
    failed = failed || check.judgement.verdict == Verdict::kFail;
    checks.push(check_json(check));
  }
  return Json::object({{"seed", static_cast<std::int64_t>(explored.seed)},
                       {"world", explored.world.name},
                       {"checks", std::move(checks)},
                       {"digest", with_digest ? Json(explored.record.trace.digest()) : Json()},
                       {"scenario", failed ? night_plan_json(explored.world.plan) : Json()}});
}

}  // namespace

ResultOrErrors<Json> night_explore(Core& core, RequestInput& input) {
  const std::string name = input.json.member("lesson").text();
  const std::int64_t seed = input.json.member("seed").integer(0, kSeedMax);
  std::int64_t count = 1;
  if (auto worlds = input.json.optional_member("worlds")) count = worlds->integer(1, kWorldsMax);
  bool with_digests = true;
  if (auto digests = input.json.optional_member("digests")) with_digests = digests->boolean();
  const Attempt attempt = attempt_of(core, input);
  NIGHTSHIFT_TRY(const LessonContext context, lesson_context(core, input, name));
  const Lesson& lesson = *context.lesson;
  const std::vector<const CheckSpec*> specs = world_checks(lesson);
  if (!lesson.night || lesson.night->worlds.empty() || specs.empty()) {
    return fail_one(host_error("request.no_night",
                               "the lesson \"" + lesson.slug + "\" has no hidden worlds to explore",
                               "Ask for a lesson that has some."));
  }
  NIGHTSHIFT_TRY(Script script, read_night_script(*lesson.night, attempt));
  NightEvidence& evidence = evidence_for(core.evidence, *lesson.night, std::move(script));
  Json worlds = Json::array();
  for (std::int64_t index = 0; index < count; ++index) {
    const auto each = static_cast<std::uint64_t>(seed + index);
    worlds.push(world_json(explore_world(evidence, specs, each), with_digests));
  }
  return Json::object({{"worlds", std::move(worlds)}});
}

}  // namespace nightshift
