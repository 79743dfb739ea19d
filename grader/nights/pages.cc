#include "grader/nights/pages.h"

namespace nightshift {
namespace {

constexpr std::string_view kViewersKey = "viewer:";  // docs/nights.md

bool wakes(const TraceEvent& event) {
  const auto* field = event.find("wakes");
  const bool* truth = field == nullptr ? nullptr : std::get_if<bool>(field);
  return truth != nullptr && *truth;
}

}  // namespace

std::vector<Page> wakings(const Trace& trace) {
  std::vector<Page> pages;
  for (std::int64_t index = 0; index < trace.size(); ++index) {
    const TraceEvent& event = trace.at(index);
    const bool is_page =
        event.kind == TraceKind::kPageOpen || event.kind == TraceKind::kPageEscalate;
    if (!is_page || !wakes(event)) continue;
    pages.push_back({.event = index,
                     .at = event.time,
                     .summary = std::string(event.text("summary")),
                     .is_viewers = event.subject.starts_with(kViewersKey)});
  }
  return pages;
}

}  // namespace nightshift
