#include "engine/world/read_moments.h"

#include <optional>
#include <string>

namespace nightshift {

TimeUs read_time_of(JsonReader reader) {
  const std::string text = reader.text();
  const std::optional<TimeUs> time = read_time(text);
  if (!time && reader.present() && !text.empty()) {
    reader.error("scenario.time", "\"" + text + "\" is no time.",
                 "Write a day or a time in UTC, as in 2026-03-10 or 2026-03-10T22:00:00Z.");
  }
  return time.value_or(0);
}

TimeUs read_midnight(JsonReader reader) {
  const TimeUs time = read_time_of(reader);
  if (time != day_start(time)) {
    reader.error("scenario.time", "The scenario begins and ends at midnight in UTC.",
                 "Write the day alone, as in 2026-03-10.");
  }
  return time;
}

}  // namespace nightshift
