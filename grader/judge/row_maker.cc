#include "grader/judge/row_maker.h"

#include <algorithm>
#include <numeric>

namespace nightshift {
namespace {

constexpr std::size_t kTries = 14;

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

bool has(const std::vector<std::size_t>& columns, std::size_t column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

bool mentions(const std::vector<ColumnRef>& columns, const ColumnRef& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

// Some of the values, each once. Telling values come first in a pool, so the front is drawn from
// more often.
std::vector<Cell> some_of(const std::vector<Cell>& values, std::size_t count,
                          RandomStream& stream) {
  std::vector<std::size_t> left(values.size());
  std::iota(left.begin(), left.end(), std::size_t{0});
  std::vector<Cell> some;
  while (!left.empty() && some.size() < count) {
    const std::size_t bound = stream.below(2) == 0 ? left.size() : (left.size() + 2) / 3;
    const std::size_t at = stream.index(bound);
    some.push_back(values[left[at]]);
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return some;
}

std::vector<Cell> others_than(const std::vector<Cell>& some, const std::vector<Cell>& all) {
  std::vector<Cell> others;
  for (const Cell& cell : all) {
    if (std::find(some.begin(), some.end(), cell) == some.end()) others.push_back(cell);
  }
  return others;
}

// Does the row name this parent, as far as the columns in `fixed` go?
bool agrees(const ScratchForeignKey& key, const ScratchRow& row, const ScratchRow& parent,
            const std::vector<std::size_t>& fixed) {
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    if (!has(fixed, key.columns[i])) continue;
    if (!same_key_value(row[key.columns[i]], parent[key.parent_columns[i]])) return false;
  }
  return true;
}

}  // namespace

RowMaker::RowMaker(const Around& around, RandomStream& stream)
    : rules_(around.rules),
      pools_(around.pools),
      facts_(around.facts),
      style_(around.style),
      stream_(stream),
      later_(around.rules.schema.tables.size()) {
  choose_values();
  for (std::size_t i = 0; i < around.order.size(); ++i) later_[around.order[i]] = i;
}

void RowMaker::choose_values() {
  for (const std::vector<ColumnRef>& link : pools_.links) {
    chosen_.emplace_back();
    const ColumnRef& one = link[stream_.index(link.size())];
    if (pools_.tables[one.table]) {
      chosen_.back() = some_of(pools_.of(one).values, style_.spread, stream_);
    }
  }
  for (std::size_t t = 0; t < pools_.columns.size(); ++t) {
    satisfying_.emplace_back(pools_.columns[t].size());
    for (std::size_t c = 0; pools_.tables[t] && c < pools_.columns[t].size(); ++c) {
      const ColumnPool& pool = pools_.columns[t][c];
      if (pool.satisfying.empty()) continue;
      // Under a NOT, it is the other values that matter.
      const bool turned = roll(style_.turned);
      const bool sharp = pool.sharpest.size() < pool.satisfying.size() && roll(50);
      const std::vector<Cell>& wanted = sharp ? pool.sharpest : pool.satisfying;
      satisfying_[t][c] = some_of(turned ? others_than(pool.satisfying, pool.values) : wanted,
                                  style_.spread, stream_);
    }
  }
}

bool RowMaker::roll(std::int64_t percent) {
  return static_cast<std::int64_t>(stream_.below(100)) < percent;
}

bool RowMaker::is_foreign(std::size_t table, std::size_t column) const {
  const auto& keys = rules_.schema.tables[table].foreign_keys;
  return std::any_of(keys.begin(), keys.end(),
                     [&](const ScratchForeignKey& key) { return has(key.columns, column); });
}

bool RowMaker::is_key_alone(const ColumnRef& column) const {
  const auto& keys = rules_.schema.tables[column.table].keys;
  return std::any_of(keys.begin(), keys.end(), [&](const ScratchKey& key) {
    return key.columns.size() == 1 && key.columns[0] == column.column;
  });
}

bool RowMaker::is_in_key(const ColumnRef& column) const {
  const auto& keys = rules_.schema.tables[column.table].keys;
  return std::any_of(keys.begin(), keys.end(),
                     [&](const ScratchKey& key) { return has(key.columns, column.column); });
}

bool RowMaker::is_nullable(const ColumnRef& column) const {
  return !rules_.schema.tables[column.table].columns[column.column].not_null;
}

Affinity RowMaker::affinity_of(const ColumnRef& column) const {
  return rules_.schema.tables[column.table].columns[column.column].affinity;
}

bool RowMaker::is_ordered_by(const ColumnRef& column) const {
  return mentions(facts_.order_columns, column) || mentions(facts_.group_columns, column);
}

// A value that some column held against this one has in this database.
std::optional<Cell> RowMaker::echo(const TinyData& data, const ColumnRef& column) {
  const std::vector<ColumnRef>& link = pools_.links[pools_.of(column).link];
  if (link.size() < 2) return std::nullopt;
  const ColumnRef& other = link[stream_.index(link.size())];
  const ScratchRows& rows = data.tables[other.table];
  if (rows.empty()) return std::nullopt;
  const Cell& cell = rows[stream_.index(rows.size())][other.column];
  Cell stored = stored_as(cell, affinity_of(column));
  if (is_null(stored) || !may_hold(rules_, column, stored)) return std::nullopt;
  return stored;
}

Cell RowMaker::pick_any(const ColumnRef& column) {
  const std::vector<Cell>& values = pools_.of(column).values;
  if (is_nullable(column) && roll(15)) return Null{};
  if (values.empty()) return Null{};
  return values[stream_.index(values.size())];
}

// A value that differs from row to row, where the column wants one.
std::optional<Cell> RowMaker::pick_distinct(const ColumnRef& column, std::size_t row) {
  const ColumnPool& pool = pools_.of(column);
  const bool ordered = style_.distinct_order && is_ordered_by(column);
  const bool identifies = is_key_alone(column) && pool.kind == ColumnKind::kIdentifier;
  if (!ordered && !(identifies && roll(75))) return std::nullopt;
  Cell fresh = stored_as(fresh_value(pool.kind, row), affinity_of(column));
  if (may_hold(rules_, column, fresh)) return fresh;
  return pool.values[row % pool.values.size()];
}

// One of the few values that the column's link has in this database.
Cell RowMaker::pick_chosen(const ColumnRef& column) {
  const ColumnPool& pool = pools_.of(column);
  const std::vector<Cell>& chosen = chosen_[pool.link];
  if (!chosen.empty()) {
    Cell cell = stored_as(chosen[stream_.index(chosen.size())], affinity_of(column));
    const bool known = std::any_of(pool.values.begin(), pool.values.end(),
                                   [&](const Cell& value) { return same_key_value(value, cell); });
    if (known) return cell;
  }
  return pool.values[stream_.index(pool.values.size())];
}

Cell RowMaker::pick(const TinyData& data, const ColumnRef& column, std::size_t row) {
  const ColumnPool& pool = pools_.of(column);
  if (is_nullable(column) && roll(style_.nulls)) return Null{};
  if (pool.values.empty()) return Null{};
  if (!pool.used) return pool.values.front();
  if (auto cell = pick_disputed(pool)) return std::move(*cell);
  const std::vector<Cell>& satisfying = satisfying_[column.table][column.column];
  if (!satisfying.empty() && roll(style_.satisfying)) {
    return satisfying[stream_.index(satisfying.size())];
  }
  if (auto cell = pick_distinct(column, row)) return std::move(*cell);
  if (roll(style_.echoes)) {
    if (auto cell = echo(data, column)) return std::move(*cell);
  }
  return pick_chosen(column);
}

ScratchRow RowMaker::picked_row(const TinyData& data, std::size_t table) {
  const std::vector<ScratchColumn>& columns = rules_.schema.tables[table].columns;
  ScratchRow row(columns.size(), Null{});
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].generated) row[c] = pick(data, {table, c}, data.tables[table].size());
  }
  keep_distance(table, row);
  meet(data, table, row);
  return row;
}

