#include "engine/observe/quality.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

using ColumnsOfRule = std::vector<const Column*>;

bool same_value(const Cell& left, const Cell& right) {
  if (is_number(left) && is_number(right)) return compare_numbers(left, right) == 0;
  return left == right;
}

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

bool is_listed(const Cell& cell, const std::vector<Cell>& values) {
  return std::any_of(values.begin(), values.end(),
                     [&](const Cell& value) { return same_value(cell, value); });
}

// Whether the row counts for a metric that looks at one cell at a time.
bool fails(const QualityRule& rule, const Cell& cell) {
  switch (rule.metric) {
    case Metric::kNullValues:
      return is_null(cell);
    case Metric::kMissingValues:
      return is_listed(cell, rule.values);
    case Metric::kInvalidValues:
      return !is_null(cell) && !is_listed(cell, rule.values);
    case Metric::kDuplicateValues:
    case Metric::kRowCount:
      return false;
  }
  return false;
}

bool any_null(const ColumnsOfRule& columns, std::size_t row) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](const Column* column) { return is_null(column->cells[row]); });
}

bool key_less(const ColumnsOfRule& columns, std::size_t left, std::size_t right) {
  for (const Column* column : columns) {
    if (cell_less(column->cells[left], column->cells[right])) return true;
    if (cell_less(column->cells[right], column->cells[left])) return false;
  }
  return false;
}

// The rows whose key an earlier row has. Sorting by key, then by row, puts each first row before
// its repetitions.
std::vector<std::size_t> repeated_rows(const ColumnsOfRule& columns, std::size_t row_count) {
  std::vector<std::size_t> order;
  for (std::size_t row = 0; row < row_count; ++row) {
    if (!any_null(columns, row)) order.push_back(row);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
    return key_less(columns, left, right);
  });
  std::vector<std::size_t> repeated;
  for (std::size_t i = 1; i < order.size(); ++i) {
    if (!key_less(columns, order[i - 1], order[i])) repeated.push_back(order[i]);
  }
  std::sort(repeated.begin(), repeated.end());
  return repeated;
}

std::vector<std::size_t> rows_counted(const QualityRule& rule, const ColumnsOfRule& columns,
                                      std::size_t row_count) {
  if (rule.metric == Metric::kDuplicateValues) return repeated_rows(columns, row_count);
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < row_count; ++row) {
    if (fails(rule, columns.front()->cells[row])) rows.push_back(row);
  }
  return rows;
}

const Column* find_column(const Table& table, const std::string& name) {
  for (const Column& column : table.columns) {
    if (same_name(column.name, name)) return &column;
  }
  return nullptr;
}

// The columns that a rule looks at, and the first of them that is not there ("": all are).
struct FoundColumns {
  ColumnsOfRule columns;
  std::string missing;
};

FoundColumns find_columns(const QualityRule& rule, const Table& table) {
  FoundColumns found;
  for (const std::string& name : rule.columns) {
    const Column* column = find_column(table, name);
    if (column == nullptr) return {.columns = {}, .missing = name};
    found.columns.push_back(column);
  }
  return found;
}

RuleResult unknown(std::string reason, std::string say) {
  return {.reason = std::move(reason), .say = std::move(say)};
}

RuleResult missing_column(const QualityRule& rule, const std::string& name) {
  return {.state = CheckState::kError,
          .reason = "missing_column",
          .vacuous = true,
          .say = rule_subject(rule) + " cannot be counted: there is no column " + name};
}

std::optional<RuleResult> reason_not_to_run(const QualityRule& rule) {
  if (rule.kind != RuleKind::kLibrary) {
    return unknown("not_run", rule_subject(rule) + " was not run here");
  }
  if (rule.has_pattern) {
    return unknown("not_run", rule_subject(rule) + " has a pattern, which is not evaluated here");
  }
  return std::nullopt;
}

// A rule that looks into cells cannot say anything about no rows.
bool looks_at_cells(const QualityRule& rule) {
  return rule.kind == RuleKind::kLibrary && rule.metric != Metric::kRowCount;
}

RuleResult evaluate_rows(const QualityRule& rule, const ColumnsOfRule& columns,
                         std::size_t row_count) {
  const auto whole = static_cast<std::int64_t>(row_count);
  if (!looks_at_cells(rule)) return judge_measure(rule, {.count = whole, .whole = whole});
  const std::vector<std::size_t> rows = rows_counted(rule, columns, row_count);
  RuleResult result =
      judge_measure(rule, {.count = static_cast<std::int64_t>(rows.size()), .whole = whole});
  result.vacuous = whole == 0;
  if (result.vacuous) result.say += "; there are no rows to look at";
  for (std::size_t i = 0; i < std::min(rows.size(), kFailingRowsShown); ++i) {
    result.failing_rows.push_back(static_cast<std::int64_t>(rows[i]));
  }
  return result;
}

}  // namespace

RuleResult evaluate_rule(const QualityRule& rule, const Table* table) {
  if (std::optional<RuleResult> result = reason_not_to_run(rule)) return *result;
  if (table == nullptr) {
    return unknown("nothing_read", rule_subject(rule) + " is unknown: nothing was read");
  }
  const FoundColumns found = find_columns(rule, *table);
  if (!found.missing.empty()) return missing_column(rule, found.missing);
  return evaluate_rows(rule, found.columns, table->row_count());
}

std::vector<std::size_t> rows_counted(const QualityRule& rule, const Table& table) {
  if (reason_not_to_run(rule) || !looks_at_cells(rule)) return {};
  const FoundColumns found = find_columns(rule, table);
  if (!found.missing.empty()) return {};
  return rows_counted(rule, found.columns, table.row_count());
}

RuleResult judge_measure(const QualityRule& rule, const Measure& measure) {
  RuleResult result;
  result.observed = observed_in(rule.unit, measure);
  const std::string seen = rule_subject(rule) + " is " + amount_text(rule.unit, result.observed);
  if (allows(rule.must, rule.unit, measure)) {
    result.state = CheckState::kPass;
    result.say = seen;
    return result;
  }
  result.state = rule.severity == Severity::kError ? CheckState::kError : CheckState::kWarn;
  result.reason = "threshold";
  result.say = seen + "; it " + threshold_text(rule.must, rule.unit);
  return result;
}

CheckState worst_state(std::span<const RuleResult> results) {
  CheckState worst = CheckState::kPass;
  for (const RuleResult& result : results) worst = std::max(worst, result.state);
  return worst;
}

bool all_pass_when_empty(std::span<const QualityRule> rules) {
  const auto passes = [](const QualityRule& rule) {
    return reason_not_to_run(rule) || allows(rule.must, rule.unit, Measure{});
  };
  return !rules.empty() && std::all_of(rules.begin(), rules.end(), passes);
}

}  // namespace nightshift
