// lesson.json and the folders beside it.

#include <algorithm>
#include <array>

#include "engine/base/calendar.h"
#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

// Wednesday, 11 March 2026, 02:00 UTC: the night of the course's first incident.
constexpr std::string_view kDefaultNow = "2026-03-11T02:00:00Z";
constexpr std::int64_t kMicrosPerSecond = 1'000'000;

const std::vector<std::string>& known_folders() {
  static const std::vector<std::string> folders = {
      "data", "expected", "mistakes", "options", "rewrites", "solution", "start", "text", "worlds"};
  return folders;
}

void add_error(PackReading& pack, std::string file, std::string code, std::string message,
               std::string remedy) {
  pack.errors.push_back({.whose = Whose::kAuthor,
                         .code = std::move(code),
                         .message = std::move(message),
                         .remedy = std::move(remedy),
                         .where = {.file = std::move(file)}});
}

template <typename Items, typename Name>
void check_unique(JsonReader& reader, const Items& items, std::string_view what, Name name) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (name(items[i]) != name(items[j])) continue;
      reader.error("pack.duplicate_name",
                   "two " + std::string(what) + " are named \"" + name(items[i]) + "\"",
                   "Rename one of them.");
    }
  }
}

void read_header(JsonReader& root, LessonReading& reading) {
  Lesson& lesson = reading.lesson;
  lesson.id = read_uuid(root.member("id"), reading.pack);
  lesson.title = root.member("title").text();
  lesson.summary = root.member("summary").text();
  lesson.objectives = root.member("objectives").texts();
  lesson.duration_minutes = root.member("duration_minutes").integer(1, 600);
  lesson.level = root.member("level").integer(1, 5);
  if (auto list = root.optional_member("prerequisites")) lesson.prerequisites = list->texts();
  if (auto list = root.optional_member("topics")) lesson.topics = list->texts();
  lesson.now_unix_us = read_moment(kDefaultNow)->seconds * kMicrosPerSecond;
  if (auto now = root.optional_member("now")) {
    const std::optional<Moment> moment = read_moment(now->text());
    if (moment) lesson.now_unix_us = moment->seconds * kMicrosPerSecond;
    if (!moment) {
      now->error("pack.moment", "this is not a moment that exists",
                 "Write it as " + std::string(kDefaultNow) + ".");
    }
  }
}

void read_tables(JsonReader& root, LessonReading& reading) {
  if (auto tables = root.optional_member("tables")) {
    for (JsonReader& table : tables->elements()) {
      reading.lesson.tables.push_back(read_table(table));
    }
    check_unique(*tables, reading.lesson.tables, "tables",
                 [](const TableSchema& table) { return table.name; });
  }
  if (auto constraints = root.optional_member("constraints")) {
    // Who makes data reads them: a grader. What stands in them is no business of ours.
    reading.lesson.constraints = *constraints->json();
    reading.lesson.constraints_where = {.file = constraints->file(),
                                        .pointer = constraints->pointer()};
  }
  if (auto datasets = root.optional_member("datasets")) {
    for (JsonReader& dataset : datasets->elements()) {
      reading.lesson.datasets.push_back(read_dataset(dataset, reading));
    }
    check_unique(*datasets, reading.lesson.datasets, "data sets",
                 [](const Dataset& dataset) { return dataset.name; });
  }
}

void read_steps(JsonReader& root, LessonReading& reading) {
  JsonReader steps = root.member("steps");
  for (JsonReader& step : steps.elements(1)) {
    reading.lesson.steps.push_back(read_step(step, reading));
  }
  check_unique(steps, reading.lesson.steps, "steps", [](const Step& step) { return step.id; });
  std::vector<std::string> answers;
  // The steps of a night share its one answer.
  if (reading.lesson.night) answers.push_back(reading.lesson.night->answer);
  for (const Step& step : reading.lesson.steps) {
    const bool shared = std::holds_alternative<NightStep>(step.body);
    if (!shared && !step.answer().empty()) answers.emplace_back(step.answer());
    const auto* query = std::get_if<QueryStep>(&step.body);
    if (query == nullptr) continue;
    answers.insert(answers.end(), query->references.begin(), query->references.end());
  }
  check_unique(steps, answers, "answers", [](const std::string& answer) { return answer; });
}

// Files that nothing names are nearly always a slip in a name.
void check_stray_files(LessonReading& reading) {
  for (const std::string& path : reading.pack.files.below(reading.folder)) {
    const std::string inside = path.substr(reading.folder.size() + 1);
    const std::string folder = inside.substr(0, inside.find('/'));
    if (inside == "lesson.json" || reading.used_files.contains(path)) continue;
    if (folder == "expected") continue;
    if (folder == inside || std::find(known_folders().begin(), known_folders().end(), folder) ==
                                known_folders().end()) {
      const std::optional<std::string> near = nearest(folder, known_folders());
      add_error(reading.pack, path, "pack.stray_file", "nothing in a lesson has this name",
                near && folder != inside ? "Did you mean the folder \"" + *near + "\"?"
                                         : "Remove the file, or move it out of the lesson.");
    } else {
      add_error(reading.pack, path, "pack.stray_file", "lesson.json does not name this file",
                "Name it there, or remove the file.");
    }
  }
}

}  // namespace

Lesson read_lesson(const std::string& folder, PackReading& pack) {
  LessonReading reading{.pack = pack,
                        .folder = folder,
                        .lesson = {},
                        .compare = pack.compare,
                        .budget = pack.budget,
                        .used_files = {},
                        .changes = {}};
  reading.lesson.folder = folder;
  reading.lesson.slug = folder.substr(3);
  const std::string path = folder + "/lesson.json";
  const Result<Json> json =
      parse_json(*pack.files.find(path), {.whose = Whose::kAuthor, .file = path, .comments = true});
  if (!json) {
    pack.errors.push_back(json.error());
    return std::move(reading.lesson);
  }
  JsonReader root(*json, {.whose = Whose::kAuthor, .file = path}, pack.errors);
  read_header(root, reading);
  if (auto compare = root.optional_member("compare")) {
    reading.compare = read_compare(*compare, pack.compare);
  }
  if (auto budget = root.optional_member("budget")) {
    reading.budget = read_budget(*budget, pack.budget);
  }
  reading.lesson.budget = reading.budget;
  read_tables(root, reading);
  std::optional<JsonReader> night = root.optional_member("night");
  if (night) reading.lesson.night = read_night(*night, reading);
  read_steps(root, reading);
  if (night) read_night_start(*night, reading);
  check_changes(reading);
  root.no_other_keys();
  read_answers(reading);
  check_stray_files(reading);
  return std::move(reading.lesson);
}

}  // namespace nightshift
