#include "grader/cli/folder.h"

#include <fstream>
#include <sstream>
#include <system_error>

namespace nightshift::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileBytesMax = std::uintmax_t{256} * 1024 * 1024;

Error cli_error(std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kHost,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {}};
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with('.'); }

}  // namespace

Result<std::map<std::string, std::string>> read_folder(const fs::path& folder) {
  std::error_code trouble;
  std::map<std::string, std::string> files;
  fs::recursive_directory_iterator entry(folder, trouble);
  if (trouble) {
    return fail(
        cli_error("cli.unreadable",
                  "the folder " + folder.string() + " cannot be read (" + trouble.message() + ")",
                  "Check its name."));
  }
  for (; entry != fs::recursive_directory_iterator(); entry.increment(trouble)) {
    if (trouble) break;
    if (is_hidden(entry->path())) {
      entry.disable_recursion_pending();
      continue;
    }
    if (entry->symlink_status().type() != fs::file_type::regular) continue;
    NIGHTSHIFT_TRY(std::string bytes, read_file(entry->path()));
    files.emplace(entry->path().lexically_relative(folder).generic_string(), std::move(bytes));
  }
  return files;
}

Result<std::string> read_file(const fs::path& file) {
  std::error_code trouble;
  const std::uintmax_t size = fs::file_size(file, trouble);
  if (!trouble && size > kFileBytesMax) {
    return fail(cli_error("cli.too_large", file.string() + " is larger than 256 MB",
                          "Nothing of ours is that large: check what it is."));
  }
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  if (in) bytes << in.rdbuf();
  if (!in || trouble) {
    return fail(cli_error("cli.unreadable", "the file " + file.string() + " cannot be read",
                          "Check its name and its permissions."));
  }
  return bytes.str();
}

Result<void> write_file(const fs::path& file, const std::string& bytes) {
  std::error_code ignored;  // opening the file says what is wrong
  if (file.has_parent_path()) fs::create_directories(file.parent_path(), ignored);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) return {};
  return fail(cli_error("cli.unwritable", "the file " + file.string() + " cannot be written",
                        "Check the folder and its permissions."));
}

Result<LessonPlace> find_lesson_place(const std::string& text) {
  const std::size_t hash = text.rfind('#');
  if (hash != std::string::npos) {
    return LessonPlace{.pack = text.substr(0, hash), .lesson = text.substr(hash + 1)};
  }
  std::error_code trouble;
  fs::path folder = fs::absolute(text, trouble).lexically_normal();
  if (!folder.has_filename()) folder = folder.parent_path();
  if (!fs::exists(folder / "lesson.json", trouble)) {
    return fail(cli_error("cli.no_lesson", "there is no lesson.json in " + text,
                          "Name a lesson's folder, or PACK#slug."));
  }
  return LessonPlace{.pack = folder.parent_path(), .lesson = folder.filename().string()};
}

}  // namespace nightshift::cli
