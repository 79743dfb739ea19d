#include "grader/checks/order.h"

#include "engine/base/text.h"
#include "engine/table/difference.h"

namespace nightshift {
namespace {

std::string key_text(const OrderKey& key, const Table& expected) {
  std::string text = expected.columns[key.column].name + (key.descending ? " desc" : " asc");
  if (key.nulls_first) text += *key.nulls_first ? " nulls first" : " nulls last";
  return text;
}

// "from early to late": what ascending means for this kind of value.
std::string_view direction_text(const OrderKey& key, const Table& expected) {
  switch (expected.columns[key.column].type) {
    case ColumnType::kDate:
    case ColumnType::kTimestamp:
      return key.descending ? "from late to early" : "from early to late";
    case ColumnType::kText:
      return key.descending ? "from Z to A" : "from A to Z";
    default:
      return key.descending ? "from large to small" : "from small to large";
  }
}

// "month, from early to late, then name, from A to Z".
std::string keys_text(const std::vector<OrderKey>& keys, const Table& expected) {
  std::string text;
  for (const OrderKey& key : keys) {
    if (!text.empty()) text += ", then ";
    text += expected.columns[key.column].name + ", ";
    text += direction_text(key, expected);
  }
  return text;
}

Json witness(const ResultPair& result, const OutOfOrder& stray, const std::vector<OrderKey>& keys) {
  Json columns = Json::array();
  for (const Column& column : result.expected->columns) columns.push(column.name);
  Json key_list = Json::array();
  for (const OrderKey& key : keys) key_list.push(key_text(key, *result.expected));
  return Json::object({{"kind", "order"},
                       {"position", stray.actual + 1},
                       {"columns", std::move(columns)},
                       {"expected", cells_json(result.expected->row(stray.expected))},
                       {"actual", cells_json(result.matched.row(stray.actual))},
                       {"keys", std::move(key_list)}});
}

// The column of the first key in which the two rows differ, so that the message names what can be
// seen.
std::size_t telling_column(const ResultPair& result, const OutOfOrder& stray,
                           const std::vector<OrderKey>& keys) {
  for (const OrderKey& key : keys) {
    if (result.expected->columns[key.column].cells[stray.expected] !=
        result.matched.columns[key.column].cells[stray.actual]) {
      return key.column;
    }
  }
  return keys.front().column;
}

std::string cell_at(const Table& table, std::size_t column, std::size_t row) {
  return shortened(cell_text(table.columns[column].cells[row]), 60);
}

CheckVerdict differs(const QueryEvidence& evidence, const FailedResults& failed,
                     const std::string& wanted) {
  const std::vector<OrderKey>& keys = evidence.expectation->keys;
  const ResultPair& result = failed.shown();
  const OutOfOrder stray =
      *first_out_of_order(*result.expected, result.matched, keys, evidence.step->compare.rows);
  const std::size_t column = telling_column(result, stray, keys);
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = "order.differs";
  verdict.message =
      failed.place() + " row " + count_text(static_cast<std::int64_t>(stray.actual) + 1) + " has " +
      result.expected->columns[column].name + " " + cell_at(result.matched, column, stray.actual) +
      " where " + cell_at(*result.expected, column, stray.expected) +
      " is expected. The rows should come by " + wanted + ".";
  verdict.failed_on = failed.failed_on();
  verdict.witness = witness(result, stray, keys);
  return verdict;
}

CheckVerdict not_asked(const std::string& wanted) {
  CheckVerdict verdict;
  verdict.verdict = Verdict::kFail;
  verdict.reason = "order.not_asked";
  verdict.message =
      "The rows came in the right order, but by luck: your query has no ORDER BY at its end, and "
      "without one no database promises an order. Ask for it: by " +
      wanted + ".";
  return verdict;
}

}  // namespace

CheckVerdict check_order(const QueryEvidence& evidence) {
  if (!evidence.expectation->ordered) return passed();
  const std::vector<OrderKey>& keys = evidence.expectation->keys;
  FailedResults failed{evidence, {}};
  for (std::size_t i = 0; i < evidence.results.size(); ++i) {
    const ResultPair& result = evidence.results[i];
    if (first_out_of_order(*result.expected, result.matched, keys, evidence.step->compare.rows)) {
      failed.failing.push_back(i);
    }
  }
  const std::string wanted = keys_text(keys, *evidence.results.front().expected);
  if (!failed.failing.empty()) return differs(evidence, failed, wanted);
  return evidence.observation->order.present ? passed() : not_asked(wanted);
}

}  // namespace nightshift
