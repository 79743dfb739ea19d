// Tables that a pipeline writes.
#include <string>
#include <vector>

#include "engine/warehouse/warehouse.h"
#include "tests/support/asked.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

using Kind = TableWrite::Kind;
using Rows = std::vector<std::vector<Cell>>;

const std::vector<ColumnSchema> kColumns = {{.name = "id", .type = ColumnType::kInteger},
                                            {.name = "note", .type = ColumnType::kText}};

Warehouse a_warehouse() { return Warehouse({.now_unix_us = 0, .seed = 1, .schemas = {"raw"}}); }

// Applies one list of writes: how many rows it changed, or the error's code.
std::string applied(Warehouse& warehouse, const std::vector<TableWrite>& writes) {
  const Result<std::int64_t> changed = warehouse.apply(writes);
  if (changed) return std::to_string(*changed);
  CHECK(changed.error().whose == Whose::kLearner);
  CHECK_FALSE(changed.error().remedy.empty());
  return changed.error().code;
}

TableWrite create(std::string table, std::vector<std::string> key = {}) {
  return {.kind = Kind::kCreate, .table = std::move(table), .columns = kColumns, .key = key};
}

TableWrite append(std::string table, Rows rows) {
  return {.kind = Kind::kAppend, .table = std::move(table), .columns = kColumns, .rows = rows};
}

TableWrite remove(std::string table, std::vector<std::string> key, Rows rows) {
  return {.kind = Kind::kDelete, .table = std::move(table), .key = key, .rows = rows};
}

const Rows kTwoRows = {{std::int64_t{1}, "a"}, {std::int64_t{2}, Null{}}};

Warehouse with_two_rows() {
  Warehouse warehouse = a_warehouse();
  REQUIRE(applied(warehouse, {create("raw.notes", {"id"}), append("raw.notes", kTwoRows)}) == "2");
  return warehouse;
}

TEST_CASE("tables are made in their schema and asked by their name") {
  Warehouse warehouse = with_two_rows();
  CHECK(asked(warehouse, "select * from raw.notes order by id") == "1 a|2 NULL");
  CHECK(asked(warehouse, "select * from notes") == "1 a|2 NULL");
  CHECK(asked(warehouse, "select * from main.notes") == "sql.no_such_table");
  REQUIRE(warehouse.find_table("raw.notes") != nullptr);
  CHECK(warehouse.find_table("raw.notes")->columns.size() == 2);
  CHECK(warehouse.find_table("notes") == nullptr);
  CHECK(warehouse.row_count("raw.notes") == 2);
}

TEST_CASE("the same rows again are more rows: nothing holds a key") {
  Warehouse warehouse = with_two_rows();
  CHECK(applied(warehouse, {append("raw.notes", kTwoRows)}) == "2");
  CHECK(warehouse.row_count("raw.notes") == 4);
}

TEST_CASE("rows are deleted by key, and NULL is a key like others") {
  Warehouse warehouse = with_two_rows();
  CHECK(applied(warehouse, {remove("raw.notes", {"note"}, {{Null{}}, {"none"}})}) == "1");
  CHECK(asked(warehouse, "select id from raw.notes") == "1");
  CHECK(applied(warehouse, {remove("raw.notes", {"id", "note"}, {{std::int64_t{1}, "b"}})}) == "0");
  CHECK(applied(warehouse, {remove("raw.notes", {"id", "note"}, {{std::int64_t{1}, "a"}})}) == "1");
}

TEST_CASE("tables are cleared, dropped, renamed and widened") {
  Warehouse warehouse = with_two_rows();
  CHECK(applied(warehouse, {{.kind = Kind::kAddColumns,
                             .table = "raw.notes",
                             .columns = {{.name = "extra", .type = ColumnType::kText}}}}) == "0");
  CHECK(asked(warehouse, "select id, extra from raw.notes") == "1 NULL|2 NULL");
  CHECK(applied(warehouse,
                {{.kind = Kind::kRename, .table = "raw.notes", .to = "raw.old_notes"}}) == "0");
  CHECK(asked(warehouse, "select count(*) from raw.old_notes") == "2");
  CHECK(applied(warehouse, {{.kind = Kind::kClear, .table = "raw.old_notes"}}) == "2");
  CHECK(asked(warehouse, "select count(*) from raw.old_notes") == "0");
  CHECK(applied(warehouse, {{.kind = Kind::kDrop, .table = "raw.old_notes"}}) == "0");
  CHECK(asked(warehouse, "select count(*) from raw.old_notes") == "sql.no_such_table");
  CHECK(applied(warehouse, {{.kind = Kind::kDrop, .table = "raw.old_notes"}}) == "0");
}

