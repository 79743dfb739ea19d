// What monitors find when they look.

#include <algorithm>
#include <utility>

#include "engine/kernel/time.h"
#include "engine/night/watch.h"
#include "engine/observe/quality.h"
#include "engine/runtime/ask_rule.h"
#include "engine/runtime/model_try.h"
#include "engine/sql/moment.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

// A table of the warehouse, in the words of schemas that were observed.
ObservedSchema observed_table(const TableSchema& table) {
  ObservedSchema schema;
  for (const ColumnSchema& column : table.columns) {
    const auto key = std::find(table.primary_key.begin(), table.primary_key.end(), column.name);
    schema.columns.push_back({.name = column.name,
                              .type = std::string(column_type_text(column.type)),
                              .nullable = column.nullable,
                              .key_position = key == table.primary_key.end()
                                                  ? 0
                                                  : 1 + (key - table.primary_key.begin())});
  }
  return schema;
}

std::optional<ObservedSchema> schema_now(const WatchContext& context, const std::string& on) {
  if (!context.source.answers(on)) return std::nullopt;
  if (const auto source = context.source.schema(on)) return observed_schema(*source);
  const TableSchema* table = context.sink.find_table(on);
  if (table == nullptr) return std::nullopt;
  return observed_table(*table);
}

// The first value of the answer; nullopt when it could not be asked.
std::optional<Cell> answer_to(Sink& sink, const std::string& sql) {
  const auto answer = sink.query(sql);
  if (!answer || answer->row_count() == 0) return std::nullopt;
  return answer->columns.front().cells.front();
}

void find_age(Sink& sink, const FreshnessMonitor& question, const std::string& relation,
              Found& found) {
  const std::optional<Cell> newest =
      answer_to(sink, "SELECT max(" + quoted_name(question.loaded_at_field) + ") FROM " + relation);
  found.read = newest.has_value();
  if (!newest) return;
  const auto* text = std::get_if<std::string>(&*newest);
  if (text != nullptr) found.loaded_at = read_time(*text);
}

void count_rows(Sink& sink, const PlannedMonitor& planned, const std::string& relation,
                const DataInterval& interval, Found& found) {
  std::string sql = "SELECT count(*) FROM " + relation;
  if (planned.scope == Scope::kDataInterval) {
    sql += " WHERE " + within_sql(planned.event_time, interval);
  }
  const std::optional<Cell> count = answer_to(sink, sql);
  const auto* rows = count ? std::get_if<std::int64_t>(&*count) : nullptr;
  if (rows == nullptr) return;
  found.interval = {.start = interval.start, .end = interval.end, .rows = *rows};
}

std::vector<CheckRule> rules_of(const PlannedMonitor& planned) {
  std::vector<CheckRule> rules;
  const auto* quality = std::get_if<QualityMonitor>(&planned.monitor.question);
  for (std::size_t i = 0; quality != nullptr && i < quality->rules.size(); ++i) {
    rules.push_back({.rule = quality->rules[i],
                     .query = planned.queries[i],
                     .scope = planned.scope,
                     .event_time = planned.event_time});
  }
  return rules;
}

// The contract that speaks of the table.
const Contract* contract_of(const Pipeline& pipeline, const std::string& on) {
  for (const ContractUse& use : pipeline.contracts) {
    if (use.on == on) return &use.contract;
  }
  return nullptr;
}

// What was found of an interval the last time counts.
void remember(std::vector<IntervalRows>& history, const IntervalRows& interval) {
  for (IntervalRows& known : history) {
    if (known.start != interval.start || known.end != interval.end) continue;
    known.rows = interval.rows;
    return;
  }
  history.push_back(interval);
}

}  // namespace

void Watch::evaluate(const WatchContext& context, std::size_t monitor,
                     const DataInterval& interval) {
  const PlannedMonitor& planned = context.runtime.pipeline().monitors[monitor];
  Memory& memory = memories_[planned.monitor.name];
  const Found& found = find_out(context, planned, interval, memory);
  MonitorFacts facts{.read = found.read,
                     .loaded_at = found.loaded_at,
                     .interval = found.interval,
                     .history = memory.history,
                     .rules = found.rules};
  std::optional<ObservedSchema> schema;
  if (std::holds_alternative<SchemaMonitor>(planned.monitor.question)) {
    schema = schema_now(context, planned.monitor.on);
    facts.schema = schema ? &*schema : nullptr;
    facts.previous = memory.schema ? &*memory.schema : nullptr;
    facts.contract = contract_of(context.runtime.pipeline(), planned.monitor.on);
  }
  const MonitorResult result = evaluate_monitor(planned.monitor, facts, context.kernel.now());
  if (facts.interval) remember(memory.history, *facts.interval);
  if (schema) memory.schema = std::move(schema);
  if (memory.state == result.state) return;
  memory.state = result.state;
  context.kernel.record(TraceKind::kMonitorEval, planned.monitor.name,
                        {{"on", planned.monitor.on},
                         {"pillar", std::string(pillar_text(planned.monitor))},
                         {"say", result.say},
                         {"state", std::string(check_state_text(result.state))}});
}

// Most looks find a warehouse in which nothing has changed since the last one.
const Found& Watch::find_out(const WatchContext& context, const PlannedMonitor& planned,
                             const DataInterval& interval, Memory& memory) const {
  const Asked asked{
      .version = context.sink.version(), .installed = installed_, .about = interval.start};
  if (memory.asked == asked) return memory.found;
  const RenderContext words =
      render_context(context.runtime.pipeline(), interval, context.kernel.now());
  const std::string relation = relation_sql(words, planned.monitor.on);
  Found& found = memory.found = {};
  bool is_steady = !depends_on_moment(relation);
  if (const auto* freshness = std::get_if<FreshnessMonitor>(&planned.monitor.question)) {
    find_age(context.sink, *freshness, relation, found);
  } else if (std::holds_alternative<VolumeMonitor>(planned.monitor.question)) {
    count_rows(context.sink, planned, relation, interval, found);
  }
  for (const CheckRule& rule : rules_of(planned)) {
    is_steady =
        is_steady && !rule.query.has(PartKind::kYesterday) && !depends_on_moment(rule.query.source);
    found.rules.push_back(
        ask_rule(rule, relation, words, interval, context.sink).value_or(RuleResult{}));
  }
  memory.asked = is_steady ? asked : Asked{};
  return found;
}

}  // namespace nightshift
