#include "grader/judge/mutants.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "engine/base/check.h"
#include "engine/sql/quote.h"
#include "grader/judge/mutation.h"

namespace nightshift {
namespace {

struct ClassRow {
  std::string_view id;
  ErrorClassWords words;
};

// In the order of the enumeration.
constexpr std::array<ClassRow, 27> kClasses = {{
    {"comparison",
     {"A comparison", "Which rows lie exactly at the edge of a comparison? Do they count?"}},
    {"constant",
     {"A constant", "Compare each number and date in the query with the task's words."}},
    {"logic", {"AND and OR", "Must all conditions hold, or is one enough? AND binds before OR."}},
    {"negation", {"NOT", "Is a condition the other way round?"}},
    {"missing_condition",
     {"A condition", "Is there a row that should not count? Which condition keeps it out?"}},
    {"range_edge", {"The ends of a range", "BETWEEN takes both of its ends."}},
    {"pattern", {"A pattern", "What may stand before and behind the text that LIKE looks for?"}},
    {"null_handling",
     {"NULL", "What becomes of a row in which the value is missing? NULL equals nothing."}},
    {"aggregate", {"The aggregate", "Is it a sum, an average, a smallest or a largest value?"}},
    {"counting",
     {"What is counted", "Rows, values that are there, or different values: which is asked for?"}},
    {"distinct", {"Duplicates", "May a row come twice, and should it?"}},
    {"grouping", {"The groups", "What is one row of the result about? Group by just that."}},
    {"group_condition",
     {"A condition on groups", "HAVING looks at whole groups, WHERE at rows before that."}},
    {"join_type",
     {"The kind of join", "What becomes of a row that has no partner in the other table?"}},
    {"join_condition",
     {"How tables are joined",
      "Which rows of the two tables belong together, and do others meet?"}},
    {"column", {"A column", "Is it this column that the task speaks of, and of this table?"}},
    {"arithmetic",
     {"Arithmetic", "Try the computation by hand. Dividing whole numbers drops the rest."}},
    {"rounding", {"Rounding", "To how many decimals, and when: before adding up, or behind it?"}},
    {"choice", {"A case", "Go through CASE from the top: which branch takes each value?"}},
    {"date_part",
     {"Part of a date", "March of one year and March of the next: the same, or different?"}},
    {"text_form",
     {"The form of a text", "Do upper and lower case, blanks or places in it matter?"}},
    {"window",
     {"The window", "Over which rows does it look, in which order, and what about ties?"}},
    {"order", {"The order", "By which columns, in which direction, and what decides a tie?"}},
    {"limit", {"How many rows", "How many rows are asked for, and from which one on?"}},
    {"set_operation",
     {"How results are put together", "Does a row that is in both count once or twice?"}},
    {"column_order", {"The order of the columns", "Which column is asked for first?"}},
    {"extra_condition",
     {"A condition too many", "Is there a row that should count? Which condition keeps it out?"}},
}};

const ClassRow& row_of(ErrorClass error_class) {
  return kClasses[static_cast<std::size_t>(error_class)];
}

// Finds every expression of a query with its clause.
class PlaceFinder {
 public:
  std::vector<ExprPlace> find(const Select& select) {
    for (const SelectCore& core : select.cores) find(core);
    for (const OrderTerm& term : select.order_by) add(term.expr, SqlClause::kOrderBy);
    return std::move(places_);
  }

 private:
  void find(const SelectCore& core) {
    for (const ResultColumn& column : core.columns) {
      if (column.kind == ResultColumnKind::kExpr) add(column.expr, SqlClause::kSelect);
    }
    find(core.from);
    if (core.where) add_condition(*core.where, SqlClause::kWhere);
    for (const Expr& expr : core.group_by) add(expr, SqlClause::kGroupBy);
    if (core.having) add_condition(*core.having, SqlClause::kHaving);
    for (const NamedWindow& window : core.windows) {
      for (const Expr& expr : window.definition.partition_by) add(expr, SqlClause::kWindow);
      for (const OrderTerm& term : window.definition.order_by) add(term.expr, SqlClause::kWindow);
    }
  }

