#include "engine/observe/monitor.h"

#include "engine/json/parse.h"
#include "tests/support/catch.h"
#include "tests/unit/observe/notation.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

constexpr TimeUs kTuesday = 20'522 * kDayUs;  // 2026-03-10

Monitor monitor_of(std::string_view members, std::string* errors_found = nullptr) {
  const Result<Json> json =
      parse_json(quotes("{ 'name': 'm', 'on': 'orders', " + std::string(members) + " }"), {});
  REQUIRE(json);
  Errors errors;
  Monitor monitor = read_monitor(JsonReader(*json, {}, errors));
  if (errors_found != nullptr) {
    *errors_found = errors_text(errors);
  } else {
    INFO(errors_text(errors));
    REQUIRE(errors.empty());
  }
  return monitor;
}

std::string errors_of(std::string_view members) {
  std::string errors;
  monitor_of(members, &errors);
  return errors;
}

// "error 42", or "unknown" where nothing was counted.
std::string result_text(const MonitorResult& result) {
  CHECK_FALSE(result.say.empty());
  std::string text(check_state_text(result.state));
  return result.observed ? text + " " + std::to_string(*result.observed) : text;
}

std::string aged(std::string_view limits, DurationUs age) {
  const Monitor monitor =
      monitor_of("'pillar': 'freshness', 'loaded_at_field': 'created_at', " + std::string(limits));
  const MonitorFacts facts = {.read = true, .loaded_at = kTuesday - age};
  return std::string(check_state_text(evaluate_monitor(monitor, facts, kTuesday).state));
}

constexpr std::string_view kTwoAndTwentySix =
    "'warn_after': { 'count': 2, 'period': 'hour' },"
    "'error_after': { 'count': 26, 'period': 'hour' }";

TEST_CASE("freshness: older than, not as old as") {
  CHECK(aged(kTwoAndTwentySix, 0) == "pass");
  CHECK(aged(kTwoAndTwentySix, 2 * kHourUs) == "pass");
  CHECK(aged(kTwoAndTwentySix, 2 * kHourUs + 1) == "warn");
  CHECK(aged(kTwoAndTwentySix, 26 * kHourUs) == "warn");
  CHECK(aged(kTwoAndTwentySix, 26 * kHourUs + 1) == "error");
  CHECK(aged("'warn_after': { 'count': 1, 'period': 'day' }", 9 * kDayUs) == "warn");
  CHECK(aged("'error_after': { 'count': 5, 'period': 'minute' }", 6 * kMinuteUs) == "error");
  CHECK(aged(kTwoAndTwentySix, -kHourUs) == "pass");
}

TEST_CASE("freshness: no rows are as stale as can be, no answer is unknown") {
  const Monitor both =
      monitor_of("'pillar': 'freshness', 'loaded_at_field': 'c', " + std::string(kTwoAndTwentySix));
  CHECK(result_text(evaluate_monitor(both, {.read = true}, kTuesday)) == "error");
  CHECK(result_text(evaluate_monitor(both, {}, kTuesday)) == "unknown");
  const Monitor mild = monitor_of(
      "'pillar': 'freshness', 'loaded_at_field': 'c',"
      "'warn_after': { 'count': 2, 'period': 'hour' }");
  CHECK(result_text(evaluate_monitor(mild, {.read = true}, kTuesday)) == "warn");
}

TEST_CASE("freshness says how old and how old it may be") {
  const Monitor monitor =
      monitor_of("'pillar': 'freshness', 'loaded_at_field': 'c', " + std::string(kTwoAndTwentySix));
  const MonitorFacts facts = {.read = true, .loaded_at = kTuesday - 27 * kHourUs};
  CHECK(evaluate_monitor(monitor, facts, kTuesday).say ==
        "the newest row of orders is 27h old, more than 26h");
}

// Days before the judged one and their rows, the latest last.
std::vector<IntervalRows> days(const std::vector<std::int64_t>& rows) {
  std::vector<IntervalRows> history;
  TimeUs start = kTuesday - static_cast<std::int64_t>(rows.size()) * kDayUs;
  for (const std::int64_t count : rows) {
    history.push_back({.start = start, .end = start + kDayUs, .rows = count});
    start += kDayUs;
  }
  return history;
}

std::string volume(std::string_view members, std::int64_t rows,
                   const std::vector<IntervalRows>& history) {
  const Monitor monitor = monitor_of("'pillar': 'volume', " + std::string(members));
  const MonitorFacts facts = {
      .interval = IntervalRows{.start = kTuesday, .end = kTuesday + kDayUs, .rows = rows},
      .history = history};
  return result_text(evaluate_monitor(monitor, facts, kTuesday + kDayUs));
}

constexpr std::string_view kUsual =
    "'unit': 'percent_of_baseline', 'mustBeBetween': [50, 200], 'baseline': { 'count': 3 }";

