// A whole pack in a few lines, for tests that need one and want to break it.
#pragma once

#include <string>
#include <string_view>

#include "engine/lesson/files.h"

namespace nightshift::testing {

// One lesson "01-tiny": a table t(id, word), data sets "small" (visible) and "more" (hidden), a
// query step "count" (rows per word, ordered) and a quiz step "pick" (option "a" is right), with a
// solution and two mistakes.
FileSet tiny_pack();

inline constexpr std::string_view kTinySolution =
    "SELECT word, count(*) AS n FROM t GROUP BY word ORDER BY word";

// The pack with one text in one file replaced; the text must be there.
FileSet tiny_pack_with(std::string_view path, std::string_view from, std::string_view to);

// The pack with a file added or replaced.
FileSet tiny_pack_and(std::string_view path, std::string_view bytes);

// The pack without a file.
FileSet tiny_pack_without(std::string_view path);

}  // namespace nightshift::testing
