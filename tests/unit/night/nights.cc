#include "tests/unit/night/nights.h"

#include "tests/support/asked.h"
#include "tests/support/catch.h"
#include "tests/support/field_text.h"

namespace nightshift {
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
    for (const std::string_view field : fields) text += ' ' + field_text(event, field);
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