TEST_CASE("volume against the usual") {
  CHECK(volume(kUsual, 50, days({90, 100, 110})) == "pass 50000");
  CHECK(volume(kUsual, 49, days({90, 100, 110})) == "error 49000");
  CHECK(volume(kUsual, 200, days({90, 100, 110})) == "pass 200000");
  CHECK(volume(kUsual, 201, days({90, 100, 110})) == "error 201000");
  CHECK(volume(kUsual, 0, days({90, 100, 110})) == "error 0");
  CHECK(volume(kUsual, 49, days({100, 100})) == "unknown");                   // too little history
  CHECK(volume(kUsual, 49, days({1, 1, 1, 90, 100, 110})) == "error 49000");  // the latest three
  CHECK(volume(kUsual, 0, days({0, 0, 0})) == "pass 100000");                 // nothing, as usual
  CHECK(volume(kUsual, 1, days({0, 0, 0})) == "error 100000");                // beyond every limit
  CHECK(volume("'unit': 'percent_of_baseline', 'mustBeGreaterThan': 50, 'severity': 'warn',"
               "'baseline': { 'count': 1 }",
               49, days({100})) == "warn 49000");
}

TEST_CASE("volume in rows needs no history") {
  CHECK(volume("'metric': 'rowCount', 'mustBeGreaterThan': 0", 0, {}) == "error 0");
  CHECK(volume("'mustBeGreaterThan': 0", 1, {}) == "pass 1");
  const Monitor monitor = monitor_of("'pillar': 'volume', 'mustBeGreaterThan': 0");
  CHECK(result_text(evaluate_monitor(monitor, {}, kTuesday)) == "unknown");
}

TEST_CASE("a baseline is made of comparable intervals that were over before") {
  const IntervalRows judged = {.start = kTuesday, .end = kTuesday + kDayUs, .rows = 0};
  const auto usual = [&](BaselineSame same, std::int64_t count, std::vector<IntervalRows> history) {
    const auto rows = baseline_rows({.same = same, .count = count}, judged, history);
    return rows ? std::to_string(*rows) : "unknown";
  };
  // Eight days: the first is a Monday, the second a Tuesday.
  const std::vector<IntervalRows> eight = days({10, 20, 30, 40, 50, 60, 70, 80});
  CHECK(usual(BaselineSame::kInterval, 1, eight) == "80");
  CHECK(usual(BaselineSame::kInterval, 2, eight) == "70");  // the lower of the two in the middle
  CHECK(usual(BaselineSame::kInterval, 3, eight) == "70");
  CHECK(usual(BaselineSame::kWeekday, 1, eight) == "20");
  CHECK(usual(BaselineSame::kWeekday, 2, eight) == "unknown");
  CHECK(usual(BaselineSame::kHour, 8, eight) == "40");
  std::vector<IntervalRows> future = eight;
  future.push_back({.start = kTuesday, .end = kTuesday + kDayUs, .rows = 999});
  future.push_back({.start = kTuesday + kDayUs, .end = kTuesday + 2 * kDayUs, .rows = 999});
  CHECK(usual(BaselineSame::kInterval, 1, future) == "80");
  const std::vector<IntervalRows> hourly = {
      {.start = kTuesday - kDayUs, .end = kTuesday - 23 * kHourUs, .rows = 5},
      {.start = kTuesday - kHourUs, .end = kTuesday, .rows = 7}};
  CHECK(usual(BaselineSame::kHour, 1, hourly) == "5");
  CHECK(usual(BaselineSame::kInterval, 1, hourly) == "7");
}

TEST_CASE("schema against the contract") {
  const Contract contract = contract_of_properties("{ 'name': 'cents', 'logicalType': 'integer' }");
  const ObservedSchema good = schema_of("cents int, note text null");
  const ObservedSchema renamed = schema_of("minor_units int, note text null");
  const Monitor monitor = monitor_of("'pillar': 'schema', 'compare_to': 'contract'");
  const auto judged = [&](const MonitorFacts& facts) {
    return result_text(evaluate_monitor(monitor, facts, kTuesday));
  };
  CHECK(judged({.schema = &good, .contract = &contract}) == "pass 0");
  CHECK(judged({.schema = &renamed, .contract = &contract}) == "error 1");
  CHECK(judged({.schema = &good}) == "unknown");
  CHECK(judged({.contract = &contract}) == "unknown");
}

