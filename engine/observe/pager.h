// The pager: who is woken, for what, and whether anybody answered. Events and states have
// PagerDuty's names. A value: copying it copies the whole state of on-call.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/time.h"

namespace nightshift {

enum class PagerSeverity { kInfo, kWarning, kError, kCritical };  // from mild to bad
std::string_view pager_severity_text(PagerSeverity severity);     // "info", ..., "critical"
std::optional<PagerSeverity> pager_severity_from_text(std::string_view text);

enum class IncidentState { kTriggered, kAcknowledged, kResolved };
std::string_view incident_state_text(IncidentState state);  // "triggered", ...

// Who is asked, and when the next one is.
struct PagerPolicy {
  DurationUs escalate_after = 30 * kMinuteUs;       // unacknowledged for so long: the next level
  std::vector<std::string> levels = {"on-call"};    // at least one
  PagerSeverity wake_from = PagerSeverity::kError;  // milder incidents are listed, but wake nobody

  friend bool operator==(const PagerPolicy&, const PagerPolicy&) = default;
};

// What somebody reports. One trouble has one key: further alerts of that key join its incident.
struct Alert {
  std::string dedup_key;
  std::string summary;
  std::string source;
  PagerSeverity severity = PagerSeverity::kCritical;

  friend bool operator==(const Alert&, const Alert&) = default;
};

struct Incident {
  Alert alert;  // the first one, with the worst severity so far
  IncidentState state = IncidentState::kTriggered;
  std::int64_t alert_count = 1;
  TimeUs triggered_at = 0;
  std::optional<TimeUs> paged_at;  // when somebody was woken first; nullopt: nobody was
  std::optional<TimeUs> acknowledged_at;
  std::optional<TimeUs> resolved_at;
  std::string acknowledged_by;
  std::size_t level = 0;  // which level of the policy is asked now
  std::optional<TimeUs> escalates_at;

  friend bool operator==(const Incident&, const Incident&) = default;
};

enum class PagerEventKind {
  kOpened,        // a new incident
  kAdded,         // one more alert of an open one
  kAcknowledged,  // somebody looks at it
  kResolved,      //
  kEscalated,     // nobody answered; the next level is asked
  kIgnored,       // there is no such incident, or it is in that state already
};

// What a call did, for whoever writes the trace.
struct PagerEvent {
  PagerEventKind kind = PagerEventKind::kIgnored;
  TimeUs at = 0;
  std::string dedup_key;
  std::optional<std::size_t> incident;  // its number in incidents(), from 0; nullopt: there is none
  bool wakes = false;                   // somebody's telephone rings
  std::string who;                      // whose, or who acknowledged or resolved it

  friend bool operator==(const PagerEvent&, const PagerEvent&) = default;
};

class Pager {
 public:
  Pager() = default;
  // The policy must have at least one level.
  explicit Pager(PagerPolicy policy);

  // Opens an incident, or adds to the open one of the same key. Adding wakes nobody, unless it is
  // the first alert of the incident that is bad enough. A resolved key opens anew.
  PagerEvent trigger(const Alert& alert, TimeUs now);
  // Stops the escalation. Further alerts of the key keep the incident acknowledged.
  PagerEvent acknowledge(std::string_view dedup_key, const std::string& who, TimeUs now);
  PagerEvent resolve(std::string_view dedup_key, const std::string& who, TimeUs now);

  // When the next escalation is due, if nothing else happens; nullopt where none is.
  std::optional<TimeUs> next_escalation() const;
  // Escalates whatever is due at `now` or before, each event at its own due time, in order of time
  // and then of incidents. The last level is asked once and no further.
  std::vector<PagerEvent> escalate(TimeUs now);

  const std::vector<Incident>& incidents() const { return incidents_; }
  std::int64_t open_count() const;
  // How often a telephone rang: first pages and escalations.
  std::int64_t wake_count() const { return wake_count_; }

  friend bool operator==(const Pager&, const Pager&) = default;

 private:
  std::optional<std::size_t> find_open(std::string_view dedup_key) const;
  PagerEvent wake(std::size_t incident, PagerEventKind kind, TimeUs now);
  PagerEvent event(std::size_t incident, PagerEventKind kind, TimeUs now) const;

  PagerPolicy policy_;
  std::vector<Incident> incidents_;  // in the order in which they were opened
  std::int64_t wake_count_ = 0;
};

}  // namespace nightshift
