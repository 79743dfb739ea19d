// Packs that differ from a sound one in one place.
#pragma once

#include <string_view>

#include "engine/lesson/files.h"

namespace nightshift::testing {

// With one text in one file replaced; the text must be there.
FileSet replaced(FileSet files, std::string_view path, std::string_view from, std::string_view to);

// With a file added or replaced.
FileSet with_file(FileSet files, std::string_view path, std::string_view bytes);

// Without a file.
FileSet without_file(const FileSet& files, std::string_view path);

}  // namespace nightshift::testing
