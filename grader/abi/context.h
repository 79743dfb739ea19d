// What the handlers of requests share: the open pack, the lesson that a request names, and errors.
#pragma once

#include <optional>
#include <string>

#include "engine/base/result.h"
#include "engine/lesson/pack.h"
#include "engine/session/session.h"
#include "grader/abi/core.h"
#include "grader/abi/requests.h"

namespace nightshift {

// Ends the reading of a request: unknown keys and everything else that was wrong.
ResultOrErrors<void> done_reading(RequestInput& input);

tl::unexpected<Errors> fail_one(Error error);
Error host_error(std::string code, std::string message, std::string remedy);

// Fails with "request.no_pack".
ResultOrErrors<Session*> open_session(Core& core);

// The lesson a request names; "request.unknown_lesson" gives the nearest slug.
ResultOrErrors<const Lesson*> find_lesson(const Session& session, const std::string& name);

// The attempt of a request: its member "files", {path: text}, where there is one; otherwise the
// area "attempt".
Attempt attempt_of(const Core& core, RequestInput& input);

// Session and lesson of a request whose members were all read.
struct LessonContext {
  Session* session = nullptr;
  const Lesson* lesson = nullptr;
};
ResultOrErrors<LessonContext> lesson_context(Core& core, RequestInput& input,
                                             const std::string& name);

// The step that a request names, which has an answer; none stays none. "request.unknown_step" gives
// the nearest id.
ResultOrErrors<std::optional<std::string>> known_step(const Lesson& lesson,
                                                      std::optional<std::string> step);

}  // namespace nightshift
