#include "engine/lesson/files_change.h"

#include <string>

#include "engine/base/check.h"
#include "engine/json/parse.h"
#include "engine/json/write.h"

namespace nightshift {
namespace {

Error no_change(const Error& why) {
  return {.whose = Whose::kAuthor,
          .code = "pack.change",
          .message = "the change cannot be made: " + why.message,
          .remedy = why.remedy,
          .where = {}};
}

// Comments go with a patch: what is run is read by nobody.
Result<std::string> patched_spec(const std::string& spec, const std::vector<JsonEdit>& patch) {
  Result<Json> json =
      parse_json(spec, {.whose = Whose::kAuthor, .file = std::string(kSpecFile), .comments = true});
  if (json) json = patched(*json, patch);
  if (!json) return fail(no_change(json.error()));
  return write_json(*json, JsonLayout::kIndented);
}

}  // namespace

Result<PipelineFiles> changed_files(const PipelineFiles& files,
                                    std::span<const FilesChange* const> changes) {
  PipelineFiles result = files;
  for (const FilesChange* change : changes) {
    for (const auto& [path, text] : change->files) result.insert_or_assign(path, text);
    if (change->patch.empty()) continue;
    std::string& spec = result[std::string(kSpecFile)];
    NIGHTSHIFT_TRY(spec, patched_spec(spec, change->patch));
  }
  return result;
}

std::string_view effect_text(Effect effect) {
  for (const auto& [word, known] : kEffects) {
    if (known == effect) return word;
  }
  NIGHTSHIFT_CHECK(false);
}

}  // namespace nightshift
