// What options of questions do to the files of a lesson's night.

#include "engine/lesson/reading.h"
#include "engine/world/shop.h"

namespace nightshift {
namespace {

// An error at the change, about the first thing that is wrong with the files once it is made.
void report(JsonReader& reader, const Error& error) {
  const std::string place =
      error.where.file.empty() ? "" : " (" + error.where.file + " " + error.where.pointer + ")";
  reader.error("pack.change",
               "with this change the files are no pipeline: " + error.message + place,
               error.remedy);
}

}  // namespace

FilesChange read_change(JsonReader reader, LessonReading& lesson) {
  FilesChange change;
  if (auto patch = reader.optional_member("patch")) change.patch = read_patch(*patch);
  if (auto files = reader.optional_member("files")) {
    for (auto& [path, file] : files->members()) {
      const std::string* text = read_file(file, lesson, "options");
      if (text != nullptr) change.files.emplace(path, *text);
    }
  }
  reader.no_other_keys();
  lesson.changes.emplace_back(reader, change);
  return change;
}

void check_changes(LessonReading& lesson) {
  if (!lesson.lesson.night) return;
  const SpecWorld world{.sources = {std::string(kOrdersTable)}, .tables = {}};
  for (auto& [reader, change] : lesson.changes) {
    const FilesChange* const only[] = {&change};
    const Result<PipelineFiles> files = changed_files(lesson.lesson.night->start, only);
    if (!files) {
      reader.error(files.error().code, files.error().message, files.error().remedy);
      continue;
    }
    const ResultOrErrors<Pipeline> pipeline = read_pipeline(*files, world);
    if (!pipeline) report(reader, pipeline.error().front());
  }
}

}  // namespace nightshift
