#include "engine/runtime/model_contracts.h"

#include <algorithm>
#include <utility>

#include "engine/pipeline/graph.h"
#include "engine/runtime/ask_rule.h"
#include "engine/runtime/contract_point.h"

namespace nightshift {
namespace {

using Kind = TableWrite::Kind;
using Rows = std::vector<std::vector<Cell>>;

Rows rows_of(const Table& table) {
  Rows rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) rows.push_back(table.row(row));
  return rows;
}

// A delete by all columns takes equal rows along: those that should stay come back after it.
std::vector<TableWrite> removal_writes(const std::string& relation, const PartedTable& parts) {
  TableWrite erase{.kind = Kind::kDelete, .table = relation, .rows = rows_of(parts.taken)};
  TableWrite restore{.kind = Kind::kAppend, .table = relation, .columns = columns_of(parts.taken)};
  for (const Column& column : parts.taken.columns) erase.key.push_back(column.name);
  for (std::vector<Cell>& row : rows_of(parts.left)) {
    const bool was_erased =
        std::find(erase.rows.begin(), erase.rows.end(), row) != erase.rows.end();
    if (was_erased) restore.rows.push_back(std::move(row));
  }
  std::vector<TableWrite> writes = {std::move(erase)};
  if (!restore.rows.empty()) writes.push_back(std::move(restore));
  return writes;
}

bool sets_aside(const ContractPoint& point, const ContractVerdict& verdict) {
  return point.on_violation == OnViolation::kQuarantine && !verdict.set_aside.empty();
}

Result<void> guard_input(const ContractPoint& point, const RenderContext& words,
                         const StepContext& context) {
  const auto rows = context.sink.query("SELECT * FROM " + relation_sql(words, point.on));
  if (!rows) return {};  // the model's own SELECT will say what is wrong with it
  const TableSchema* table = context.sink.find_table(point.on);
  const ContractVerdict verdict =
      judge_relation(point, table == nullptr ? columns_of(*rows) : table->columns, *rows);
  NIGHTSHIFT_TRY(react(context, point, verdict));
  if (!sets_aside(point, verdict) || table == nullptr) return {};
  const PartedTable parts = parted(*rows, verdict.set_aside);
  const std::string quarantine = quarantine_of(point.on);
  const std::string reason = broken_text(verdict);
  std::vector<TableWrite> writes = quarantine_writes(context, quarantine, parts.taken, reason);
  for (TableWrite& write : removal_writes(point.on, parts)) writes.push_back(std::move(write));
  NIGHTSHIFT_TRY(context.sink.apply(writes));
  record_quarantine(context, quarantine, verdict.set_aside.size(), reason);
  return {};
}

}  // namespace

Result<void> guard_inputs(const Pipeline& pipeline, const Task& task, const RenderContext& words,
                          const StepContext& context) {
  for (const std::string& relation : relations_behind(pipeline, task)) {
    for (const ContractPoint& point : contract_points(pipeline, EnforceAt::kTransform, relation)) {
      NIGHTSHIFT_TRY(guard_input(point, words, context));
    }
  }
  return {};
}

Result<Table> guard_result(const Pipeline& pipeline, const Task& task, Table result,
                           const StepContext& context) {
  for (const ContractPoint& point : contract_points(pipeline, EnforceAt::kPublish, task.task_id)) {
    const ContractVerdict verdict = judge_relation(point, columns_of(result), result);
    NIGHTSHIFT_TRY(react(context, point, verdict));
    if (!sets_aside(point, verdict)) continue;
    PartedTable parts = parted(result, verdict.set_aside);
    const std::string quarantine = quarantine_of(task.task_id);
    const std::string reason = broken_text(verdict);
    NIGHTSHIFT_TRY(context.sink.apply(quarantine_writes(context, quarantine, parts.taken, reason)));
    record_quarantine(context, quarantine, verdict.set_aside.size(), reason);
    result = std::move(parts.left);
  }
  return result;
}

std::vector<ColumnSchema> columns_of(const Table& table) {
  std::vector<ColumnSchema> columns;
  for (const Column& column : table.columns) {
    columns.push_back({.name = column.name, .type = column.type, .nullable = true});
  }
  return columns;
}

}  // namespace nightshift
