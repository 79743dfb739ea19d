// The rows of one tiny database.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/base/random.h"
#include "grader/judge/legal.h"
#include "grader/judge/pools.h"
#include "grader/judge/styles.h"

namespace nightshift {

// Everything given must outlive the maker.
class RowMaker {
 public:
  struct Around {
    const LegalRules& rules;
    const Pools& pools;
    const QueryFacts& facts;
    const Style& style;
    const std::vector<std::size_t>& order;  // parents_first()
  };
  RowMaker(const Around& around, RandomStream& stream);

  // Adds a row that breaks no rule (but CHECKs); false where none was found.
  bool add_row(TinyData& data, std::size_t table);

  // Adds a copy of a row with that many values changed, and another key where the table has one.
  bool add_copy(TinyData& data, std::size_t table, const ScratchRow& source, std::size_t changes);

  // Adds `size` rows that agree on what the queries group by, and on what they join by.
  void add_group(TinyData& data, std::size_t table, std::int64_t size);

  // Adds rows that agree on what they refer to, and of which one after the other has another of the
  // values that the queries ask for in `column`: a cart, then a payment, then a confirmation.
  // Numbers and days that tell them apart go up. Some steps are left out, repeated or out of turn.
  void add_walk(TinyData& data, const ColumnRef& column, const std::vector<Cell>& values);

  // Adds everything once more under other names: what tells rows apart and what refers to it is
  // renamed alike, all else stays, but perhaps one column. So there are two of whatever there was:
  // groups that both pass, ties, and sums that must not run into each other.
  void add_doubles(TinyData& data);

  // Adds the table's rows once more, all their days and moments by as much later.
  void add_later(TinyData& data, std::size_t table);

  // Gives references that run in circles their parents, now that all rows are there.
  void close_circles(TinyData& data);

 private:
  using Columns = std::vector<std::size_t>;

  void choose_values();
  ScratchRow picked_row(const TinyData& data, std::size_t table);
  void meet(const TinyData& data, std::size_t table, ScratchRow& row);
  void keep_distance(std::size_t table, ScratchRow& row);
  Cell pick(const TinyData& data, const ColumnRef& column, std::size_t row);
  Cell pick_any(const ColumnRef& column);
  Cell pick_chosen(const ColumnRef& column);
  std::optional<Cell> pick_distinct(const ColumnRef& column, std::size_t row);
  std::optional<Cell> pick_disputed(const ColumnPool& pool);
  std::optional<Cell> echo(const TinyData& data, const ColumnRef& column);
  std::optional<Cell> one_step_on(const ColumnRef& column, const Cell& from);
  std::optional<Cell> moved(const ColumnRef& column, const Cell& from, std::int64_t amount,
                            std::int64_t months = 0) const;
  void change_value(const TinyData& data, std::size_t table, ScratchRow& row);

  class Renaming;
  std::optional<ColumnRef> column_to_vary();

  bool finish_row(TinyData& data, std::size_t table, ScratchRow row);
  bool adopt_parents(const TinyData& data, std::size_t table, ScratchRow& row);
  bool adopt(const TinyData& data, std::size_t table, const ScratchForeignKey& key,
             const Columns& fixed, ScratchRow& row);
  bool find_parent(const TinyData& data, std::size_t table, const ScratchForeignKey& key,
                   const Columns& fixed, ScratchRow& row);
  void take_parent(std::size_t table, const ScratchForeignKey& key, const ScratchRow& parent,
                   ScratchRow& row) const;
  bool forget_parent(std::size_t table, const ScratchForeignKey& key, ScratchRow& row) const;
  bool make_unique(const TinyData& data, std::size_t table, ScratchRow& row);
  void change_key(const TinyData& data, std::size_t table, std::size_t column, std::size_t attempt,
                  ScratchRow& row);
  bool is_foreign(std::size_t table, std::size_t column) const;
  bool is_key_alone(const ColumnRef& column) const;
  bool is_in_key(const ColumnRef& column) const;
  bool is_nullable(const ColumnRef& column) const;
  bool is_ordered_by(const ColumnRef& column) const;
  bool keeps_groups(const ColumnRef& column) const;
  bool groups(const ColumnRef& column) const;
  bool is_of_known_group(const TinyData& data, std::size_t table, const ScratchRow& row) const;
  bool goes_up(const ColumnRef& column) const;
  Affinity affinity_of(const ColumnRef& column) const;
  bool roll(std::int64_t percent);

  const LegalRules& rules_;
  const Pools& pools_;
  const QueryFacts& facts_;
  const Style& style_;
  RandomStream& stream_;
  std::vector<std::vector<Cell>> chosen_;                   // by link: the values of this database
  std::vector<std::vector<std::vector<Cell>>> satisfying_;  // by table and column, likewise
  std::vector<std::size_t> later_;                          // by table: its place in the order
};

}  // namespace nightshift
