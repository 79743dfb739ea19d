#include "engine/observe/quality_rule.h"

#include <array>
#include <optional>
#include <utility>

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kMetrics = {std::pair{"nullValues"sv, Metric::kNullValues},
                                 std::pair{"missingValues"sv, Metric::kMissingValues},
                                 std::pair{"invalidValues"sv, Metric::kInvalidValues},
                                 std::pair{"duplicateValues"sv, Metric::kDuplicateValues},
                                 std::pair{"rowCount"sv, Metric::kRowCount}};
constexpr std::array kKinds = {
    std::pair{"library"sv, RuleKind::kLibrary}, std::pair{"sql"sv, RuleKind::kSql},
    std::pair{"text"sv, RuleKind::kText}, std::pair{"custom"sv, RuleKind::kCustom}};
constexpr std::array kUnits = {std::pair{"rows"sv, Unit::kRows},
                               std::pair{"percent"sv, Unit::kPercent}};
constexpr std::array kSeverities = {
    std::pair{"error"sv, Severity::kError}, std::pair{"warning"sv, Severity::kWarn},
    std::pair{"warn"sv, Severity::kWarn}, std::pair{"info"sv, Severity::kWarn}};
constexpr std::size_t kValuesMax = 10'000;

// A value of a list: null, a whole number, a text, or a truth, which tables hold as 0 or 1.
std::optional<Cell> cell_of(const Json& json) {
  if (json.is_null()) return Cell(Null{});
  if (const std::int64_t* number = json.if_integer()) return Cell(*number);
  if (const double* number = json.if_real()) return Cell(*number);
  if (const std::string* text = json.if_string()) return Cell(*text);
  if (const bool* truth = json.if_bool()) return Cell(std::int64_t{*truth ? 1 : 0});
  return std::nullopt;
}

std::vector<Cell> read_values(JsonReader reader) {
  std::vector<Cell> values;
  for (JsonReader& element : reader.elements(1)) {
    if (values.size() == kValuesMax) {
      reader.error("quality.arguments", "a list of values has at most 10,000 elements",
                   "List fewer values.");
      break;
    }
    const std::optional<Cell> value = cell_of(*element.json());
    if (value) {
      values.push_back(*value);
    } else {
      element.error("quality.arguments", "only a text, a number, true, false or null stands here",
                    "Replace this value.");
    }
  }
  return values;
}

void read_arguments(JsonReader& reader, QualityRule& rule) {
  if (rule.metric == Metric::kMissingValues) rule.values = {Cell(Null{}), Cell(std::string())};
  auto arguments = reader.optional_member("arguments");
  if (!arguments) return;
  switch (rule.metric) {
    case Metric::kMissingValues:
      if (auto list = arguments->optional_member("missingValues")) rule.values = read_values(*list);
      break;
    case Metric::kInvalidValues:
      if (auto list = arguments->optional_member("validValues")) rule.values = read_values(*list);
      rule.has_pattern = arguments->optional_member("pattern").has_value();
      break;
    case Metric::kDuplicateValues:
      if (auto list = arguments->optional_member("properties")) rule.columns = list->texts();
      break;
    case Metric::kNullValues:
    case Metric::kRowCount:
      break;
  }
  arguments->no_other_keys();
}

void check_column(JsonReader& reader, QualityRule& rule) {
  if (rule.metric == Metric::kRowCount) {
    rule.columns.clear();
  } else if (rule.columns.empty()) {
    reader.error("quality.no_column",
                 "\"" + std::string(metric_text(rule.metric)) + "\" counts in a column",
                 "Name it with \"property\", or move the rule to the property's \"quality\".");
  }
}

void check_arguments(JsonReader& reader, const QualityRule& rule) {
  if (rule.metric == Metric::kInvalidValues && rule.values.empty() && !rule.has_pattern) {
    reader.error("quality.arguments", "nothing says which values are valid",
                 "Add \"arguments\": { \"validValues\": [ ... ] }.");
  }
  if (rule.metric == Metric::kRowCount && rule.unit == Unit::kPercent) {
    reader.error("quality.unit", "all rows are always 100 percent of the rows",
                 "Count rowCount in \"rows\".");
  }
}

}  // namespace

std::string_view metric_text(Metric metric) {
  for (const auto& [text, known] : kMetrics) {
    if (known == metric) return text;
  }
  return {};
}

std::string rule_subject(const QualityRule& rule) {
  if (rule.kind != RuleKind::kLibrary) return rule.name.empty() ? "the rule" : rule.name;
  std::string text(metric_text(rule.metric));
  for (std::size_t i = 0; i < rule.columns.size(); ++i) {
    text += (i == 0 ? " of " : ", ") + rule.columns[i];
  }
  return text;
}

Severity read_severity(JsonReader reader) { return reader.choice(kSeverities); }

QualityRule read_quality_rule(JsonReader& reader, const std::string& column) {
  QualityRule rule;
  rule.pointer = reader.pointer();
  if (auto kind = reader.optional_member("type")) rule.kind = kind->choice(kKinds);
  if (auto name = reader.optional_member("name")) rule.name = name->text_or_empty();
  if (auto text = reader.optional_member("dimension")) rule.dimension = text->text_or_empty();
  if (auto severity = reader.optional_member("severity")) rule.severity = read_severity(*severity);
  if (!column.empty()) rule.columns = {column};
  if (rule.kind == RuleKind::kText || rule.kind == RuleKind::kCustom) return rule;
  if (rule.kind == RuleKind::kSql) {
    rule.query = reader.member("query").text();
    rule.unit = Unit::kPlain;
  } else {
    if (auto unit = reader.optional_member("unit")) rule.unit = unit->choice(kUnits);
    rule.metric = reader.member("metric").choice(kMetrics);
    if (column.empty()) {
      if (auto name = reader.optional_member("property")) rule.columns = {name->text()};
    }
    read_arguments(reader, rule);
    check_column(reader, rule);
    check_arguments(reader, rule);
  }
  rule.must = read_threshold(reader, rule.unit);
  return rule;
}

}  // namespace nightshift
