#include "tests/support/pack_edits.h"

#include <string>

#include "engine/base/check.h"

namespace nightshift::testing {

FileSet replaced(FileSet files, std::string_view path, std::string_view from, std::string_view to) {
  std::string bytes = *files.find(path);
  const std::size_t at = bytes.find(from);
  NIGHTSHIFT_CHECK(at != std::string::npos);
  return with_file(std::move(files), path, bytes.replace(at, from.size(), to));
}

FileSet with_file(FileSet files, std::string_view path, std::string_view bytes) {
  NIGHTSHIFT_CHECK(files.put(std::string(path), std::string(bytes), Whose::kAuthor).has_value());
  return files;
}

FileSet without_file(const FileSet& files, std::string_view path) {
  FileSet rest;
  for (const auto& [name, bytes] : files.files()) {
    if (name != path) rest = with_file(std::move(rest), name, bytes);
  }
  return rest;
}

}  // namespace nightshift::testing