// NULL, where some of the reference's columns take it.
bool RowMaker::forget_parent(std::size_t table, const ScratchForeignKey& key,
                             ScratchRow& row) const {
  bool forgotten = false;
  for (const std::size_t column : key.columns) {
    if (!is_nullable({table, column})) continue;
    row[column] = Null{};
    forgotten = true;
  }
  return forgotten;
}

void RowMaker::take_parent(std::size_t table, const ScratchForeignKey& key,
                           const ScratchRow& parent, ScratchRow& row) const {
  for (std::size_t i = 0; i < key.columns.size(); ++i) {
    const std::size_t column = key.columns[i];
    row[column] = stored_as(parent[key.parent_columns[i]], affinity_of({table, column}));
  }
}

// Some parent that agrees with the row on the columns in `fixed`; false where there is none.
bool RowMaker::find_parent(const TinyData& data, std::size_t table, const ScratchForeignKey& key,
                           const Columns& fixed, ScratchRow& row) {
  const ScratchRows& parents = data.tables[key.parent];
  if (parents.empty()) return false;
  const bool chains = style_.chain && key.parent == table;
  if (key.parent == table && !chains && roll(6)) {
    const ScratchRow self = row;
    take_parent(table, key, self, row);
    return true;
  }
  // Two references to one table, home and away, go round one after the other.
  const std::size_t turn = data.tables[table].size() + fixed.size();
  const std::size_t first = chains                 ? parents.size() - 1
                            : style_.cover_parents ? turn % parents.size()
                                                   : stream_.index(parents.size());
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const ScratchRow& parent = parents[(first + i) % parents.size()];
    if (!agrees(key, row, parent, fixed)) continue;
    take_parent(table, key, parent, row);
    return true;
  }
  return false;
}

