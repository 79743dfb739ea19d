// The printer's inside. Users want print.h.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/sql/operators.h"
#include "engine/sql/syntax_statement.h"

namespace nightshift {

// How tightly the expression's outermost operator binds.
Binding binding_of(const Expr& expr);

class Printer {
 public:
  // Each of these adds to the text, with a blank before it where two words would meet.
  void statement(const SqlStatement& statement);
  void select(const Select& select);
  void expression(const Expr& expr, Binding least = kBindsNothing);
  std::string take() { return std::move(text_); }

 private:
  friend struct ExpressionPrinter;
  friend struct StatementPrinter;

  void word(std::string_view text);
  void words(std::initializer_list<std::string_view> texts);
  void word_if(bool condition, std::string_view text) {
    if (condition) word(text);
  }
  void glue(std::string_view text) { text_ += text; }  // no blank before it
  void name(std::string_view name);
  // Names with dots between; only the last one may be empty and still is one.
  void path(std::initializer_list<const std::string*> parts);
  void call_name(std::string_view name);
  void table(const TableName& table);
  void alias(std::string_view alias);

  // Items with commas between.
  template <typename T, typename Print>
  void list(const std::vector<T>& items, Print print_item) {
    bool first = true;
    for (const T& item : items) {
      if (!std::exchange(first, false)) glue(",");
      print_item(item);
    }
  }
  void expressions(const std::vector<Expr>& items);
  void names(const std::vector<std::string>& names);
  void optional_names(const std::vector<std::string>& names);
  void order_terms(const std::vector<OrderTerm>& terms);  // with ORDER BY, if there are any
  void term_list(const std::vector<OrderTerm>& terms);
  void clause(std::string_view keyword, const Box<Expr>& expr);
  // Blank, opening parenthesis; what follows stands close to it.
  void open() { word("("); }
  void close() { glue(")"); }
  void subquery(const Select& select);

  void with(const WithClause& with);
  void core(const SelectCore& core);
  void result_column(const ResultColumn& column);
  void from_items(const std::vector<FromItem>& items);
  void from_item(const FromItem& item);
  void hint(const std::optional<IndexHint>& hint);
  void window(const WindowDefinition& window);
  void frame(const WindowFrame& frame);
  void frame_bound(const FrameBound& bound);
  void direction(SortDirection direction);

  void target(const TargetTable& target);
  void assignments(const std::vector<Assignment>& assignments);
  void upsert(const Upsert& upsert);
  void returning(const std::vector<ResultColumn>& columns);
  void constraint(const Constraint& rule);
  void constraint_body(const Constraint& rule);
  void default_value(const Expr& value);
  void references(const References& references);
  void deferral(const References& references);
  void key(const Constraint& rule);
  void on_conflict(const Constraint& rule);

  std::string text_;
};

}  // namespace nightshift
