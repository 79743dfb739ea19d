#include "grader/judge/query_facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "grader/judge/column_names.h"

namespace nightshift {
namespace {

constexpr int kAliasDepthMax = 4;

std::optional<CompareOperator> compare_operator(BinaryOperator op) {
  switch (op) {
    case BinaryOperator::kEqual:
    case BinaryOperator::kIs:
    case BinaryOperator::kIsNotDistinctFrom:
      return CompareOperator::kEqual;
    case BinaryOperator::kNotEqual:
    case BinaryOperator::kIsNot:
    case BinaryOperator::kIsDistinctFrom:
      return CompareOperator::kNotEqual;
    case BinaryOperator::kLess:
      return CompareOperator::kLess;
    case BinaryOperator::kLessEqual:
      return CompareOperator::kLessEqual;
    case BinaryOperator::kGreater:
      return CompareOperator::kGreater;
    case BinaryOperator::kGreaterEqual:
      return CompareOperator::kGreaterEqual;
    default:
      return std::nullopt;
  }
}

// 5 < x is x > 5.
CompareOperator turned_around(CompareOperator op) {
  switch (op) {
    case CompareOperator::kLess:
      return CompareOperator::kGreater;
    case CompareOperator::kLessEqual:
      return CompareOperator::kGreaterEqual;
    case CompareOperator::kGreater:
      return CompareOperator::kLess;
    case CompareOperator::kGreaterEqual:
      return CompareOperator::kLessEqual;
    default:
      return op;
  }
}

std::optional<AggregateKind> aggregate_kind(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, AggregateKind>, 6> kNames = {
      {{"count", AggregateKind::kCount},
       {"sum", AggregateKind::kSum},
       {"total", AggregateKind::kSum},
       {"avg", AggregateKind::kAverage},
       {"min", AggregateKind::kMinimum},
       {"max", AggregateKind::kMaximum}}};
  for (const auto& [known, kind] : kNames) {
    if (same_name(known, name)) return kind;
  }
  return std::nullopt;
}

class FactFinder {
 public:
  FactFinder(const Select& select, const ScratchSchema& schema) : names_(select, schema) {}

  QueryFacts find() {
    for (const ColumnNames::KnownAs& known : names_.tables()) facts_.tables.push_back(known.table);
    for (const Select* select : names_.parts().selects) look_at(*select);
    for (const Expr* expr : names_.parts().expressions) {
      std::visit([this](const auto& node) { of(node); }, expr->node);
    }
    add_computed_facts(names_, facts_);
    std::sort(facts_.tables.begin(), facts_.tables.end());
    facts_.tables.erase(std::unique(facts_.tables.begin(), facts_.tables.end()),
                        facts_.tables.end());
    thin_out();
    return std::move(facts_);
  }

 private:
  // Of a list with thousands of constants, some say as much as all of them.
  void thin_out() {
    constexpr std::size_t kMost = 400;
    every_so_many(facts_.constants, kMost);
    every_so_many(facts_.pairs, kMost);
    every_so_many(facts_.dates, kMost);
    every_so_many(facts_.group_bounds, kMost);
    every_so_many(facts_.limits, kMost);
    every_so_many(facts_.distances, kMost);
    every_so_many(facts_.proposals, kMost);
    every_so_many(facts_.loose_constants, kMost);
    every_so_many(facts_.loose_days, kMost);
    for (auto* columns : {&facts_.group_columns, &facts_.order_columns, &facts_.case_columns,
                          &facts_.arithmetic, &facts_.columns}) {
      once_each(*columns);
    }
  }

  template <typename Fact>
  static void every_so_many(std::vector<Fact>& facts, std::size_t most) {
    if (facts.size() <= most) return;
    std::vector<Fact> kept;
    const std::uint64_t count = facts.size();  // 64 bits also in the module
    for (std::size_t i = 0; i < most; ++i) {
      kept.push_back(facts[static_cast<std::size_t>(i * count / most)]);
    }
    facts = std::move(kept);
  }

