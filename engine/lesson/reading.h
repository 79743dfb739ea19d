// What the readers of a pack's files share: the files, the errors found so far, and the rules for
// names.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/json/reader.h"
#include "engine/kernel/time.h"
#include "engine/lesson/files.h"
#include "engine/lesson/pack.h"
#include "engine/lesson/read_pack.h"

namespace nightshift {

// One pack being read.
struct PackReading {
  const FileSet& files;
  const std::vector<CheckKind>& check_kinds;
  Errors errors;
  std::map<std::string, std::string> ids;  // UUID -> where it stands, over the whole pack
  CompareRules compare;                    // the pack's defaults
  QueryBudget budget;
};

// One lesson being read.
struct LessonReading {
  PackReading& pack;
  std::string folder;  // also the prefix of its files' paths
  Lesson lesson;
  CompareRules compare;  // the lesson's defaults
  QueryBudget budget;
  std::set<std::string> used_files;  // paths that lesson.json names
  // What steps do to the files that the learner finds, and where they say so.
  std::vector<std::pair<JsonReader, FilesChange>> changes;

  std::string path(std::string_view file) const { return folder + "/" + std::string(file); }
};

// Reads and remembers a UUID; the error "pack.uuid" when it is none, "pack.duplicate_id" when it
// stands elsewhere too.
std::string read_uuid(JsonReader reader, PackReading& pack);

// Reads a slug (lower-case letters, digits, single hyphens); the error is "pack.slug".
std::string read_slug(JsonReader reader);
bool is_slug(std::string_view text);

// A length of time such as "15m"; the error is "pack.duration".
DurationUs read_length(JsonReader reader);

// The text of a file that `reader` names, relative to the lesson and below `folder` ("text",
// "data"): must exist and be UTF-8. Errors "pack.missing_file", "pack.wrong_folder",
// "pack.not_text". nullptr on error.
const std::string* read_file(JsonReader& reader, LessonReading& lesson, std::string_view folder);

// Errors "pack.not_text" for bytes that are no UTF-8.
bool check_text(const std::string& path, const std::string& bytes, PackReading& pack);

// The parts of lesson.json; each reads on after an error.
CompareRules read_compare(JsonReader reader, const CompareRules& defaults);
QueryBudget read_budget(JsonReader reader, const QueryBudget& defaults);
TableSchema read_table(JsonReader reader);
Dataset read_dataset(JsonReader reader, LessonReading& lesson);
Step read_step(JsonReader reader, LessonReading& lesson);
// "checks" of a step whose other parts were read.
std::vector<CheckSpec> read_checks(JsonReader& reader, const Step& step, LessonReading& lesson);
PointStep read_point(JsonReader& reader, const LessonReading& lesson);

// What an option does to the files of the night; check_changes() tries them all, once it is known
// what the learner finds. Errors "pack.change".
FilesChange read_change(JsonReader reader, LessonReading& lesson);
void check_changes(LessonReading& lesson);

// "night", but for what the learner starts from: read_night_start() takes that from the files below
// start/ that no step has named.
LessonNight read_night(JsonReader reader, LessonReading& lesson);
void read_night_start(JsonReader reader, LessonReading& lesson);

// The name of an answer file: a slug and the ending. The error is "pack.answer_name".
std::string read_answer_name(JsonReader reader, std::string_view ending);
Lesson read_lesson(const std::string& folder, PackReading& pack);

// The author-only files of a lesson: solution/, mistakes/ and rewrites/. Errors for files that no
// step names.
void read_answers(LessonReading& lesson);

}  // namespace nightshift
