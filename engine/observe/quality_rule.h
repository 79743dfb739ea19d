// A quality rule as a contract, a check task or a monitor states it, in the words of the Open Data
// Contract Standard.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/json/reader.h"
#include "engine/observe/threshold.h"
#include "engine/table/cell.h"

namespace nightshift {

// The metrics of the standard's library. NULL is judged by nullValues and missingValues alone: it
// is neither invalid nor a duplicate.
enum class Metric {
  kNullValues,       // rows in which the column is NULL
  kMissingValues,    // rows whose value is one of arguments.missingValues (default: null and "")
  kInvalidValues,    // rows whose value is none of arguments.validValues
  kDuplicateValues,  // rows whose value, or values of arguments.properties, an earlier row has
  kRowCount,
};

enum class RuleKind {
  kLibrary,  // a metric that is counted here
  kSql,      // a query, run by whoever has a warehouse; its answer is judged here
  kText,     // words for people
  kCustom,   // another engine's rule
};

// How bad a broken rule is. The standard leaves the words open: "error" (the default), and
// "warning", "warn" or "info", which all warn.
enum class Severity { kWarn, kError };

struct QualityRule {
  RuleKind kind = RuleKind::kLibrary;
  Metric metric = Metric::kRowCount;
  std::vector<std::string> columns;  // one, or several for kDuplicateValues; none for kRowCount
  Threshold must;
  Unit unit = Unit::kRows;
  Severity severity = Severity::kError;
  std::vector<Cell> values;  // validValues or missingValues
  bool has_pattern = false;  // arguments.pattern: kept, but not evaluated here
  std::string name;          // may be empty
  std::string dimension;     // "completeness", ...; may be empty
  std::string query;         // kSql
  std::string pointer;       // where the rule stands in its file; "" for an implied one

  friend bool operator==(const QualityRule&, const QualityRule&) = default;
};

// "nullValues", ...: the spelling in files.
std::string_view metric_text(Metric metric);

// "nullValues of amount_cents".
std::string rule_subject(const QualityRule& rule);

// Reads a rule of the property `column`, or of a whole table where `column` is empty. The member
// "property" names the column where the rule itself stands outside of one. Whoever calls this
// reports keys that nobody asked for. Errors: quality.* as read_threshold() has them,
// "quality.no_column" (the metric counts in a column, and none is named), "quality.arguments" (they
// do not fit the metric), "quality.unit" (a share of the rows of rowCount), and json.*.
QualityRule read_quality_rule(JsonReader& reader, const std::string& column);

Severity read_severity(JsonReader reader);

}  // namespace nightshift
