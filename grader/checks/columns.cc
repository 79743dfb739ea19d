#include "grader/checks/columns.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/base/text.h"

namespace nightshift {
namespace {

std::vector<std::string> lower_names(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(lower_case(column.name));
  return names;
}

std::string name_list(const Table& table) {
  std::string list;
  for (const Column& column : table.columns) {
    if (!list.empty()) list += ", ";
    list += shortened(column.name, 60);
  }
  return list;
}

Json columns_json(const Table& table) {
  Json list = Json::array();
  for (const Column& column : table.columns) {
    list.push(Json::object(
        {{"name", shortened(column.name, 200)}, {"type", column_type_text(column.type)}}));
  }
  return list;
}

CheckVerdict failed(const ResultPair& result, std::string reason, std::string message) {
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = std::move(reason);
  verdict.message = std::move(message);
  verdict.witness = Json::object({{"kind", "columns"},
                                  {"expected", columns_json(*result.expected)},
                                  {"actual", columns_json(*result.actual)}});
  return verdict;
}

}  // namespace

CheckVerdict check_columns(const QueryEvidence& evidence) {
  const ResultPair& result = evidence.results.front();
  const Table& expected = *result.expected;
  const Table& actual = *result.actual;
  if (expected.columns.size() != actual.columns.size()) {
    const auto count = static_cast<std::int64_t>(actual.columns.size());
    const auto wanted = static_cast<std::int64_t>(expected.columns.size());
    return failed(result, "columns.count",
                  "Your result has " + counted(count, "column") + " (" + name_list(actual) +
                      "), the task asks for " + count_text(wanted) + ": " + name_list(expected) +
                      ".");
  }
  if (!evidence.matched) {
    return failed(result, "columns.names",
                  "The columns must be named " + name_list(expected) + "; yours are " +
                      name_list(actual) + ". Give a column its name with AS.");
  }
  if (evidence.matched_by_guess) {
    return failed(result, "columns.unclear",
                  "It is not clear which of your columns is which: there are too many ways to "
                  "match them by their values. Name them as the task does: " +
                      name_list(expected) + ".");
  }
  const NameRule rule = evidence.step->compare.names;
  const std::vector<std::string> wanted = lower_names(expected);
  const std::vector<std::string> named = lower_names(result.matched);
  if (rule == NameRule::kIgnore || wanted == named) return passed();
  const std::string message = "The columns must be named " + name_list(expected) + "; yours are " +
                              name_list(actual) + ". Give a column its name with AS.";
  if (rule == NameRule::kWarn) {
    CheckVerdict verdict = passed();
    verdict.notes.push_back("Your columns are named " + name_list(actual) +
                            "; the task calls them " + name_list(expected) + ".");
    return verdict;
  }
  if (std::is_permutation(wanted.begin(), wanted.end(), named.begin(), named.end())) {
    return failed(result, "columns.order",
                  "The columns have the right names in another order: yours are " +
                      name_list(actual) + ", the task asks for " + name_list(expected) + ".");
  }
  return failed(result, "columns.names", message);
}

}  // namespace nightshift
