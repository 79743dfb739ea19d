#include "grader/judge/tiny_data.h"

#include <cmath>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/quote.h"

namespace nightshift {
namespace {

class ParentsFirst {
 public:
  explicit ParentsFirst(const ScratchSchema& schema)
      : schema_(schema), seen_(schema.tables.size()) {}

  std::vector<std::size_t> order() {
    for (std::size_t t = 0; t < seen_.size(); ++t) visit(t);
    return std::move(order_);
  }

 private:
  // Not by recursion: a chain of tables may be long.
  void visit(std::size_t first) {
    struct Visit {
      std::size_t table;
      std::size_t next;  // which of its foreign keys to follow next
    };
    if (seen_[first]) return;
    seen_[first] = true;
    std::vector<Visit> path = {{first, 0}};
    while (!path.empty()) {
      const auto& keys = schema_.tables[path.back().table].foreign_keys;
      if (path.back().next == keys.size()) {
        order_.push_back(path.back().table);
        path.pop_back();
        continue;
      }
      const std::size_t parent = keys[path.back().next++].parent;
      if (seen_[parent]) continue;
      seen_[parent] = true;
      path.push_back({parent, 0});
    }
  }

  const ScratchSchema& schema_;
  std::vector<bool> seen_;
  std::vector<std::size_t> order_;
};

std::string row_text(const ScratchTable& table, const ScratchRow& row) {
  std::string text;
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (table.columns[c].generated) continue;
    text += (text.empty() ? "(" : ", ") + sql_literal(row[c]);
  }
  return text + ")";
}

std::string insert_into(const ScratchTable& table) {
  std::string names;
  for (const ScratchColumn& column : table.columns) {
    if (!column.generated) names += (names.empty() ? "" : ", ") + quoted_name(column.name);
  }
  return "INSERT INTO " + quoted_name(table.name) + " (" + names + ") VALUES\n";
}

Json cell_json(const Cell& cell) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) return *integer;
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* real = std::get_if<double>(&cell)) {
    if (std::isfinite(*real)) return *real;
    return Json::object({{"real", cell_text(cell)}});
  }
  if (!std::holds_alternative<Blob>(cell)) return nullptr;
  const std::string text = cell_text(cell);  // X'0A'
  return Json::object({{"blob", lower_case(text.substr(2, text.size() - 3))}});
}

Json table_json(const ScratchTable& table, const ScratchRows& rows) {
  Json columns = Json::array();
  for (const ScratchColumn& column : table.columns) {
    if (!column.generated) columns.push(column.name);
  }
  Json all = Json::array();
  for (const ScratchRow& row : rows) {
    Json cells = Json::array();
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (!table.columns[c].generated) cells.push(cell_json(row[c]));
    }
    all.push(std::move(cells));
  }
  return Json::object(
      {{"table", table.name}, {"columns", std::move(columns)}, {"rows", std::move(all)}});
}

}  // namespace

std::size_t TinyData::row_count() const {
  std::size_t count = 0;
  for (const ScratchRows& rows : tables) count += rows.size();
  return count;
}

TinyData empty_data(const ScratchSchema& schema) {
  return {.tables = std::vector<ScratchRows>(schema.tables.size())};
}

std::vector<std::size_t> parents_first(const ScratchSchema& schema) {
  return ParentsFirst(schema).order();
}

std::string insert_text(const ScratchSchema& schema, const TinyData& data) {
  std::string text;
  for (const std::size_t t : parents_first(schema)) {
    if (data.tables[t].empty()) continue;
    std::string rows;
    for (const ScratchRow& row : data.tables[t]) {
      rows += (rows.empty() ? "  " : ",\n  ") + row_text(schema.tables[t], row);
    }
    text += insert_into(schema.tables[t]) + rows + ";\n";
  }
  return text;
}

std::string sql_literal(const Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return quoted_text(*text);
  const auto* real = std::get_if<double>(&cell);
  if (real == nullptr || std::isfinite(*real)) return cell_text(cell);
  return std::isnan(*real) ? "NULL" : *real < 0 ? "-9e999" : "9e999";
}

Json tiny_data_json(const ScratchSchema& schema, const TinyData& data) {
  Json tables = Json::array();
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    if (!data.tables[t].empty()) tables.push(table_json(schema.tables[t], data.tables[t]));
  }
  return tables;
}

}  // namespace nightshift
