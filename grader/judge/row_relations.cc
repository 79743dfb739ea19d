// Rows in which two values stand as a comparison of them wants it: equal where only one query of
// two asks for that, or as far apart as makes the comparison tip.
#include <algorithm>
#include <utility>

#include "engine/base/calendar.h"
#include "engine/table/number.h"
#include "grader/judge/row_maker.h"

namespace nightshift {

std::optional<Cell> RowMaker::pick_disputed(const ColumnPool& pool) {
  if (pool.disputed.empty() && pool.splitting.empty()) return std::nullopt;
  if (!roll(style_.disputed)) return std::nullopt;
  const bool splits = pool.disputed.empty() || (!pool.splitting.empty() && roll(50));
  const std::vector<Cell>& cells = splits ? pool.splitting : pool.disputed;
  return cells[stream_.index(cells.size())];
}

// Where only one of two queries holds two columns against each other, or both in another way, what
// matters is the row in which they are equal.
void RowMaker::meet(const TinyData& data, std::size_t table, ScratchRow& row) {
  for (const ColumnPair& pair : facts_.disputes.pairs) {
    if (!roll(style_.disputed / 2)) continue;
    const bool turned = roll(50);
    const ColumnRef& mine = turned ? pair.right : pair.left;
    const ColumnRef& other = turned ? pair.left : pair.right;
    if (mine.table != table || is_foreign(table, mine.column) || is_key_alone(mine)) continue;
    const ScratchRows& rows = data.tables[other.table];
    const bool within = other.table == table && roll(50);
    if (!within && rows.empty()) continue;
    const Cell& source =
        within ? row[other.column] : rows[stream_.index(rows.size())][other.column];
    Cell stored = stored_as(source, affinity_of(mine));
    if (!std::holds_alternative<Null>(stored) && may_hold(rules_, mine, stored))
      row[mine.column] = std::move(stored);
  }
}

// The value that lies as far away as a comparison with another row asks for.
std::optional<Cell> RowMaker::one_step_on(const ColumnRef& column, const Cell& from) {
  std::vector<std::int64_t> amounts;
  for (const Distance& distance : facts_.distances) {
    const bool alone = std::all_of(distance.columns.begin(), distance.columns.end(),
                                   [&](const ColumnRef& other) { return other == column; });
    if (alone && distance.months == 0) amounts.push_back(distance.amount);
  }
  if (amounts.empty() || !roll(60)) return std::nullopt;
  const std::int64_t amount = amounts[stream_.index(amounts.size())];
  return moved(column, from, roll(30) ? -amount : amount);
}

std::optional<Cell> RowMaker::moved(const ColumnRef& column, const Cell& from, std::int64_t amount,
                                    std::int64_t months) const {
  const ColumnKind kind = pools_.of(column).kind;
  Cell to;
  if (const auto* text = std::get_if<std::string>(&from); text != nullptr && is_of_days(kind)) {
    const auto moment = read_moment(*text);
    const auto then = moment ? add_units(DateUnit::kMonth, months, moment->seconds) : std::nullopt;
    if (!then) return std::nullopt;
    to = moment_value(kind, *then + amount);
  } else if (is_number(from)) {
    to = as_double(from) + static_cast<double>(amount);
  }
  Cell stored = stored_as(to, affinity_of(column));
  if (std::holds_alternative<Null>(stored) || !may_hold(rules_, column, stored))
    return std::nullopt;
  return stored;
}

// Two columns of the row about as far apart as a comparison of them asks for: exactly, or one unit
// more or less.
void RowMaker::keep_distance(std::size_t table, ScratchRow& row) {
  for (const Distance& distance : facts_.distances) {
    const std::vector<ColumnRef>& columns = distance.columns;
    if (columns.size() < 2 || columns[0] == columns[1]) continue;
    if (columns[0].table != table || columns[1].table != table || !roll(35)) continue;
    const bool turned = roll(25);  // a - b > 5 has the larger one first, b < a - 5 last
    const ColumnRef& low = columns[turned ? 0 : 1];
    const ColumnRef& high = columns[turned ? 1 : 0];
    const std::int64_t amount = distance.amount + distance.unit * stream_.between(-1, 1);
    // Bounds may leave room on one side only.
    const bool up = roll(50);
    for (const bool raises : {up, !up}) {
      auto cell = raises ? moved(high, row[low.column], amount, distance.months)
                         : moved(low, row[high.column], -amount, -distance.months);
      if (!cell) continue;
      row[raises ? high.column : low.column] = std::move(*cell);
      break;
    }
  }
}

}  // namespace nightshift
