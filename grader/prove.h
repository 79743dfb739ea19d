// Proof that a pack's checks do what its author says: the start fails, the solution passes in every
// way it is written, and each recorded mistake fails first at the check it names.
#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/session/session.h"

namespace nightshift {

struct ProvedAttempt {
  std::string name;  // "start", "solution", or the mistake's, the step's ...
  std::string role;  // as docs/protocol.md lists them
  std::string
      expected;        // "passed", "not passed" or the check that must fail first, as "step/check"
  std::string status;  // what grading said
  std::string first_failure;  // "step/check", or empty
  std::string reason;         // of that check
  bool ok = false;
  std::string message;  // what is wrong, and what to do; empty when ok
};

struct ProvedLesson {
  std::string slug;
  std::vector<ProvedAttempt> attempts;

  bool ok() const;
};

// Proves one lesson of an author's pack. Fails with the author's errors when it cannot be graded
// at all.
ResultOrErrors<ProvedLesson> prove_lesson(Session& session, const Lesson& lesson);

Json proved_json(const std::vector<ProvedLesson>& lessons);

}  // namespace nightshift
