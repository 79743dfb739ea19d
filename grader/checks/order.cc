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

std::string keys_text(const std::vector<OrderKey>& keys, const Table& expected) {
  std::string text;
  for (const OrderKey& key : keys) {
    if (!text.empty()) text += ", then ";
    text += expected.columns[key.column].name;
    text += key.descending ? " from large to small" : " from small to large";
  }
  return text;
}

std::vector<Cell> key_cells(const Table& table, std::size_t row,
                            const std::vector<OrderKey>& keys) {
  std::vector<Cell> cells;
  for (const OrderKey& key : keys) cells.push_back(table.columns[key.column].cells[row]);
  return cells;
}

Json witness(const ResultPair& result, std::size_t row, const std::vector<OrderKey>& keys) {
  Json columns = Json::array();
  for (const Column& column : result.expected->columns) columns.push(column.name);
  Json key_list = Json::array();
  for (const OrderKey& key : keys) key_list.push(key_text(key, *result.expected));
  return Json::object({{"kind", "order"},
                       {"position", row + 1},
                       {"columns", std::move(columns)},
                       {"expected", cells_json(result.expected->row(row))},
                       {"actual", cells_json(result.matched.row(row))},
                       {"keys", std::move(key_list)}});
}

std::string first_key_text(const Table& table, std::size_t row, const std::vector<OrderKey>& keys) {
  return shortened(cell_text(key_cells(table, row, keys).front()), 60);
}

}  // namespace

CheckVerdict check_order(const QueryEvidence& evidence) {
  if (!evidence.expectation->ordered) return passed();
  const std::vector<OrderKey>& keys = evidence.expectation->keys;
  const CellRules& rules = evidence.step->compare.rows.cells;
  FailedResults failed{evidence, {}};
  for (std::size_t i = 0; i < evidence.results.size(); ++i) {
    const ResultPair& result = evidence.results[i];
    if (first_out_of_order(*result.expected, result.matched, keys, rules)) {
      failed.failing.push_back(i);
    }
  }
  CheckVerdict verdict;
  const std::string wanted = keys_text(keys, *evidence.results.front().expected);
  if (!failed.failing.empty()) {
    const ResultPair& result = failed.shown();
    const std::size_t row = *first_out_of_order(*result.expected, result.matched, keys, rules);
    const std::string& name = result.expected->columns[keys.front().column].name;
    verdict.verdict = Verdict::kFail;
    verdict.reason = "order.differs";
    verdict.message = failed.place() + " row " + count_text(static_cast<std::int64_t>(row) + 1) +
                      " has " + name + " " + first_key_text(result.matched, row, keys) + " where " +
                      first_key_text(*result.expected, row, keys) +
                      " is expected. The rows should come by " + wanted + ".";
    verdict.failed_on = failed.failed_on();
    verdict.witness = witness(result, row, keys);
    return verdict;
  }
  if (evidence.observation->order.present) return passed();
  verdict.verdict = Verdict::kFail;
  verdict.reason = "order.not_asked";
  verdict.message =
      "The rows came in the right order, but by luck: your query has no ORDER BY at its end, and "
      "without one no database promises an order. Ask for it: by " +
      wanted + ".";
  return verdict;
}

}  // namespace nightshift
