#include "engine/lesson/pack.h"

namespace nightshift {

std::string_view Step::kind() const {
  if (std::holds_alternative<QueryStep>(body)) return "query";
  if (std::holds_alternative<QuizStep>(body)) return "quiz";
  return "read";
}

std::string_view Step::answer() const {
  if (const auto* query = std::get_if<QueryStep>(&body)) return query->answer;
  if (const auto* quiz = std::get_if<QuizStep>(&body)) return quiz->answer;
  return {};
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
