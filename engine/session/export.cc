// A pack as one file: what goes in, and what stays with the author.

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/check.h"
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

// Are answers held against the references on other data than the lesson's?
bool is_judged(const Step& step) {
  return std::any_of(step.checks.begin(), step.checks.end(),
                     [](const CheckSpec& check) { return check.makes_data; });
}

Json without(const Json& object, std::string_view left_out) {
  Json rest = Json::object();
  for (const auto& [key, value] : *object.if_object()) {
    if (key != left_out) rest.set(key, value);
  }
  return rest;
}

// Where hidden data come from, the files of further references, and what the author says of
// mutants, which holds words of the references.
Json sealed_lesson(const Json& lesson) {
  Json sealed = without(lesson, "constraints");
  if (const Json* datasets = lesson.find("datasets")) {
    Json list = Json::array();
    for (const Json& dataset : *datasets->if_array()) {
      const Json* visible = dataset.find("visible");
      const bool shown = visible != nullptr && *visible == Json(true);
      Json& copy = list.push(dataset);
      if (!shown) copy.set("tables", Json::object());
    }
    sealed.set("datasets", std::move(list));
  }
  Json steps = Json::array();
  for (const Json& step : *lesson.find("steps")->if_array()) {
    Json copy = without(step, "references");
    if (const Json* checks = step.find("checks")) {
      Json list = Json::array();
      for (const Json& check : *checks->if_array()) list.push(without(check, "equivalent"));
      copy.set("checks", std::move(list));
    }
    steps.push(std::move(copy));
  }
  sealed.set("steps", std::move(steps));
  return sealed;
}

// The files of data sets that a learner sees.
std::set<std::string> visible_files(const Lesson& lesson) {
  std::set<std::string> files;
  for (const Dataset& dataset : lesson.datasets) {
    if (!dataset.visible) continue;
    for (const DataSource& source : dataset.sources) {
      if (const auto* csv = std::get_if<DataSource::Csv>(&source.kind)) files.insert(csv->file);
      if (const auto* sql = std::get_if<DataSource::Sql>(&source.kind)) files.insert(sql->file);
    }
  }
  return files;
}

// lesson.json as it goes into a build.
Result<std::string> lesson_description(const FileSet& files, const std::string& path,
                                       bool is_sealed) {
  NIGHTSHIFT_TRY(
      const Json json,
      parse_json(*files.find(path), {.whose = Whose::kAuthor, .file = path, .comments = true}));
  return write_json(is_sealed ? sealed_lesson(json) : json, JsonLayout::kIndented);
}

}  // namespace

// What stands in the place of a step's answers in an open build.
Result<Json> Session::expected_of(const Lesson& lesson, const Step& step) {
  NIGHTSHIFT_TRY(const Expectation* expected, expectation(lesson, step));
  NIGHTSHIFT_TRY(const std::vector<MistakePrint> prints, mistake_prints(lesson, step));
  std::vector<std::string> right;
  if (is_judged(step)) {
    NIGHTSHIFT_TRY(right, references(lesson, step));
  }
  return expectation_to_json(*expected, lesson, step, prints, right);
}

Result<FileSet> Session::learner_files(const SealStep& seal) {
  const bool is_sealed = pack_.sealing != Sealing::kOpen;
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
    NIGHTSHIFT_TRY(std::string description, lesson_description(files_, path, is_sealed));
    NIGHTSHIFT_TRY(put(path, std::move(description)));
    const std::set<std::string> visible = visible_files(lesson);
    // Only these folders are for learners. Whatever else there is stays behind.
    for (const std::string_view folder : {"text", "data", "start", "options"}) {
      for (const std::string& file : files_.below(lesson.folder + "/" + std::string(folder))) {
        if (is_sealed && folder == "data" && !visible.contains(file)) continue;
        NIGHTSHIFT_TRY(put(file, *files_.find(file)));
      }
    }
    for (const std::string& file : files_.below(lesson.folder + "/worlds")) {
      NIGHTSHIFT_TRY(std::string scenario, without_comments(files_, file));
      NIGHTSHIFT_TRY(put(file, std::move(scenario)));
    }
    for (const Step& step : lesson.steps) {
      if (!std::holds_alternative<QueryStep>(step.body)) continue;
      NIGHTSHIFT_TRY(const Json json, is_sealed ? seal(lesson, step) : expected_of(lesson, step));
      NIGHTSHIFT_TRY(put(expected_path(lesson, step), write_json(json, JsonLayout::kIndented)));
    }
  }
  return files;
}

Result<std::string> Session::export_pack(Audience audience, const SealStep& seal) {
  if (audience == Audience::kAuthor && pack_.audience == Audience::kLearner) {
    return fail(Error{.whose = Whose::kHost,
                      .code = "pack.audience",
                      .message = "a learner's build does not hold what an author's pack needs",
                      .remedy = "Open the author's folder instead.",
                      .where = {}});
  }
  if (audience == pack_.audience) return write_archive(files_);
  NIGHTSHIFT_CHECK(pack_.sealing == Sealing::kOpen || seal);
  NIGHTSHIFT_TRY(const FileSet files, learner_files(seal));
  return write_archive(files);
}

}  // namespace nightshift
