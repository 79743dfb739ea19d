#include "grader/registry.h"

#include "engine/base/check.h"
#include "grader/checks/choice.h"
#include "grader/checks/columns.h"
#include "grader/checks/judged.h"
#include "grader/checks/order.h"
#include "grader/checks/row_count.h"
#include "grader/checks/rows.h"
#include "grader/checks/runs.h"
#include "grader/checks/types.h"

namespace nightshift {
namespace {

struct Entry {
  std::string_view kind;
  std::string_view title;
  CheckFunction function;
  std::vector<SettingKind> settings;
};

const std::vector<Entry>& entries() {
  using Type = SettingKind::Type;
  static const std::vector<Entry> list = {
      {"runs", "The query runs", check_runs, {}},
      {"columns", "The columns are the ones asked for", check_columns, {}},
      {"types", "Each column holds the right kind of value", check_types, {}},
      {"row_count", "The number of rows is right", check_row_count, {}},
      {"rows", "The rows are right", check_rows, {}},
      {"order", "The rows come in the right order", check_order, {}},
      {"judged", "Right on any data", check_judged, {{"equivalent", Type::kRewordings, false}}},
      {"choice", "The answer is right", check_choice, {}},
      {"event", "The event is the one that caused it", check_event, {}},
      {"within_budget", "It was found in time", check_within_budget, {}},
      {"minimal_sets", "These sets and no others", check_minimal_sets, {}},
      {"night_valid", "What you did can be done again", check_night_valid, {}},
      {"consumers_told",
       "Nobody reads a wrong number unwarned",
       check_consumers_told,
       {{"within", Type::kDuration, true}}},
      {"values_true", "The numbers are the true ones", check_values_true, {}},
      {"no_loss", "No paid order is missing", check_no_loss, {}},
      {"no_duplicates", "No order is there twice", check_no_duplicates, {}},
      {"replay_safe", "A replay changes nothing", check_replay_safe, {}},
      {"crash_safe", "A crash at any step leaves no trace", check_crash_safe, {}},
      {"honest",
       "No number is wrong in silence",
       check_honest,
       {{"at_most", Type::kDuration, false}}},
      {"no_silent_success",
       "A task that loses everything does not succeed",
       check_no_silent_success,
       {}},
      {"gate", "Breaking changes are stopped, legal ones are not", check_gate, {}},
      {"detected",
       "Somebody is told in time",
       check_detected,
       {{"within", Type::kDuration, true}, {"outage_within", Type::kDuration, false}}},
      {"quiet",
       "Nobody is woken for nothing",
       check_quiet,
       {{"outage_at_most", Type::kDuration, false}}},
      {"useful",
       "On good days there is a number",
       check_useful,
       {{"permille", Type::kInteger, true},
        {"outage_at_most", Type::kDuration, false},
        {"no_data_for_zero", Type::kFlag, false}}},
      {"deterministic", "The same night twice is the same night", check_deterministic, {}},
  };
  return list;
}

std::string step_kind_of(const CheckFunction& function) {
  if (std::holds_alternative<QueryCheck>(function)) return "query";
  if (std::holds_alternative<JudgedCheck>(function)) return "query";
  if (std::holds_alternative<QuizCheck>(function)) return "quiz";
  if (std::holds_alternative<NightCheck>(function)) return "night";
  if (std::holds_alternative<SetsCheck>(function)) return "switches";
  return "point";
}

}  // namespace

const std::vector<CheckKind>& check_kinds() {
  static const std::vector<CheckKind> kinds = [] {
    std::vector<CheckKind> list;
    for (const Entry& entry : entries()) {
      list.push_back({.name = std::string(entry.kind),
                      .title = std::string(entry.title),
                      .step_kind = step_kind_of(entry.function),
                      .settings = entry.settings});
      if (!std::holds_alternative<JudgedCheck>(entry.function)) continue;
      // Also where the rows are wrong: the smallest data on which they are say most.
      list.back().needs_kinds = {"types", "columns", "runs"};
      list.back().makes_data = true;
    }
    return list;
  }();
  return kinds;
}

CheckFunction check_function(std::string_view kind) {
  for (const Entry& entry : entries()) {
    if (entry.kind == kind) return entry.function;
  }
  NIGHTSHIFT_CHECK(false);
}

}  // namespace nightshift
