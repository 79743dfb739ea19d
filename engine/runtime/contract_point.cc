#include "engine/runtime/contract_point.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/observe/contract_breaks.h"
#include "engine/observe/quality.h"
#include "engine/pipeline/words.h"

namespace nightshift {
namespace {

constexpr std::size_t kSentencesShown = 3;

const ContractTable& promised_by(const ContractPoint& point) {
  return point.contract.tables.front();
}

const ContractProperty* find_property(const ContractTable& table, std::string_view name) {
  for (const ContractProperty& property : table.properties) {
    if (same_name(property.name, name)) return &property;
  }
  return nullptr;
}

// True when values that look like `seen` may well be what was promised: SQLite has no booleans, and
// a text whose values all look like days reads as a date.
bool may_hold(LogicalType promised, ColumnType seen) {
  switch (seen) {
    case ColumnType::kNull:
      return true;
    case ColumnType::kInteger:
      return promised == LogicalType::kBoolean;
    case ColumnType::kDate:
      return promised == LogicalType::kString || promised == LogicalType::kTimestamp;
    case ColumnType::kTimestamp:
      return promised == LogicalType::kString;
    default:
      return false;
  }
}

std::string type_seen(const ContractProperty* property, ColumnType type) {
  const bool is_open = property == nullptr || !property->logical_type;
  if (!is_open && may_hold(*property->logical_type, type)) {
    return property->physical_type.empty() ? std::string(logical_type_text(*property->logical_type))
                                           : property->physical_type;
  }
  if (property != nullptr && type == ColumnType::kNull && !property->physical_type.empty()) {
    return property->physical_type;
  }
  return std::string(column_type_text(type));
}

// A relation as far as it can tell, and as promised where it cannot.
ObservedSchema observed_relation(const ContractTable& promised,
                                 const std::vector<ColumnSchema>& columns) {
  ObservedSchema schema;
  for (const ColumnSchema& column : columns) {
    const ContractProperty* property = find_property(promised, column.name);
    schema.columns.push_back({.name = column.name,
                              .type = type_seen(property, column.type),
                              .nullable = property == nullptr || !property->required,
                              .key_position = property == nullptr ? 0 : property->key_position});
  }
  return schema;
}

ColumnSchema text_column(std::string name) {
  return {.name = std::move(name), .type = ColumnType::kText, .nullable = true};
}

}  // namespace

std::vector<ContractPoint> contract_points(const Pipeline& pipeline, EnforceAt at,
                                           std::string_view on) {
  std::vector<ContractPoint> points;
  for (const ContractUse& use : pipeline.contracts) {
    const auto reaction = use.at(at);
    const ContractTable* table = find_table(use.contract, use.on);
    if (!reaction || table == nullptr || use.on != on) continue;
    points.push_back({.at = at,
                      .on_violation = *reaction,
                      .file = use.file,
                      .on = use.on,
                      .contract = {.tables = {*table}}});
  }
  return points;
}

ContractVerdict judge_schema(const ContractPoint& point, const ObservedSchema& schema) {
  ContractVerdict verdict;
  for (const Violation& violation :
       contract_breaks(point.contract, promised_by(point).name, schema)) {
    verdict.broken.push_back(violation.say);
  }
  return verdict;
}

ContractVerdict judge_rows(const ContractPoint& point, const Table& rows) {
  ContractVerdict verdict;
  std::set<std::size_t> set_aside;
  for (const QualityRule& rule : all_rules(promised_by(point))) {
    const RuleResult result = evaluate_rule(rule, &rows);
    if (result.state != CheckState::kError) continue;
    verdict.broken.push_back(result.say);
    std::vector<std::size_t> counted = rows_counted(rule, rows);
    if (counted.empty()) counted = all_rows(rows.row_count());
    set_aside.insert(counted.begin(), counted.end());
  }
  verdict.set_aside.assign(set_aside.begin(), set_aside.end());
  return verdict;
}

ContractVerdict judge_relation(const ContractPoint& point, const std::vector<ColumnSchema>& columns,
                               const Table& rows) {
  ContractVerdict verdict = judge_schema(point, observed_relation(promised_by(point), columns));
  if (verdict.passed()) return judge_rows(point, rows);
  verdict.set_aside = all_rows(rows.row_count());
  return verdict;
}

std::string broken_text(const ContractVerdict& verdict) {
  std::string text;
  for (std::size_t i = 0; i < std::min(verdict.broken.size(), kSentencesShown); ++i) {
    text += (i == 0 ? "" : "; ") + verdict.broken[i];
  }
  if (verdict.broken.size() <= kSentencesShown) return text;
  return text + "; and " + std::to_string(verdict.broken.size() - kSentencesShown) + " more";
}

Result<void> react(const StepContext& context, const ContractPoint& point,
                   const ContractVerdict& verdict) {
  const std::string say = broken_text(verdict);
  context.kernel.record(TraceKind::kContractResult, context.task_id,
                        {{"at", std::string(word_for(point.at, kEnforcePoints))},
                         {"contract", point.file},
                         {"on", point.on},
                         {"on_violation", std::string(word_for(point.on_violation, kReactions))},
                         {"passed", verdict.passed()},
                         {"say", say}},
                        context.run);
  const bool stops =
      point.on_violation == OnViolation::kBlock || point.on_violation == OnViolation::kFail;
  if (verdict.passed() || !stops) return {};
  return fail(Error{.whose = Whose::kLearner,
                    .code = "contract.violated",
                    .message = point.on + " breaks " + point.file + ": " + say + ".",
                    .remedy = "Look at what changed; read it as it is now, or agree on another "
                              "contract with whoever changed it.",
                    .where = {}});
}

std::vector<std::size_t> all_rows(std::size_t count) {
  std::vector<std::size_t> numbers;
  for (std::size_t row = 0; row < count; ++row) numbers.push_back(row);
  return numbers;
}

PartedTable parted(const Table& table, const std::vector<std::size_t>& numbers) {
  PartedTable parts;
  for (const Column& column : table.columns) {
    Column taken{.name = column.name, .type = column.type, .cells = {}};
    Column left = taken;
    for (std::size_t row = 0; row < column.cells.size(); ++row) {
      const bool is_taken = std::binary_search(numbers.begin(), numbers.end(), row);
      (is_taken ? taken : left).cells.push_back(column.cells[row]);
    }
    parts.taken.columns.push_back(std::move(taken));
    parts.left.columns.push_back(std::move(left));
  }
  return parts;
}

std::vector<TableWrite> quarantine_writes(const StepContext& context, const std::string& quarantine,
                                          const Table& rows, const std::string& reason) {
  using Kind = TableWrite::Kind;
  TableWrite append{.kind = Kind::kAppend, .table = quarantine};
  for (const Column& column : rows.columns) append.columns.push_back(text_column(column.name));
  append.columns.push_back(text_column("quarantine_reason"));
  append.columns.push_back(text_column("quarantined_at"));
  for (std::size_t row = 0; row < rows.row_count(); ++row) {
    std::vector<Cell> cells = rows.row(row);
    cells.emplace_back(reason);
    cells.emplace_back(time_sql(context.kernel.now()));
    append.rows.push_back(std::move(cells));
  }
  const TableSchema* table = context.sink.find_table(quarantine);
  TableWrite before{.kind = table == nullptr ? Kind::kCreate : Kind::kAddColumns,
                    .table = quarantine};
  for (const ColumnSchema& column : append.columns) {
    const auto is_same = [&](const auto& other) { return same_name(other.name, column.name); };
    const bool known =
        table != nullptr && std::any_of(table->columns.begin(), table->columns.end(), is_same);
    if (!known) before.columns.push_back(column);
  }
  std::vector<TableWrite> writes;
  if (!before.columns.empty()) writes.push_back(std::move(before));
  writes.push_back(std::move(append));
  return writes;
}

void record_quarantine(const StepContext& context, const std::string& quarantine, std::size_t rows,
                       const std::string& reason) {
  context.kernel.record(
      TraceKind::kQuarantine, context.task_id,
      {{"rows", static_cast<std::int64_t>(rows)}, {"table", quarantine}, {"say", reason}},
      context.run);
}

}  // namespace nightshift
