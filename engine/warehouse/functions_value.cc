#include <string>
#include <string_view>

#include "engine/sqlite/guarded_functions.h"
#include "engine/table/cell.h"
#include "engine/warehouse/functions.h"

namespace nightshift {
namespace {

Cell argument_cell(const FunctionCall& call, int argument) {
  switch (call.kind(argument)) {
    case ValueKind::kInteger:
      return call.integer(argument);
    case ValueKind::kReal:
      return call.real(argument);
    case ValueKind::kText:
      return std::string(call.text(argument));
    case ValueKind::kBlob:
      return Blob{std::string(call.blob(argument))};
    case ValueKind::kNull:
      break;
  }
  return Null{};
}

// greatest and least: SQLite's max() and min() of several arguments, but NULLs are passed over, as
// in Postgres.
template <bool kGreatest>
void run_extreme(FunctionCall& call) {
  int best = -1;
  Cell best_cell;
  for (int i = 0; i < call.size(); ++i) {
    if (call.is_null(i)) continue;
    Cell cell = argument_cell(call, i);
    const bool better = kGreatest ? cell_less(best_cell, cell) : cell_less(cell, best_cell);
    if (best >= 0 && !better) continue;
    best = i;
    best_cell = std::move(cell);
  }
  if (best >= 0) call.give_argument(best);
}

// safe_divide(a, b): a / b as a real number; NULL where b is zero.
void run_safe_divide(FunctionCall& call) {
  if (call.any_null() || call.real(1) == 0.0) return;
  call.give(call.real(0) / call.real(1));
}

// A condition of an aggregate: NULL counts as neither.
void count_condition(FunctionCall& call, std::int64_t sign) {
  if (call.is_null(0)) return;
  TruthCounts* counts = call.truth_counts(true);
  if (counts == nullptr) return;
  (call.real(0) != 0.0 ? counts->trues : counts->falses) += sign;
}

void add_condition(FunctionCall& call) { count_condition(call, 1); }
void remove_condition(FunctionCall& call) { count_condition(call, -1); }

TruthCounts counts_of(FunctionCall& call) {
  const TruthCounts* counts = call.truth_counts(false);
  return counts == nullptr ? TruthCounts{} : *counts;
}

void finish_count_if(FunctionCall& call) { call.give(counts_of(call).trues); }

void finish_bool_and(FunctionCall& call) {
  const TruthCounts counts = counts_of(call);
  if (counts.trues + counts.falses > 0) call.give(std::int64_t{counts.falses == 0 ? 1 : 0});
}

void finish_bool_or(FunctionCall& call) {
  const TruthCounts counts = counts_of(call);
  if (counts.trues + counts.falses > 0) call.give(std::int64_t{counts.trues > 0 ? 1 : 0});
}

}  // namespace

void define_value_functions(Connection& connection) {
  constexpr int kAnyNumber = -1;
  connection.define(ScalarFunction{"greatest", kAnyNumber, run_extreme<true>});
  connection.define(ScalarFunction{"least", kAnyNumber, run_extreme<false>});
  connection.define(ScalarFunction{"safe_divide", 2, run_safe_divide});
  for (const AggregateFunction& function :
       {AggregateFunction{"count_if", 1, add_condition, remove_condition, finish_count_if},
        AggregateFunction{"bool_and", 1, add_condition, remove_condition, finish_bool_and},
        AggregateFunction{"bool_or", 1, add_condition, remove_condition, finish_bool_or}}) {
    connection.define(function);
  }
}

void define_functions(Connection& connection) {
  define_guarded_functions(connection);
  define_date_functions(connection);
  define_text_functions(connection);
  define_value_functions(connection);
}

}  // namespace nightshift
