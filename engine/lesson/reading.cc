#include "engine/lesson/reading.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/kernel/time.h"

namespace nightshift {
namespace {

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    const char c = text[i];
    const bool digit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    if (hyphen ? c != '-' : !digit) return false;
  }
  return true;
}

}  // namespace

std::string read_uuid(JsonReader reader, PackReading& pack) {
  std::string id = reader.text();
  if (!reader.present() || id.empty()) return id;
  if (!is_uuid(id)) {
    reader.error("pack.uuid", "\"" + shortened(id, 60) + "\" is not a UUID in lower case",
                 "Make one, for example with uuidgen, and never change it again.");
    return id;
  }
  const std::string here = reader.file() + "#" + reader.pointer();
  const auto [known, fresh] = pack.ids.emplace(id, here);
  if (!fresh) {
    reader.error("pack.duplicate_id", "this id stands at " + known->second + " too",
                 "Make a new UUID for the newer of the two.");
  }
  return id;
}

bool is_slug(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-' || text.size() > 64) return false;
  bool hyphen = false;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!letter && (c != '-' || hyphen)) return false;
    hyphen = c == '-';
  }
  return true;
}

std::string read_slug(JsonReader reader) {
  std::string slug = reader.text();
  if (!slug.empty() && !is_slug(slug)) {
    reader.error("pack.slug", "\"" + shortened(slug, 60) + "\" is not a slug",
                 "Use lower-case letters, digits and single hyphens, at most 64 in all.");
  }
  return slug;
}

std::string read_answer_name(JsonReader reader, std::string_view ending) {
  std::string name = reader.text();
  if (!reader.present() || name.empty()) return name;
  const std::string_view stem =
      std::string_view(name).substr(0, name.size() - std::min(name.size(), ending.size()));
  if (!name.ends_with(ending) || !is_slug(stem)) {
    reader.error("pack.answer_name",
                 "\"" + shortened(name, 60) + "\" is not the name of an answer file here",
                 "Use a slug and the ending " + std::string(ending) + ".");
  }
  return name;
}

DurationUs read_length(JsonReader reader) {
  const std::string text = reader.text();
  const std::optional<DurationUs> duration = read_duration(text);
  if (!duration && !text.empty()) {
    reader.error("pack.duration", "\"" + shortened(text, 60) + "\" is no length of time",
                 "Write digits and one of ms s m h d, as in 15m.");
  }
  return duration.value_or(0);
}

const std::string* read_file(JsonReader& reader, LessonReading& lesson, std::string_view folder) {
  const std::string name = reader.text();
  if (!reader.present() || name.empty()) return nullptr;
  const std::string below = std::string(folder) + "/";
  if (!name.starts_with(below)) {
    reader.error("pack.wrong_folder", "\"" + shortened(name, 80) + "\" does not lie in " + below,
                 "Move the file to " + below + " and name it with that folder.");
    return nullptr;
  }
  const std::string path = lesson.path(name);
  const std::string* bytes = lesson.pack.files.find(path);
  if (bytes == nullptr) {
    const std::vector<std::string> there = lesson.pack.files.below(lesson.path(folder));
    const std::optional<std::string> near = nearest(path, there);
    reader.error("pack.missing_file", "there is no file " + path,
                 near ? "Did you mean \"" + near->substr(lesson.folder.size() + 1) + "\"?"
                      : "Add the file, or name one that is there.");
    return nullptr;
  }
  lesson.used_files.insert(path);
  return check_text(path, *bytes, lesson.pack) ? bytes : nullptr;
}

bool check_text(const std::string& path, const std::string& bytes, PackReading& pack) {
  std::size_t bad = 0;
  if (is_utf8(bytes, &bad)) return true;
  pack.errors.push_back({.whose = Whose::kAuthor,
                         .code = "pack.not_text",
                         .message = "byte " + std::to_string(bad) + " is not UTF-8 text",
                         .remedy = "Save the file as UTF-8.",
                         .where = {.file = path}});
  return false;
}

}  // namespace nightshift
