#include "grader/checks/judged.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/table/difference.h"
#include "grader/checks/rows.h"
#include "grader/error_json.h"
#include "grader/judge/shapes.h"

namespace nightshift {
namespace {

constexpr std::size_t kShapesMax = 2;  // sentences about the results as a whole

Json marked_row(std::string_view mark, const Json& expected, const Json& actual,
                const std::vector<std::size_t>& differs = {}) {
  Json columns = Json::array();
  for (const std::size_t column : differs) columns.push(column);
  return Json::object({{"mark", mark},
                       {"expected", expected},
                       {"actual", actual},
                       {"differs", std::move(columns)}});
}

// The rows of one side, which have no counterpart.
void push_alone(const Table& table, bool missing, Json& result) {
  for (std::size_t row = 0; row < std::min(table.row_count(), kWitnessRowsMax); ++row) {
    const Json cells = cells_json(table.row(row));
    result.push(missing ? marked_row("missing", cells, Json())
                        : marked_row("extra", Json(), cells));
  }
}

// Row by row, where the order is what differs.
Json in_sequence(const Table& expected, const Table& actual, const CellRules& rules) {
  Json result = Json::array();
  const std::size_t rows = std::min(expected.row_count(), actual.row_count());
  for (std::size_t row = 0; row < std::min(rows, kWitnessRowsMax); ++row) {
    std::vector<std::size_t> differs;
    for (std::size_t c = 0; c < expected.columns.size(); ++c) {
      if (cells_equal(expected.columns[c].cells[row], actual.columns[c].cells[row], rules)) {
        continue;
      }
      differs.push_back(c);
    }
    result.push(marked_row(differs.empty() ? "same" : "changed", cells_json(expected.row(row)),
                           cells_json(actual.row(row)), differs));
  }
  return result;
}

// In the expected order, what is extra at the end.
Json as_bag(const Table& expected, const RowDifference& difference) {
  Json result = Json::array();
  std::vector<DifferentRow> left = difference.rows;
  for (std::size_t row = 0; row < std::min(expected.row_count(), kWitnessRowsMax); ++row) {
    const std::vector<Cell> cells = expected.row(row);
    const auto found = std::find_if(left.begin(), left.end(), [&](const DifferentRow& other) {
      return other.expected == cells;
    });
    if (found == left.end()) {
      result.push(marked_row("same", cells_json(cells), cells_json(cells)));
    } else {
      result.push(different_row_json(*found));
      left.erase(found);
    }
  }
  for (const DifferentRow& row : left) {
    if (!row.expected) result.push(different_row_json(row));
  }
  return result;
}

// Expected and actual rows beside one another.
struct SideBySide {
  Json rows;
  bool in_order = false;  // by their places: the rows are the same, their order is not
};

SideBySide side_by_side(const Finding& finding, RowRules rules) {
  Json result = Json::array();
  const bool apart =
      finding.error || finding.expected.columns.size() != finding.actual.columns.size();
  if (apart) {
    push_alone(finding.expected, true, result);
    push_alone(finding.actual, false, result);
    return {.rows = std::move(result)};
  }
  rules.rows_shown_max = kWitnessRowsMax;
  const RowDifference difference = row_difference(finding.expected, finding.actual, rules);
  if (!difference.none()) return {.rows = as_bag(finding.expected, difference)};
  return {.rows = in_sequence(finding.expected, finding.actual, rules.cells), .in_order = true};
}

// Tables without rows say nothing, unless no table has any.
Json tables_json(const ScratchSchema& schema, const TinyData& data) {
  Json tables = Json::array();
  const bool empty = data.row_count() == 0;
  for (std::size_t t = 0; t < schema.tables.size(); ++t) {
    if (data.tables[t].empty() && !empty) continue;
    Json columns = Json::array();
    for (const ScratchColumn& column : schema.tables[t].columns) columns.push(column.name);
    Json rows = Json::array();
    for (const ScratchRow& row : data.tables[t]) rows.push(cells_json(row));
    tables.push(Json::object({{"name", schema.tables[t].name},
                              {"columns", std::move(columns)},
                              {"rows", std::move(rows)}}));
  }
  return tables;
}

Json hints_json(const std::vector<MistakeHint>& hints) {
  Json list = Json::array();
  for (const MistakeHint& hint : hints) {
    const ErrorClassWords words = words_of(hint.error_class);
    list.push(Json::object({{"class", error_class_text(hint.error_class)},
                            {"title", words.title},
                            {"clause", clause_text(hint.clause)},
                            {"hint", words.hint}}));
  }
  return list;
}

// What the rows hang on; where nothing can be said of single rows, what the results look like side
// by side.
Json why_json(const Ruling& ruling, const CellRules& cells) {
  std::vector<std::string> sentences = ruling.why;
  const Finding& finding = ruling.counterexample->finding;
  if (sentences.empty() && !finding.error) {
    for (Shape& shape : shapes_of(finding.expected, finding.actual,
                                  {.cells = cells, .ordered = finding.ordered})) {
      if (sentences.size() < kShapesMax) sentences.push_back(std::move(shape.sentence));
    }
  }
  return texts_json(sentences);
}

Json witness(const ScratchSchema& schema, const Ruling& ruling, const RowRules& rules) {
  const TinyData& data = ruling.counterexample->data;
  const Finding& finding = ruling.counterexample->finding;
  SideBySide result = side_by_side(finding, rules);
  Json json = Json::object({{"kind", "counterexample"},
                            {"rows", data.row_count()},
                            {"ordered", finding.ordered},
                            {"tables", tables_json(schema, data)},
                            {"insert", insert_text(schema, data)},
                            {"columns", names_json(finding.expected.columns)},
                            {"result", std::move(result.rows)},
                            {"in_order", result.in_order},
                            {"expected_rows", finding.expected.row_count()},
                            {"actual_rows", finding.actual.row_count()},
                            {"why", why_json(ruling, rules.cells)},
                            {"hints", hints_json(ruling.hints)}});
  if (finding.error) json.set("error", error_json(*finding.error));
  if (finding.lucky) json.set("elsewhere", rows_json(*finding.lucky));
  return json;
}

std::string enough(std::size_t rows) {
  if (rows == 0) return "empty tables are enough to show it.";
  return counted(static_cast<std::int64_t>(rows), "row") + (rows == 1 ? " is" : " are") +
         " enough to show it.";
}

std::string message_of(const Finding& finding, std::size_t rows) {
  switch (finding.kind) {
    case FindingKind::kOrder:
      return "There is data on which your rows come in another order: " + enough(rows);
    case FindingKind::kOrderDependent:
      return "Your result hangs on the order in which rows happen to be stored: " + enough(rows);
    case FindingKind::kAnswerFails:
    case FindingKind::kOverBudget:
      return "There is data on which your query ends with an error: " + enough(rows) + " " +
             finding.error->message;
    default:
      return "There is data on which your result is not the right one: " + enough(rows);
  }
}

CheckVerdict failed(std::string reason, std::string message) {
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = std::move(reason);
  verdict.message = std::move(message);
  return verdict;
}

// The judge could not say: never the learner's fault.
CheckVerdict not_judged(const Ruling& ruling, Verdict verdict_kind) {
  CheckVerdict verdict = failed(ruling.reason, ruling.message);
  verdict.verdict = verdict_kind;
  return verdict;
}

}  // namespace

CheckVerdict check_judged(const QueryEvidence& evidence, const Judge& judge, const Ruling& ruling) {
  switch (ruling.verdict) {
    case JudgeVerdict::kAccept:
      return passed();
    case JudgeVerdict::kOverBudget:
      return failed(ruling.reason,
                    "On tiny tables your query already costs too much: " + ruling.message);
    case JudgeVerdict::kNotGradable:
      return not_judged(ruling, Verdict::kFault);
    case JudgeVerdict::kGraderError:
      return not_judged(ruling, Verdict::kUnknown);
    case JudgeVerdict::kReject:
      break;
  }
  const Counterexample& example = *ruling.counterexample;
  CheckVerdict verdict =
      failed(ruling.reason, message_of(example.finding, example.data.row_count()));
  verdict.witness = witness(judge.schema(), ruling, evidence.step->compare.rows);
  return verdict;
}

}  // namespace nightshift
