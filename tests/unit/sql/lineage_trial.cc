#include "tests/unit/sql/lineage_trial.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/expressions.h"
#include "engine/sql/quote.h"
#include "engine/sql/walk.h"
#include "engine/table/cell.h"
#include "engine/warehouse/functions.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

constexpr std::size_t kRows = 7;
constexpr std::int64_t kStepsMax = 200'000;

// Windows leave rows in an order that SQL does not promise.
bool has_window(const Select& select) {
  const auto expressions = all_parts_of(select).expressions;
  return std::any_of(expressions.begin(), expressions.end(), [](const Expr* expr) {
    const CallExpr* call = call_in(*expr);
    return call != nullptr && (call->over || call->over_name);
  });
}

const LineageInput* input_in(const std::vector<LineageInput>& inputs, const std::string& table,
                             const std::string& column) {
  for (const LineageInput& input : inputs) {
    if (same_name(input.table, table) && same_name(input.column, column)) return &input;
  }
  return nullptr;
}

}  // namespace

LineageTrial::LineageTrial(std::vector<TrialTable> tables)
    : tables_(std::move(tables)), connection_({}) {
  define_functions(connection_);
  for (const TrialTable& table : tables_) {
    std::string ddl = "CREATE TABLE " + quoted_name(table.name) + " (";
    for (const TrialColumn& column : table.columns) {
      ddl += quoted_name(column.name) + " " + column.type + ", ";
    }
    ddl.replace(ddl.size() - 2, 2, ")");
    INFO(ddl);
    REQUIRE(connection_.execute(ddl).has_value());
  }
}

LineageCatalog LineageTrial::catalog() const {
  LineageCatalog catalog;
  for (const TrialTable& table : tables_) {
    LineageTable each{.name = table.name, .columns = {}, .rowid = {}, .view = {}};
    for (const TrialColumn& column : table.columns) each.columns.push_back(column.name);
    catalog.tables.push_back(std::move(each));
  }
  return catalog;
}

std::optional<LineageTrial::Columns> LineageTrial::run(const std::string& sql) {
  connection_.start_meter(kStepsMax);
  connection_.restart_chance();
  auto statement = connection_.prepare(sql);
  if (!statement) {
    words_ = statement.error().message;
    return std::nullopt;
  }
  Columns columns(static_cast<std::size_t>(statement->column_count()));
  auto row = statement->step();
  for (; row && *row; row = statement->step()) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      const Cell cell = statement->cell(static_cast<int>(c));
      columns[c].push_back(std::to_string(cell.index()) + ':' + cell_text(cell));
    }
  }
  if (row) return columns;
  words_ = row.error().message;
  return std::nullopt;
}

std::optional<std::vector<std::string>> LineageTrial::column_names(const std::string& sql) {
  auto statement = connection_.prepare(sql);
  if (!statement) {
    words_ = statement.error().message;
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (int c = 0; c < statement->column_count(); ++c) names.push_back(statement->column_name(c));
  return names;
}

std::string LineageTrial::drawn(RandomStream& chance) const {
  return pool_[chance.index(pool_.size())];
}

void LineageTrial::put(std::size_t table, std::size_t column,
                       const std::vector<std::string>& values) {
  std::string sql = "UPDATE " + quoted_name(tables_[table].name) + " SET " +
                    quoted_name(tables_[table].columns[column].name) + " = CASE rowid";
  for (std::size_t row = 0; row < values.size(); ++row) {
    sql += " WHEN " + std::to_string(row + 1) + " THEN " + values[row];
  }
  connection_.start_meter(kStepsMax);
  const auto done = connection_.execute(sql + " END");
  INFO(sql << (done ? "" : done.error().message));
  REQUIRE(done.has_value());
}

// Values that the query's constants meet, and those near them.
void LineageTrial::fill(const Select& select, RandomStream& chance) {
  pool_ = {"1", "2", "3", "4", "1", "2", "NULL", "'a'", "'2024-01-05'", "'2024-02-10 08:30:00'"};
  for (const Expr* expr : all_parts_of(select).expressions) {
    const LiteralExpr* literal = literal_in(*expr);
    if (literal == nullptr) continue;
    const bool is_value = literal->kind == LiteralKind::kInteger ||
                          literal->kind == LiteralKind::kReal ||
                          literal->kind == LiteralKind::kText;
    if (is_value) pool_.insert(pool_.end(), 2, literal->text);
  }
  rows_.clear();
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    const TrialTable& table = tables_[t];
    std::string sql = "DELETE FROM " + quoted_name(table.name) + ";";
    for (std::size_t row = 0; row < kRows; ++row) {
      sql += "INSERT INTO " + quoted_name(table.name) + " (rowid) VALUES (" +
             std::to_string(row + 1) + ");";
    }
    connection_.start_meter(kStepsMax);
    REQUIRE(connection_.execute(sql).has_value());
    rows_.emplace_back();
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      std::vector<std::string> values;
      for (std::size_t row = 0; row < kRows; ++row) values.push_back(drawn(chance));
      put(t, c, values);
      rows_.back().push_back(std::move(values));
    }
  }
}

std::vector<std::string> LineageTrial::refute(const std::string& sql, const Select& select,
                                              const QueryLineage& lineage, std::uint64_t seed) {
  RandomStream chance(seed, "lineage trial");
  fill(select, chance);
  auto before = run(sql);
  if (!before || !lineage.columns_known || before->size() != lineage.columns.size()) return {};
  const bool in_order = !has_window(select);
  const auto values = [&](std::vector<std::string> column) {
    if (!in_order) std::sort(column.begin(), column.end());
    return column;
  };
  std::vector<std::string> wrong;
  for (std::size_t t = 0; t < tables_.size(); ++t) {
    for (std::size_t c = 0; c < tables_[t].columns.size(); ++c) {
      const std::string& table = tables_[t].name;
      const std::string& column = tables_[t].columns[c].name;
      const bool decides_rows = input_in(lineage.rows, table, column) != nullptr;
      std::vector<std::string> others;
      for (std::size_t row = 0; row < kRows; ++row) others.push_back(drawn(chance));
      put(t, c, others);
      const auto after = run(sql);
      put(t, c, rows_[t][c]);
      if (!after) continue;
      bool has_changed = *after != *before;
      bool is_claimed = decides_rows;
      for (std::size_t k = 0; k < before->size(); ++k) {
        const bool flows = input_in(lineage.columns[k].inputs, table, column) != nullptr;
        is_claimed = is_claimed || flows;
        if (flows || decides_rows || lineage.columns[k].open || lineage.rows_open) continue;
        ++compared;
        if (values((*before)[k]) == values((*after)[k])) continue;
        wrong.push_back(lineage.columns[k].name + " changes with " + table + "." + column);
      }
      claimed += is_claimed ? 1 : 0;
      mattered += is_claimed && has_changed ? 1 : 0;
    }
  }
  return wrong;
}

}  // namespace nightshift
