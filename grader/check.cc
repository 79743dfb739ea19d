#include "grader/check.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/text.h"

namespace nightshift {

CheckVerdict passed() { return {}; }

CheckVerdict skipped(std::string reason, std::string message) {
  CheckVerdict verdict;
  verdict.verdict = Verdict::kSkipped;
  verdict.reason = std::move(reason);
  verdict.message = std::move(message);
  return verdict;
}

const ResultPair& FailedResults::shown() const {
  NIGHTSHIFT_CHECK(!failing.empty());
  for (const std::size_t index : failing) {
    if (evidence.results[index].dataset->visible) return evidence.results[index];
  }
  return evidence.results[failing.front()];
}

std::string FailedResults::place() const {
  const Dataset& dataset = *shown().dataset;
  const auto total = static_cast<std::int64_t>(evidence.results.size());
  const auto others = static_cast<std::int64_t>(failing.size()) - 1;
  std::string place = dataset.visible ? "On \"" : "On the hidden data set \"";
  place += dataset.title + "\"";
  if (others > 0) {
    place += " (and " + count_text(others) + " more of " + count_text(total) + " data sets)";
  } else if (total > 1) {
    place += " (one of " + count_text(total) + " data sets)";
  }
  return place;
}

FailedOn FailedResults::failed_on() const {
  return {.name = shown().dataset->name,
          .visible = shown().dataset->visible,
          .failed = static_cast<std::int64_t>(failing.size()),
          .total = static_cast<std::int64_t>(evidence.results.size())};
}

Json cells_json(const std::vector<Cell>& cells) {
  Json list = Json::array();
  for (const Cell& cell : cells) {
    list.push(std::holds_alternative<Null>(cell) ? Json() : Json(cell_text(cell)));
  }
  return list;
}

Json names_json(const std::vector<Column>& columns) {
  Json names = Json::array();
  for (const Column& column : columns) names.push(shortened(column.name, 200));
  return names;
}

Json rows_json(const Table& table) {
  Json rows = Json::array();
  for (std::size_t row = 0; row < std::min(table.row_count(), kWitnessRowsMax); ++row) {
    rows.push(cells_json(table.row(row)));
  }
  return rows;
}

}  // namespace nightshift