TEST_CASE("columns are dropped, but not those of the key, and not the last one") {
  Warehouse warehouse = with_two_rows();
  const auto dropping = [](const ColumnSchema& column) {
    return TableWrite{.kind = Kind::kDropColumns, .table = "raw.notes", .columns = {column}};
  };
  CHECK(applied(warehouse, {dropping(kColumns[0])}) == "write.column_in_use");
  CHECK(applied(warehouse, {dropping({.name = "nota"})}) == "write.no_such_column");
  CHECK(applied(warehouse, {dropping(kColumns[1])}) == "0");
  CHECK(asked(warehouse, "select * from raw.notes order by id") == "1|2");
  CHECK(warehouse.find_table("raw.notes")->columns.size() == 1);
  CHECK(applied(warehouse, {create("one"),
                            {.kind = Kind::kDropColumns, .table = "one", .columns = kColumns}}) ==
        "write.column_in_use");
  CHECK(warehouse.find_table("one") == nullptr);
}

TEST_CASE("a list of writes is carried out whole or not at all") {
  Warehouse warehouse = with_two_rows();
  CHECK(applied(warehouse, {{.kind = Kind::kClear, .table = "raw.notes"},
                            create("fresh"),
                            append("raw.notes", {{"no number", "a"}})}) == "write.type");
  CHECK(warehouse.row_count("raw.notes") == 2);
  CHECK(warehouse.find_table("fresh") == nullptr);
  CHECK(asked(warehouse, "select * from fresh") == "sql.no_such_table");
}

TEST_CASE("writes that cannot be done say why") {
  Warehouse warehouse = with_two_rows();
  CHECK(applied(warehouse, {append("raw.note", kTwoRows)}) == "write.no_such_table");
  CHECK(applied(warehouse, {create("raw.notes")}) == "write.table_exists");
  CHECK(applied(warehouse, {create("rav.notes")}) == "write.no_such_schema");
  CHECK(applied(warehouse, {remove("raw.notes", {"idd"}, {{Null{}}})}) == "write.no_such_column");
  CHECK(
      applied(warehouse,
              {{.kind = Kind::kCreate, .table = "twice", .columns = {kColumns[0], kColumns[0]}}}) ==
      "schema.repeated_column");
  CHECK(applied(warehouse, {{.kind = Kind::kRename, .table = "raw.notes", .to = "raw.notes"}}) ==
        "write.table_exists");
}

TEST_CASE("a dot in a table's name means a schema, also for a lesson's tables") {
  Warehouse warehouse = a_warehouse();
  const auto made = [&](const std::string& name) {
    const Result<void> result = warehouse.create_table({.name = name, .columns = kColumns});
    return result ? "" : result.error().code;
  };
  CHECK(made("shop.notes") == "schema.refused");
  CHECK(made("raw.notes") == "");
  CHECK(warehouse.row_count("raw.notes") == 0);
}

TEST_CASE("names with blanks and quotes are names") {
  Warehouse warehouse = a_warehouse();
  CHECK(applied(warehouse, {{.kind = Kind::kCreate,
                             .table = "raw.my \"table\"",
                             .columns = {{.name = "a \"b\"", .type = ColumnType::kText}},
                             .key = {"a \"b\""}},
                            {.kind = Kind::kAppend,
                             .table = "raw.my \"table\"",
                             .columns = {{.name = "a \"b\"", .type = ColumnType::kText}},
                             .rows = {{"x"}}}}) == "1");
  CHECK(asked(warehouse, R"(select "a ""b""" from raw."my ""table""")") == "x");
}

TEST_CASE("a clone goes its own way") {
  Warehouse warehouse = with_two_rows();
  Warehouse clone = warehouse.clone();
  CHECK(applied(clone, {append("raw.notes", {{std::int64_t{3}, "c"}})}) == "1");
  CHECK(applied(warehouse, {remove("raw.notes", {"id"}, {{std::int64_t{1}}})}) == "1");
  CHECK(asked(clone, "select id from raw.notes order by id") == "1|2|3");
  CHECK(asked(warehouse, "select id from raw.notes order by id") == "2");
  Warehouse second = clone.clone();
  CHECK(asked(second, "select id from raw.notes order by id") == "1|2|3");
}

TEST_CASE("the clock is set by whoever drives it, and a clone keeps its own") {
  Warehouse warehouse = a_warehouse();
  CHECK(asked(warehouse, "select datetime('now')") == "1970-01-01 00:00:00");
  warehouse.set_now(1'773'180'000'000'000);
  CHECK(asked(warehouse, "select datetime('now')") == "2026-03-10 22:00:00");
  Warehouse clone = warehouse.clone();
  warehouse.set_now(0);
  CHECK(asked(clone, "select datetime('now')") == "2026-03-10 22:00:00");
  CHECK(asked(clone, "select current_date") == "2026-03-10");
}

}  // namespace
}  // namespace nightshift
