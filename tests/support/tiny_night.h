// A whole pack with a night in a few lines, for tests that need one and want to break it.
#pragma once

#include <string_view>

#include "engine/lesson/files.h"

namespace nightshift::testing {

// One lesson "01-tiny-night": a pipeline that loads orders, a column that is renamed on 10 March, a
// hidden world without trouble; a point step "look", and the night steps "tell" and "mend" with
// their one answer night.json. The solution installs the folder "mended"; so does the mistake
// "half", without loading the day again.
FileSet tiny_night_pack();

// The pack with one text in one file replaced; the text must be there.
FileSet tiny_night_with(std::string_view path, std::string_view from, std::string_view to);

// The pack with a file added or replaced.
FileSet tiny_night_and(std::string_view path, std::string_view bytes);

// The pack without a file.
FileSet tiny_night_without(std::string_view path);

}  // namespace nightshift::testing
