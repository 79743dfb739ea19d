#include "grader/nights/contents.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/night/night.h"
#include "engine/sql/quote.h"
#include "grader/nights/truth.h"
#include "grader/nights/wording.h"

namespace nightshift {
namespace {

using Rows = std::vector<std::vector<Cell>>;

// A month of the busiest shop, and room for what was loaded twice.
constexpr QueryBudget kContentsBudget = {
    .steps_max = 200'000'000, .rows_max = 500'000, .bytes_max = 256'000'000};

Result<Table> whole_table(Night& night, const std::string& name) {
  auto outcome = night.query(NightDatabase::kWarehouse, "SELECT * FROM " + quoted_table(name),
                             {.budget = kContentsBudget});
  if (!outcome) return fail(std::move(outcome.error()));
  return std::move(outcome->table);
}

bool rows_less(const std::vector<Cell>& left, const std::vector<Cell>& right) {
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(),
                                      cell_less);
}

// The rows of a table by what `key_of` makes of them, in an order of their own; rows without a key
// are left out.
template <typename Key, typename KeyOf>
std::map<Key, Rows> rows_by(const Table& table, KeyOf key_of) {
  std::map<Key, Rows> groups;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    if (const std::optional<Key> key = key_of(row)) groups[*key].push_back(table.row(row));
  }
  for (auto& [key, rows] : groups) std::sort(rows.begin(), rows.end(), rows_less);
  return groups;
}

std::string times_words(std::size_t count) {
  return count == 0   ? "not at all"
         : count == 1 ? "once"
         : count == 2 ? "twice"
                      : std::to_string(count) + " times";
}

// Groups of two contents side by side. `same` decides about groups of equal size.
template <typename Key, typename Name, typename Same>
std::optional<std::string> first_difference_of(const std::map<Key, Rows>& before,
                                               const std::map<Key, Rows>& after, Name name,
                                               Same same) {
  std::set<Key> keys;
  for (const auto& [key, rows] : before) keys.insert(key);
  for (const auto& [key, rows] : after) keys.insert(key);
  static const Rows kNone;
  for (const Key& key : keys) {
    const Rows& old_rows = before.count(key) == 0 ? kNone : before.at(key);
    const Rows& new_rows = after.count(key) == 0 ? kNone : after.at(key);
    if (old_rows.size() != new_rows.size()) {
      return name(key) + " stood there " + times_words(old_rows.size()) + " and then " +
             times_words(new_rows.size());
    }
    if (!same(key, old_rows, new_rows)) return name(key) + " holds other values than before";
  }
  return std::nullopt;
}

// Orders whose day was closed, and what became of them since.
struct ClosedOrders {
  std::set<std::int64_t> settled;    // nothing, after their day had closed
  std::set<std::int64_t> unsettled;  // something, up to the second look
  std::set<TimeUs> unsettled_days;
};

ClosedOrders closed_orders(const Shop& shop, const ContentsPair& contents) {
  ClosedOrders closed;
  for (const Order& order : shop.orders()) {
    if (order.created_at >= closed_until(contents.before.at)) continue;
    const TimeUs day = day_start(order.created_at);
    if (order.updated_at(contents.after.at) < day + kDayUs) {
      closed.settled.insert(order.id);
    } else {
      closed.unsettled.insert(order.id);
      closed.unsettled_days.insert(day);
    }
  }
  return closed;
}

std::optional<std::string> raw_difference(const Table& before, const Table& after,
                                          const std::string& key, const ClosedOrders& closed) {
  const auto by_order = [&](const Table& table) {
    const std::vector<Cell>* ids = column_cells(table, key);
    return rows_by<std::int64_t>(table, [&](std::size_t row) {
      auto id = ids == nullptr ? std::nullopt : whole_number((*ids)[row]);
      const bool counts = id && (closed.settled.count(*id) + closed.unsettled.count(*id)) > 0;
      return counts ? id : std::nullopt;
    });
  };
  return first_difference_of<std::int64_t>(
      by_order(before), by_order(after),
      [](std::int64_t id) { return "order " + std::to_string(id); },
      [&](std::int64_t id, const Rows& old_rows, const Rows& new_rows) {
        return closed.unsettled.count(id) > 0 || old_rows == new_rows;
      });
}

std::optional<std::string> revenue_difference(const ContentsPair& contents,
                                              const NightTable& columns, const ClosedOrders& closed,
                                              const Shop& shop) {
  const RevenueTruth truth(shop, contents.after.at);
  const auto by_day = [&](const Table& table) {
    const std::vector<Cell>* days = column_cells(table, columns.day);
    return rows_by<TimeUs>(table, [&](std::size_t row) {
      const auto day = days == nullptr ? std::nullopt : day_of_cell((*days)[row]);
      return day && *day < closed_until(contents.before.at) ? day : std::nullopt;
    });
  };
  const auto was_true = [&](const Table& table, TimeUs day, TimeUs as_of) {
    const std::vector<Cell>* days = column_cells(table, columns.day);
    const std::vector<Cell>* revenues = column_cells(table, columns.revenue_cents);
    for (std::size_t row = 0; revenues != nullptr && row < table.row_count(); ++row) {
      if (day_of_cell((*days)[row]) != day) continue;
      const auto cents = whole_number((*revenues)[row]);
      if (!cents || !truth.was_true(day, *cents, as_of)) return false;
    }
    return true;
  };
  return first_difference_of<TimeUs>(
      by_day(*contents.before.revenue), by_day(*contents.after.revenue),
      [](TimeUs day) { return "the row of " + day_words(day); },
      [&](TimeUs day, const Rows& old_rows, const Rows& new_rows) {
        if (old_rows == new_rows) return true;
        return closed.unsettled_days.count(day) > 0 &&
               was_true(*contents.before.revenue, day, contents.before.at) &&
               was_true(*contents.after.revenue, day, contents.after.at);
      });
}

}  // namespace

