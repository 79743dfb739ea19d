// Packs, lessons and results as a host shows them; docs/protocol.md is the specification.
#pragma once

#include "engine/base/result.h"
#include "engine/json/json.h"
#include "engine/session/session.h"

namespace nightshift {

Json describe_pack(const LessonPack& pack);

// Loads the visible data sets and runs the references, to tell row counts and columns. Fails with
// the author's trouble.
Result<Json> describe_lesson(Session& session, const Lesson& lesson);

// {path: text}
Json files_json(const PipelineFiles& files);

Json describe_outcome(const QueryOutcome& outcome);

}  // namespace nightshift
