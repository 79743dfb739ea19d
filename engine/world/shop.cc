#include "engine/world/shop.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"

namespace nightshift {
namespace {

using Attribute = Shop::Attribute;

Cell time_cell(TimeUs time) { return time_sql(time); }

Cell cell_of(const Order& order, Attribute attribute, TimeUs at) {
  switch (attribute) {
    case Attribute::kId:
      return order.id;
    case Attribute::kCustomer:
      return order.customer_id;
    case Attribute::kStatus:
      return std::string(order.status_at(at));
    case Attribute::kAmountCents:
      return order.amount_cents;
    case Attribute::kAmountUnits:
      return order.amount_cents / 100;
    case Attribute::kCurrency:
      return std::string("USD");
    case Attribute::kCreatedAt:
      return time_cell(order.created_at);
    case Attribute::kUpdatedAt:
      return time_cell(order.updated_at(at));
    case Attribute::kNothing:
      return Null{};
  }
  return Null{};
}

std::optional<std::size_t> column_index(const SourceSchema& schema, std::string_view name) {
  for (std::size_t index = 0; index < schema.columns.size(); ++index) {
    if (schema.columns[index].name == name) return index;
  }
  return std::nullopt;
}

Shop::Layout first_layout(TimeUs start) {
  using Type = ColumnType;
  return {.from = start,
          .schema = {.version = 1,
                     .columns = {{"order_id", Type::kInteger, false, true},
                                 {"customer_id", Type::kInteger, false, false},
                                 {"status", Type::kText, false, false},
                                 {"amount_cents", Type::kInteger, false, false},
                                 {"currency", Type::kText, false, false},
                                 {"created_at", Type::kTimestamp, false, false},
                                 {"updated_at", Type::kTimestamp, false, false}}},
          .attributes = {Attribute::kId, Attribute::kCustomer, Attribute::kStatus,
                         Attribute::kAmountCents, Attribute::kCurrency, Attribute::kCreatedAt,
                         Attribute::kUpdatedAt}};
}

// What is wrong with the fault, for this layout.
std::string problem_of(const SourceSchema& schema, const Fault& fault) {
  const auto has = [&](std::string_view name) { return column_index(schema, name).has_value(); };
  const std::string table(kOrdersTable);
  if (fault.kind == FaultKind::kColumnAdd) {
    return has(fault.column) ? table + " already has a column " + fault.column + '.' : "";
  }
  if (!has(fault.column)) return table + " has no column " + fault.column + '.';
  if (fault.kind == FaultKind::kColumnRename && has(fault.to)) {
    return table + " already has a column " + fault.to + '.';
  }
  return "";
}

Shop::Layout changed(Shop::Layout layout, const Fault& fault) {
  ++layout.schema.version;
  std::vector<SourceColumn>& columns = layout.schema.columns;
  if (fault.kind == FaultKind::kColumnAdd) {
    columns.push_back({fault.column, ColumnType::kText, true, false});
    layout.attributes.push_back(Attribute::kNothing);
    return layout;
  }
  const std::size_t index = column_index(layout.schema, fault.column).value_or(0);
  const auto offset = static_cast<std::ptrdiff_t>(index);
  if (fault.kind == FaultKind::kColumnRename) columns[index].name = fault.to;
  if (fault.kind == FaultKind::kUnitChange) layout.attributes[index] = Attribute::kAmountUnits;
  if (fault.kind == FaultKind::kColumnDrop) {
    columns.erase(columns.begin() + offset);
    layout.attributes.erase(layout.attributes.begin() + offset);
  }
  return layout;
}

// What rows are sorted and cut by: whole numbers for all that can be a cursor.
std::int64_t cursor_number(const Order& order, Attribute attribute, TimeUs at) {
  if (attribute == Attribute::kCreatedAt) return order.created_at;
  if (attribute == Attribute::kUpdatedAt) return order.updated_at(at);
  return order.id;
}

bool is_cursor(Attribute attribute) {
  return attribute == Attribute::kCreatedAt || attribute == Attribute::kUpdatedAt ||
         attribute == Attribute::kId;
}

// A bound of the reader's as such a number; `otherwise` where it is none.
std::int64_t bound_number(const std::optional<Cell>& bound, std::int64_t otherwise) {
  if (!bound) return otherwise;
  if (const auto* number = std::get_if<std::int64_t>(&*bound)) return *number;
  const auto* text = std::get_if<std::string>(&*bound);
  return text == nullptr ? otherwise : read_time(*text).value_or(otherwise);
}

}  // namespace

std::string_view Order::status_at(TimeUs time) const {
  if (refunded_at && *refunded_at <= time) return "refunded";
  if (cancelled_at && *cancelled_at <= time) return "cancelled";
  if (paid_at && *paid_at <= time) return "paid";
  return "placed";
}

TimeUs Order::updated_at(TimeUs time) const {
  TimeUs latest = created_at;
  for (const std::optional<TimeUs>& change : {paid_at, cancelled_at, refunded_at}) {
    if (change && *change <= time) latest = std::max(latest, *change);
  }
  return latest;
}

Shop::Shop(TimeUs start) : layouts_{first_layout(start)} {}

void Shop::add(const Order& order) {
  NIGHTSHIFT_CHECK(orders_.empty() || orders_.back().created_at <= order.created_at);
  orders_.push_back(order);
}

Shop::Plan Shop::plan(const Fault& fault) const {
  const Layout& now = layouts_.back();
  Plan plan{.change = {std::string(kOrdersTable), now.schema, now.schema},
            .problem = problem_of(now.schema, fault)};
  if (plan.problem.empty()) plan.change.after = changed(now, fault).schema;
  return plan;
}

void Shop::apply(const Fault& fault, TimeUs at) {
  NIGHTSHIFT_CHECK(problem_of(layouts_.back().schema, fault).empty());
  Layout next = changed(layouts_.back(), fault);
  next.from = at;
  layouts_.push_back(std::move(next));
}

const Shop::Layout& Shop::layout_at(TimeUs time) const {
  std::size_t index = layouts_.size() - 1;
  while (index > 0 && layouts_[index].from > time) --index;
  return layouts_[index];
}

std::optional<SourceSchema> ShopView::schema(std::string_view table) const {
  if (table != kOrdersTable) return std::nullopt;
  return shop_.layout_at(at_).schema;
}

SourceRows ShopView::read(const SourceRead& question) const {
  NIGHTSHIFT_CHECK(question.table == kOrdersTable);
  const Shop::Layout& layout = shop_.layout_at(at_);
  SourceRows result{.schema = layout.schema};
  Attribute cursor = Attribute::kId;
  if (!question.cursor_column.empty()) {
    const auto index = column_index(layout.schema, question.cursor_column);
    if (!index || !is_cursor(layout.attributes[*index])) return result;
    cursor = layout.attributes[*index];
  }
  const std::int64_t from = bound_number(question.from, INT64_MIN);
  const std::int64_t until = bound_number(question.until, INT64_MAX);
  std::vector<std::pair<std::int64_t, const Order*>> found;
  for (const Order& order : shop_.orders()) {
    if (order.created_at > at_) break;
    const std::int64_t number = cursor_number(order, cursor, at_);
    if (number == from && question.without_from) continue;
    if (number >= from && number < until) found.emplace_back(number, &order);
  }
  std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return std::pair(left.first, left.second->id) < std::pair(right.first, right.second->id);
  });
  const auto count = static_cast<std::int64_t>(found.size());
  const std::int64_t end = std::min(count, question.offset + question.rows_max);
  for (std::int64_t index = question.offset; index < end; ++index) {
    std::vector<Cell>& row = result.rows.emplace_back();
    const Order& order = *found[static_cast<std::size_t>(index)].second;
    for (const Attribute attribute : layout.attributes)
      row.push_back(cell_of(order, attribute, at_));
  }
  result.is_last = end >= count;
  return result;
}

}  // namespace nightshift
