#include "engine/observe/pager.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kSeverities = {
    std::pair{"info"sv, PagerSeverity::kInfo}, std::pair{"warning"sv, PagerSeverity::kWarning},
    std::pair{"error"sv, PagerSeverity::kError}, std::pair{"critical"sv, PagerSeverity::kCritical}};

}  // namespace

std::string_view pager_severity_text(PagerSeverity severity) {
  for (const auto& [text, known] : kSeverities) {
    if (known == severity) return text;
  }
  return {};
}

std::optional<PagerSeverity> pager_severity_from_text(std::string_view text) {
  for (const auto& [known, severity] : kSeverities) {
    if (known == text) return severity;
  }
  return std::nullopt;
}

std::string_view incident_state_text(IncidentState state) {
  switch (state) {
    case IncidentState::kTriggered:
      return "triggered";
    case IncidentState::kAcknowledged:
      return "acknowledged";
    case IncidentState::kResolved:
      return "resolved";
  }
  return {};
}

Pager::Pager(PagerPolicy policy) : policy_(std::move(policy)) {
  NIGHTSHIFT_CHECK(!policy_.levels.empty());
  NIGHTSHIFT_CHECK(policy_.escalate_after > 0);
}

PagerEvent Pager::trigger(const Alert& alert, TimeUs now) {
  std::optional<std::size_t> number = find_open(alert.dedup_key);
  const PagerEventKind kind = number ? PagerEventKind::kAdded : PagerEventKind::kOpened;
  if (!number) {
    number = incidents_.size();
    incidents_.push_back({.alert = alert, .alert_count = 0, .triggered_at = now});
  }
  Incident& incident = incidents_[*number];
  ++incident.alert_count;
  incident.alert.severity = std::max(incident.alert.severity, alert.severity);
  const bool wakes = !incident.paged_at && incident.state == IncidentState::kTriggered &&
                     incident.alert.severity >= policy_.wake_from;
  return wakes ? wake(*number, kind, now) : event(*number, kind, now);
}

PagerEvent Pager::acknowledge(std::string_view dedup_key, const std::string& who, TimeUs now) {
  const std::optional<std::size_t> number = find_open(dedup_key);
  if (!number || incidents_[*number].state == IncidentState::kAcknowledged) {
    return {.at = now, .dedup_key = std::string(dedup_key), .incident = number, .who = who};
  }
  Incident& incident = incidents_[*number];
  incident.state = IncidentState::kAcknowledged;
  incident.acknowledged_at = now;
  incident.acknowledged_by = who;
  incident.escalates_at.reset();
  PagerEvent done = event(*number, PagerEventKind::kAcknowledged, now);
  done.who = who;
  return done;
}

PagerEvent Pager::resolve(std::string_view dedup_key, const std::string& who, TimeUs now) {
  const std::optional<std::size_t> number = find_open(dedup_key);
  if (!number) return {.at = now, .dedup_key = std::string(dedup_key), .who = who};
  Incident& incident = incidents_[*number];
  incident.state = IncidentState::kResolved;
  incident.resolved_at = now;
  incident.escalates_at.reset();
  PagerEvent done = event(*number, PagerEventKind::kResolved, now);
  done.who = who;
  return done;
}

std::optional<TimeUs> Pager::next_escalation() const {
  std::optional<TimeUs> next;
  for (const Incident& incident : incidents_) {
    if (incident.escalates_at && (!next || *incident.escalates_at < *next)) {
      next = incident.escalates_at;
    }
  }
  return next;
}

std::vector<PagerEvent> Pager::escalate(TimeUs now) {
  std::vector<PagerEvent> events;
  for (auto due = next_escalation(); due && *due <= now; due = next_escalation()) {
    for (std::size_t number = 0; number < incidents_.size(); ++number) {
      if (incidents_[number].escalates_at != due) continue;
      ++incidents_[number].level;
      events.push_back(wake(number, PagerEventKind::kEscalated, *due));
    }
  }
  return events;
}

std::int64_t Pager::open_count() const {
  return std::count_if(incidents_.begin(), incidents_.end(), [](const Incident& incident) {
    return incident.state != IncidentState::kResolved;
  });
}

std::optional<std::size_t> Pager::find_open(std::string_view dedup_key) const {
  for (std::size_t number = incidents_.size(); number > 0; --number) {
    const Incident& incident = incidents_[number - 1];
    if (incident.alert.dedup_key != dedup_key) continue;
    if (incident.state == IncidentState::kResolved) return std::nullopt;
    return number - 1;
  }
  return std::nullopt;
}

// Rings the telephone of the level that is asked now, and sets the clock for the next level.
PagerEvent Pager::wake(std::size_t number, PagerEventKind kind, TimeUs now) {
  Incident& incident = incidents_[number];
  if (!incident.paged_at) incident.paged_at = now;
  incident.escalates_at.reset();
  if (incident.level + 1 < policy_.levels.size()) {
    incident.escalates_at = now + policy_.escalate_after;
  }
  ++wake_count_;
  PagerEvent done = event(number, kind, now);
  done.wakes = true;
  done.who = policy_.levels[incident.level];
  return done;
}

PagerEvent Pager::event(std::size_t number, PagerEventKind kind, TimeUs now) const {
  return {
      .kind = kind, .at = now, .dedup_key = incidents_[number].alert.dedup_key, .incident = number};
}

}  // namespace nightshift
