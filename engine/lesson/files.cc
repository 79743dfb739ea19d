#include "engine/lesson/files.h"

#include <algorithm>

#include "engine/base/digest.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

constexpr std::size_t kPathBytesMax = 255;

// What is wrong with a path; empty when nothing is.
std::string path_trouble(std::string_view path) {
  if (path.empty() || path.size() > kPathBytesMax) return "it must have 1 to 255 bytes";
  if (!is_utf8(path)) return "it is not UTF-8 text";
  for (const char c : path) {
    if (c == '\\') return "folders are separated by /, not by \\";
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return "it holds a control character";
  }
  std::size_t start = 0;
  while (start <= path.size()) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string_view part = path.substr(start, end - start);
    if (part.empty()) return "it is absolute or has an empty part";
    if (part == "." || part == "..") return "it must not hold . or ..";
    start = end + 1;
  }
  return {};
}

}  // namespace

Result<void> FileSet::put(std::string path, std::string bytes, Whose whose) {
  const auto refuse = [&](std::string code, std::string message, std::string remedy) {
    return fail(Error{.whose = whose,
                      .code = std::move(code),
                      .message = std::move(message),
                      .remedy = std::move(remedy),
                      .where = {.file = is_utf8(path) ? shortened(path, 80) : std::string()}});
  };
  if (const std::string trouble = path_trouble(path); !trouble.empty()) {
    return refuse("files.path", "this path cannot be used: " + trouble, "Rename the file.");
  }
  const auto size = static_cast<std::int64_t>(bytes.size());
  const auto old = files_.find(path);
  const std::int64_t freed =
      old == files_.end() ? 0 : static_cast<std::int64_t>(old->second.size());
  if (size > limits_.file_bytes_max) {
    return refuse("files.too_large",
                  "the file has " + count_text(size) + " bytes, at most " +
                      count_text(limits_.file_bytes_max) + " are taken",
                  "Make it smaller.");
  }
  if (bytes_ - freed + size > limits_.bytes_max) {
    return refuse("files.too_large",
                  "together the files have more than " + count_text(limits_.bytes_max) + " bytes",
                  "Leave out what is not needed.");
  }
  if (old == files_.end() && files_.size() >= limits_.files_max) {
    return refuse(
        "files.too_many",
        "there are more than " + counted(static_cast<std::int64_t>(limits_.files_max), "file"),
        "Leave out what is not needed.");
  }
  bytes_ += size - freed;
  files_[std::move(path)] = std::move(bytes);
  return {};
}

const std::string* FileSet::find(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : &found->second;
}

std::vector<std::string> FileSet::below(std::string_view folder) const {
  const std::string prefix = std::string(folder) + "/";
  std::vector<std::string> paths;
  for (auto file = files_.lower_bound(prefix);
       file != files_.end() && file->first.starts_with(prefix); ++file) {
    paths.push_back(file->first);
  }
  return paths;
}

std::string FileSet::digest() const {
  Digest digest;
  for (const auto& [path, bytes] : files_) {
    digest.add(path);
    digest.add(bytes);
  }
  return digest.text();
}

}  // namespace nightshift
