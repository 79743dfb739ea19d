// The rules of a check. What a rule says is ODCS's and read by engine/observe; which rows it looks
// at is ours.

#include <array>
#include <utility>

#include "engine/pipeline/keys.h"
#include "engine/pipeline/reading.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kScopes = {std::pair{"table"sv, Scope::kTable},
                                std::pair{"data_interval"sv, Scope::kDataInterval}};

void check_kind(JsonReader& reader, const QualityRule& rule, SpecReading& reading) {
  if (rule.kind == RuleKind::kText || rule.kind == RuleKind::kCustom) {
    reader.error("spec.rule", "this rule is for people or for another engine, and checks nothing",
                 "Write a rule with \"metric\", or one of \"type\": \"sql\" with a \"query\".");
  }
  if (rule.has_pattern) {
    reading.lint(reader, "spec.no_effect", "patterns are not evaluated here: the answer is unknown",
                 "List the \"validValues\", or write the rule as \"type\": \"sql\".");
  }
}

}  // namespace

CheckRule read_check_rule(JsonReader reader, Severity severity, SpecReading& reading) {
  CheckRule check;
  check.rule = read_quality_rule(reader, "");
  if (!reader.optional_member("severity")) check.rule.severity = severity;
  check_kind(reader, check.rule, reading);
  if (check.rule.kind == RuleKind::kSql) {
    if (auto query = reader.optional_member("query")) {
      check.query = read_query(*query, TemplateUse::kCheck);
    }
    if (auto metric = reader.optional_member("metric")) {
      metric->error("spec.rule", "a rule is a query or a metric, not both",
                    "Remove one of \"query\" and \"metric\".");
    }
  } else if (auto query = reader.optional_member("query")) {
    query->error("spec.rule", "a rule with a query has \"type\": \"sql\"",
                 "Add \"type\": \"sql\", or remove \"query\".");
  }
  if (auto text = reader.optional_member("description")) text->text_or_empty();
  if (auto scope = reader.optional_member("scope")) check.scope = scope->choice(kScopes);
  if (auto time = reader.optional_member("event_time")) check.event_time = read_name(*time);
  refuse_other_keys(reader, {SpecPart::kOperator, SpecPart::kRule});
  return check;
}

}  // namespace nightshift
