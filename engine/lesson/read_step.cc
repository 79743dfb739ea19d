// The steps of a lesson: what the learner does, and the checks that judge it.

#include <algorithm>
#include <array>

#include "engine/base/nearest.h"
#include "engine/base/text.h"
#include "engine/kernel/time.h"
#include "engine/lesson/reading.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

enum class StepKind { kRead, kQuery, kQuiz, kNight, kPoint, kSwitches };
constexpr std::array kStepKinds = {
    std::pair{"read"sv, StepKind::kRead},   std::pair{"query"sv, StepKind::kQuery},
    std::pair{"quiz"sv, StepKind::kQuiz},   std::pair{"night"sv, StepKind::kNight},
    std::pair{"point"sv, StepKind::kPoint}, std::pair{"switches"sv, StepKind::kSwitches}};
constexpr std::array kQuizModes = {std::pair{"single"sv, false}, std::pair{"multiple"sv, true}};

// The data sets to grade on: those named, or all of the lesson. The first one must be visible.
std::vector<std::size_t> read_datasets(JsonReader& reader, const LessonReading& lesson) {
  const std::vector<Dataset>& datasets = lesson.lesson.datasets;
  std::vector<std::string> names;
  for (const Dataset& dataset : datasets) names.push_back(dataset.name);
  std::vector<std::size_t> chosen;
  if (auto list = reader.optional_member("datasets")) {
    for (JsonReader& element : list->elements(1)) {
      const std::string name = element.text();
      const auto found = std::find(names.begin(), names.end(), name);
      if (found == names.end()) {
        const std::optional<std::string> near = nearest(name, names);
        element.error("pack.unknown_dataset", "there is no data set \"" + name + "\"",
                      near ? "Did you mean \"" + *near + "\"?" : "Declare it under \"datasets\".");
      } else {
        chosen.push_back(static_cast<std::size_t>(found - names.begin()));
      }
    }
  } else {
    for (std::size_t i = 0; i < datasets.size(); ++i) chosen.push_back(i);
  }
  if (chosen.empty() || !datasets[chosen.front()].visible) {
    reader.error("pack.visible_dataset", "the first data set of a query step must be visible",
                 "Put a data set with \"visible\": true first.");
  }
  return chosen;
}

// Further right answers: files under solution/ beside the first.
std::vector<std::string> read_references(JsonReader& list, const std::string& answer) {
  std::vector<std::string> names;
  for (JsonReader& element : list.elements()) {
    std::string name = read_answer_name(element, ".sql");
    if (name == answer || std::find(names.begin(), names.end(), name) != names.end()) {
      element.error("pack.duplicate_name", "this file is a reference of the step already",
                    "Name each file once; the answer's own is always one.");
    }
    names.push_back(std::move(name));
  }
  return names;
}

QueryStep read_query(JsonReader& reader, LessonReading& lesson) {
  QueryStep query;
  query.answer = read_answer_name(reader.member("answer"), ".sql");
  if (auto list = reader.optional_member("references")) {
    query.references = read_references(*list, query.answer);
  }
  query.datasets = read_datasets(reader, lesson);
  query.compare = lesson.compare;
  query.budget = lesson.budget;
  if (auto compare = reader.optional_member("compare")) {
    query.compare = read_compare(*compare, lesson.compare);
  }
  if (auto budget = reader.optional_member("budget")) {
    query.budget = read_budget(*budget, lesson.budget);
  }
  const std::string start = lesson.path("start/" + query.answer);
  if (const std::string* bytes = lesson.pack.files.find(start)) {
    lesson.used_files.insert(start);
    if (check_text(start, *bytes, lesson.pack)) query.start = *bytes;
  }
  return query;
}

// What takes place in a night needs the lesson's.
const LessonNight* night_of(JsonReader& reader, const LessonReading& lesson) {
  if (lesson.lesson.night) return &*lesson.lesson.night;
  reader.error("pack.no_night", "this step takes place in a night, and the lesson has none",
               "Describe the night under \"night\" in lesson.json.");
  return nullptr;
}

