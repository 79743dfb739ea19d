// A detail of a trace's event as one word.
#pragma once

#include <string>
#include <string_view>

#include "engine/kernel/trace.h"

namespace nightshift {

// "54", "true", "success"; "-" where the event has no such field.
inline std::string field_text(const TraceEvent& event, std::string_view field) {
  const auto* value = event.find(field);
  if (value == nullptr) return "-";
  if (const auto* number = std::get_if<std::int64_t>(value)) return std::to_string(*number);
  if (const auto* truth = std::get_if<bool>(value)) return *truth ? "true" : "false";
  return std::get<std::string>(*value);
}

}  // namespace nightshift
