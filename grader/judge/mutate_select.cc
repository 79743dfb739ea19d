// Mistakes in the clauses of a query: joins, groups, duplicates, order, limits, compounds.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "grader/judge/mutation.h"

namespace nightshift {
namespace {

template <typename T>
void erase_at(std::vector<T>& items, std::size_t index) {
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
}

// The kinds that a join is taken for.
std::vector<JoinKind> near_joins(JoinKind kind) {
  switch (kind) {
    case JoinKind::kLeft:
      return {JoinKind::kInner, JoinKind::kRight, JoinKind::kFull};
    case JoinKind::kRight:
      return {JoinKind::kInner, JoinKind::kLeft, JoinKind::kFull};
    case JoinKind::kFull:
      return {JoinKind::kInner, JoinKind::kLeft, JoinKind::kRight};
    case JoinKind::kInner:
      return {JoinKind::kLeft, JoinKind::kRight};
    default:
      return {};
  }
}

SortDirection turned(SortDirection direction) {
  return direction == SortDirection::kDescending ? SortDirection::kAscending
                                                 : SortDirection::kDescending;
}

// Mistakes in one core.
class CoreMutations {
 public:
  // `read_by_place`: the order of the columns is part of what the query says.
  CoreMutations(MutantSink& sink, std::size_t select, std::size_t number, const SelectCore& core,
                bool read_by_place)
      : sink_(sink), select_(select), number_(number), core_(core), read_by_place_(read_by_place) {}

  void all() {
    if (!core_.values.empty()) return;
    if (!shows_groups()) {
      SelectCore changed = core_;
      changed.distinct = !core_.distinct;
      replace(SqlClause::kSelect, ErrorClass::kDistinct, changed);
    }
    joins();
    conditions();
    groups();
    if (read_by_place_) columns();
  }

 private:
  void joins() {
    for (std::size_t index = 1; index < core_.from.size(); ++index) {
      const FromItem& item = core_.from[index];
      for (const JoinKind kind : near_joins(item.join)) {
        SelectCore changed = core_;
        changed.from[index].join = kind;
        replace(SqlClause::kFrom, ErrorClass::kJoinType, std::move(changed));
      }
      if (item.on || !item.using_columns.empty()) {
        SelectCore changed = core_;
        changed.from[index].on = {};
        changed.from[index].using_columns.clear();
        replace(SqlClause::kFrom, ErrorClass::kJoinCondition, std::move(changed));
      }
      move_condition(index);
      SelectCore fewer = core_;
      erase_at(fewer.from, index);
      replace(SqlClause::kFrom, ErrorClass::kJoinCondition, std::move(fewer));
    }
  }

  // From ON to WHERE, and from WHERE to ON: the same for inner joins, another thing for outer ones.
  void move_condition(std::size_t index) {
    const FromItem& item = core_.from[index];
    const bool outer = item.join == JoinKind::kLeft || item.join == JoinKind::kRight ||
                       item.join == JoinKind::kFull;
    if (!outer || !item.on) return;
    if (const auto* both = std::get_if<BinaryExpr>(&item.on->node);
        both != nullptr && both->op == BinaryOperator::kAnd) {
      SelectCore changed = core_;
      changed.from[index].on = *both->left;
      changed.where =
          core_.where ? binary(BinaryOperator::kAnd, *core_.where, *both->right) : *both->right;
      replace(SqlClause::kWhere, ErrorClass::kJoinCondition, std::move(changed));
    }
    if (core_.where) {
      SelectCore changed = core_;
      changed.from[index].on = binary(BinaryOperator::kAnd, *item.on, *core_.where);
      changed.where = {};
      replace(SqlClause::kFrom, ErrorClass::kJoinCondition, std::move(changed));
    }
  }

  void conditions() {
    if (core_.where) {
      SelectCore changed = core_;
      changed.where = {};
      replace(SqlClause::kWhere, ErrorClass::kMissingCondition, std::move(changed));
    }
    if (core_.having) {
      SelectCore changed = core_;
      changed.having = {};
      replace(SqlClause::kHaving, ErrorClass::kGroupCondition, changed);
      changed.where =
          core_.where ? binary(BinaryOperator::kAnd, *core_.where, *core_.having) : *core_.having;
      replace(SqlClause::kWhere, ErrorClass::kGroupCondition, std::move(changed));
    }
  }

  void groups() {
    for (std::size_t index = 0; index < core_.group_by.size(); ++index) {
      SelectCore changed = core_;
      erase_at(changed.group_by, index);
      replace(SqlClause::kGroupBy, ErrorClass::kGrouping, std::move(changed));
    }
    if (core_.group_by.empty()) return;
    // One column more: whatever else stands in the result without an aggregate.
    for (const ResultColumn& column : core_.columns) {
      if (!std::holds_alternative<ColumnExpr>(column.expr.node) || groups_by(column)) continue;
      SelectCore changed = core_;
      changed.group_by.push_back(column.expr);
      replace(SqlClause::kGroupBy, ErrorClass::kGrouping, std::move(changed));
    }
  }

