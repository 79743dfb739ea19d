#include "engine/runtime/ask_rule.h"

#include "engine/runtime/model_try.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

std::string rows_in_scope(const std::string& relation, const CheckRule& rule,
                          const DataInterval& interval) {
  std::string sql = "SELECT * FROM " + relation;
  if (rule.scope == Scope::kTable) return sql;
  return sql + " WHERE " + within_sql(rule.event_time, interval);
}

}  // namespace

Result<RuleResult> ask_rule(const CheckRule& rule, const std::string& relation,
                            const RenderContext& words, const DataInterval& interval, Sink& sink) {
  if (rule.rule.kind != RuleKind::kSql) {
    const auto rows = sink.query(rows_in_scope(relation, rule, interval));
    return evaluate_rule(rule.rule, rows ? &*rows : nullptr);
  }
  NIGHTSHIFT_TRY(const Table answer, sink.query(render(rule.query, words)));
  const auto* number = answer.row_count() == 0
                           ? nullptr
                           : std::get_if<std::int64_t>(&answer.columns.front().cells.front());
  return judge_measure(rule.rule, {.count = number == nullptr ? 0 : *number});
}

std::string relation_sql(const RenderContext& words, const std::string& name) {
  const auto known = words.relations.find(name);
  return known == words.relations.end() ? quoted_table(name) : known->second;
}

}  // namespace nightshift
