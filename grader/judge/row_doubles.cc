// Rows that are there twice: under other names, or some time later.
#include <algorithm>
#include <utility>

#include "engine/base/calendar.h"
#include "grader/judge/row_maker.h"

namespace nightshift {

// Other values for those that tell rows apart, the same wherever a value stands.
class RowMaker::Renaming {
 public:
  explicit Renaming(RowMaker& maker) : maker_(maker), names_(maker.pools_.links.size()) {
    also_ = maker.roll(60);
    const bool shares = maker.roll(50);
    for (std::size_t i = 0; i < names_.size(); ++i) kept_.push_back(shares && maker.roll(35));
  }

  // Is the column part of a key, or held against another column, without being asked for by its
  // value? A year that queries ask for stays what it is.
  bool concerns(const ColumnRef& column) const {
    const std::size_t number = maker_.pools_.of(column).link;
    if (kept_[number]) return false;
    const std::vector<ColumnRef>& link = maker_.pools_.links[number];
    const auto is_asked_for = [&](const ColumnRef& one) {
      return !maker_.pools_.of(one).satisfying.empty();
    };
    const bool tells =
        link.size() > 1 || maker_.is_in_key(column) || (also_ && maker_.is_ordered_by(column));
    return tells && std::none_of(link.begin(), link.end(), is_asked_for);
  }

  // nullopt: no other value is legal.
  std::optional<Cell> other(const ColumnRef& column, const Cell& cell) {
    if (std::holds_alternative<Null>(cell)) return cell;
    const ColumnPool& pool = maker_.pools_.of(column);
    std::vector<std::pair<Cell, Cell>>& known = names_[pool.link];
    for (const auto& [from, to] : known) {
      if (same_key_value(from, cell)) return stored_as(to, maker_.affinity_of(column));
    }
    constexpr std::size_t kFirstFresh = 60;  // beyond what databases have by themselves
    Cell fresh =
        stored_as(fresh_value(pool.kind, kFirstFresh + known.size()), maker_.affinity_of(column));
    if (!may_hold(maker_.rules_, column, fresh)) return std::nullopt;
    known.emplace_back(cell, fresh);
    return fresh;
  }

 private:
  const RowMaker& maker_;
  bool also_ = false;       // what groups and sorts gets other values, too
  std::vector<bool> kept_;  // by link: both have the same, as two visitors of one shop
  std::vector<std::vector<std::pair<Cell, Cell>>> names_;  // by link
};

// What is summed, sorted by or compared, and neither renamed nor asked for.
std::optional<ColumnRef> RowMaker::column_to_vary() {
  std::vector<ColumnRef> columns = facts_.arithmetic;
  columns.insert(columns.end(), facts_.order_columns.begin(), facts_.order_columns.end());
  for (const GroupBound& bound : facts_.group_bounds) {
    columns.insert(columns.end(), bound.argument.begin(), bound.argument.end());
  }
  std::erase_if(columns, [&](const ColumnRef& column) { return keeps_groups(column); });
  if (columns.empty()) return std::nullopt;
  return columns[stream_.index(columns.size())];
}

void RowMaker::add_doubles(TinyData& data) {
  const TinyData once = data;
  Renaming renaming(*this);
  const std::optional<ColumnRef> varied = roll(60) ? column_to_vary() : std::nullopt;
  const std::int64_t left_out = roll(50) ? 15 : 0;  // so that groups differ in size
  for (std::size_t table = 0; table < once.tables.size(); ++table) {
    for (const ScratchRow& source : once.tables[table]) {
      if (roll(left_out)) continue;
      ScratchRow row = source;
      bool is_legal = true;
      for (std::size_t c = 0; c < row.size() && is_legal; ++c) {
        const ColumnRef column{table, c};
        if (renaming.concerns(column)) {
          auto fresh = renaming.other(column, row[c]);
          is_legal = fresh.has_value();
          if (fresh) row[c] = std::move(*fresh);
        } else if (varied == column) {
          if (auto next = moved(column, row[c], roll(50) ? 1 : 7)) row[c] = std::move(*next);
        }
      }
      // Where nothing tells it from the row that is there, that one serves both.
      if (row == source && !rules_.schema.tables[table].keys.empty()) continue;
      if (is_legal && repeated_key(rules_.schema.tables[table], data.tables[table], row) == nullptr)
        data.tables[table].push_back(std::move(row));
    }
  }
}

void RowMaker::add_later(TinyData& data, std::size_t table) {
  const ScratchRows once = data.tables[table];
  const std::int64_t later = roll(70) ? kSecondsPerDay * stream_.between(1, 2) : 3600;
  for (ScratchRow row : once) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      const ColumnRef column{table, c};
      if (is_foreign(table, c) || !is_of_days(pools_.of(column).kind)) continue;
      if (auto then = moved(column, row[c], later)) row[c] = std::move(*then);
    }
    finish_row(data, table, std::move(row));
  }
}

}  // namespace nightshift
