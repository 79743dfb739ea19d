#include "grader/cli/opening.h"

#include <ostream>
#include <utility>

#include "grader/cli/folder.h"

namespace nightshift::cli {
namespace {

namespace fs = std::filesystem;

Json put_request(std::string_view area, const std::string& path) {
  return Json::object({{"kind", "files.put"}, {"area", area}, {"path", path}});
}

}  // namespace

const std::string& text_of(const Json& json, std::string_view key) {
  return *json.find(key)->if_string();
}

std::int64_t number_of(const Json& json, std::string_view key) {
  return *json.find(key)->if_integer();
}

ExitCode tell(const Error& error, const Streams& streams) {
  streams.err << "nightshift: " << error.message << ". " << error.remedy << " [" << error.code
              << "]\n";
  return kNoVerdict;
}

ExitCode tell(const Reply& reply, const Streams& streams) {
  streams.err << reply.errors_text();
  return reply.learners_trouble() ? kNotPassed : kNoVerdict;
}

std::optional<ExitCode> open_pack(Door& door, const fs::path& pack, const Streams& streams,
                                  Json* about) {
  std::string archive;
  std::error_code trouble;
  if (fs::is_directory(pack, trouble)) {
    const auto files = read_folder(pack);
    if (!files) return tell(files.error(), streams);
    for (const auto& [path, bytes] : *files) {
      const Reply put = door.call(put_request("pack", path), bytes);
      if (!put.ok) return tell(put, streams);
    }
  } else {
    auto bytes = read_file(pack);
    if (!bytes) return tell(bytes.error(), streams);
    archive = std::move(*bytes);
    if (archive.empty()) archive = "empty";  // so that the door says that it is no pack
  }
  const Reply opened = door.call(Json::object({{"kind", "pack.open"}}), archive);
  if (!opened.ok) return tell(opened, streams);
  if (about != nullptr) *about = opened.result();
  return std::nullopt;
}

std::optional<ExitCode> put_submission(Door& door, const std::string& folder,
                                       const Streams& streams) {
  const auto files = read_folder(folder);
  if (!files) return tell(files.error(), streams);
  for (const auto& [path, bytes] : *files) {
    const Reply put = door.call(put_request("attempt", path), bytes);
    if (!put.ok && !put.learners_trouble()) return tell(put, streams);
  }
  return std::nullopt;
}

}  // namespace nightshift::cli
