// pack.json, the list of lessons, and what must hold across lessons.

#include "engine/lesson/read_pack.h"

#include <algorithm>
#include <array>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t kPackFormat = 1;
constexpr std::array kSealings = {std::pair{"open"sv, Sealing::kOpen},
                                  std::pair{"sealed"sv, Sealing::kSealed},
                                  std::pair{"exam"sv, Sealing::kExam}};

Error author_error(std::string file, std::string code, std::string message, std::string remedy) {
  return {.whose = Whose::kAuthor,
          .code = std::move(code),
          .message = std::move(message),
          .remedy = std::move(remedy),
          .where = {.file = std::move(file)}};
}

bool is_version(std::string_view text) {
  int dots = 0;
  char before = '.';
  for (const char c : text) {
    if (c == '.' && before != '.') {
      ++dots;
    } else if (c < '0' || c > '9') {
      return false;
    }
    before = c;
  }
  return dots == 2 && before != '.';
}

void read_manifest(const Json& json, PackReading& reading, LessonPack& pack) {
  JsonReader root(json, {.whose = Whose::kAuthor, .file = "pack.json"}, reading.errors);
  root.member("format").integer(kPackFormat, kPackFormat);
  pack.id = read_uuid(root.member("id"), reading);
  pack.name = read_slug(root.member("name"));
  pack.title = root.member("title").text();
  pack.description = root.member("description").text();
  JsonReader version = root.member("version");
  pack.version = version.text();
  if (version.present() && !is_version(pack.version)) {
    version.error("pack.version", "\"" + shortened(pack.version, 40) + "\" is not a version",
                  "Write three numbers with dots, such as 0.1.0.");
  }
  pack.language = "en";
  if (auto language = root.optional_member("language")) pack.language = language->text();
  if (auto authors = root.optional_member("authors")) pack.authors = authors->texts();
  if (auto sealing = root.optional_member("sealing")) pack.sealing = sealing->choice(kSealings);
  if (auto compare = root.optional_member("compare")) {
    reading.compare = read_compare(*compare, reading.compare);
  }
  if (auto budget = root.optional_member("budget")) {
    reading.budget = read_budget(*budget, reading.budget);
  }
  root.no_other_keys();
}

// Folders that hold a lesson.json, in order; a folder whose name is not NN-slug is an error.
std::vector<std::string> lesson_folders(PackReading& reading) {
  std::vector<std::string> folders;
  for (const auto& [path, bytes] : reading.files.files()) {
    const std::size_t slash = path.find('/');
    if (slash == std::string::npos || path.substr(slash + 1) != "lesson.json") continue;
    const std::string folder = path.substr(0, slash);
    const auto digit = [&](std::size_t i) { return folder[i] >= '0' && folder[i] <= '9'; };
    if (folder.size() > 3 && digit(0) && digit(1) && folder[2] == '-' &&
        is_slug(folder.substr(3))) {
      folders.push_back(folder);
    } else {
      reading.errors.push_back(author_error(path, "pack.lesson_folder",
                                            "a lesson's folder must be named like 03-first-join",
                                            "Rename the folder: two digits, a hyphen, a slug."));
    }
  }
  return folders;
}

// Turns slugs into ids, and refuses lessons that nobody has.
void resolve_prerequisites(LessonPack& pack, Errors& errors) {
  std::vector<std::string> slugs;
  for (const Lesson& lesson : pack.lessons) slugs.push_back(lesson.slug);
  for (Lesson& lesson : pack.lessons) {
    for (std::size_t i = 0; i < lesson.prerequisites.size(); ++i) {
      std::string& wanted = lesson.prerequisites[i];
      const Lesson* found = pack.find_lesson(wanted);
      if (found != nullptr && found != &lesson) {
        wanted = found->id;
        continue;
      }
      const std::optional<std::string> near = nearest(wanted, slugs);
      Error error = author_error(lesson.folder + "/lesson.json", "pack.unknown_lesson",
                                 "there is no other lesson \"" + shortened(wanted, 60) + "\"",
                                 near ? "Did you mean \"" + *near + "\"?"
                                      : "Name a lesson of this pack by its slug or id.");
      error.where.pointer = "/prerequisites/" + std::to_string(i);
      errors.push_back(std::move(error));
    }
  }
}

void check_slugs(const LessonPack& pack, Errors& errors) {
  for (const Lesson& lesson : pack.lessons) {
    if (pack.find_lesson(lesson.slug) == &lesson) continue;
    errors.push_back(author_error(lesson.folder, "pack.duplicate_name",
                                  "two lessons have the slug \"" + lesson.slug + "\"",
                                  "Rename one of the folders."));
  }
}

// A learner's build carries the digest of its sources, and none of the author's answers.
void read_build(const FileSet& files, LessonPack& pack, Errors& errors) {
  const std::string* bytes = files.find("build.json");
  pack.audience = bytes == nullptr ? Audience::kAuthor : Audience::kLearner;
  if (bytes == nullptr) {
    pack.digest = source_digest(files);
    return;
  }
  const Result<Json> json =
      parse_json(*bytes, {.whose = Whose::kAuthor, .file = "build.json", .comments = false});
  if (!json) {
    errors.push_back(json.error());
    return;
  }
  JsonReader root(*json, {.whose = Whose::kAuthor, .file = "build.json"}, errors);
  root.member("format").integer(kPackFormat, kPackFormat);
  pack.digest = root.member("source_digest").text();
  root.no_other_keys();
  for (const auto& [path, unused] : files.files()) {
    if (path.find("/solution/") == std::string::npos &&
        path.find("/mistakes/") == std::string::npos &&
        path.find("/rewrites/") == std::string::npos) {
      continue;
    }
    errors.push_back(author_error(path, "pack.answers_inside",
                                  "a learner's build must not hold the author's answers",
                                  "Build it again with nightshift pack."));
  }
}

}  // namespace

std::string source_digest(const FileSet& files) { return files.digest(); }

ResultOrErrors<LessonPack> read_pack(const FileSet& files,
                                     const std::vector<CheckKind>& check_kinds) {
  const std::string* manifest = files.find("pack.json");
  if (manifest == nullptr) {
    return fail(Errors{author_error("pack.json", "pack.missing_file", "there is no pack.json",
                                    "A pack is a folder with a pack.json and lessons in it.")});
  }
  PackReading reading{.files = files,
                      .check_kinds = check_kinds,
                      .errors = {},
                      .ids = {},
                      .compare = {},
                      .budget = {}};
  LessonPack pack;
  read_build(files, pack, reading.errors);
  const Result<Json> json =
      parse_json(*manifest, {.whose = Whose::kAuthor, .file = "pack.json", .comments = true});
  if (json) {
    read_manifest(*json, reading, pack);
  } else {
    reading.errors.push_back(json.error());
  }
  for (const std::string& folder : lesson_folders(reading)) {
    pack.lessons.push_back(read_lesson(folder, reading));
  }
  if (pack.lessons.empty()) {
    reading.errors.push_back(author_error("pack.json", "pack.no_lessons",
                                          "the pack holds no lesson",
                                          "Add a folder such as 01-first/ with a lesson.json."));
  }
  check_slugs(pack, reading.errors);
  resolve_prerequisites(pack, reading.errors);
  if (!reading.errors.empty()) return fail(std::move(reading.errors));
  return pack;
}

}  // namespace nightshift