bool RowMaker::adopt(const TinyData& data, std::size_t table, const ScratchForeignKey& key,
                     const Columns& fixed, ScratchRow& row) {
  if (later_[key.parent] > later_[table]) return true;  // close_circles() sees to it
  const bool any_null = std::any_of(key.columns.begin(), key.columns.end(),
                                    [&](std::size_t column) { return is_null(row[column]); });
  if (any_null) return true;
  if (roll(style_.orphans) && forget_parent(table, key, row)) return true;
  const ScratchRows& parents = data.tables[key.parent];
  const bool has_one = std::any_of(parents.begin(), parents.end(), [&](const ScratchRow& parent) {
    return agrees(key, row, parent, key.columns);
  });
  const bool chains = style_.chain && key.parent == table && roll(80);
  if (has_one && !style_.cover_parents && !chains) return true;
  if (find_parent(data, table, key, fixed, row)) return true;
  if (forget_parent(table, key, row)) return true;
  if (key.parent != table) return false;
  const ScratchRow self = row;  // the first of its table may be its own parent
  take_parent(table, key, self, row);
  return true;
}

// References one after the other: one that shares columns with an earlier one looks for a parent
// that agrees on them.
bool RowMaker::adopt_parents(const TinyData& data, std::size_t table, ScratchRow& row) {
  Columns fixed;
  for (const ScratchForeignKey& key : rules_.schema.tables[table].foreign_keys) {
    if (!adopt(data, table, key, fixed, row)) return false;
    fixed.insert(fixed.end(), key.columns.begin(), key.columns.end());
  }
  return true;
}

// Another value in one column of a key that is taken.
void RowMaker::change_key(const TinyData& data, std::size_t table, std::size_t column,
                          std::size_t attempt, ScratchRow& row) {
  for (const ScratchForeignKey& key : rules_.schema.tables[table].foreign_keys) {
    const ScratchRows& parents = data.tables[key.parent];
    if (!has(key.columns, column)) continue;
    if (!parents.empty()) take_parent(table, key, parents[stream_.index(parents.size())], row);
    return;
  }
  const ColumnRef place{table, column};
  const ColumnKind kind = pools_.of(place).kind;
  constexpr std::size_t kPoolTries = 3;
  const bool from_pool = attempt < kPoolTries && kind != ColumnKind::kIdentifier;
  const Cell fresh = fresh_value(kind, data.tables[table].size() + attempt);
  Cell other = from_pool ? pick_any(place) : stored_as(fresh, affinity_of(place));
  if (may_hold(rules_, place, other)) row[column] = std::move(other);
}

