#include "engine/lesson/pack.h"

#include "engine/base/check.h"

namespace nightshift {

std::string_view Step::kind() const {
  if (std::holds_alternative<QueryStep>(body)) return "query";
  if (std::holds_alternative<QuizStep>(body)) return "quiz";
  if (std::holds_alternative<NightStep>(body)) return "night";
  if (std::holds_alternative<PointStep>(body)) return "point";
  if (std::holds_alternative<SwitchStep>(body)) return "switches";
  return "read";
}

std::string_view Step::answer() const {
  if (const auto* query = std::get_if<QueryStep>(&body)) return query->answer;
  if (const auto* quiz = std::get_if<QuizStep>(&body)) return quiz->answer;
  if (const auto* night = std::get_if<NightStep>(&body)) return night->answer;
  if (const auto* point = std::get_if<PointStep>(&body)) return point->answer;
  if (const auto* switches = std::get_if<SwitchStep>(&body)) return switches->answer;
  return {};
}

std::int64_t CheckSpec::setting(std::string_view setting_name, std::int64_t otherwise) const {
  const auto found = settings.find(std::string(setting_name));
  if (found == settings.end()) return otherwise;
  const auto* number = std::get_if<std::int64_t>(&found->second);
  NIGHTSHIFT_CHECK(number != nullptr);
  return *number;
}

std::vector<Rewording> CheckSpec::rewordings(std::string_view setting_name) const {
  const auto found = settings.find(std::string(setting_name));
  if (found == settings.end()) return {};
  const auto* list = std::get_if<std::vector<Rewording>>(&found->second);
  NIGHTSHIFT_CHECK(list != nullptr);
  return *list;
}

const std::string& Mistake::file(std::string_view path) const {
  const auto found = files.find(std::string(path));
  NIGHTSHIFT_CHECK(found != files.end());
  return found->second;
}

std::string_view sealing_text(Sealing sealing) {
  if (sealing == Sealing::kSealed) return "sealed";
  return sealing == Sealing::kExam ? "exam" : "open";
}

const Step* Lesson::find_step(std::string_view step_id) const {
  for (const Step& step : steps) {
    if (step.id == step_id) return &step;
  }
  return nullptr;
}

const Lesson* LessonPack::find_lesson(std::string_view id_or_slug) const {
  for (const Lesson& lesson : lessons) {
    if (lesson.id == id_or_slug || lesson.slug == id_or_slug || lesson.folder == id_or_slug) {
      return &lesson;
    }
  }
  return nullptr;
}

}  // namespace nightshift
