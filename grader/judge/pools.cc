#include "grader/judge/pools.h"

#include <algorithm>
#include <numeric>

#include "engine/base/calendar.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

constexpr std::size_t kValuesMax = 48;
constexpr std::size_t kClosest = 5;  // of a constant's neighbours, the first

bool mentions(const std::vector<ColumnRef>& columns, const ColumnRef& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

// Which columns belong together: sets that are joined one pair after the other.
class Links {
 public:
  explicit Links(const ScratchSchema& schema) {
    for (const ScratchTable& table : schema.tables) {
      first_.push_back(parent_.size());
      for (std::size_t c = 0; c < table.columns.size(); ++c) parent_.push_back(parent_.size());
    }
  }

  void join(const ColumnRef& left, const ColumnRef& right) {
    parent_[root(number(left))] = root(number(right));
  }
  std::size_t root_of(const ColumnRef& column) { return root(number(column)); }
  std::size_t size() const { return parent_.size(); }

 private:
  std::size_t number(const ColumnRef& column) const { return first_[column.table] + column.column; }
  std::size_t root(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }

  std::vector<std::size_t> first_;
  std::vector<std::size_t> parent_;
};

class PoolMaker {
 public:
  PoolMaker(const LegalRules& rules, const QueryFacts& facts)
      : rules_(rules), facts_(facts), links_(rules.schema) {
    for (std::size_t t = 0; t < rules.schema.tables.size(); ++t) {
      literals_.push_back(
          check_literals(rules.schema.tables[t], rules.constraints.tables[t].checks));
    }
  }

  Pools make() {
    choose_tables();
    join_links();
    for_each_column([&](const ColumnRef& column) { start_column(column); });
    share_within_links();
    for_each_column([&](const ColumnRef& column) { finish_column(column); });
    pass_on_to_parents();
    return std::move(pools_);
  }

 private:
  template <typename Visit>
  void for_each_column(Visit visit) {
    for (std::size_t t = 0; t < rules_.schema.tables.size(); ++t) {
      for (std::size_t c = 0; c < rules_.schema.tables[t].columns.size(); ++c)
        visit(ColumnRef{t, c});
    }
  }

  const ScratchColumn& declared(const ColumnRef& column) const {
    return rules_.schema.tables[column.table].columns[column.column];
  }

  // Those that the queries use, and their parents' parents.
  void choose_tables() {
    const std::size_t count = rules_.schema.tables.size();
    pools_.tables.assign(count, facts_.tables.empty());
    std::vector<std::size_t> open = facts_.tables;
    for (std::size_t t = 0; t < count; ++t) {
      if (rules_.constraints.tables[t].rows_min > 0) open.push_back(t);
    }
    while (!open.empty()) {
      const std::size_t table = open.back();
      open.pop_back();
      if (pools_.tables[table]) continue;
      pools_.tables[table] = true;
      for (const auto& key : rules_.schema.tables[table].foreign_keys) open.push_back(key.parent);
    }
  }

  void join_links() {
    for (std::size_t t = 0; t < rules_.schema.tables.size(); ++t) {
      for (const ScratchForeignKey& key : rules_.schema.tables[t].foreign_keys) {
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
          links_.join({t, key.columns[i]}, {key.parent, key.parent_columns[i]});
        }
      }
    }
    for (const ColumnPair& pair : facts_.pairs) links_.join(pair.left, pair.right);
    std::vector<std::size_t> number(links_.size(), links_.size());
    for_each_column([&](const ColumnRef& column) {
      std::size_t& link = number[links_.root_of(column)];
      if (link == links_.size()) {
        link = pools_.links.size();
        pools_.links.emplace_back();
      }
      pools_.links[link].push_back(column);
      pools_.columns.resize(rules_.schema.tables.size());
      pools_.columns[column.table].push_back({.link = link, .values = {}, .satisfying = {}});
    });
  }

  bool is_used(const ColumnRef& column) const {
    if (facts_.columns.empty() || mentions(facts_.columns, column)) return true;
    return std::none_of(facts_.columns.begin(), facts_.columns.end(),
                        [&](const ColumnRef& used) { return used.table == column.table; });
  }

  bool is_in_key(const ColumnRef& column) const {
    const ScratchTable& table = rules_.schema.tables[column.table];
    const auto has = [&](const auto& key) {
      return std::find(key.columns.begin(), key.columns.end(), column.column) != key.columns.end();
    };
    return std::any_of(table.keys.begin(), table.keys.end(), has) ||
           std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has);
  }

  ColumnEvidence evidence_of(const ColumnRef& column) const {
    ColumnEvidence evidence{.column = declared(column),
                            .rule = rules_.constraints.tables[column.table].columns[column.column],
                            .constants = {},
                            .dates = {},
                            .asked = 0,
                            .in_key = is_in_key(column)};
    for (const ConstantUse& use : facts_.constants) {
      if (use.column == column) evidence.constants.push_back(use);
    }
    evidence.asked = evidence.constants.size();
    for (const ConstantUse& use : facts_.proposals) {
      if (use.column == column) evidence.constants.push_back(use);
    }
    // Where nothing is asked for, what tells something is as good.
    if (evidence.asked == 0) evidence.asked = evidence.constants.size();
    for (const DateUse& use : facts_.dates) {
      if (use.column == column) evidence.dates.push_back(use);
    }
    return evidence;
  }

  // The column's own values: what its constants draw edges for, then what is declared.
  void start_column(const ColumnRef& column) {
    ColumnPool& pool = pool_of(column);
    ColumnEvidence evidence = evidence_of(column);
    add_check_literals(column, evidence);
    pool.kind = kind_of(evidence);
    pool.used = is_used(column) || evidence.in_key;
    if (is_closed(column)) return add_listed(column);
    add_closest(column, evidence);
    std::vector<Cell> near = values_near(pool.kind, evidence.dates);
    for (const ConstantUse& use : evidence.constants) append(near, values_near(pool.kind, use));
    append(near, bounds_of(column, pool.kind));
    add_legal(column, near);
    add_legal(column, evidence.rule.values);
    for (const std::optional<Cell>& edge : {evidence.rule.min, evidence.rule.max}) {
      if (edge) add_legal(column, values_near(pool.kind, {column, CompareOperator::kEqual, *edge}));
    }
  }

  // The closest neighbours of every constant, before the many of one take all places.
  void add_closest(const ColumnRef& column, const ColumnEvidence& evidence) {
    for (const ConstantUse& use : evidence.constants) {
      add_legal(column, first_of(values_near(pool_of(column).kind, use)));
    }
  }

  static std::vector<Cell> first_of(std::vector<Cell> near) {
    if (near.size() > kClosest) near.resize(kClosest);
    return near;
  }

  void add_check_literals(const ColumnRef& column, ColumnEvidence& evidence) const {
    for (const CheckLiteral& literal : literals_[column.table]) {
      if (literal.column != column.column) continue;
      evidence.constants.push_back({column, CompareOperator::kEqual, literal.constant});
    }
  }

  // A list of all that a CHECK lets through leaves nothing to guess.
  bool is_closed(const ColumnRef& column) const {
    const std::vector<CheckLiteral>& literals = literals_[column.table];
    return std::any_of(literals.begin(), literals.end(), [&](const CheckLiteral& literal) {
      return literal.column == column.column && literal.in_list;
    });
  }

  void add_listed(const ColumnRef& column) {
    for (const CheckLiteral& literal : literals_[column.table]) {
      if (literal.column == column.column) add_legal(column, {literal.constant});
    }
  }

  // SUM(x) > 100 is reached by one row of 101, or by two of 50 and 51.
  std::vector<Cell> bounds_of(const ColumnRef& column, ColumnKind kind) const {
    std::vector<Cell> values;
    for (const GroupBound& bound : facts_.group_bounds) {
      const bool is_here = mentions(bound.argument, column);
      if (!is_here || bound.aggregate == AggregateKind::kCount) continue;
      append(values, values_near(kind, {column, bound.op, bound.bound}));
      if (bound.aggregate != AggregateKind::kSum || !is_finite_number(bound.bound)) continue;
      const auto half = static_cast<std::int64_t>(as_double(bound.bound) / 2);
      append(values, values_near(kind, {column, bound.op, half}));
    }
    if (mentions(facts_.arithmetic, column) && kind == ColumnKind::kReal) {
      append(values, {Cell(2.5), Cell(0.125), Cell(std::int64_t{7}), Cell(2.345)});
    }
    return values;
  }

  void share_within_links() {
    for (const std::vector<ColumnRef>& link : pools_.links) {
      if (link.size() < 2) continue;
      std::vector<Cell> all;
      for (const ColumnRef& column : link) append(all, pool_of(column).values);
      for (const ColumnRef& column : link) add_legal(column, all);
      const bool has_moments = std::any_of(link.begin(), link.end(), [&](const ColumnRef& column) {
        const ColumnKind kind = pool_of(column).kind;
        return kind == ColumnKind::kMoment || kind == ColumnKind::kMomentUtc;
      });
      if (!has_moments) continue;
      for (const ColumnRef& column : link) share_days(column, all);
    }
  }

  // A day and a moment in it are spelled in two ways, and may be held against each other all the
  // same: date(placed_at) = day.
  void share_days(const ColumnRef& column, const std::vector<Cell>& values) {
    const ColumnKind kind = pool_of(column).kind;
    constexpr std::int64_t kNoon = kSecondsPerDay / 2;
    if (!is_of_days(kind)) return;
    for (const Cell& value : values) {
      const auto* text = std::get_if<std::string>(&value);
      const auto moment = text == nullptr ? std::nullopt : read_moment(*text);
      if (!moment) continue;
      const std::int64_t seconds = moment->seconds + (moment->has_time ? 0 : kNoon);
      add_legal(column, {moment_value(kind, seconds),
                         moment_value(kind, start_of_unit(DateUnit::kMonth, seconds))});
    }
  }

  void finish_column(const ColumnRef& column) {
    ColumnPool& pool = pool_of(column);
    const bool case_matters = mentions(facts_.case_columns, column);
    const std::size_t telling = pool.values.size();
    for (const Cell& cell : facts_.loose_constants) add_fitting(column, cell);
    const TextFormat format =
        pool.kind == ColumnKind::kMonth ? TextFormat::kMonth : TextFormat::kDate;
    const bool of_days = pool.kind == ColumnKind::kMonth || pool.kind == ColumnKind::kDate;
    for (const Cell& cell : facts_.loose_days) {
      if (of_days && has_format(cell, format)) add_legal(column, {cell});
    }
    if (!is_closed(column)) add_legal(column, plain_values(pool.kind));
    for (std::size_t i = 0; case_matters && i < telling; ++i) {
      const auto* text = std::get_if<std::string>(&pool.values[i]);
      if (text != nullptr) add_legal(column, {swapped_case(*text)});
    }
    for (std::size_t n = 0; pool.values.size() < 2 && n < 60; ++n) {
      add_legal(column, {fresh_value(pool.kind, n)});
    }
    const ColumnEvidence evidence = evidence_of(column);
    if (pool.kind == ColumnKind::kTimestamp) keep_separator(evidence, pool.values);
    find_satisfying(evidence, pool);
    find_disputed(evidence, column, pool);
  }

  // Timestamps with a T stay so throughout the column: as texts, they sort behind those with a
  // blank.
  static void keep_separator(const ColumnEvidence& evidence, std::vector<Cell>& values) {
    constexpr std::size_t kSeparator = 10;
    const auto has_t = [](const Cell& cell) {
      const auto* text = std::get_if<std::string>(&cell);
      return text != nullptr && text->size() > kSeparator && (*text)[kSeparator] == 'T';
    };
    const bool any = std::any_of(evidence.constants.begin(), evidence.constants.end(),
                                 [&](const ConstantUse& use) { return has_t(use.constant); });
    if (!any) return;
    for (Cell& value : values) {
      auto* text = std::get_if<std::string>(&value);
      if (text != nullptr && text->size() > kSeparator) (*text)[kSeparator] = 'T';
    }
  }

  // A constant that belongs to no column may be meant for any column of its kind.
  void add_fitting(const ColumnRef& column, const Cell& cell) {
    const ColumnPool& pool = pool_of(column);
    const bool numbers = pool.kind == ColumnKind::kInteger || pool.kind == ColumnKind::kReal;
    const bool fits = is_number(cell) ? numbers : pool.kind == ColumnKind::kText;
    if (fits) add_legal(column, values_near(pool.kind, {column, CompareOperator::kEqual, cell}));
  }

  // All values that the uses agree to; where they contradict each other (an OR, a CASE), those that
  // one of them takes.
  static void find_satisfying(const ColumnEvidence& evidence, ColumnPool& pool) {
    const Conditions all = asked_of(evidence);
    if (all.size() == 0) return;
    std::vector<std::pair<std::size_t, Cell>> found;
    std::size_t most = 0;
    for (const Cell& value : pool.values) {
      const std::size_t held = all.held_by(value);
      if (held > 0) found.emplace_back(held, value);
      most = std::max(most, held);
    }
    for (const auto& [held, value] : found) {
      if (held == most) pool.sharpest.push_back(value);
      if (held == most || most < all.size()) pool.satisfying.push_back(value);
    }
  }

  // Conditions of one column.
  struct Conditions {
    std::vector<ConstantUse> constants;
    std::vector<DateUse> dates;

    std::size_t size() const { return constants.size() + dates.size(); }
    std::size_t held_by(const Cell& value) const {
      const auto constant = std::count_if(
          constants.begin(), constants.end(),
          [&](const ConstantUse& use) { return satisfies(value, use.op, use.constant); });
      const auto date = std::count_if(dates.begin(), dates.end(),
                                      [&](const DateUse& use) { return satisfies(value, use); });
      return static_cast<std::size_t>(constant + date);
    }
  };

  static Conditions asked_of(const ColumnEvidence& evidence) {
    const auto end = evidence.constants.begin() + static_cast<std::ptrdiff_t>(evidence.asked);
    return {.constants = std::vector<ConstantUse>(evidence.constants.begin(), end),
            .dates = evidence.dates};
  }

  Conditions disputed_of(const ColumnRef& column) const {
    Conditions disputed;
    for (const ConstantUse& use : facts_.disputes.constants) {
      if (use.column == column) disputed.constants.push_back(use);
    }
    for (const DateUse& use : facts_.disputes.dates) {
      if (use.column == column) disputed.dates.push_back(use);
    }
    return disputed;
  }

  // The nearest neighbours of each disputed constant, and the values on which the two queries part
  // when they agree on all else.
  void find_disputed(const ColumnEvidence& evidence, const ColumnRef& column, ColumnPool& pool) {
    const Conditions disputed = disputed_of(column);
    if (disputed.size() == 0) return;
    for (const ConstantUse& use : disputed.constants) {
      add_disputed(column, first_of(values_near(pool.kind, use)));
    }
    for (const DateUse& use : disputed.dates) {
      add_disputed(column, first_of(values_near(pool.kind, std::vector<DateUse>{use})));
    }
    find_splitting(asked_of(evidence), disputed, pool);
  }

  // Of the values that some of the disputed conditions take and others do not, those that most of
  // the rest take: an OR or a CASE may keep the rest from agreeing.
  static void find_splitting(const Conditions& all, const Conditions& disputed, ColumnPool& pool) {
    std::size_t most = 0;
    for (const Cell& value : pool.values) {
      const std::size_t doubtful = disputed.held_by(value);
      const bool parts = doubtful < disputed.size() && (doubtful > 0 || disputed.size() == 1);
      const std::size_t rest = all.held_by(value) - doubtful;
      if (!parts || rest < most) continue;
      if (rest > most) pool.splitting.clear();
      most = rest;
      pool.splitting.push_back(value);
    }
  }

  void add_disputed(const ColumnRef& column, const std::vector<Cell>& near) {
    ColumnPool& pool = pool_of(column);
    const auto has = [](const std::vector<Cell>& cells, const Cell& cell) {
      return std::find(cells.begin(), cells.end(), cell) != cells.end();
    };
    for (const Cell& cell : near) {
      Cell stored = stored_as(cell, declared(column).affinity);
      if (!has(pool.values, stored) || has(pool.disputed, stored)) continue;
      pool.disputed.push_back(std::move(stored));
    }
  }

  // A row with the value that is asked for needs a parent that has it.
  void pass_on_to_parents() {
    for (std::size_t t = 0; t < rules_.schema.tables.size(); ++t) {
      for (const ScratchForeignKey& key : rules_.schema.tables[t].foreign_keys) {
        for (std::size_t i = 0; i < key.columns.size(); ++i) {
          pass_on(pool_of({t, key.columns[i]}), pool_of({key.parent, key.parent_columns[i]}));
        }
      }
    }
  }

  static void pass_on(const ColumnPool& child, ColumnPool& parent) {
    if (!parent.satisfying.empty()) return;
    for (const Cell& value : parent.values) {
      const auto is_in = [&](const std::vector<Cell>& cells) {
        return std::any_of(cells.begin(), cells.end(),
                           [&](const Cell& cell) { return same_key_value(cell, value); });
      };
      if (is_in(child.satisfying)) parent.satisfying.push_back(value);
      if (is_in(child.sharpest)) parent.sharpest.push_back(value);
    }
  }

  ColumnPool& pool_of(const ColumnRef& column) {
    return pools_.columns[column.table][column.column];
  }

  void add_legal(const ColumnRef& column, const std::vector<Cell>& cells) {
    std::vector<Cell>& values = pool_of(column).values;
    for (const Cell& cell : cells) {
      if (values.size() >= kValuesMax) return;
      Cell stored = stored_as(cell, declared(column).affinity);
      const bool takes = !std::holds_alternative<Null>(stored) &&
                         may_hold(rules_, column, stored) && suits(column, stored) &&
                         passes_checks(column, stored);
      const bool there = std::any_of(values.begin(), values.end(), [&](const Cell& value) {
        return same_key_value(value, stored);
      });
      if (takes && !there) values.push_back(std::move(stored));
    }
  }

  // As far as the CHECKs can be read.
  bool passes_checks(const ColumnRef& column, const Cell& cell) const {
    const Affinity affinity = declared(column).affinity;
    const std::vector<CheckLiteral>& literals = literals_[column.table];
    return std::all_of(literals.begin(), literals.end(), [&](const CheckLiteral& literal) {
      if (literal.column != column.column || !literal.must) return true;
      return satisfies(cell, *literal.must, stored_as(literal.constant, affinity));
    });
  }

  // STRICT tables refuse values of another type; elsewhere a text in a column of numbers is legal,
  // but only somebody who asks for it means it.
  bool suits(const ColumnRef& column, const Cell& cell) const {
    const Affinity affinity = declared(column).affinity;
    const bool strict = rules_.schema.tables[column.table].strict;
    if (affinity == Affinity::kInteger) {
      const bool real = std::holds_alternative<double>(cell);
      return !real && (!strict || std::holds_alternative<std::int64_t>(cell));
    }
    if (strict && affinity == Affinity::kReal) return is_number(cell);
    if (strict && affinity == Affinity::kText) return std::holds_alternative<std::string>(cell);
    return true;
  }

  static void append(std::vector<Cell>& to, const std::vector<Cell>& from) {
    to.insert(to.end(), from.begin(), from.end());
  }

  const LegalRules& rules_;
  const QueryFacts& facts_;
  Links links_;
  Pools pools_;
  std::vector<std::vector<CheckLiteral>> literals_;  // by table
};

}  // namespace

Pools make_pools(const LegalRules& rules, const QueryFacts& facts) {
  return PoolMaker(rules, facts).make();
}

}  // namespace nightshift
