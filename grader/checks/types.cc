#include "grader/checks/types.h"

#include <cmath>

#include "engine/base/text.h"

namespace nightshift {
namespace {

bool all_whole(const Column& column) {
  for (const Cell& cell : column.cells) {
    const double* real = std::get_if<double>(&cell);
    if (real != nullptr && !(std::isfinite(*real) && *real == std::floor(*real))) return false;
  }
  return true;
}

bool agrees(const Column& expected, const Column& actual, TypeRule rule) {
  if (expected.type == actual.type) return true;
  if (expected.type == ColumnType::kNull || actual.type == ColumnType::kNull) return true;
  if (rule == TypeRule::kExact) return false;
  if (expected.type == ColumnType::kReal) return actual.type == ColumnType::kInteger;
  if (expected.type == ColumnType::kInteger) {
    return actual.type == ColumnType::kReal && all_whole(actual);
  }
  // A mixed reference can only be compared value by value, which the rows do.
  return expected.type == ColumnType::kMixed;
}

// "a date such as 2026-03-01", in words that need no type system.
std::string described(const Column& column) {
  std::string example;
  for (const Cell& cell : column.cells) {
    const double* real = std::get_if<double>(&cell);
    const bool fraction = real != nullptr && *real != std::floor(*real);
    if (std::holds_alternative<Null>(cell) || (!example.empty() && !fraction)) continue;
    example = shortened(cell_text(cell), 40);
    if (column.type != ColumnType::kReal || fraction) break;
  }
  const auto with_example = [&](std::string_view what, std::string_view quote) {
    if (example.empty()) return std::string(what);
    return std::string(what) + " such as " + std::string(quote) + example + std::string(quote);
  };
  switch (column.type) {
    case ColumnType::kBoolean:
    case ColumnType::kInteger:
      return with_example("whole numbers", "");
    case ColumnType::kReal:
      return with_example("numbers with a fraction", "");
    case ColumnType::kText:
      return with_example("text", "'");
    case ColumnType::kDate:
      return with_example("dates", "");
    case ColumnType::kTimestamp:
      return with_example("timestamps", "");
    case ColumnType::kBlob:
      return with_example("binary values", "");
    case ColumnType::kMixed:
      return "values of several kinds";
    case ColumnType::kNull:
      return "nothing but NULL";
  }
  return {};
}

Json examples_json(const Column& column) {
  Json examples = Json::array();
  std::size_t left = 3;
  for (const Cell& cell : column.cells) {
    if (std::holds_alternative<Null>(cell)) continue;
    if (left-- == 0) break;
    examples.push(shortened(cell_text(cell), 200));
  }
  return examples;
}

// The first column of a result that holds the wrong kind of value.
std::optional<std::size_t> first_wrong(const ResultPair& result, TypeRule rule) {
  for (std::size_t i = 0; i < result.expected->columns.size(); ++i) {
    if (!agrees(result.expected->columns[i], result.matched.columns[i], rule)) return i;
  }
  return std::nullopt;
}

}  // namespace

CheckVerdict check_types(const QueryEvidence& evidence) {
  const TypeRule rule = evidence.step->compare.types;
  if (rule == TypeRule::kIgnore) return passed();
  FailedResults failed{evidence, {}};
  for (std::size_t i = 0; i < evidence.results.size(); ++i) {
    if (first_wrong(evidence.results[i], rule)) failed.failing.push_back(i);
  }
  if (failed.failing.empty()) return passed();
  const ResultPair& result = failed.shown();
  const std::size_t index = *first_wrong(result, rule);
  const Column& expected = result.expected->columns[index];
  const Column& actual = result.matched.columns[index];
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = "types.differ";
  verdict.message = failed.place() + " your column " + shortened(actual.name, 60) + " holds " +
                    described(actual) + "; " + expected.name + " should hold " +
                    described(expected) + ".";
  verdict.failed_on = failed.failed_on();
  verdict.witness = Json::object({{"kind", "values"},
                                  {"column", expected.name},
                                  {"expected_type", column_type_text(expected.type)},
                                  {"actual_type", column_type_text(actual.type)},
                                  {"examples", examples_json(actual)}});
  return verdict;
}

}  // namespace nightshift
