// A folder of files as a value: what a pack or a submission is before anyone looks inside.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace nightshift {

// Paths are relative, with '/' between folders, sorted by their bytes.
class FileSet {
 public:
  struct Limits {
    std::size_t files_max = 10'000;
    std::int64_t file_bytes_max = 64LL * 1024 * 1024;
    std::int64_t bytes_max = 256LL * 1024 * 1024;
  };

  FileSet() = default;
  explicit FileSet(const Limits& limits) : limits_(limits) {}

  // Adds or replaces a file. Fails with "files.path" (absolute, "..", "\", empty part, control
  // character, not UTF-8, over 255 bytes), "files.too_many" or "files.too_large"; the set is then
  // as before. `whose` is whom the error concerns.
  Result<void> put(std::string path, std::string bytes, Whose whose);

  // The bytes of a file, or nullptr.
  const std::string* find(std::string_view path) const;

  // The files below a folder ("text" or "lessons/01-x"), with their full paths, in order.
  std::vector<std::string> below(std::string_view folder) const;

  const std::map<std::string, std::string, std::less<>>& files() const { return files_; }
  std::int64_t bytes() const { return bytes_; }

  // Digest over all paths and contents.
  std::string digest() const;

 private:
  Limits limits_;
  std::map<std::string, std::string, std::less<>> files_;
  std::int64_t bytes_ = 0;
};

}  // namespace nightshift
