// What the makers of mutants share. For the files of this folder.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/sql/print.h"
#include "engine/sql/walk.h"
#include "grader/judge/column_names.h"
#include "grader/judge/mutants.h"

namespace nightshift {

// Collects mutants of one query.
class MutantSink {
 public:
  explicit MutantSink(const Select& reference);

  // The reference with another expression in the place of `old`, which is a part of it; and with it
  // wherever the same stands.
  void replace(const Expr& old, SqlClause clause, ErrorClass error_class, Expr fresh);
  // The same for one core of the query number `select` (of all_parts_of()), and for all of it.
  void replace_core(std::size_t select, std::size_t core, SqlClause clause, ErrorClass error_class,
                    SelectCore fresh);
  void replace_select(std::size_t select, SqlClause clause, ErrorClass error_class, Select fresh);

  // How many expressions the reference has.
  std::size_t parts() const { return expressions_.size(); }

  // Does the reference say SELECT * anywhere?
  bool has_star() const { return has_star_; }

  std::vector<Mutant> take() { return std::move(mutants_); }

 private:
  void replace_at(const std::vector<std::size_t>& places, const Expr& fresh, const Mutant& mutant);
  bool spend();
  void add(const Select& changed, Mutant mutant);

  const Select& reference_;
  std::vector<const Expr*> expressions_;
  std::map<const Expr*, std::size_t> places_;                 // of the expressions
  std::map<std::string, std::vector<std::size_t>> repeated_;  // places of equal ones, by their text
  std::size_t work_left_;  // in parts that are copied; then no more mutants are made
  std::vector<const Select*> selects_;
  std::set<std::string> seen_;
  bool has_star_ = false;
  std::vector<Mutant> mutants_;
};

// An expression of the reference, where it stands.
struct ExprPlace {
  const Expr* expr = nullptr;
  SqlClause clause = SqlClause::kSelect;
  bool is_condition = false;  // it is true or false to the clause: WHERE, ON, and under AND and OR
};

// Mistakes inside an expression.
void mutate_condition(MutantSink& sink, const ExprPlace& place);
void mutate_value(MutantSink& sink, const ExprPlace& place);
void mutate_call(MutantSink& sink, const ExprPlace& place);
// Another column of the same kind in its place.
void mutate_column(MutantSink& sink, const ExprPlace& place, const ColumnNames& names);

// Mistakes in the clauses of a query: `select` is its number in all_parts_of().
void mutate_cores(MutantSink& sink, const Select& select, std::size_t number);
void mutate_order(MutantSink& sink, const Select& select, std::size_t number);

// Nodes made by hand.
template <typename Node>
Expr made(Node node) {
  return {.span = {}, .node = std::move(node)};
}
Expr number_literal(std::string text);
Expr string_literal(std::string_view text);
Expr binary(BinaryOperator op, const Expr& left, const Expr& right);

}  // namespace nightshift