  bool groups_by(const ResultColumn& column) const {
    return std::any_of(core_.group_by.begin(), core_.group_by.end(), [&](const Expr& term) {
      const auto* name = std::get_if<ColumnExpr>(&term.node);
      return term == column.expr || (name != nullptr && name->table.empty() &&
                                     !column.alias.empty() && name->column == column.alias);
    });
  }

  // Every term of GROUP BY stands in the result: no two rows of it are the same.
  bool shows_groups() const {
    const auto shown = [&](const Expr& term) {
      return std::any_of(
          core_.columns.begin(), core_.columns.end(), [&](const ResultColumn& column) {
            const auto* name = std::get_if<ColumnExpr>(&term.node);
            return term == column.expr || (name != nullptr && name->table.empty() &&
                                           !column.alias.empty() && name->column == column.alias);
          });
    };
    return !core_.distinct && !core_.group_by.empty() &&
           std::all_of(core_.group_by.begin(), core_.group_by.end(), shown);
  }

  void columns() {
    for (std::size_t index = 0; index + 1 < core_.columns.size(); ++index) {
      SelectCore changed = core_;
      std::swap(changed.columns[index], changed.columns[index + 1]);
      replace(SqlClause::kSelect, ErrorClass::kColumnOrder, std::move(changed));
    }
  }

  void replace(SqlClause clause, ErrorClass error_class, SelectCore fresh) {
    sink_.replace_core(select_, number_, clause, error_class, std::move(fresh));
  }

  MutantSink& sink_;
  std::size_t select_;
  std::size_t number_;
  const SelectCore& core_;
  bool read_by_place_;
};

std::vector<CompoundOperator> near_compounds(CompoundOperator op) {
  using Op = CompoundOperator;
  switch (op) {
    case Op::kUnion:
      return {Op::kUnionAll, Op::kIntersect};
    case Op::kUnionAll:
      return {Op::kUnion, Op::kExcept};
    case Op::kIntersect:
      return {Op::kUnion, Op::kExcept};
    default:
      return {Op::kIntersect, Op::kUnion};
  }
}

void mutate_compound(MutantSink& sink, const Select& select, std::size_t number) {
  for (std::size_t index = 1; index < select.cores.size(); ++index) {
    for (const CompoundOperator op : near_compounds(select.cores[index].op)) {
      SelectCore changed = select.cores[index];
      changed.op = op;
      sink.replace_core(number, index, SqlClause::kSet, ErrorClass::kSetOperation,
                        std::move(changed));
    }
    Select shorter = select;
    erase_at(shorter.cores, index);
    sink.replace_select(number, SqlClause::kSet, ErrorClass::kSetOperation, std::move(shorter));
    Select swapped = select;
    std::swap(swapped.cores[index - 1], swapped.cores[index]);
    std::swap(swapped.cores[index - 1].op, swapped.cores[index].op);
    sink.replace_select(number, SqlClause::kSet, ErrorClass::kSetOperation, std::move(swapped));
  }
}

}  // namespace

void mutate_cores(MutantSink& sink, const Select& select, std::size_t number) {
  const bool read_by_place = number == 0 || select.cores.size() > 1 || sink.has_star();
  for (std::size_t core = 0; core < select.cores.size(); ++core) {
    CoreMutations(sink, number, core, select.cores[core], read_by_place).all();
  }
  mutate_compound(sink, select, number);
}

void mutate_order(MutantSink& sink, const Select& select, std::size_t number) {
  const auto replace = [&](SqlClause clause, ErrorClass error_class, Select fresh) {
    sink.replace_select(number, clause, error_class, std::move(fresh));
  };
  for (std::size_t index = 0; index < select.order_by.size(); ++index) {
    Select other = select;
    other.order_by[index].direction = turned(select.order_by[index].direction);
    replace(SqlClause::kOrderBy, ErrorClass::kOrder, std::move(other));
    Select fewer = select;
    erase_at(fewer.order_by, index);
    replace(SqlClause::kOrderBy, ErrorClass::kOrder, std::move(fewer));
    if (index + 1 == select.order_by.size()) continue;
    Select swapped = select;
    std::swap(swapped.order_by[index], swapped.order_by[index + 1]);
    replace(SqlClause::kOrderBy, ErrorClass::kOrder, std::move(swapped));
  }
  if (!select.limit) return;
  for (const BinaryOperator op : {BinaryOperator::kAdd, BinaryOperator::kSubtract}) {
    Select changed = select;
    changed.limit = binary(op, *select.limit, number_literal("1"));
    replace(SqlClause::kLimit, ErrorClass::kLimit, std::move(changed));
    if (!select.offset) continue;
    Select moved = select;
    moved.offset = binary(op, *select.offset, number_literal("1"));
    replace(SqlClause::kLimit, ErrorClass::kLimit, std::move(moved));
  }
  Select whole = select;
  whole.limit = {};
  whole.offset = {};
  replace(SqlClause::kLimit, ErrorClass::kLimit, std::move(whole));
  if (!select.offset) return;
  Select first = select;
  first.offset = {};
  replace(SqlClause::kLimit, ErrorClass::kLimit, std::move(first));
}

}  // namespace nightshift
