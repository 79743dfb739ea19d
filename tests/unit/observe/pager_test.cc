#include "engine/observe/pager.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

Alert alert(std::string key, PagerSeverity severity = PagerSeverity::kCritical) {
  return {.dedup_key = std::move(key), .summary = "orders are missing", .severity = severity};
}

std::string kind_text(PagerEventKind kind) {
  switch (kind) {
    case PagerEventKind::kOpened:
      return "opened";
    case PagerEventKind::kAdded:
      return "added";
    case PagerEventKind::kAcknowledged:
      return "acknowledged";
    case PagerEventKind::kResolved:
      return "resolved";
    case PagerEventKind::kEscalated:
      return "escalated";
    case PagerEventKind::kIgnored:
      return "ignored";
  }
  return {};
}

// "30m opened a wakes ann"
std::string event_text(const PagerEvent& event) {
  return duration_text(event.at) + " " + kind_text(event.kind) + " " + event.dedup_key +
         (event.wakes ? " wakes" : "") + (event.who.empty() ? "" : " " + event.who);
}

std::string events_text(const std::vector<PagerEvent>& events) {
  std::string text;
  for (const PagerEvent& event : events) text += event_text(event) + "\n";
  return text;
}

Pager ann_then_bob() { return Pager({.escalate_after = 30 * kMinuteUs, .levels = {"ann", "bob"}}); }

TEST_CASE("an alert of an open key joins it and wakes nobody again") {
  Pager pager = ann_then_bob();
  CHECK(event_text(pager.trigger(alert("a"), 0)) == "0s opened a wakes ann");
  CHECK(event_text(pager.trigger(alert("a"), kMinuteUs)) == "1m added a");
  CHECK(event_text(pager.trigger(alert("b"), kMinuteUs)) == "1m opened b wakes ann");
  CHECK(pager.incidents().size() == 2);
  CHECK(pager.incidents()[0].alert_count == 2);
  CHECK(pager.open_count() == 2);
  CHECK(pager.wake_count() == 2);
}

TEST_CASE("triggered, acknowledged, resolved; then the key opens anew") {
  Pager pager = ann_then_bob();
  pager.trigger(alert("a"), 0);
  CHECK(event_text(pager.acknowledge("a", "ann", 5 * kMinuteUs)) == "5m acknowledged a ann");
  CHECK(pager.incidents()[0].state == IncidentState::kAcknowledged);
  CHECK(event_text(pager.trigger(alert("a"), 6 * kMinuteUs)) == "6m added a");
  CHECK(pager.incidents()[0].state == IncidentState::kAcknowledged);
  CHECK(event_text(pager.resolve("a", "ann", 9 * kMinuteUs)) == "9m resolved a ann");
  CHECK(pager.incidents()[0].resolved_at == 9 * kMinuteUs);
  CHECK(pager.open_count() == 0);
  CHECK(event_text(pager.trigger(alert("a"), 10 * kMinuteUs)) == "10m opened a wakes ann");
  CHECK(pager.incidents().size() == 2);
}

TEST_CASE("what is not open cannot be acknowledged or resolved") {
  Pager pager = ann_then_bob();
  CHECK(event_text(pager.acknowledge("a", "ann", 0)) == "0s ignored a ann");
  pager.trigger(alert("a"), 0);
  pager.acknowledge("a", "ann", 0);
  CHECK(event_text(pager.acknowledge("a", "bob", 0)) == "0s ignored a bob");
  CHECK(pager.incidents()[0].acknowledged_by == "ann");
  pager.resolve("a", "ann", 0);
  CHECK(event_text(pager.resolve("a", "ann", 0)) == "0s ignored a ann");
  CHECK(event_text(pager.acknowledge("a", "ann", 0)) == "0s ignored a ann");
}

TEST_CASE("unacknowledged, the next level is asked, and the last one only once") {
  Pager pager({.escalate_after = 10 * kMinuteUs, .levels = {"ann", "bob", "cto"}});
  pager.trigger(alert("a"), 0);
  CHECK(pager.next_escalation() == 10 * kMinuteUs);
  CHECK(events_text(pager.escalate(10 * kMinuteUs - 1)) == "");
  CHECK(events_text(pager.escalate(10 * kMinuteUs)) == "10m escalated a wakes bob\n");
  CHECK(events_text(pager.escalate(10 * kMinuteUs)) == "");
  CHECK(events_text(pager.escalate(kHourUs)) == "20m escalated a wakes cto\n");
  CHECK_FALSE(pager.next_escalation());
  CHECK(pager.wake_count() == 3);
}

TEST_CASE("late is the same as on time: each escalation happens at its own time") {
  Pager pager({.escalate_after = 10 * kMinuteUs, .levels = {"ann", "bob", "cto"}});
  pager.trigger(alert("a"), 0);
  pager.trigger(alert("b"), 5 * kMinuteUs);
  CHECK(events_text(pager.escalate(kHourUs)) ==
        "10m escalated a wakes bob\n15m escalated b wakes bob\n"
        "20m escalated a wakes cto\n25m escalated b wakes cto\n");
}

TEST_CASE("an answer stops the escalation") {
  Pager acknowledged = ann_then_bob();
  acknowledged.trigger(alert("a"), 0);
  acknowledged.acknowledge("a", "ann", kMinuteUs);
  CHECK(events_text(acknowledged.escalate(kDayUs)) == "");
  Pager resolved = ann_then_bob();
  resolved.trigger(alert("a"), 0);
  resolved.resolve("a", "ann", kMinuteUs);
  CHECK(events_text(resolved.escalate(kDayUs)) == "");
}

TEST_CASE("mild incidents wake nobody, until they get bad") {
  Pager pager = ann_then_bob();
  CHECK(event_text(pager.trigger(alert("a", PagerSeverity::kWarning), 0)) == "0s opened a");
  CHECK(events_text(pager.escalate(kDayUs)) == "");
  CHECK(event_text(pager.trigger(alert("a", PagerSeverity::kError), kDayUs)) ==
        "1d added a wakes ann");
  CHECK(pager.incidents()[0].alert.severity == PagerSeverity::kError);
  CHECK(pager.incidents()[0].paged_at == kDayUs);
  CHECK(pager.next_escalation() == kDayUs + 30 * kMinuteUs);
}

TEST_CASE("an incident that somebody looks at wakes nobody when it gets bad") {
  Pager pager = ann_then_bob();
  pager.trigger(alert("a", PagerSeverity::kWarning), 0);
  pager.acknowledge("a", "ann", 0);
  CHECK(event_text(pager.trigger(alert("a"), kMinuteUs)) == "1m added a");
}

TEST_CASE("the first page stays the first, whoever is asked later") {
  Pager pager = ann_then_bob();
  pager.trigger(alert("a"), 0);
  pager.escalate(kDayUs);
  CHECK(pager.incidents()[0].paged_at == 0);
  CHECK(pager.incidents()[0].level == 1);
}

TEST_CASE("a copy is a fork") {
  Pager pager = ann_then_bob();
  pager.trigger(alert("a"), 0);
  Pager fork = pager;
  CHECK(fork == pager);
  fork.acknowledge("a", "ann", 1);
  CHECK_FALSE(fork == pager);
  CHECK(pager.incidents()[0].state == IncidentState::kTriggered);
}

TEST_CASE("severities in words") {
  CHECK(pager_severity_from_text("critical") == PagerSeverity::kCritical);
  CHECK_FALSE(pager_severity_from_text("fatal"));
  CHECK(pager_severity_text(PagerSeverity::kInfo) == "info");
}

}  // namespace
}  // namespace nightshift
