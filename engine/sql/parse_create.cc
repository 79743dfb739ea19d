// CREATE and DROP.
#include <array>
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {
namespace {

constexpr std::array<std::string_view, 4> kDropWords = {"TABLE", "VIEW", "INDEX", "TRIGGER"};

}  // namespace

decltype(SqlStatement::node) Parser::create_statement() {
  advance();
  const bool unique = accept("UNIQUE");
  if (unique || at("INDEX")) return create_index(unique);
  const bool temporary = accept("TEMP") || accept("TEMPORARY");
  if (at("VIEW")) return create_view(temporary);
  return create_table(temporary);
}

bool Parser::if_not_exists() {
  if (!accept("IF")) return false;
  expect_all({"NOT", "EXISTS"});
  return true;
}

CreateTable Parser::create_table(bool temporary) {
  expect("TABLE");
  CreateTable table{.temporary = temporary, .if_not_exists = if_not_exists()};
  table.table = table_name("a name for the table");
  if (accept("AS")) {
    table.select = select();
  } else {
    expect("(");
    table_parts(table);
    expect(")");
    table_options(table);
  }
  return table;
}

// Columns, and behind them constraints, whose commas may be left out.
void Parser::table_parts(CreateTable& table) {
  table.columns.push_back(column_definition());
  while (accept(",")) {
    auto rule = table_constraint();
    if (rule) {
      table.constraints.push_back(std::move(*rule));
      break;
    }
    table.columns.push_back(column_definition());
  }
  while (!table.constraints.empty()) {
    const bool comma = accept(",");
    auto rule = table_constraint();
    if (rule) {
      table.constraints.push_back(std::move(*rule));
    } else {
      if (comma) fail_here("a constraint");
      return;
    }
  }
}

// SQLite lets a comma stand before the first one.
void Parser::table_options(CreateTable& table) {
  if (!at_name() && !accept(",")) return;
  do {
    if (accept("WITHOUT")) {
      table.without_rowid = accept_word("ROWID");
      if (!table.without_rowid) fail_here("ROWID");
    } else if (accept_word("STRICT")) {
      table.strict = true;
    } else {
      fail_here("STRICT or WITHOUT ROWID");
    }
  } while (accept(","));
}

ColumnDefinition Parser::column_definition() {
  const std::size_t from = offset();
  ColumnDefinition column{.name = name("a column's name")};
  column.type = type_name();
  while (auto rule = column_constraint()) column.constraints.push_back(std::move(*rule));
  column.span = span_from(from);
  return column;
}

CreateView Parser::create_view(bool temporary) {
  expect("VIEW");
  CreateView view{.temporary = temporary, .if_not_exists = if_not_exists()};
  view.view = table_name("a name for the view");
  view.columns = optional_names();
  expect("AS");
  view.select = select();
  return view;
}

CreateIndex Parser::create_index(bool unique) {
  expect("INDEX");
  CreateIndex index{.unique = unique, .if_not_exists = if_not_exists()};
  index.index = table_name("a name for the index");
  expect("ON");
  index.table = name("a table's name");
  expect("(");
  index.terms = order_terms();
  expect(")");
  index.where = optional_expression("WHERE");
  return index;
}

DropStatement Parser::drop_statement() {
  advance();
  DropStatement drop;
  std::size_t kind = 0;
  while (kind < kDropWords.size() && !accept(kDropWords[kind])) ++kind;
  if (kind == kDropWords.size()) {
    fail_here("TABLE, VIEW, INDEX or TRIGGER");
    return drop;
  }
  drop.kind = static_cast<DropKind>(kind);
  drop.if_exists = accept("IF");
  if (drop.if_exists) expect("EXISTS");
  drop.name = table_name("a name");
  return drop;
}

}  // namespace nightshift
