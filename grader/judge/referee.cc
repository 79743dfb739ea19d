#include "grader/judge/referee.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/sql/print.h"
#include "engine/sql/walk.h"
#include "grader/judge/mutation.h"

namespace nightshift {
namespace {

constexpr std::string_view kOverBudget = "sql.over_budget";

// The result column that a term of ORDER BY is: by number, by alias, by name, or letter by letter.
std::optional<std::size_t> column_of_term(const SelectCore& core, const OrderTerm& term) {
  if (const auto* literal = std::get_if<LiteralExpr>(&term.expr.node)) {
    std::size_t number = 0;
    const std::string& text = literal->text;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool known = read.ec == std::errc() && number >= 1 && number <= core.columns.size();
    return known ? std::optional(number - 1) : std::nullopt;
  }
  const auto* name = std::get_if<ColumnExpr>(&term.expr.node);
  for (std::size_t index = 0; index < core.columns.size(); ++index) {
    const ResultColumn& column = core.columns[index];
    if (name != nullptr && name->table.empty() && same_name(column.alias, name->column)) {
      return index;
    }
  }
  for (std::size_t index = 0; index < core.columns.size(); ++index) {
    const ResultColumn& column = core.columns[index];
    if (column.expr == term.expr) return index;
    const auto* plain = std::get_if<ColumnExpr>(&column.expr.node);
    const bool same = name != nullptr && plain != nullptr && column.alias.empty() &&
                      same_name(plain->column, name->column) &&
                      (plain->table.empty() || name->table.empty());
    if (same) return index;
  }
  return std::nullopt;
}

// Sorted by bytes and numbers alone? A collation sees ties where there are none for us.
bool has_collation(const Select& select) {
  const ConstParts parts = all_parts_of(select);
  return std::any_of(parts.expressions.begin(), parts.expressions.end(), [](const Expr* expr) {
    return std::holds_alternative<CollateExpr>(expr->node);
  });
}

// The result columns that the top-level ORDER BY sorts by; nullopt when it sorts by others, too.
std::optional<std::vector<OrderKey>> sort_keys(const Select& select, const ScratchSchema& schema) {
  const SelectCore& core = select.cores.front();
  const bool has_star = std::any_of(
      core.columns.begin(), core.columns.end(),
      [](const ResultColumn& column) { return column.kind != ResultColumnKind::kExpr; });
  bool collated = has_collation(select);
  for (const ScratchTable& table : schema.tables) {
    collated = collated || lower_case(table.sql).find("collate") != std::string::npos;
  }
  if (has_star || collated) return std::nullopt;
  std::vector<OrderKey> keys;
  for (const OrderTerm& term : select.order_by) {
    const auto column = column_of_term(core, term);
    if (!column) return std::nullopt;
    std::optional<bool> nulls_first;
    if (term.nulls != NullsOrder::kDefault) nulls_first = term.nulls == NullsOrder::kFirst;
    keys.push_back({.column = *column,
                    .descending = term.direction == SortDirection::kDescending,
                    .nulls_first = nulls_first});
  }
  return keys;
}

// Does the call round to so few decimals that a ten-millionth is far less?
bool rounds_coarsely(const CallExpr& call) {
  if (!same_name(call.name, "round") || call.arguments.empty()) return false;
  if (call.arguments.size() == 1) return true;
  const auto* decimals = std::get_if<LiteralExpr>(&call.arguments[1].node);
  return decimals != nullptr && decimals->text.size() == 1 && decimals->text <= "5";
}

// The reference with a little added to whatever is rounded; empty when nothing is.
std::string moved_rounding(const Select& tree, std::string_view amount) {
  Select copy = tree;
  bool found = false;
  // From the inside out: what stands inside is another one once it was moved.
  const std::vector<Expr*> expressions = all_parts_of(copy).expressions;
  for (auto place = expressions.rbegin(); place != expressions.rend(); ++place) {
    auto* call = std::get_if<CallExpr>(&(*place)->node);
    if (call == nullptr || !rounds_coarsely(*call)) continue;
    call->arguments.front() =
        binary(BinaryOperator::kAdd, call->arguments.front(), number_literal(std::string(amount)));
    found = true;
  }
  return found ? print(copy) : std::string();
}

}  // namespace

Result<Referee> Referee::create(Arena& arena, std::string_view reference, const Select* tree,
                                const MatchRules& rules, const QueryBudget& budget) {
  NIGHTSHIFT_TRY(Contender contender, arena.enter(reference, budget));
  Referee referee(arena, std::move(contender));
  referee.bag_ = {.cells = rules.cells, .as_set = rules.as_set, .column_names = rules.column_names};
  if (rules.ordered) {
    referee.order_ = referee.bag_;
    auto keys = tree == nullptr ? std::nullopt : sort_keys(*tree, arena.schema());
    if (!rules.order.empty()) keys = rules.order;
    referee.order_->order = keys ? ResultOrder::kTies : ResultOrder::kSequence;
    if (keys) referee.order_->keys = *keys;
  }
  for (const std::string_view amount : {"0.0000001", "-0.0000001"}) {
    const std::string sql = tree == nullptr ? std::string() : moved_rounding(*tree, amount);
    if (sql.empty()) continue;
    if (auto moved = arena.enter(sql, budget)) referee.rounding_.push_back(std::move(*moved));
  }
  return referee;
}

std::optional<FindingKind> Referee::difference(const Table& expected, const Table& actual) const {
  switch (result_difference(expected, actual, bag_)) {
    case ResultDifference::kColumnCount:
      return FindingKind::kColumnCount;
    case ResultDifference::kColumnNames:
      return FindingKind::kColumnNames;
    case ResultDifference::kRows:
    case ResultDifference::kOrder:
      return FindingKind::kRows;
    case ResultDifference::kNone:
      break;
  }
  if (order_ && !same_result(expected, actual, *order_)) return FindingKind::kOrder;
  return std::nullopt;
}

std::optional<Finding> Referee::compare_in(std::size_t arrangement, const Table& expected,
                                           Contender& answer) {
  Result<Table> actual = arena_->run(answer, arrangement);
  if (!actual) {
    const bool over = actual.error().code.starts_with(kOverBudget);
    return Finding{.kind = over ? FindingKind::kOverBudget : FindingKind::kAnswerFails,
                   .ordered = order_.has_value(),
                   .expected = expected,
                   .error = actual.error()};
  }
  const auto kind = difference(expected, *actual);
  if (!kind) return std::nullopt;
  return Finding{.kind = *kind,
                 .ordered = order_.has_value(),
                 .expected = expected,
                 .actual = std::move(*actual)};
}

std::optional<Finding> Referee::examine(Contender& answer, std::size_t arrangements) {
  if (answer.by_place) arrangements = 1;
  for (std::size_t arrangement = 0; arrangement < arrangements; ++arrangement) {
    const Result<Table> expected = arena_->run(reference_, arrangement);
    if (!expected) return std::nullopt;
    std::optional<Finding> finding = compare_in(arrangement, *expected, answer);
    if (!finding) continue;
    if (!is_stable(*expected, finding->kind)) return std::nullopt;
    find_lucky(*finding, answer);
    return finding;
  }
  return std::nullopt;
}

// The same rows under every arrangement; the same row by row where the order is what differs and
// ties cannot be told.
bool Referee::is_stable(const Table& expected, FindingKind kind) {
  const ResultRules& rules = kind == FindingKind::kOrder ? *order_ : bag_;
  for (std::size_t arrangement = 0; arrangement < kArrangements; ++arrangement) {
    const Result<Table> other = arena_->run(reference_, arrangement);
    if (!other || !same_result(expected, *other, rules)) return false;
  }
  was_on_edge_ = !rounds_safely(expected);
  return !was_on_edge_;
}

bool Referee::rounds_safely(const Table& expected) {
  return std::all_of(rounding_.begin(), rounding_.end(), [&](Contender& moved) {
    const Result<Table> other = arena_->run(moved, 0);
    return other && same_result(expected, *other, bag_);
  });
}

// An answer that is right in some arrangement and wrong in another is right by luck.
void Referee::find_lucky(Finding& finding, Contender& answer) {
  const bool may_be = finding.kind == FindingKind::kRows || finding.kind == FindingKind::kOrder;
  if (!may_be || answer.by_place) return;
  for (std::size_t arrangement = 0; arrangement < kArrangements; ++arrangement) {
    Result<Table> other = arena_->run(answer, arrangement);
    if (!other || difference(finding.expected, *other)) continue;
    finding.kind = FindingKind::kOrderDependent;
    finding.lucky = std::move(*other);
    return;
  }
}

std::optional<Table> Referee::result() {
  failure_.reset();
  was_on_edge_ = false;
  Result<Table> expected = arena_->run(reference_, 0);
  if (!expected) {
    failure_ = std::move(expected.error());
    return std::nullopt;
  }
  if (!is_stable(*expected, FindingKind::kRows)) return std::nullopt;
  if (order_ && order_->order == ResultOrder::kSequence &&
      !is_stable(*expected, FindingKind::kOrder)) {
    return std::nullopt;
  }
  return std::move(*expected);
}

}  // namespace nightshift
