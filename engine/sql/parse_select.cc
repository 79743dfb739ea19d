// Queries.
#include <utility>

#include "engine/sql/parser.h"

namespace nightshift {

Select Parser::select() {
  const Level level(*this, kSelectWeight);
  const std::size_t from = offset();
  WithClause with = with_clause();
  Select query = select_body();
  query.with = std::move(with);
  query.span = span_from(from);
  return query;
}

Select Parser::select_body() {
  Select query;
  query.cores.push_back(core());
  while (const auto op = compound_operator()) {
    query.cores.push_back(core());
    query.cores.back().op = *op;
  }
  if (query.cores.back().values.empty()) order_and_limit(query);
  return query;
}

Select Parser::select_in_parentheses() {
  expect("(");
  Select query = select();
  expect(")");
  return query;
}

WithClause Parser::with_clause() {
  const std::size_t from = offset();
  WithClause with;
  if (!accept("WITH")) return with;
  with.recursive = accept("RECURSIVE");
  with.tables = list<CommonTable>(&Parser::common_table);
  with.span = span_from(from);
  return with;
}

CommonTable Parser::common_table() {
  const std::size_t from = offset();
  CommonTable table{.name = name("a name for a query of WITH")};
  table.columns = optional_names();
  expect("AS");
  if (accept_all({"NOT", "MATERIALIZED"})) {
    table.materialization = Materialization::kNotMaterialized;
  } else if (accept("MATERIALIZED")) {
    table.materialization = Materialization::kMaterialized;
  }
  table.select = select_in_parentheses();
  table.span = span_from(from);
  return table;
}

std::optional<CompoundOperator> Parser::compound_operator() {
  if (accept_all({"UNION", "ALL"})) return CompoundOperator::kUnionAll;
  if (accept("UNION")) return CompoundOperator::kUnion;
  if (accept("INTERSECT")) return CompoundOperator::kIntersect;
  if (accept("EXCEPT")) return CompoundOperator::kExcept;
  return std::nullopt;
}

SelectCore Parser::core() {
  const std::size_t from = offset();
  SelectCore core;
  if (accept("VALUES")) {
    core.values = list<ValuesRow>(&Parser::values_row);
  } else {
    expect("SELECT");
    select_core(core);
  }
  core.span = span_from(from);
  return core;
}

ValuesRow Parser::values_row() {
  const std::size_t from = offset();
  expect("(");
  ValuesRow row{.items = expressions()};
  expect(")");
  row.span = span_from(from);
  return row;
}

void Parser::select_core(SelectCore& core) {
  core.distinct = accept("DISTINCT");
  if (!core.distinct) accept("ALL");
  core.columns = list<ResultColumn>(&Parser::result_column);
  if (accept("FROM")) core.from = from_items();
  core.where = optional_expression("WHERE");
  if (accept("GROUP")) {
    expect("BY");
    core.group_by = expressions();
  }
  core.having = optional_expression("HAVING");
  if (accept("WINDOW")) core.windows = list<NamedWindow>(&Parser::named_window);
  if (at_clause_word("QUALIFY")) {
    advance();
    core.qualify = expression();
  }
}

ResultColumn Parser::result_column() {
  const std::size_t from = offset();
  ResultColumn column;
  if (accept("*")) {
    column.kind = ResultColumnKind::kStar;
    exclude_list(column);
  } else if (at_name() && at(".", 1) && at("*", 2) && !at_operand_word()) {
    column.kind = ResultColumnKind::kTableStar;
    column.table = any_name();
    accept_all({".", "*"});
    exclude_list(column);
  } else {
    column.expr = expression();
    column.alias = alias();
  }
  column.span = span_from(from);
  return column;
}

std::string Parser::alias() {
  if (accept("AS")) return any_name();
  const bool clause =
      at_clause_word("QUALIFY") || (at_word("FETCH") && (at("FIRST", 1) || at_word("NEXT", 1)));
  if (clause || !(at_id() || peek().kind == LexemeKind::kText)) return {};
  return any_name();
}

void Parser::order_and_limit(Select& select) {
  if (accept("ORDER")) {
    expect("BY");
    select.order_by = order_terms();
  }
  fetch_first(select);
  if (select.fetch_first || !accept("LIMIT")) return;
  select.limit = expression();
  if (accept("OFFSET")) {
    select.offset = expression();
  } else if (accept(",")) {
    select.offset = std::exchange(select.limit, expression());
  }
}

OrderTerm Parser::order_term() {
  const std::size_t from = offset();
  OrderTerm term{.expr = expression()};
  term.direction = direction();
  if (accept("NULLS")) {
    term.nulls = accept("FIRST") ? NullsOrder::kFirst : NullsOrder::kLast;
    if (term.nulls == NullsOrder::kLast) expect("LAST");
  }
  term.span = span_from(from);
  return term;
}

SortDirection Parser::direction() {
  if (accept("ASC")) return SortDirection::kAscending;
  return accept("DESC") ? SortDirection::kDescending : SortDirection::kDefault;
}

}  // namespace nightshift