  // In the order in which they came.
  static void once_each(std::vector<ColumnRef>& columns) {
    std::set<ColumnRef> seen;
    std::erase_if(columns, [&](const ColumnRef& column) { return !seen.insert(column).second; });
  }

  // expr <op> constant
  void compare(const Expr& expr, CompareOperator op, const Cell& constant) {
    if (compare_date(expr, op, constant) || compare_aggregate(expr, op, constant)) return;
    const std::vector<ColumnRef> columns = names_.columns_in(expr);
    for (const ColumnRef& column : columns) facts_.constants.push_back({column, op, constant});
    if (columns.empty()) facts_.loose_constants.push_back(constant);
  }

  bool compare_date(const Expr& expr, CompareOperator op, const Cell& constant) {
    if (const auto* cast = std::get_if<CastExpr>(&expr.node)) {
      return compare_date(*cast->operand, op, constant);
    }
    const auto* call = std::get_if<CallExpr>(&expr.node);
    const std::string format = call == nullptr ? std::string() : format_of(*call);
    if (format.empty()) return false;
    // CAST(strftime('%Y', t) AS INTEGER) = 2020, and strftime('%Y', t) = '2020'.
    Cell text = constant;
    if (const auto* number = std::get_if<std::int64_t>(&constant)) {
      std::string digits = std::to_string(*number);
      if (format != "%Y" && digits.size() == 1) digits.insert(0, "0");
      text = digits;
    }
    const Expr& date = call->arguments[same_name(call->name, "substr") ? 0 : 1];
    for (const ColumnRef& column : names_.columns_in(date)) {
      facts_.dates.push_back({column, format, op, text});
    }
    return true;
  }

  // The format of a call that takes a date apart; empty when it does not.
  static std::string format_of(const CallExpr& call) {
    if (call.arguments.size() < 2) return {};
    const auto* first = std::get_if<LiteralExpr>(&call.arguments.front().node);
    if (same_name(call.name, "strftime") && first != nullptr) {
      return first->kind == LiteralKind::kText ? unquoted(first->text) : std::string();
    }
    const bool trunc = same_name(call.name, "date_trunc");
    if ((trunc || same_name(call.name, "date_part")) && first != nullptr) {
      const std::string unit = unquoted(first->text);
      if (unit == "year") return trunc ? "%Y-01-01" : "%Y";
      if (unit == "month") return trunc ? "%Y-%m-01" : "%m";
      if (unit == "day") return trunc ? "%Y-%m-%d" : "%d";
      return {};
    }
    // substr(t, 1, 4) is a year, substr(t, 1, 7) a month.
    if (!same_name(call.name, "substr") || call.arguments.size() != 3) return {};
    const auto from = constant_of(call.arguments[1]);
    const auto length = constant_of(call.arguments[2]);
    if (!from || !length || *from != Cell(std::int64_t{1})) return {};
    if (*length == Cell(std::int64_t{4})) return "%Y";
    return *length == Cell(std::int64_t{7}) ? "%Y-%m" : "";
  }

  bool compare_aggregate(const Expr& expr, CompareOperator op, const Cell& bound) {
    const CallExpr* call = aggregate_in(expr);
    if (call == nullptr) return false;
    GroupBound fact{.aggregate = *aggregate_kind(call->name), .op = op, .bound = bound};
    if (!call->arguments.empty()) {
      for (const ColumnRef& column : names_.columns_in(call->arguments.front())) {
        fact.argument = {column};
      }
    }
    facts_.group_bounds.push_back(std::move(fact));
    return true;
  }

  // The aggregate that the expression is, also behind an alias or in a subquery of its own.
  const CallExpr* aggregate_in(const Expr& expr, int depth = 0) const {
    if (const auto* call = std::get_if<CallExpr>(&expr.node)) {
      if (aggregate_kind(call->name)) return call;
      if (call->arguments.empty() || depth == kAliasDepthMax) return nullptr;
      return aggregate_in(call->arguments.front(), depth + 1);
    }
    if (depth == kAliasDepthMax) return nullptr;
    if (const auto* query = std::get_if<SubqueryExpr>(&expr.node)) {
      const SelectCore& core = query->select->cores.front();
      return core.columns.empty() ? nullptr : aggregate_in(core.columns.front().expr, depth + 1);
    }
    const auto* column = std::get_if<ColumnExpr>(&expr.node);
    if (column == nullptr || !names_.columns_of(*column).empty()) return nullptr;
    for (const Expr* inner : names_.named_so(column->column)) {
      if (const CallExpr* call = aggregate_in(*inner, depth + 1)) return call;
    }
    return nullptr;
  }