// A slug that none of those before it has.
template <typename Item>
std::string read_key(JsonReader& reader, std::string_view what, const std::vector<Item>& before) {
  std::string key = read_slug(reader.member("key"));
  for (const Item& other : before) {
    if (other.key == key) {
      reader.error("pack.duplicate_name",
                   "two " + std::string(what) + " have the key \"" + key + "\"",
                   "Give one of them another key.");
    }
  }
  return key;
}

QuizOption read_option(JsonReader reader, const std::vector<QuizOption>& before,
                       LessonReading& lesson) {
  QuizOption option;
  option.key = read_key(reader, "options", before);
  option.text = reader.member("text").text();
  option.correct = reader.member("correct").boolean();
  option.feedback = reader.member("feedback").text();
  if (auto change = reader.optional_member("change")) {
    night_of(reader, lesson);
    option.change = read_change(*change, lesson);
    option.effect = reader.member("effect").choice(kEffects);
  }
  reader.no_other_keys();
  const bool same =
      before.empty() || before.front().change.has_value() == option.change.has_value();
  if (!same) {
    reader.error("pack.change", "some options have a change and some have none",
                 "Give each option a change, or none; one that does nothing has {}.");
  }
  return option;
}

QuizStep read_quiz(JsonReader& reader, LessonReading& lesson) {
  QuizStep quiz;
  quiz.answer = read_answer_name(reader.member("answer"), ".json");
  if (auto mode = reader.optional_member("mode")) quiz.multiple = mode->choice(kQuizModes);
  JsonReader options = reader.member("options");
  for (JsonReader& option : options.elements(2)) {
    quiz.options.push_back(read_option(option, quiz.options, lesson));
  }
  const auto correct = std::count_if(quiz.options.begin(), quiz.options.end(),
                                     [](const QuizOption& option) { return option.correct; });
  if (options.present() && (quiz.multiple ? correct < 1 : correct != 1)) {
    options.error("pack.correct_options",
                  quiz.multiple ? "at least one option must be correct"
                                : "exactly one option of a single choice must be correct",
                  "Set \"correct\" on the options accordingly.");
  }
  return quiz;
}

SwitchStep read_switches(JsonReader& reader, LessonReading& lesson) {
  SwitchStep step;
  step.answer = read_answer_name(reader.member("answer"), ".json");
  JsonReader switches = reader.member("switches");
  for (JsonReader& element : switches.elements(2)) {
    Switch one;
    one.key = read_key(element, "switches", step.switches);
    one.text = element.member("text").text();
    one.about = element.member("about").text();
    one.change = read_change(element.member("change"), lesson);
    element.no_other_keys();
    step.switches.push_back(std::move(one));
  }
  if (step.switches.size() > kSwitchesMax) {
    switches.error("json.out_of_range",
                   "a step has at most " + std::to_string(kSwitchesMax) + " switches",
                   "Every set of them may be run; leave some out.");
  }
  return step;
}

}  // namespace

Step read_step(JsonReader reader, LessonReading& lesson) {
  Step step;
  const StepKind kind = reader.member("kind").choice(kStepKinds);
  step.id = read_slug(reader.member("id"));
  step.title = reader.member("title").text();
  JsonReader text = reader.member("text");
  if (const std::string* bytes = read_file(text, lesson, "text")) step.text = *bytes;
  if (kind == StepKind::kQuery) step.body = read_query(reader, lesson);
  if (kind == StepKind::kQuiz) step.body = read_quiz(reader, lesson);
  if (kind == StepKind::kNight) {
    const LessonNight* night = night_of(reader, lesson);
    step.body = NightStep{.answer = night == nullptr ? "" : night->answer};
  }
  if (kind == StepKind::kPoint) {
    night_of(reader, lesson);
    step.body = read_point(reader, lesson);
  }
  if (kind == StepKind::kSwitches) {
    night_of(reader, lesson);
    step.body = read_switches(reader, lesson);
  }
  if (kind == StepKind::kRead || kind == StepKind::kQuiz) {
    if (auto stage = reader.optional_member("stage")) step.stage = stage->boolean();
    if (step.stage) night_of(reader, lesson);
  }
  if (kind != StepKind::kRead) {
    step.checks = read_checks(reader, step, lesson);
    if (auto hints = reader.optional_member("hints")) step.hints = hints->texts();
  }
  reader.no_other_keys();
  return step;
}

}  // namespace nightshift
