#include "tests/unit/night/nights.h"

#include "tests/support/asked.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string text_of(const TraceEvent& event, std::string_view field) {
  const auto* value = event.find(field);
  if (value == nullptr) return "-";
  if (const auto* number = std::get_if<std::int64_t>(value)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(value)) return *truth ? "true" : "false";
  return std::get<std::string>(*value);
}

}  // namespace

TimeUs at(std::string_view text) {
  const std::optional<TimeUs> time = read_time(text);
  REQUIRE(time);
  return *time;
}

Night open_night(const PipelineFiles& files, const std::string& faults) {
  auto night = Night::open(plan_with(faults), files);
  if (!night) {
    for (const Error& error : night.error()) {
      UNSCOPED_INFO(error.where.file + error.where.pointer + ": " + error.message);
    }
  }
  REQUIRE(night);
  return *std::move(night);
}

std::string told(const Night& night, TraceKind kind, std::string_view since,
                 const std::vector<std::string_view>& fields) {
  std::string text;
  for (std::int64_t index = 0; index < night.trace().size(); ++index) {
    const TraceEvent& event = night.trace().at(index);
    if (event.kind != kind || event.time < at(since)) continue;
    if (!text.empty()) text += '|';
    text += time_sql(event.time).substr(8, 8) + ' ' + event.subject;
    for (const std::string_view field : fields) text += ' ' + text_of(event, field);
  }
  return text;
}

std::string acted(Night& night, std::string_view line) {
  const auto answer = night.act(line);
  return answer ? *answer : answer.error().front().code;
}

std::string asked(Night& night, std::string_view sql, NightDatabase database) {
  return answer_text(night.query(database, sql, {}));
}

}  // namespace nightshift
