// Files of this machine, read for the door. The only place of engine and grader that touches a
// disk.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "engine/base/result.h"

namespace nightshift::cli {

// All regular files below `folder` by their path with '/', but for names that start with a dot.
// Links are not followed: what a submission links to is not part of it. Fails when the folder
// cannot be read.
Result<std::map<std::string, std::string>> read_folder(const std::filesystem::path& folder);

// Fails with "cli.unreadable" or "cli.too_large" (over 256 MB).
Result<std::string> read_file(const std::filesystem::path& file);

// Fails with "cli.unwritable".
Result<void> write_file(const std::filesystem::path& file, const std::string& bytes);

// Where a lesson is: the pack that holds it, and the lesson's slug or folder.
struct LessonPlace {
  std::filesystem::path pack;  // a folder or a pack file
  std::string lesson;
};

// Takes "lessons/foundations/02-paid-revenue-by-month", or "PACK#slug" where PACK is a pack's
// folder or file.
Result<LessonPlace> find_lesson_place(const std::string& text);

}  // namespace nightshift::cli
