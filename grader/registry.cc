#include "grader/registry.h"

#include "engine/base/check.h"
#include "grader/checks/choice.h"
#include "grader/checks/columns.h"
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
  std::variant<QueryCheck, QuizCheck> function;
};

constexpr Entry kEntries[] = {
    {"runs", "The query runs", check_runs},
    {"columns", "The columns are the ones asked for", check_columns},
    {"types", "Each column holds the right kind of value", check_types},
    {"row_count", "The number of rows is right", check_row_count},
    {"rows", "The rows are right", check_rows},
    {"order", "The rows come in the right order", check_order},
    {"choice", "The answer is right", check_choice},
};

}  // namespace

const std::vector<CheckKind>& check_kinds() {
  static const std::vector<CheckKind> kinds = [] {
    std::vector<CheckKind> list;
    for (const Entry& entry : kEntries) {
      const bool quiz = std::holds_alternative<QuizCheck>(entry.function);
      list.push_back({.name = std::string(entry.kind),
                      .title = std::string(entry.title),
                      .step_kind = quiz ? "quiz" : "query"});
    }
    return list;
  }();
  return kinds;
}

std::variant<QueryCheck, QuizCheck> check_function(std::string_view kind) {
  for (const Entry& entry : kEntries) {
    if (entry.kind == kind) return entry.function;
  }
  NIGHTSHIFT_CHECK(false);
}

}  // namespace nightshift