bool RowMaker::make_unique(const TinyData& data, std::size_t table, ScratchRow& row) {
  for (std::size_t attempt = 0; attempt < kTries; ++attempt) {
    const ScratchKey* key = repeated_key(rules_.schema.tables[table], data.tables[table], row);
    if (key == nullptr) return true;
    std::vector<std::size_t> free = key->columns;
    std::erase_if(free, [&](std::size_t column) { return keeps_groups({table, column}); });
    const std::vector<std::size_t>& columns = free.empty() ? key->columns : free;
    change_key(data, table, columns[stream_.index(columns.size())], attempt, row);
  }
  return false;
}

bool RowMaker::finish_row(TinyData& data, std::size_t table, ScratchRow row) {
  if (!adopt_parents(data, table, row)) return false;
  if (!make_unique(data, table, row)) return false;
  const std::vector<ScratchColumn>& columns = rules_.schema.tables[table].columns;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if (!columns[c].generated && !may_hold(rules_, {table, c}, row[c])) return false;
  }
  data.tables[table].push_back(std::move(row));
  return true;
}

bool RowMaker::add_row(TinyData& data, std::size_t table) {
  const ScratchRows& rows = data.tables[table];
  if (!rows.empty() && roll(style_.clones)) {
    const ScratchRow source = rows[stream_.index(rows.size())];
    const auto changes = stream_.between(0, style_.changes_max);
    if (add_copy(data, table, source, static_cast<std::size_t>(changes))) return true;
  }
  return finish_row(data, table, picked_row(data, table));
}

void RowMaker::change_value(const TinyData& data, std::size_t table, ScratchRow& row) {
  const std::vector<ColumnPool>& pools = pools_.columns[table];
  const std::size_t column = stream_.index(row.size());
  const bool fixed = rules_.schema.tables[table].columns[column].generated || !pools[column].used;
  if (fixed) return;
  if (auto next = one_step_on({table, column}, row[column])) {
    row[column] = std::move(*next);
  } else {
    row[column] = roll(60) ? pick_any({table, column}) : pick(data, {table, column}, 0);
  }
}

bool RowMaker::add_copy(TinyData& data, std::size_t table, const ScratchRow& source,
                        std::size_t changes) {
  ScratchRow row = source;
  for (std::size_t i = 0; i < 3 * changes && row == source; ++i) change_value(data, table, row);
  if (changes > 1) change_value(data, table, row);
  return finish_row(data, table, std::move(row));
}

// What a group has in common: columns that are grouped, joined, referred or compared by.
bool RowMaker::keeps_groups(const ColumnRef& column) const {
  return is_foreign(column.table, column.column) || mentions(facts_.group_columns, column) ||
         pools_.links[pools_.of(column).link].size() > 1 || !pools_.of(column).satisfying.empty();
}

// Is it grouped by, or held against what is?
bool RowMaker::groups(const ColumnRef& column) const {
  const std::vector<ColumnRef>& link = pools_.links[pools_.of(column).link];
  return std::any_of(link.begin(), link.end(),
                     [&](const ColumnRef& other) { return mentions(facts_.group_columns, other); });
}

