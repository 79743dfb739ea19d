// A learner's query as it runs: what other databases say, in SQLite's words (engine/sql/dialect.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/lesson/pack.h"
#include "engine/sql/dialect.h"

namespace nightshift {

// `*` is written out by the lesson's tables where it must be. Fails as in_sqlite_words().
Result<Rewriting> in_words_of(const Lesson& lesson, std::string_view sql);

// The error of a query that was rewritten, with its place in the text as the learner wrote it: at
// the same word, or at the nearest before it that stayed as it was. Without a place where the text
// is longer than some thousand words.
Error placed_in_original(Error error, std::string_view original, std::string_view rewritten);

}  // namespace nightshift
