#include "engine/session/answers.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/json/parse.h"
#include "engine/json/reader.h"

namespace nightshift {
namespace {

// The folders of an attempt, as a script asks for them.
class AttemptFolders final : public ScriptFolders {
 public:
  explicit AttemptFolders(const FileSet& files) : files_(files) {}

  std::optional<PipelineFiles> folder(std::string_view name) const override {
    PipelineFiles found;
    for (const std::string& path : files_.below(name)) {
      found.emplace(path.substr(name.size() + 1), *files_.find(path));
    }
    if (found.empty()) return std::nullopt;
    return found;
  }

 private:
  const FileSet& files_;
};

}  // namespace

StepObservation read_choices(const QuizStep& quiz, const std::string& bytes) {
  Errors errors;
  const Result<Json> json =
      parse_json(bytes, {.whose = Whose::kLearner, .file = quiz.answer, .comments = false});
  if (!json) return json.error();
  JsonReader root(*json, {.whose = Whose::kLearner, .file = quiz.answer}, errors);
  QuizObservation observation;
  JsonReader choices = root.member("choices");
  for (JsonReader& element : choices.elements(1)) {
    const std::string key = element.text();
    const auto option = std::find_if(quiz.options.begin(), quiz.options.end(),
                                     [&](const QuizOption& other) { return other.key == key; });
    if (option == quiz.options.end()) {
      element.error("answer.unknown_option", "there is no option \"" + shortened(key, 60) + "\"",
                    "Use the keys of the options.");
      continue;
    }
    observation.choices.push_back(static_cast<std::size_t>(option - quiz.options.begin()));
  }
  root.no_other_keys();
  std::sort(observation.choices.begin(), observation.choices.end());
  observation.choices.erase(std::unique(observation.choices.begin(), observation.choices.end()),
                            observation.choices.end());
  if (!quiz.multiple && observation.choices.size() > 1) {
    choices.error("answer.one_option", "this question takes one option", "Choose one.");
  }
  if (!errors.empty()) return errors.front();
  return observation;
}

StepObservation read_event(const PointStep& point, const std::string& bytes) {
  Errors errors;
  const JsonReader::Source source{.whose = Whose::kLearner, .file = point.answer};
  const Result<Json> json =
      parse_json(bytes, {.whose = source.whose, .file = source.file, .comments = true});
  if (!json) return json.error();
  JsonReader root(*json, source, errors);
  const PointObservation observation{.event = root.member("event").integer(0, INT64_MAX)};
  root.no_other_keys();
  if (!errors.empty()) return errors.front();
  return observation;
}

ResultOrErrors<Script> read_night_script(const LessonNight& night, const Attempt& attempt) {
  // A file of a folder that could not be taken would be missed in silence.
  for (const auto& [path, error] : attempt.refused) {
    if (path == night.answer || path.find('/') != std::string::npos) return fail(Errors{error});
  }
  const std::string* bytes = attempt.files.find(night.answer);
  if (bytes == nullptr) return Script{};
  Errors errors;
  const JsonReader::Source source{.whose = Whose::kLearner, .file = night.answer};
  const Result<Json> json =
      parse_json(*bytes, {.whose = source.whose, .file = source.file, .comments = true});
  if (!json) return fail(Errors{json.error()});
  JsonReader root(*json, source, errors);
  JsonReader moves = root.member("script");
  Script script = read_script(moves, AttemptFolders(attempt.files), night.acts_from,
                              night.played.plan.scenario.end);
  root.no_other_keys();
  if (!errors.empty()) return fail(std::move(errors));
  return script;
}

}  // namespace nightshift