  void pair(const Expr& left, const Expr& right, CompareOperator op) {
    for (const ColumnRef& one : names_.columns_in(left)) {
      for (const ColumnRef& other : names_.columns_in(right)) {
        facts_.pairs.push_back({one, other, op});
      }
    }
  }

  void of(const BinaryExpr& binary) {
    const auto op = compare_operator(binary.op);
    if (!op) return arithmetic(binary);
    compare_sides(*binary.left, *binary.right, *op);
  }

  void compare_sides(const Expr& left, const Expr& right, CompareOperator op) {
    const auto* left_row = std::get_if<RowExpr>(&left.node);
    const auto* right_row = std::get_if<RowExpr>(&right.node);
    if (left_row != nullptr && right_row != nullptr) {
      const std::size_t count = std::min(left_row->items.size(), right_row->items.size());
      for (std::size_t index = 0; index < count; ++index) {
        compare_sides(left_row->items[index], right_row->items[index], op);
      }
      return;
    }
    if (const auto constant = constant_of(right)) return compare(left, op, *constant);
    if (const auto constant = constant_of(left))
      return compare(right, turned_around(op), *constant);
    pair(left, right, op);
    if (const auto* query = std::get_if<SubqueryExpr>(&right.node))
      pair_result(left, *query->select);
    if (const auto* query = std::get_if<SubqueryExpr>(&left.node))
      pair_result(right, *query->select);
  }

  // x = (SELECT y ...), x IN (SELECT y ...)
  void pair_result(const Expr& left, const Select& select) {
    const std::vector<ResultColumn>& columns = select.cores.front().columns;
    if (columns.size() == 1) pair(left, columns.front().expr, CompareOperator::kEqual);
  }

  void arithmetic(const BinaryExpr& binary) {
    if (binary.op < BinaryOperator::kAdd || binary.op > BinaryOperator::kRemainder) return;
    for (const Expr* side : {&*binary.left, &*binary.right}) {
      for (const ColumnRef& column : names_.columns_in(*side)) facts_.arithmetic.push_back(column);
    }
  }

  void of(const BetweenExpr& between) {
    compare_sides(*between.operand, *between.low, CompareOperator::kGreaterEqual);
    compare_sides(*between.operand, *between.high, CompareOperator::kLessEqual);
  }

  void of(const InExpr& in) {
    if (const auto* list = std::get_if<std::vector<Expr>>(&in.source)) {
      for (const Expr& item : *list) compare_sides(*in.operand, item, CompareOperator::kEqual);
    } else if (const auto* select = std::get_if<Box<Select>>(&in.source)) {
      pair_result(*in.operand, **select);
    }
  }

  void of(const LikeExpr& like) {
    const auto pattern = constant_of(*like.pattern);
    if (!pattern || like.escape) return;  // of escaped ones, values are proposed
    const bool glob = like.op == LikeOperator::kGlob;
    compare(*like.operand, glob ? CompareOperator::kGlob : CompareOperator::kLike, *pattern);
    for (const ColumnRef& column : names_.columns_in(*like.operand))
      facts_.case_columns.push_back(column);
  }

  void of(const CaseExpr& choice) {
    if (!choice.operand) return;
    for (const CaseBranch& branch : choice.branches) {
      compare_sides(*choice.operand, branch.when, CompareOperator::kEqual);
    }
  }

