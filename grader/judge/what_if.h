// Tiny databases that are another one but for one thing: a row less, a value changed, a partner
// more. Whoever runs two queries on them learns what their difference hangs on.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "grader/judge/facts.h"
#include "grader/judge/legal.h"
#include "grader/judge/pools.h"
#include "grader/judge/row_words.h"

namespace nightshift {

// Two columns by which rows of two tables belong together, seen from `here`. Each is there twice,
// once from either side.
struct Edge {
  ColumnRef here;
  ColumnRef there;
  bool there_is_one = false;  // no two rows agree on `there`: it is the parent's side
};

// All databases that come out are legal but for CHECKs, which are SQLite's to judge, and for the
// least number of rows.
class WhatIf {
 public:
  // `rules` must outlive it. `facts` say which columns are held against each other; edges are those
  // over columns that the queries use.
  WhatIf(const LegalRules& rules, const QueryFacts& facts);

  const std::vector<Edge>& edges() const { return edges_; }

  // Part of a key or of a reference, or held against another table's column.
  bool is_link(const ColumnRef& column) const;
  // Do the queries hold a column of the table's keys against another one by < or >? A row with
  // another key has another place among the others then.
  bool is_told_by_rank(std::size_t table) const;
  // Do the queries use the column at all?
  bool is_used(const ColumnRef& column) const { return pools_.of(column).used; }

  // Without the row and those that need it. `data` stays legal.
  TinyData without(const TinyData& data, const RowRef& row) const;

  // At most `count_max` other values for the cell, the most telling first: none (NULL), what its
  // column holds elsewhere, what the queries compare it with.
  std::vector<Cell> alternatives(const TinyData& data, const RowRef& row, std::size_t column,
                                 std::size_t count_max) const;

  // With that value in the rows' column. nullopt where that is not legal.
  std::optional<TinyData> with_value(const TinyData& data, const std::vector<RowRef>& rows,
                                     std::size_t column, const Cell& value) const;

  // With a second row like it, which has other keys. nullopt where there can be none.
  std::optional<TinyData> with_copy(const TinyData& data, const RowRef& row) const;

  // Has the row a partner over the edge?
  bool has_partner(const TinyData& data, const RowRef& row, const Edge& edge) const;

  // With a row that is the row's partner; where the row's own side is NULL, it gets a value. Tries
  // differ in the partner's other values. nullopt where no legal one was found.
  std::optional<TinyData> with_partner(const TinyData& data, const RowRef& row, const Edge& edge,
                                       std::size_t attempt) const;

  // The same row, but nobody's partner: what the partner itself changes. nullopt where that is not
  // legal.
  std::optional<TinyData> with_stranger(const TinyData& data, const RowRef& row, const Edge& edge,
                                        std::size_t attempt) const;

 private:
  // A row that is to be made.
  struct Wish {
    std::size_t table = 0;
    std::optional<std::size_t> column;  // that holds the value
    Cell value;
    std::size_t attempt = 0;
    int depth = 0;  // of parents that had to be made
  };

  void add_edges(const QueryFacts& facts);
  void add_edge(const ColumnRef& left, const ColumnRef& right);
  bool is_alone_key(const ColumnRef& column) const;
  std::optional<ScratchRow> made_row(TinyData& data, const Wish& wish) const;
  bool take_parents(TinyData& data, const Wish& wish, ScratchRow& row) const;
  bool take_keys(const TinyData& data, const Wish& wish, ScratchRow& row) const;
  bool is_legal(const TinyData& data) const;

  const LegalRules& rules_;
  Pools pools_;
  std::vector<Edge> edges_;
  std::vector<ColumnRef> ranked_;  // held against others by < or >
};

}  // namespace nightshift
