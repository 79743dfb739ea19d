// A small warehouse and a short notation for asking it: the tests of this folder share them.
#pragma once

#include <string>
#include <string_view>

#include "engine/warehouse/warehouse.h"

namespace nightshift {

// As tests/conformance/README.md says.
constexpr Warehouse::Options kTestOptions = {.now_unix_us = 1'773'500'000'000'000, .seed = 7};

inline TableSchema orders_schema() {
  return {.name = "orders",
          .description = "One row per order.",
          .columns = {{.name = "order_id", .type = ColumnType::kInteger},
                      {.name = "status",
                       .type = ColumnType::kText,
                       .accepted_values = {"paid", "refunded", "cancelled"}},
                      {.name = "amount_cents", .type = ColumnType::kInteger, .nullable = true},
                      {.name = "weight", .type = ColumnType::kReal, .nullable = true},
                      {.name = "is_gift", .type = ColumnType::kBoolean, .nullable = true},
                      {.name = "placed_on", .type = ColumnType::kDate, .nullable = true},
                      {.name = "placed_at", .type = ColumnType::kTimestamp, .nullable = true}},
          .primary_key = {"order_id"}};
}

constexpr std::string_view kOrdersCsv =
    "order_id,status,amount_cents\n"
    "1,paid,500\n"
    "2,refunded,700\n"
    "3,paid,\n";

// The table orders with three rows.
inline Warehouse shop() {
  Warehouse warehouse(kTestOptions);
  if (!warehouse.create_table(orders_schema())) std::abort();
  if (!warehouse.load_csv(orders_schema(), kOrdersCsv, "orders.csv")) std::abort();
  return warehouse;
}

// The rows of an outcome, cells joined by " | ", each row ended by a newline.
inline std::string rows_text(const Table& table) {
  std::string text;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (column > 0) text += " | ";
      text += cell_text(table.columns[column].cells[row]);
    }
    text += "\n";
  }
  return text;
}

// The result as rows_text() has it, or "error: <code>\n".
inline std::string ask(Warehouse& warehouse, std::string_view sql,
                       const QueryOptions& options = {}) {
  const auto outcome = warehouse.query(sql, options);
  return outcome ? rows_text(outcome->table) : "error: " + outcome.error().code + "\n";
}

// The error of a query that must fail; a default one with an empty code when it does not.
inline Error error_of(Warehouse& warehouse, std::string_view sql,
                      const QueryOptions& options = {}) {
  auto outcome = warehouse.query(sql, options);
  return outcome ? Error{} : outcome.error();
}

}  // namespace nightshift