  void of(const CallExpr& call) {
    if (call.over) window(*call.over);
    if (call.arguments.empty()) return;
    const std::vector<ColumnRef> columns = names_.columns_in(call.arguments.front());
    const auto add_to = [&](std::vector<ColumnRef>& list) {
      list.insert(list.end(), columns.begin(), columns.end());
    };
    if (call.distinct) add_to(facts_.group_columns);
    if (same_name(call.name, "lower") || same_name(call.name, "upper")) add_to(facts_.case_columns);
    const auto kind = aggregate_kind(call.name);
    const bool sums = kind == AggregateKind::kSum || kind == AggregateKind::kAverage;
    if (sums || same_name(call.name, "round")) add_to(facts_.arithmetic);
    if (const std::string format = format_of(call); !format.empty()) {
      const Expr& date = call.arguments[same_name(call.name, "substr") ? 0 : 1];
      for (const ColumnRef& column : names_.columns_in(date)) {
        facts_.dates.push_back({column, format, CompareOperator::kEqual, Null{}});
      }
    }
  }

  void of(const ColumnExpr& column) {
    for (const ColumnRef& ref : names_.columns_of(column)) facts_.columns.push_back(ref);
  }

  template <typename Node>
  void of(const Node&) {}

  void window(const WindowDefinition& definition) {
    for (const Expr& expr : definition.partition_by) add_columns(expr, facts_.group_columns);
    for (const OrderTerm& term : definition.order_by) add_columns(term.expr, facts_.order_columns);
  }

  void add_columns(const Expr& expr, std::vector<ColumnRef>& list) const {
    for (const ColumnRef& column : names_.columns_in(expr)) list.push_back(column);
  }

  void look_at(const Select& select) {
    for (const SelectCore& core : select.cores) look_at(core);
    for (const OrderTerm& term : select.order_by) add_columns(term.expr, facts_.order_columns);
    if (!select.limit) return;
    const auto limit = constant_of(*select.limit);
    const auto offset = select.offset ? constant_of(*select.offset) : Cell(std::int64_t{0});
    if (!limit || !offset) return;
    const auto* rows = std::get_if<std::int64_t>(&*limit);
    const auto* skipped = std::get_if<std::int64_t>(&*offset);
    if (rows == nullptr || skipped == nullptr || *rows < 0 || *skipped < 0) return;
    constexpr std::int64_t kRowsMax = 1'000'000;
    facts_.limits.push_back(std::min(*rows, kRowsMax) + std::min(*skipped, kRowsMax));
  }

  void look_at(const SelectCore& core) {
    joins(core.from);
    for (const Expr& expr : core.group_by) add_columns(expr, facts_.group_columns);
    for (const NamedWindow& named : core.windows) window(named.definition);
    for (const ResultColumn& column : core.columns) {
      if (core.distinct) add_columns(column.expr, facts_.group_columns);
      if (column.kind == ResultColumnKind::kExpr) continue;
      for (const ColumnNames::KnownAs& known : names_.tables()) {
        const bool meant = column.table.empty() || same_name(column.table, known.alias);
        const std::size_t count = meant ? names_.schema().tables[known.table].columns.size() : 0;
        for (std::size_t index = 0; index < count; ++index) {
          facts_.columns.push_back({known.table, index});
        }
      }
    }
  }

  void joins(const std::vector<FromItem>& items) {
    for (const FromItem& item : items) {
      if (const auto* group = std::get_if<JoinGroup>(&item.source)) joins(group->items);
      for (const std::string& name : item.using_columns) same_named(name);
      if (!item.natural) continue;
      for (const ColumnNames::KnownAs& known : names_.tables()) {
        for (const ScratchColumn& column : names_.schema().tables[known.table].columns) {
          same_named(column.name);
        }
      }
    }
  }

  // USING and NATURAL: columns of one name are held against each other.
  void same_named(const std::string& name) {
    const std::vector<ColumnRef> refs = names_.columns_of({.column = name});
    for (const ColumnRef& ref : refs) {
      facts_.columns.push_back(ref);
      if (ref != refs.front()) {
        facts_.pairs.push_back({refs.front(), ref, CompareOperator::kEqual});
      }
    }
  }

  ColumnNames names_;
  QueryFacts facts_;
};

}  // namespace

QueryFacts facts_of(const Select& select, const ScratchSchema& schema) {
  return FactFinder(select, schema).find();
}

}  // namespace nightshift