  void find(const std::vector<FromItem>& items) {
    for (const FromItem& item : items) {
      if (const auto* group = std::get_if<JoinGroup>(&item.source)) find(group->items);
      if (item.on) add_condition(*item.on, SqlClause::kFrom);
    }
  }

  // Queries inside are looked at on their own.
  void add(const Expr& expr, SqlClause clause) {
    places_.push_back({.expr = &expr, .clause = clause});
    for (const Expr* part : parts_of(expr).expressions) add(*part, clause);
  }

  void add_condition(const Expr& expr, SqlClause clause) {
    const auto* both = std::get_if<BinaryExpr>(&expr.node);
    const bool joins_two =
        both != nullptr && (both->op == BinaryOperator::kAnd || both->op == BinaryOperator::kOr);
    if (!joins_two) {
      add(expr, clause);
      for (ExprPlace& place : places_)
        place.is_condition = place.is_condition || place.expr == &expr;
      return;
    }
    places_.push_back({.expr = &expr, .clause = clause, .is_condition = true});
    add_condition(*both->left, clause);
    add_condition(*both->right, clause);
  }

  std::vector<ExprPlace> places_;
};

// Of every class in turn, until there are enough.
std::vector<Mutant> balanced(std::vector<Mutant> mutants, std::size_t count_max) {
  if (mutants.size() <= count_max) return mutants;
  std::map<ErrorClass, std::size_t> seen;
  std::vector<std::pair<std::size_t, std::size_t>> ranks;  // of its class, of all
  for (std::size_t index = 0; index < mutants.size(); ++index) {
    ranks.emplace_back(seen[mutants[index].error_class]++, index);
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.resize(count_max);
  std::sort(ranks.begin(), ranks.end(),
            [](const auto& left, const auto& right) { return left.second < right.second; });
  std::vector<Mutant> kept;
  for (const auto& [rank, index] : ranks) kept.push_back(std::move(mutants[index]));
  return kept;
}

}  // namespace

std::string_view error_class_text(ErrorClass error_class) { return row_of(error_class).id; }

std::vector<std::string> error_class_texts() {
  std::vector<std::string> texts;
  for (const ClassRow& row : kClasses) texts.emplace_back(row.id);
  return texts;
}

ErrorClassWords words_of(ErrorClass error_class) { return row_of(error_class).words; }

std::string_view clause_text(SqlClause clause) {
  constexpr std::array<std::string_view, 9> kNames = {
      "SELECT", "FROM", "WHERE", "GROUP BY", "HAVING", "WINDOW", "ORDER BY", "LIMIT", "UNION"};
  return kNames[static_cast<std::size_t>(clause)];
}

Expr number_literal(std::string text) {
  const bool is_real = text.find_first_of(".eE") != text.npos;
  const LiteralKind kind = is_real ? LiteralKind::kReal : LiteralKind::kInteger;
  return made(LiteralExpr{.kind = kind, .text = std::move(text)});
}

Expr string_literal(std::string_view text) {
  return made(LiteralExpr{.kind = LiteralKind::kText, .text = quoted_text(text)});
}

Expr binary(BinaryOperator op, const Expr& left, const Expr& right) {
  return made(BinaryExpr{.op = op, .left = left, .right = right});
}

namespace {

// A mutant is a copy of the whole query, so a long one gets fewer: no answer may take minutes.
constexpr std::size_t kWorkMax = 3'000'000;
constexpr std::size_t kMutantsOfPlace = 5;    // about
constexpr std::size_t kRepeatsWithin = 1500;  // parts, beyond which equal ones are not looked for

}  // namespace

MutantSink::MutantSink(const Select& reference) : reference_(reference), work_left_(kWorkMax) {
  const ConstParts parts = all_parts_of(reference);
  expressions_ = parts.expressions;
  for (std::size_t place = 0; place < expressions_.size(); ++place) {
    places_.emplace(expressions_[place], place);
    if (expressions_.size() > kRepeatsWithin) continue;
    repeated_[print(*expressions_[place])].push_back(place);
  }
  selects_ = parts.selects;
  seen_.insert(print(reference));
  for (const Select* select : selects_) {
    for (const SelectCore& core : select->cores) {
      has_star_ = has_star_ || std::any_of(core.columns.begin(), core.columns.end(),
                                           [](const ResultColumn& column) {
                                             return column.kind != ResultColumnKind::kExpr;
                                           });
    }
  }
}

bool MutantSink::spend() {
  const std::size_t cost = expressions_.size() + 1;
  if (cost > work_left_) return false;
  work_left_ -= cost;
  return true;
}

void MutantSink::add(const Select& changed, Mutant mutant) {
  mutant.sql = print(changed);
  if (seen_.insert(mutant.sql).second) mutants_.push_back(std::move(mutant));
}

void MutantSink::replace(const Expr& old, SqlClause clause, ErrorClass error_class, Expr fresh) {
  const auto found = places_.find(&old);
  NIGHTSHIFT_CHECK(found != places_.end());
  Mutant mutant{.error_class = error_class,
                .clause = clause,
                .place = old.span,
                .before = print(old),
                .after = print(fresh)};
  // Who means the wrong thing writes it wherever it stands.
  const auto equal = repeated_.find(mutant.before);
  const bool repeats = equal != repeated_.end() && equal->second.size() > 1;
  replace_at({found->second}, fresh, mutant);
  if (repeats) replace_at(equal->second, fresh, mutant);
}

void MutantSink::replace_at(const std::vector<std::size_t>& places, const Expr& fresh,
                            const Mutant& mutant) {
  if (!spend()) return;
  Select copy = reference_;
  const Parts parts = all_parts_of(copy);
  // None of them lies in another one: they are equally long.
  for (const std::size_t place : places) *parts.expressions[place] = fresh;
  add(copy, mutant);
}

void MutantSink::replace_select(std::size_t select, SqlClause clause, ErrorClass error_class,
                                Select fresh) {
  if (!spend()) return;
  Select copy = reference_;
  *all_parts_of(copy).selects[select] = std::move(fresh);
  add(copy, {.error_class = error_class, .clause = clause, .place = selects_[select]->span});
}

void MutantSink::replace_core(std::size_t select, std::size_t core, SqlClause clause,
                              ErrorClass error_class, SelectCore fresh) {
  Select changed = *selects_[select];
  changed.cores[core] = std::move(fresh);
  replace_select(select, clause, error_class, std::move(changed));
}

namespace {

// A bare column that groups are sorted by: any other one would be of no certain row.
bool sorts_groups(const Select& select, const ExprPlace& place) {
  return !select.cores.front().group_by.empty() &&
         std::any_of(select.order_by.begin(), select.order_by.end(),
                     [&](const OrderTerm& term) { return &term.expr == place.expr; });
}

}  // namespace

std::vector<Mutant> mutants_of(const Select& reference, const ScratchSchema& schema,
                               const MutantOptions& options) {
  MutantSink sink(reference);
  const ColumnNames names(reference, schema);
  const std::vector<const Select*> selects = all_parts_of(reference).selects;
  // Of many places, every so many.
  const std::uint64_t parts = sink.parts();  // 64 bits also in the module
  const std::uint64_t stride = 1 + parts * parts * kMutantsOfPlace / kWorkMax;
  std::uint64_t turn = 0;
  for (std::size_t number = 0; number < selects.size(); ++number) {
    const Select& select = *selects[number];
    for (const ExprPlace& place : PlaceFinder().find(select)) {
      if (turn++ % stride != 0) continue;
      mutate_condition(sink, place);
      mutate_value(sink, place);
      mutate_call(sink, place);
      if (!sorts_groups(select, place)) mutate_column(sink, place, names);
    }
    mutate_cores(sink, select, number);
    mutate_order(sink, select, number);
  }
  return balanced(sink.take(), options.mutants_max);
}

}  // namespace nightshift
