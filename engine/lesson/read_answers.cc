// The author's own answers: solution/, mistakes/<name>/ and rewrites/<answer>/.

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

void report(LessonReading& reading, std::string file, std::string code, std::string message,
            std::string remedy) {
  reading.pack.errors.push_back({.whose = Whose::kAuthor,
                                 .code = std::move(code),
                                 .message = std::move(message),
                                 .remedy = std::move(remedy),
                                 .where = {.file = std::move(file)}});
}

// What a script lays over the files in force lies in folders beside it.
void take_folders(const std::string& folder, LessonReading& reading,
                  std::map<std::string, std::string>& files) {
  const std::size_t prefix = reading.path(folder + "/").size();
  for (const std::string& path : reading.pack.files.below(reading.path(folder))) {
    const std::string inside = path.substr(prefix);
    if (inside.find('/') == std::string::npos) continue;
    const std::string& bytes = *reading.pack.files.find(path);
    reading.used_files.insert(path);
    if (check_text(path, bytes, reading.pack)) files.emplace(inside, bytes);
  }
}

// The further right answers of a step.
void read_step_references(const Step& step, LessonReading& reading) {
  const auto* query = std::get_if<QueryStep>(&step.body);
  if (query == nullptr) return;
  for (const std::string& name : query->references) {
    const std::string path = reading.path("solution/" + name);
    const std::string* bytes = reading.pack.files.find(path);
    if (bytes == nullptr) {
      report(reading, path, "pack.missing_file",
             "the step \"" + step.id + "\" names a reference that is not there",
             "Add the file, or take its name out of \"references\".");
      continue;
    }
    reading.used_files.insert(path);
    if (check_text(path, *bytes, reading.pack)) reading.lesson.references.emplace(name, *bytes);
  }
}

// rewrites/<answer without .sql>/<name>.sql. Files elsewhere are stray.
void read_rewrites(const Step& step, LessonReading& reading) {
  const auto* query = std::get_if<QueryStep>(&step.body);
  constexpr std::string_view kEnding = ".sql";
  if (query == nullptr || !query->answer.ends_with(kEnding)) return;
  const std::string stem = query->answer.substr(0, query->answer.size() - kEnding.size());
  const std::string folder = reading.path("rewrites/" + stem);
  for (const std::string& path : reading.pack.files.below(folder)) {
    const std::string name = path.substr(folder.size() + 1);
    if (!name.ends_with(kEnding) || !is_slug(name.substr(0, name.size() - kEnding.size()))) {
      continue;
    }
    const std::string& bytes = *reading.pack.files.find(path);
    reading.used_files.insert(path);
    if (!check_text(path, bytes, reading.pack)) continue;
    reading.lesson.rewrites.push_back(
        {.step = step.id, .name = name.substr(0, name.size() - kEnding.size()), .sql = bytes});
  }
}

void read_solution(LessonReading& reading) {
  for (const Step& step : reading.lesson.steps) {
    if (step.answer().empty()) continue;
    const std::string path = reading.path("solution/" + std::string(step.answer()));
    const std::string* bytes = reading.pack.files.find(path);
    if (bytes == nullptr) {
      report(reading, path, "pack.missing_file", "the step \"" + step.id + "\" has no solution",
             "Add the file with an answer that passes.");
      continue;
    }
    reading.used_files.insert(path);
    if (check_text(path, *bytes, reading.pack)) {
      reading.lesson.solution.emplace(step.answer(), *bytes);
    }
  }
  if (reading.lesson.night) take_folders("solution", reading, reading.lesson.solution);
}

void read_target(JsonReader& root, Mistake& mistake, const LessonReading& reading) {
  JsonReader step_reader = root.member("step");
  mistake.step = step_reader.text();
  JsonReader fails = root.member("fails");
  mistake.fails = fails.text();
  if (!step_reader.present()) return;
  std::vector<std::string> steps;
  for (const Step& step : reading.lesson.steps) {
    if (!step.answer().empty()) steps.push_back(step.id);
  }
  if (std::find(steps.begin(), steps.end(), mistake.step) == steps.end()) {
    const std::optional<std::string> near = nearest(mistake.step, steps);
    step_reader.error("pack.unknown_step", "no step with an answer has this id",
                      near ? "Did you mean \"" + *near + "\"?" : "Name a step that is answered.");
    return;
  }
  std::vector<std::string> checks;
  for (const CheckSpec& check : reading.lesson.find_step(mistake.step)->checks) {
    checks.push_back(check.name);
  }
  if (fails.present() && std::find(checks.begin(), checks.end(), mistake.fails) == checks.end()) {
    const std::optional<std::string> near = nearest(mistake.fails, checks);
    fails.error("pack.unknown_check", "the step has no check of this name",
                near ? "Did you mean \"" + *near + "\"?" : "Name one of the step's checks.");
  }
}

void read_mistake(const std::string& name, LessonReading& reading) {
  const std::string folder = "mistakes/" + name;
  const std::string path = reading.path(folder + "/mistake.json");
  const std::string* bytes = reading.pack.files.find(path);
  if (bytes == nullptr) {
    report(reading, path, "pack.missing_file", "a mistake needs a mistake.json",
           "Add it; docs/lesson-format.md shows one.");
    return;
  }
  reading.used_files.insert(path);
  const Result<Json> json =
      parse_json(*bytes, {.whose = Whose::kAuthor, .file = path, .comments = true});
  if (!json) {
    reading.pack.errors.push_back(json.error());
    return;
  }
  Mistake mistake;
  mistake.name = name;
  JsonReader root(*json, {.whose = Whose::kAuthor, .file = path}, reading.pack.errors);
  mistake.title = root.member("title").text();
  read_target(root, mistake, reading);
  if (auto reason = root.optional_member("reason")) mistake.reason = reason->text();
  if (auto kind = root.optional_member("class")) mistake.error_class = kind->text();
  mistake.feedback = root.member("feedback").text();
  root.no_other_keys();
  const Step* step = reading.lesson.find_step(mistake.step);
  if (step == nullptr || step->answer().empty()) return;
  const std::string answer = reading.path(folder + "/" + std::string(step->answer()));
  const std::string* answer_bytes = reading.pack.files.find(answer);
  if (answer_bytes == nullptr) {
    report(reading, answer, "pack.missing_file", "the mistake has no answer",
           "Add the file with the wrong answer.");
    return;
  }
  reading.used_files.insert(answer);
  mistake.files.emplace(step->answer(), *answer_bytes);
  if (std::holds_alternative<NightStep>(step->body)) {
    take_folders(folder, reading, mistake.files);
  }
  reading.lesson.mistakes.push_back(std::move(mistake));
}

}  // namespace

void read_answers(LessonReading& reading) {
  if (reading.pack.files.find("build.json") != nullptr) return;
  read_solution(reading);
  for (const Step& step : reading.lesson.steps) {
    read_step_references(step, reading);
    read_rewrites(step, reading);
  }
  std::set<std::string> names;
  const std::size_t prefix = reading.path("mistakes/").size();
  for (const std::string& path : reading.pack.files.below(reading.path("mistakes"))) {
    const std::size_t end = path.find('/', prefix);
    if (end != std::string::npos) names.insert(path.substr(prefix, end - prefix));
  }
  for (const std::string& name : names) read_mistake(name, reading);
}

}  // namespace nightshift
