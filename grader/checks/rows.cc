#include "grader/checks/rows.h"

#include "engine/base/text.h"
#include "engine/table/difference.h"

namespace nightshift {
namespace {

std::string_view mark_text(RowMark mark) {
  switch (mark) {
    case RowMark::kMissing:
      return "missing";
    case RowMark::kExtra:
      return "extra";
    case RowMark::kChanged:
      return "changed";
  }
  return {};
}

Json witness(const ResultPair& result, const RowDifference& difference) {
  Json columns = Json::array();
  for (const Column& column : result.expected->columns) columns.push(column.name);
  Json rows = Json::array();
  for (const DifferentRow& row : difference.rows) rows.push(different_row_json(row));
  return Json::object({{"kind", "rows"},
                       {"columns", std::move(columns)},
                       {"same", difference.same},
                       {"missing", difference.missing},
                       {"extra", difference.extra},
                       {"changed", difference.changed},
                       {"rows", std::move(rows)},
                       {"causes", texts_json(difference.causes)}});
}

// "2 rows differ, 1 row is missing and 1 row is extra".
std::string in_numbers(const RowDifference& difference) {
  std::vector<std::string> parts;
  const auto part = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count == 0) return;
    parts.push_back(counted(static_cast<std::int64_t>(count), "row") + " " +
                    std::string(count == 1 ? one : many));
  };
  part(difference.changed, "has other values", "have other values");
  part(difference.missing, "is missing", "are missing");
  part(difference.extra, "should not be there", "should not be there");
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

}  // namespace

Json different_row_json(const DifferentRow& row) {
  Json differs = Json::array();
  for (const std::size_t column : row.differs) differs.push(column);
  return Json::object({{"mark", mark_text(row.mark)},
                       {"expected", row.expected ? cells_json(*row.expected) : Json()},
                       {"actual", row.actual ? cells_json(*row.actual) : Json()},
                       {"differs", std::move(differs)}});
}

CheckVerdict check_rows(const QueryEvidence& evidence) {
  const RowRules& rules = evidence.step->compare.rows;
  FailedResults failed{evidence, {}};
  for (std::size_t i = 0; i < evidence.results.size(); ++i) {
    const ResultPair& result = evidence.results[i];
    if (!row_difference(*result.expected, result.matched, rules).none()) {
      failed.failing.push_back(i);
    }
  }
  if (failed.failing.empty()) return passed();
  const ResultPair& result = failed.shown();
  const RowDifference difference = row_difference(*result.expected, result.matched, rules);
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = "rows.differ";
  const auto same = static_cast<std::int64_t>(difference.same);
  verdict.message = failed.place() + " " + in_numbers(difference) + "; " +
                    (same == 0 ? "no row" : counted(same, "row")) +
                    (same <= 1 ? " is right." : " are right.");
  if (!difference.causes.empty()) verdict.message += " " + difference.causes.front();
  verdict.failed_on = failed.failed_on();
  verdict.witness = witness(result, difference);
  return verdict;
}

}  // namespace nightshift
