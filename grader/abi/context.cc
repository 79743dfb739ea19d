#include "grader/abi/context.h"

#include <optional>
#include <utility>
#include <vector>

#include "engine/base/nearest.h"
#include "engine/base/text.h"

namespace nightshift {

ResultOrErrors<void> done_reading(RequestInput& input) {
  input.json.no_other_keys();
  if (!input.errors.empty()) return fail(std::move(input.errors));
  return {};
}

tl::unexpected<Errors> fail_one(Error error) { return fail(Errors{std::move(error)}); }

Error host_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kHost,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

ResultOrErrors<Session*> open_session(Core& core) {
  if (core.session) return &*core.session;
  return fail_one(host_error("request.no_pack", "no pack is open", "Send pack.open first."));
}

ResultOrErrors<const Lesson*> find_lesson(const Session& session, const std::string& name) {
  if (const Lesson* lesson = session.pack().find_lesson(name)) return lesson;
  std::vector<std::string> slugs;
  for (const Lesson& lesson : session.pack().lessons) slugs.push_back(lesson.slug);
  const std::optional<std::string> near = nearest(name, slugs);
  return fail_one(host_error(
      "request.unknown_lesson", "the pack has no lesson \"" + shortened(name, 60) + "\"",
      near ? "Did you mean \"" + *near + "\"?" : "Use the id or slug of one of its lessons."));
}

Attempt attempt_of(const Core& core, RequestInput& input) {
  std::optional<JsonReader> files = input.json.optional_member("files");
  if (!files) return core.attempt;
  Attempt attempt;
  for (auto& [path, text] : files->members()) {
    // A refused file is remembered in the attempt, and the report says so.
    static_cast<void>(attempt.put(path, text.text_or_empty()));
  }
  return attempt;
}

ResultOrErrors<LessonContext> lesson_context(Core& core, RequestInput& input,
                                             const std::string& name) {
  NIGHTSHIFT_TRY(done_reading(input));
  NIGHTSHIFT_TRY(Session * session, open_session(core));
  NIGHTSHIFT_TRY(const Lesson* lesson, find_lesson(*session, name));
  return LessonContext{.session = session, .lesson = lesson};
}

ResultOrErrors<std::optional<std::string>> known_step(const Lesson& lesson,
                                                      std::optional<std::string> step) {
  if (!step) return step;
  std::vector<std::string> ids;
  for (const Step& other : lesson.steps) {
    if (other.answer().empty()) continue;
    if (other.id == *step) return step;
    ids.push_back(other.id);
  }
  const std::optional<std::string> near = nearest(*step, ids);
  return fail_one(
      host_error("request.unknown_step",
                 "the lesson has no step with an answer called \"" + shortened(*step, 60) + "\"",
                 near ? "Did you mean \"" + *near + "\"?" : "Use the id of one."));
}

}  // namespace nightshift
