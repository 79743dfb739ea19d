#include "engine/observe/detection.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string lapse_text(const Lapse& lapse) {
  switch (lapse.kind) {
    case Lapse::Kind::kMeasured:
      return std::to_string(lapse.lasted);
    case Lapse::Kind::kNever:
      return "never in " + std::to_string(lapse.lasted);
    case Lapse::Kind::kUnknown:
      return "unknown";
  }
  return {};
}

// "detect notify repair outage"
std::string detected(const IncidentMarks& marks) {
  const Detection found = detection(marks);
  return lapse_text(found.detect) + ", " + lapse_text(found.notify) + ", " +
         lapse_text(found.repair) + ", " + lapse_text(found.outage);
}

TEST_CASE("from the fault to the monitor, from there to the page and the repair") {
  CHECK(detected({.fault = 100,
                  .monitor_errors = {115, 130},
                  .pages = {117},
                  .heals = {190},
                  .watched_until = 500}) == "15, 2, 75, 90");
}

TEST_CASE("a person who pages detects too") {
  CHECK(detected({.fault = 100, .pages = {340}, .heals = {400}, .watched_until = 500}) ==
        "240, 0, 60, 300");
  CHECK(detected({.fault = 100, .monitor_errors = {350}, .pages = {340}, .watched_until = 500}) ==
        "240, 0, never in 160, never in 400");
}

TEST_CASE("what lies before the fault was about something else") {
  CHECK(detected({.fault = 100,
                  .monitor_errors = {20, 150},
                  .pages = {30},
                  .heals = {40},
                  .watched_until = 500}) == "50, never in 350, never in 350, never in 400");
}

TEST_CASE("what never came, and what was never there to come") {
  CHECK(detected({.fault = 100, .watched_until = 500}) ==
        "never in 400, unknown, unknown, never in 400");
  CHECK(detected({.monitor_errors = {20}, .pages = {30}, .watched_until = 500}) ==
        "unknown, unknown, unknown, unknown");
}

TEST_CASE("within a budget") {
  const auto answer = [](Lapse::Kind kind, DurationUs lasted, DurationUs budget) {
    switch (within({.kind = kind, .lasted = lasted}, budget)) {
      case Answer::kYes:
        return "yes";
      case Answer::kNo:
        return "no";
      case Answer::kUnknown:
        return "unknown";
    }
    return "";
  };
  CHECK(answer(Lapse::Kind::kMeasured, 15, 15) == std::string("yes"));
  CHECK(answer(Lapse::Kind::kMeasured, 16, 15) == std::string("no"));
  CHECK(answer(Lapse::Kind::kNever, 16, 15) == std::string("no"));
  CHECK(answer(Lapse::Kind::kNever, 15, 15) == std::string("unknown"));  // not watched for longer
  CHECK(answer(Lapse::Kind::kUnknown, 0, 15) == std::string("unknown"));
}

}  // namespace
}  // namespace nightshift
