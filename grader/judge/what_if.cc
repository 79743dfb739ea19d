#include "grader/judge/what_if.h"

#include <algorithm>
#include <utility>

#include "grader/judge/column_kind.h"

namespace nightshift {
namespace {

constexpr std::size_t kFreshMax = 64;  // values that are tried for a key
constexpr int kDepthMax = 6;           // of parents that are made for parents

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

bool holds(const std::vector<std::size_t>& columns, std::size_t column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

// The value number `n` of a list that starts again at its end; NULL of an empty one.
Cell nth(const std::vector<Cell>& values, std::size_t n) {
  return values.empty() ? Cell(Null{}) : values[n % values.size()];
}

void add_new(std::vector<Cell>& values, const Cell& value) {
  if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(value);
}

}  // namespace

WhatIf::WhatIf(const LegalRules& rules, const QueryFacts& facts)
    : rules_(rules), pools_(make_pools(rules, facts)) {
  add_edges(facts);
  for (const ColumnPair& pair : facts.pairs) {
    const bool ranks =
        pair.op >= CompareOperator::kLess && pair.op <= CompareOperator::kGreaterEqual;
    if (ranks) ranked_.insert(ranked_.end(), {pair.left, pair.right});
  }
}

bool WhatIf::is_told_by_rank(std::size_t table) const {
  const auto& keys = rules_.schema.tables[table].keys;
  return std::any_of(ranked_.begin(), ranked_.end(), [&](const ColumnRef& column) {
    return column.table == table && std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
             return holds(key.columns, column.column);
           });
  });
}

void WhatIf::add_edges(const QueryFacts& facts) {
  const auto is_named = [&](const ColumnRef& column) {
    return facts.columns.empty() ||
           std::find(facts.columns.begin(), facts.columns.end(), column) != facts.columns.end();
  };
  for (std::size_t t = 0; t < rules_.schema.tables.size(); ++t) {
    for (const ScratchForeignKey& key : rules_.schema.tables[t].foreign_keys) {
      const ColumnRef child{t, key.columns.front()};
      const ColumnRef parent{key.parent, key.parent_columns.front()};
      const bool plain = key.columns.size() == 1;
      if (plain && is_named(child) && is_named(parent)) add_edge(child, parent);
    }
  }
  for (const ColumnPair& pair : facts.pairs) {
    const bool joins = pair.op == CompareOperator::kEqual && pair.left.table != pair.right.table;
    if (joins) add_edge(pair.left, pair.right);
  }
}

void WhatIf::add_edge(const ColumnRef& left, const ColumnRef& right) {
  const bool known = std::any_of(edges_.begin(), edges_.end(), [&](const Edge& edge) {
    return edge.here == left && edge.there == right;
  });
  if (known) return;
  edges_.push_back({.here = left, .there = right, .there_is_one = is_alone_key(right)});
  edges_.push_back({.here = right, .there = left, .there_is_one = is_alone_key(left)});
}

bool WhatIf::is_alone_key(const ColumnRef& column) const {
  const auto& keys = rules_.schema.tables[column.table].keys;
  return std::any_of(keys.begin(), keys.end(), [&](const ScratchKey& key) {
    return key.columns == std::vector<std::size_t>{column.column};
  });
}

bool WhatIf::is_link(const ColumnRef& column) const {
  const auto& keys = rules_.schema.tables[column.table].keys;
  const bool in_key = std::any_of(keys.begin(), keys.end(), [&](const ScratchKey& key) {
    return holds(key.columns, column.column);
  });
  const auto& references = rules_.schema.tables[column.table].foreign_keys;
  const bool refers =
      std::any_of(references.begin(), references.end(),
                  [&](const ScratchForeignKey& key) { return holds(key.columns, column.column); });
  return in_key || refers || std::any_of(edges_.begin(), edges_.end(), [&](const Edge& edge) {
           return edge.here == column;
         });
}

TinyData WhatIf::without(const TinyData& data, const RowRef& row) const {
  TinyData less = data;
  drop_row(rules_, less, row.table, row.row);
  return less;
}

std::vector<Cell> WhatIf::alternatives(const TinyData& data, const RowRef& row, std::size_t column,
                                       std::size_t count_max) const {
  const ColumnRef place{row.table, column};
  const ScratchColumn& declared = rules_.schema.tables[row.table].columns[column];
  const Cell& now = data.tables[row.table][row.row][column];
  std::vector<Cell> values;
  if (declared.generated) return values;
  add_new(values, Cell(Null{}));
  for (const ScratchRow& other : data.tables[row.table]) add_new(values, other[column]);
  for (const Cell& cell : pools_.of(place).values) add_new(values, cell);
  for (const Cell& cell : plain_values(pools_.of(place).kind)) {
    add_new(values, stored_as(cell, declared.affinity));
  }
  std::erase_if(values, [&](const Cell& cell) {
    return cell == now || same_key_value(cell, now) || !may_hold(rules_, place, cell);
  });
  if (values.size() > count_max) values.resize(count_max);
  return values;
}

bool WhatIf::is_legal(const TinyData& data) const {
  const auto violation = first_violation(rules_, data);
  return !violation || violation->kind == ScratchViolationKind::kOther;
}

std::optional<TinyData> WhatIf::with_value(const TinyData& data, const std::vector<RowRef>& rows,
                                           std::size_t column, const Cell& value) const {
  TinyData changed = data;
  for (const RowRef& row : rows) changed.tables[row.table][row.row][column] = value;
  return is_legal(changed) ? std::optional(std::move(changed)) : std::nullopt;
}

