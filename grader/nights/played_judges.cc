#include "grader/nights/played_judges.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/text.h"
#include "grader/nights/tile_picture.h"
#include "grader/nights/truth.h"
#include "grader/nights/wording.h"

namespace nightshift {
namespace {

// A table that cannot be read as the lesson needs it. A budget that was reached says nothing about
// the table.
Judgement unreadable(const std::string& table, const Error& error) {
  if (error.code.starts_with("sql.over_budget")) return judged_over_limit();
  return judged_fail("night.no_table", "The table " + table + " cannot be read: " + error.message,
                     {});
}

Judgement no_column(const std::string& table, const std::string& column) {
  return judged_fail("night.no_table", "The table " + table + " has no column " + column + ".", {});
}

// A day's revenue as the table has it, and how many rows the day has.
struct DayValue {
  std::optional<std::int64_t> cents;  // nullopt: no whole number
  std::string text;                   // as it stands there
  int rows = 0;
};

std::map<TimeUs, DayValue> values_by_day(const std::vector<Cell>& days,
                                         const std::vector<Cell>& revenues) {
  std::map<TimeUs, DayValue> values;
  for (std::size_t row = 0; row < days.size(); ++row) {
    const std::optional<TimeUs> day = day_of_cell(days[row]);
    if (!day) continue;
    DayValue& value = values[*day];
    ++value.rows;
    value.cents = whole_number(revenues[row]);
    value.text = cell_text(revenues[row]);
  }
  return values;
}

// nullopt: the day is right.
std::optional<Judgement> judge_day(TimeUs day, const DayValue* value, const RevenueTruth& truth,
                                   const PlayedFacts& facts) {
  const TimeUs until = facts.record.until;
  const std::string& table = facts.lesson.revenue.name;
  const std::string right = money_words(truth.at(day, until));
  if (value == nullptr) {
    if (truth.was_true(day, 0, until)) return std::nullopt;
    return judged_fail(
        "night.day_missing",
        table + " has no row for " + day_words(day) + "; the revenue was " + right + ".", {});
  }
  if (value->rows > 1) {
    return judged_fail("night.day_twice",
                       table + " has " + counted(value->rows, "row") + " for " + day_words(day) +
                           ", where one is due.",
                       {});
  }
  if (value->cents && truth.was_true(day, *value->cents, until)) return std::nullopt;
  const std::string shown = value->cents ? money_words(*value->cents) : value->text;
  return judged_fail(
      "night.value_wrong",
      table + " says " + shown + " for " + day_words(day) + "; the revenue was " + right + ".", {});
}

}  // namespace

Judgement judge_consumers_told(const PlayedFacts& facts, const CheckSpec& spec) {
  if (!facts.record.tile) {
    return judged_fail("night.no_tile", "The pipeline does not show the tile any more.", {});
  }
  const DurationUs within_us = spec.setting("within", 0);
  const TimeUs from = facts.lesson.acts_from + within_us;
  const TilePicture picture(facts.record);
  const std::vector<TileSpan> spans = picture.spans(from, facts.record.until);
  const auto silent = std::find_if(spans.begin(), spans.end(), [](const TileSpan& span) {
    return span.state == TileState::kSilentWrong;
  });
  if (silent != spans.end()) {
    return judged_fail("night.not_told",
                       "You had until " + moment_words(from) + ". " + silent_words(picture, spans),
                       {picture.event(*silent)});
  }
  if (facts.record.is_over_limit || spans.empty()) return judged_over_limit();
  return {};
}

Judgement judge_values_true(const PlayedFacts& facts) {
  const NightTable& table = facts.lesson.revenue;
  if (!facts.contents.revenue) return unreadable(table.name, facts.contents.revenue.error());
  const std::vector<Cell>* days = column_cells(*facts.contents.revenue, table.day);
  const std::vector<Cell>* revenues = column_cells(*facts.contents.revenue, table.revenue_cents);
  if (days == nullptr) return no_column(table.name, table.day);
  if (revenues == nullptr) return no_column(table.name, table.revenue_cents);
  const RevenueTruth truth(facts.record.shop, facts.record.until);
  const std::map<TimeUs, DayValue> values = values_by_day(*days, *revenues);
  for (TimeUs day = facts.record.scenario.start; day < closed_until(facts.record.until);
       day += kDayUs) {
    const auto value = values.find(day);
    const auto wrong =
        judge_day(day, value == values.end() ? nullptr : &value->second, truth, facts);
    if (wrong) return *wrong;
  }
  if (facts.record.is_over_limit) return judged_over_limit();
  return {};
}

Judgement judge_no_loss(const PlayedFacts& facts) {
  const RawTable& table = facts.lesson.raw;
  if (!facts.contents.raw) return unreadable(table.name, facts.contents.raw.error());
  const std::vector<Cell>* ids = column_cells(*facts.contents.raw, table.key.front());
  if (ids == nullptr) return no_column(table.name, table.key.front());
  std::set<std::int64_t> there;
  for (const Cell& id : *ids) {
    if (const auto number = whole_number(id)) there.insert(*number);
  }
  const TimeUs closed = closed_until(facts.record.until);
  std::vector<const Order*> missing;
  bool any_paid = false;
  for (const Order& order : facts.record.shop.orders()) {
    const bool in_scope = order.paid_at && *order.paid_at < closed && order.known_from() < closed;
    if (!in_scope) continue;
    any_paid = true;
    if (there.count(order.id) == 0) missing.push_back(&order);
  }
  if (!missing.empty()) {
    const Order& first = *missing.front();
    const auto count = static_cast<std::int64_t>(missing.size());
    return judged_fail("night.order_missing",
                       counted(count, "order") + (count == 1 ? " is" : " are") +
                           " paid and not in " + table.name + ". The first one is order " +
                           std::to_string(first.id) + " over " + money_words(first.amount_cents) +
                           ", paid at " + moment_words(*first.paid_at) + ".",
                       {});
  }
  if (facts.record.is_over_limit) return judged_over_limit();
  return any_paid ? Judgement{}
                  : judged_unknown("night.nothing_loaded", "No order was paid in this night.");
}

Judgement judge_no_duplicates(const PlayedFacts& facts) {
  const RawTable& table = facts.lesson.raw;
  if (!facts.contents.raw) return unreadable(table.name, facts.contents.raw.error());
  std::vector<const std::vector<Cell>*> columns;
  for (const std::string& name : table.key) {
    columns.push_back(column_cells(*facts.contents.raw, name));
    if (columns.back() == nullptr) return no_column(table.name, name);
  }
  std::map<std::string, int> counts;
  for (std::size_t row = 0; row < columns.front()->size(); ++row) {
    std::vector<std::string> texts;
    for (const std::vector<Cell>* cells : columns) texts.push_back(cell_text((*cells)[row]));
    ++counts[joined(texts, ", ")];
  }
  std::int64_t repeated = 0;
  std::pair<std::string, int> first;
  for (const auto& [key, count] : counts) {
    if (count > 1 && ++repeated == 1) first = {key, count};
  }
  if (repeated > 0) {
    return judged_fail(
        "night.order_twice",
        table.name + " holds " + counted(first.second, "row") + " of " + joined(table.key, ", ") +
            " " + first.first + ", where one is due" +
            (repeated == 1 ? "." : "; so it is with " + count_text(repeated) + " orders."),
        {});
  }
  if (facts.record.is_over_limit) return judged_over_limit();
  return counts.empty() ? judged_unknown("night.nothing_loaded", table.name + " is empty.")
                        : Judgement{};
}

Judgement judge_deterministic(const std::string& digest, const std::string& again) {
  if (digest == again) return {};
  return judged_fail(
      "night.not_repeatable",
      "The same night, played twice, went two ways: " + digest + " and " + again + ".", {});
}

}  // namespace nightshift
