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

// Keys of some of the items, as their indices: ascending, each once.
template <typename Item>
std::vector<std::size_t> read_keys(JsonReader& reader, const std::vector<Item>& items,
                                   const std::string& what) {
  std::vector<std::size_t> indices;
  for (JsonReader& element : reader.elements(1)) {
    const std::string key = element.text();
    const auto found =
        std::find_if(items.begin(), items.end(), [&](const Item& item) { return item.key == key; });
    if (found == items.end()) {
      element.error("answer.unknown_option",
                    "there is no " + what + " \"" + shortened(key, 60) + "\"",
                    "Use the keys of what the step offers.");
      continue;
    }
    indices.push_back(static_cast<std::size_t>(found - items.begin()));
  }
  std::sort(indices.begin(), indices.end());
  indices.erase(std::unique(indices.begin(), indices.end()), indices.end());
  return indices;
}

Look read_look(JsonReader reader) {
  Look look;
  if (auto log = reader.optional_member("log")) {
    look = LogLook{.subject = log->text()};
  } else {
    look = QueryLook{.database = reader.member("database").choice(kNightDatabases),
                     .sql = reader.member("query").text()};
  }
  reader.no_other_keys();
  return look;
}

// Somebody who has not looked at anything may leave them out.
std::vector<Look> read_looks(JsonReader& root) {
  std::vector<Look> looks;
  if (auto list = root.optional_member("looks")) {
    for (JsonReader& element : list->elements()) looks.push_back(read_look(element));
    if (looks.size() > kLooksMax) {
      list->error("answer.too_many_looks",
                  "these are more than " + std::to_string(kLooksMax) + " looks",
                  "Look at what could change your mind.");
    }
  }
  return looks;
}

}  // namespace

StepObservation read_choices(const QuizStep& quiz, const std::string& bytes) {
  Errors errors;
  const JsonReader::Source source{.whose = Whose::kLearner, .file = quiz.answer};
  const Result<Json> json = parse_json(bytes, {.whose = source.whose, .file = source.file});
  if (!json) return json.error();
  JsonReader root(*json, source, errors);
  JsonReader choices = root.member("choices");
  const QuizObservation observation{.choices = read_keys(choices, quiz.options, "option")};
  root.no_other_keys();
  if (!quiz.multiple && observation.choices.size() > 1) {
    choices.error("answer.one_option", "this question takes one option", "Choose one.");
  }
  if (!errors.empty()) return errors.front();
  return observation;
}

StepObservation read_sets(const SwitchStep& step, const std::string& bytes) {
  Errors errors;
  const JsonReader::Source source{.whose = Whose::kLearner, .file = step.answer};
  const Result<Json> json = parse_json(bytes, {.whose = source.whose, .file = source.file});
  if (!json) return json.error();
  JsonReader root(*json, source, errors);
  SwitchObservation observation;
  for (JsonReader& set : root.member("sets").elements(1)) {
    observation.sets.push_back(read_keys(set, step.switches, "switch"));
  }
  root.no_other_keys();
  std::sort(observation.sets.begin(), observation.sets.end());
  observation.sets.erase(std::unique(observation.sets.begin(), observation.sets.end()),
                         observation.sets.end());
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
  PointObservation observation{.event = root.member("event").integer(0, INT64_MAX), .looks = {}};
  if (point.looks) observation.looks = read_looks(root);
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