std::optional<TinyData> WhatIf::with_copy(const TinyData& data, const RowRef& row) const {
  TinyData more = data;
  ScratchRow copy = data.tables[row.table][row.row];
  if (!take_keys(data, {.table = row.table}, copy)) return std::nullopt;
  more.tables[row.table].push_back(std::move(copy));
  return is_legal(more) ? std::optional(std::move(more)) : std::nullopt;
}

bool WhatIf::has_partner(const TinyData& data, const RowRef& row, const Edge& edge) const {
  const Cell& value = data.tables[row.table][row.row][edge.here.column];
  const ScratchRows& others = data.tables[edge.there.table];
  return std::any_of(others.begin(), others.end(), [&](const ScratchRow& other) {
    return same_key_value(other[edge.there.column], value);
  });
}

// Parents that are there already will do; others are made.
bool WhatIf::take_parents(TinyData& data, const Wish& wish, ScratchRow& row) const {
  for (const ScratchForeignKey& key : rules_.schema.tables[wish.table].foreign_keys) {
    if (wish.column && holds(key.columns, *wish.column)) continue;
    const bool optional = std::all_of(key.columns.begin(), key.columns.end(), [&](std::size_t c) {
      return may_hold(rules_, {wish.table, c}, Null{});
    });
    if (data.tables[key.parent].empty() && optional) {
      for (const std::size_t c : key.columns) row[c] = Null{};
      continue;
    }
    if (data.tables[key.parent].empty()) {
      if (key.parent == wish.table || wish.depth == kDepthMax) return false;
      auto parent =
          made_row(data, {.table = key.parent, .attempt = wish.attempt, .depth = wish.depth + 1});
      if (!parent) return false;
      data.tables[key.parent].push_back(std::move(*parent));
    }
    const ScratchRows& parents = data.tables[key.parent];
    const ScratchRow& parent = parents[wish.attempt % parents.size()];
    for (std::size_t i = 0; i < key.columns.size(); ++i) {
      row[key.columns[i]] = parent[key.parent_columns[i]];
    }
  }
  return true;
}

// Another value for a column of each key that a row of the table has already.
bool WhatIf::take_keys(const TinyData& data, const Wish& wish, ScratchRow& row) const {
  const ScratchTable& declared = rules_.schema.tables[wish.table];
  const auto is_free = [&](std::size_t column) {
    const bool refers = std::any_of(
        declared.foreign_keys.begin(), declared.foreign_keys.end(),
        [&](const ScratchForeignKey& reference) { return holds(reference.columns, column); });
    return !refers && wish.column != column;
  };
  for (std::size_t n = 0; n < kFreshMax; ++n) {
    const ScratchKey* key = repeated_key(declared, data.tables[wish.table], row);
    if (key == nullptr) return true;
    const auto free = std::find_if(key->columns.rbegin(), key->columns.rend(), is_free);
    if (free == key->columns.rend()) return false;
    const ColumnPool& pool = pools_.of({wish.table, *free});
    row[*free] = stored_as(fresh_value(pool.kind, n), declared.columns[*free].affinity);
  }
  return false;
}

std::optional<ScratchRow> WhatIf::made_row(TinyData& data, const Wish& wish) const {
  const std::vector<ScratchColumn>& columns = rules_.schema.tables[wish.table].columns;
  ScratchRow row(columns.size(), Cell(Null{}));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const ColumnPool& pool = pools_.of({wish.table, c});
    row[c] = nth(pool.satisfying.empty() ? pool.values : pool.satisfying, wish.attempt * (c + 1));
  }
  if (!take_parents(data, wish, row)) return std::nullopt;
  if (wish.column) row[*wish.column] = stored_as(wish.value, columns[*wish.column].affinity);
  if (!take_keys(data, wish, row)) return std::nullopt;
  return row;
}

std::optional<TinyData> WhatIf::with_partner(const TinyData& data, const RowRef& row,
                                             const Edge& edge, std::size_t attempt) const {
  TinyData more = data;
  Cell& own = more.tables[row.table][row.row][edge.here.column];
  if (is_null(own)) {
    const ScratchColumn& declared = rules_.schema.tables[row.table].columns[edge.here.column];
    own = stored_as(fresh_value(pools_.of(edge.here).kind, attempt), declared.affinity);
  }
  const Cell value = own;
  auto partner = made_row(
      more,
      {.table = edge.there.table, .column = edge.there.column, .value = value, .attempt = attempt});
  if (!partner) return std::nullopt;
  more.tables[edge.there.table].push_back(std::move(*partner));
  return is_legal(more) ? std::optional(std::move(more)) : std::nullopt;
}

std::optional<TinyData> WhatIf::with_stranger(const TinyData& data, const RowRef& row,
                                              const Edge& edge, std::size_t attempt) const {
  const bool is_free = is_null(data.tables[row.table][row.row][edge.here.column]);
  const ColumnPool& pool = pools_.of(edge.there);
  for (const Cell& value : {Cell(Null{}), fresh_value(pool.kind, kFreshMax)}) {
    TinyData more = data;
    Wish wish{.table = edge.there.table, .column = edge.there.column, .value = value};
    wish.attempt = attempt;
    if (is_free) wish.column.reset();
    auto stranger = made_row(more, wish);
    if (!stranger) continue;
    more.tables[wish.table].push_back(std::move(*stranger));
    if (is_legal(more)) return more;
  }
  return std::nullopt;
}

}  // namespace nightshift