// Does a row of the table agree with it on all that is grouped by, or where nothing is, on what
// they refer to? The last one is itself.
bool RowMaker::is_of_known_group(const TinyData& data, std::size_t table,
                                 const ScratchRow& row) const {
  Columns grouping;
  Columns referring;
  for (std::size_t c = 0; c < row.size(); ++c) {
    if (groups({table, c})) grouping.push_back(c);
    if (is_foreign(table, c)) referring.push_back(c);
  }
  const Columns& compared = grouping.empty() ? referring : grouping;
  const ScratchRows& rows = data.tables[table];
  return std::any_of(rows.begin(), rows.end() - 1, [&](const ScratchRow& other) {
    return std::all_of(compared.begin(), compared.end(),
                       [&](std::size_t column) { return row[column] == other[column]; });
  });
}

void RowMaker::add_group(TinyData& data, std::size_t table, std::int64_t size) {
  constexpr int kGroupTries = 4;  // two groups that turn out to be one have another size
  for (int attempt = 0; attempt < kGroupTries; ++attempt) {
    if (!add_row(data, table)) return;
    const bool again = is_of_known_group(data, table, data.tables[table].back());
    if (!again || attempt + 1 == kGroupTries) break;
    data.tables[table].pop_back();
  }
  const ScratchRow first = data.tables[table].back();
  const bool vary = roll(60);
  for (std::int64_t i = 1; i < size; ++i) {
    ScratchRow row = first;
    for (std::size_t c = 0; vary && c < row.size(); ++c) {
      const bool free = pools_.columns[table][c].used && !keeps_groups({table, c});
      if (free && roll(50)) row[c] = pick_any({table, c});
    }
    if (make_unique(data, table, row)) data.tables[table].push_back(std::move(row));
  }
}

// Is it part of a key, or sorted or compared by, and made of numbers or days?
bool RowMaker::goes_up(const ColumnRef& column) const {
  const ColumnKind kind = pools_.of(column).kind;
  const bool counts = kind == ColumnKind::kInteger || kind == ColumnKind::kIdentifier;
  if (is_foreign(column.table, column.column) || !(counts || is_of_days(kind))) return false;
  const bool compared =
      std::any_of(facts_.pairs.begin(), facts_.pairs.end(), [&](const ColumnPair& pair) {
        return pair.op >= CompareOperator::kLess && (pair.left == column || pair.right == column);
      });
  return is_in_key(column) || compared || mentions(facts_.order_columns, column);
}

void RowMaker::add_walk(TinyData& data, const ColumnRef& column, const std::vector<Cell>& values) {
  const std::size_t table = column.table;
  if (!add_row(data, table)) return;
  const ScratchRow first = data.tables[table].back();
  data.tables[table].pop_back();
  const std::size_t before = data.tables[table].size();
  const std::size_t steps = values.size() + stream_.index(2);
  for (std::size_t step = 0; step < steps; ++step) {
    if (roll(12)) continue;
    ScratchRow row = first;
    const std::size_t turn = roll(20) ? stream_.index(values.size()) : step % values.size();
    row[column.column] = stored_as(values[turn], affinity_of(column));
    for (std::size_t c = 0; c < row.size(); ++c) {
      const ColumnRef other{table, c};
      if (c == column.column || !pools_.of(other).used || is_foreign(table, c)) continue;
      if (goes_up(other)) {
        Cell next =
            stored_as(fresh_value(pools_.of(other).kind, before + step), affinity_of(other));
        if (may_hold(rules_, other, next)) row[c] = std::move(next);
      } else if (roll(30)) {
        row[c] = pick_any(other);
      }
    }
    if (may_hold(rules_, column, row[column.column]) && make_unique(data, table, row)) {
      data.tables[table].push_back(std::move(row));
    }
  }
}

void RowMaker::close_circles(TinyData& data) {
  for (std::size_t t = 0; t < data.tables.size(); ++t) {
    for (const ScratchForeignKey& key : rules_.schema.tables[t].foreign_keys) {
      if (later_[key.parent] <= later_[t]) continue;
      for (ScratchRow& row : data.tables[t]) {
        if (roll(style_.orphans) && forget_parent(t, key, row)) continue;
        if (!find_parent(data, t, key, {}, row)) forget_parent(t, key, row);
      }
    }
  }
}

}  // namespace nightshift
