// The report: what one attempt at one lesson is worth, and why. A value; report_json() is its one
// form on the wire.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/json/json.h"
#include "engine/lesson/pack.h"
#include "grader/verdict/verdict.h"

namespace nightshift {

inline constexpr const char* kReportFormat = "nightshift.report/1";

enum class StepStatus {
  kPassed,
  kFailed,
  kNotGradable,  // the answer could not run at all: no attempt is spent
  kNotAnswered,
  kFault,  // the grader broke; never the learner's
};
std::string_view step_status_text(StepStatus status);

struct CheckReport {
  CheckSpec spec;
  CheckVerdict verdict;

  std::int64_t points() const { return verdict.verdict == Verdict::kPass ? spec.points : 0; }
};

// A recorded mistake whose result equals the learner's on every data set.
struct RecognisedMistake {
  std::string name;
  std::string title;
  std::string feedback;
};

// What the answer's query cost on one data set.
struct DatasetReport {
  std::string name;
  bool visible = false;
  std::int64_t steps = 0;
};

struct StepReport {
  std::string id;
  std::string kind;
  std::string title;
  StepStatus status = StepStatus::kNotAnswered;
  std::vector<CheckReport> checks;
  std::vector<DatasetReport> datasets;
  std::optional<RecognisedMistake> recognised;
  Json night;  // of a night step: what the played world came to (docs/protocol.md)
  Json runs;   // of a quiz whose options can be run: what became of them (docs/protocol.md)

  std::int64_t score() const;
  std::int64_t score_max() const;
  // The check to read, one that failed or is unknown; nullptr when there is none.
  const CheckReport* first_failure() const;
};

struct Report {
  std::string pack_id;
  std::string pack_name;
  std::string pack_version;
  std::string pack_digest;
  std::string lesson_id;
  std::string lesson_slug;
  std::string lesson_title;
  std::string submission_digest;
  bool provisional = false;          // graded without what is right: the full pack decides
  std::vector<std::string> answers;  // answer files that were graded
  std::vector<std::string> ignored;  // other files of the submission
  std::vector<StepReport> steps;

  StepStatus status() const;
  // False when nothing in it could be graded: no attempt is spent.
  bool counted() const;
  std::int64_t score() const;
  std::int64_t score_max() const;
  // The first step with a check to read, and that check.
  std::optional<std::pair<const StepReport*, const CheckReport*>> first_failure() const;
};

// Who graded: {"name", "version", "sqlite", "digest"}. The digest is over the engine's and the
// grader's sources, so it is the same natively and in the browser.
Json engine_json();

// The canonical form; docs/protocol.md is its specification.
Json report_json(const Report& report);

}  // namespace nightshift