NightContents read_contents(Night& night, const LessonNight& lesson) {
  return {.at = night.now(),
          .raw = whole_table(night, lesson.raw.name),
          .revenue = whole_table(night, lesson.revenue.name)};
}

const std::vector<Cell>* column_cells(const Table& table, std::string_view name) {
  for (const Column& column : table.columns) {
    if (same_name(column.name, name)) return &column.cells;
  }
  return nullptr;
}

std::optional<std::int64_t> whole_number(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return *whole;
  const auto* real = std::get_if<double>(&cell);
  constexpr double kExact = 9'007'199'254'740'992.0;  // 2^53: whole numbers below are exact
  if (real == nullptr || !(std::abs(*real) < kExact) || *real != std::floor(*real)) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*real);
}

std::optional<TimeUs> day_of_cell(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  const std::optional<TimeUs> time = text == nullptr ? std::nullopt : read_time(*text);
  if (!time) return std::nullopt;
  return day_start(*time);
}

TimeUs closed_until(TimeUs at) { return day_start(at - 1); }

std::optional<std::string> first_difference(const ContentsPair& contents, const LessonNight& lesson,
                                            const Shop& shop) {
  const auto& [before, after] = contents;
  const ClosedOrders closed = closed_orders(shop, contents);
  if (before.raw.has_value() != after.raw.has_value()) return lesson.raw.name + " is gone";
  if (before.revenue.has_value() != after.revenue.has_value()) {
    return lesson.revenue.name + " is gone";
  }
  if (before.raw) {
    const auto found = raw_difference(*before.raw, *after.raw, lesson.raw.key.front(), closed);
    if (found) return "in " + lesson.raw.name + " " + *found;
  }
  if (before.revenue) {
    const auto found = revenue_difference(contents, lesson.revenue, closed, shop);
    if (found) return "in " + lesson.revenue.name + " " + *found;
  }
  return std::nullopt;
}

}  // namespace nightshift
