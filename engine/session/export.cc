// A pack as one file: what goes in, and what stays with the author.

#include <array>

#include "engine/json/parse.h"
#include "engine/json/write.h"
#include "engine/lesson/archive.h"
#include "engine/session/expected.h"
#include "engine/session/session.h"

namespace nightshift {
namespace {

// Without the author's comments, which may tell more than a learner should read.
Result<std::string> without_comments(const FileSet& files, const std::string& path) {
  NIGHTSHIFT_TRY(
      const Json json,
      parse_json(*files.find(path), {.whose = Whose::kAuthor, .file = path, .comments = true}));
  return write_json(json, JsonLayout::kIndented);
}

}  // namespace

Result<FileSet> Session::learner_files() {
  FileSet files;
  const auto put = [&](const std::string& path, std::string bytes) {
    return files.put(path, std::move(bytes), Whose::kAuthor);
  };
  const Json build = Json::object({{"format", 1}, {"source_digest", pack_.digest}});
  NIGHTSHIFT_TRY(put("build.json", write_json(build, JsonLayout::kIndented)));
  NIGHTSHIFT_TRY(std::string manifest, without_comments(files_, "pack.json"));
  NIGHTSHIFT_TRY(put("pack.json", std::move(manifest)));
  for (const Lesson& lesson : pack_.lessons) {
    const std::string path = lesson.folder + "/lesson.json";
    NIGHTSHIFT_TRY(std::string description, without_comments(files_, path));
    NIGHTSHIFT_TRY(put(path, std::move(description)));
    // Only these folders are for learners. Whatever else there is stays behind.
    for (const char* folder : {"text", "data", "start", "options"}) {
      for (const std::string& file : files_.below(lesson.folder + "/" + folder)) {
        NIGHTSHIFT_TRY(put(file, *files_.find(file)));
      }
    }
    for (const std::string& file : files_.below(lesson.folder + "/worlds")) {
      NIGHTSHIFT_TRY(std::string scenario, without_comments(files_, file));
      NIGHTSHIFT_TRY(put(file, std::move(scenario)));
    }
    for (const Step& step : lesson.steps) {
      if (!std::holds_alternative<QueryStep>(step.body)) continue;
      NIGHTSHIFT_TRY(const Expectation* expected, expectation(lesson, step));
      NIGHTSHIFT_TRY(const std::vector<MistakePrint> prints, mistake_prints(lesson, step));
      const Json json = expectation_to_json(*expected, lesson, step, prints);
      NIGHTSHIFT_TRY(put(expected_path(lesson, step), write_json(json, JsonLayout::kIndented)));
    }
  }
  return files;
}

Result<std::string> Session::export_pack(Audience audience) {
  if (audience == Audience::kAuthor && pack_.audience == Audience::kLearner) {
    return fail(Error{.whose = Whose::kHost,
                      .code = "pack.audience",
                      .message = "a learner's build does not hold what an author's pack needs",
                      .remedy = "Open the author's folder instead.",
                      .where = {}});
  }
  if (audience == pack_.audience) return write_archive(files_);
  NIGHTSHIFT_TRY(const FileSet files, learner_files());
  return write_archive(files);
}

}  // namespace nightshift