TEST_CASE("schema against the one before") {
  const Monitor monitor = monitor_of("'pillar': 'schema', 'compare_to': 'previous'");
  const ObservedSchema before = schema_of("cents int, note text");
  const auto judged = [&](std::string_view now) {
    const ObservedSchema schema = schema_of(now);
    return result_text(
        evaluate_monitor(monitor, {.schema = &schema, .previous = &before}, kTuesday));
  };
  CHECK(judged("cents int, note text") == "pass 0");
  CHECK(judged("cents int, note text, new text null") == "warn 1");
  CHECK(judged("minor_units int, note text") == "error 2");
  CHECK(judged("note text, cents int") == "pass 1");  // a patch
  CHECK(result_text(evaluate_monitor(monitor, {.schema = &before}, kTuesday)) == "unknown");
}

std::vector<RuleResult> asked_of(const Monitor& monitor, const Table* table) {
  std::vector<RuleResult> results;
  for (const QualityRule& rule : std::get<QualityMonitor>(monitor.question).rules) {
    results.push_back(evaluate_rule(rule, table));
  }
  return results;
}

TEST_CASE("quality counts the rules that do not hold") {
  const Monitor monitor = monitor_of(
      "'pillar': 'quality', 'quality': ["
      "{ 'metric': 'nullValues', 'property': 'a', 'mustBe': 0, 'severity': 'warn' },"
      "{ 'metric': 'rowCount', 'mustBeGreaterThan': 0 } ]");
  const auto judged = [&](std::string_view text) {
    const Table table = table_of(text);
    const std::vector<RuleResult> found = asked_of(monitor, &table);
    return result_text(evaluate_monitor(monitor, {.rules = found}, kTuesday));
  };
  CHECK(judged("a | 1") == "pass 0");
  CHECK(judged("a | NULL") == "warn 1");
  CHECK(judged("a") == "error 1");
  CHECK(judged("b") == "error 2");
  const std::vector<RuleResult> nothing = asked_of(monitor, nullptr);
  CHECK(result_text(evaluate_monitor(monitor, {.rules = nothing}, kTuesday)) == "unknown 2");
  CHECK(result_text(evaluate_monitor(monitor, {}, kTuesday)) == "unknown");
}

TEST_CASE("of rules that are equally bad, the first one speaks") {
  const Monitor monitor = monitor_of(
      "'pillar': 'quality', 'quality': ["
      "{ 'metric': 'rowCount', 'mustBeGreaterThan': 1 }, { 'metric': 'rowCount', 'mustBe': 9 } ]");
  const Table table = table_of("a | 1");
  const std::vector<RuleResult> found = asked_of(monitor, &table);
  CHECK(evaluate_monitor(monitor, {.rules = found}, kTuesday).say ==
        "in orders, rowCount is 1 row; it must be more than 1 row");
}

TEST_CASE("monitors in a specification") {
  const Monitor monitor = monitor_of(
      "'pillar': 'volume', 'scope': 'data_interval', 'evaluate': '*/15 * * * *',"
      "'metric': 'rowCount', 'unit': 'percent_of_baseline', 'mustBeBetween': [50, 200],"
      "'baseline': { 'same': 'weekday', 'count': 4 }");
  CHECK(pillar_text(monitor) == "volume");
  CHECK(monitor.scope == "data_interval");
  CHECK(monitor.evaluate == "*/15 * * * *");
  const auto& question = std::get<VolumeMonitor>(monitor.question);
  CHECK(question.baseline == Baseline{.same = BaselineSame::kWeekday, .count = 4});
  CHECK(question.must == Threshold{Operator::kMustBeBetween, 50'000, 200'000});
}

TEST_CASE("monitors that cannot complain, or do not make sense, are refused") {
  CHECK(errors_of("'pillar': 'freshness', 'loaded_at_field': 'c'") == " monitor.freshness\n");
  CHECK(errors_of("'pillar': 'freshness', 'loaded_at_field': 'c',"
                  "'warn_after': { 'count': 3, 'period': 'hour' },"
                  "'error_after': { 'count': 2, 'period': 'hour' }") == " monitor.freshness\n");
  CHECK(errors_of("'pillar': 'quality', 'quality': []") == "/quality monitor.quality\n");
  CHECK(errors_of(
            "'pillar': 'quality', 'quality': [ { 'metric': 'rowCount', 'mustBe': 1, 'on': 1 } ]") ==
        "/quality/0/on json.unknown_key\n");
  CHECK(errors_of("'pillar': 'volume'") == " quality.no_operator\n");
  CHECK(errors_of("'pillar': 'volume', 'mustBe': 1, 'base_line': {}") ==
        "/base_line json.unknown_key\n");
  CHECK(errors_of("'pillar': 'freshness', 'loaded_at_field': 'c',"
                  "'warn_after': { 'count': 1, 'period': 'week' }") ==
        "/warn_after/period json.unknown_value\n");
  CHECK(errors_of("'pillar': 'volumes'") ==
        "/pillar json.unknown_value\n json.missing_key\n monitor.freshness\n");
}

}  // namespace
}  // namespace nightshift
