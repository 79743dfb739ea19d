#include "engine/world/shop.h"

#include <algorithm>
#include <span>
#include <utility>

#include "engine/base/check.h"

namespace nightshift {
namespace {

Cell number_cell(std::int64_t number, const Field& field) {
  if (field.as_text) return std::to_string(number);
  return number;
}

Cell cell_of(const Order& order, const Field& field, TimeUs at) {
  switch (field.attribute) {
    case Attribute::kId:
      return number_cell(order.id, field);
    case Attribute::kCustomer:
      return number_cell(order.customer_id, field);
    case Attribute::kStatus:
      return std::string(order.status_at(at));
    case Attribute::kAmount:
      return number_cell(field.in_whole_units ? order.amount_cents / 100 : order.amount_cents,
                         field);
    case Attribute::kCurrency:
      return std::string("USD");
    case Attribute::kCreatedAt:
      return time_sql(order.created_at);
    case Attribute::kUpdatedAt:
      return time_sql(order.updated_at(at));
    case Attribute::kNothing:
      return Null{};
  }
  return Null{};
}

// What rows are sorted and cut by: whole numbers for all that can be a cursor.
std::int64_t cursor_number(const Order& order, Attribute attribute, TimeUs at) {
  if (attribute == Attribute::kCreatedAt) return order.created_at;
  if (attribute == Attribute::kUpdatedAt) return order.updated_at(at);
  return order.id;
}

bool is_cursor(const Field& field) {
  return field.attribute == Attribute::kCreatedAt || field.attribute == Attribute::kUpdatedAt ||
         (field.attribute == Attribute::kId && !field.as_text);
}

// A bound of the reader's as such a number; `otherwise` where it is none.
std::int64_t bound_number(const std::optional<Cell>& bound, std::int64_t otherwise) {
  if (!bound) return otherwise;
  if (const auto* number = std::get_if<std::int64_t>(&*bound)) return *number;
  const auto* text = std::get_if<std::string>(&*bound);
  return text == nullptr ? otherwise : read_time(*text).value_or(otherwise);
}

// What became of a column that is no longer there under this name; empty: there never was one.
std::string fate(const std::vector<Layout>& layouts, std::string_view name) {
  const Layout& now = layouts.back();
  for (auto layout = layouts.rbegin() + 1; layout != layouts.rend(); ++layout) {
    const std::optional<std::size_t> index = column_index(layout->schema, name);
    if (!index) continue;
    const Attribute attribute = layout->fields[*index].attribute;
    for (std::size_t column = 0; column < now.fields.size(); ++column) {
      if (attribute == Attribute::kNothing || now.fields[column].attribute != attribute) continue;
      return " It is called " + now.schema.columns[column].name + " now.";
    }
    return " It is gone since " + time_text((layout - 1)->from) + '.';
  }
  return "";
}

}  // namespace

Shop::Shop(TimeUs start) : layouts_{first_layout(start)} {}

void Shop::add(const Order& order) {
  NIGHTSHIFT_CHECK(orders_.empty() || orders_.back().created_at <= order.created_at);
  orders_.push_back(order);
}

std::string Shop::problem(const Fault& fault) const {
  if (!fault.names_column()) return "";
  std::string problem = problem_of(layouts_.back(), fault);
  const bool is_missing = !column_index(layouts_.back().schema, fault.column);
  if (!problem.empty() && is_missing) problem += fate(layouts_, fault.column);
  return problem;
}

SchemaChange Shop::plan(const Fault& fault) const {
  const Layout& now = layouts_.back();
  return {std::string(kOrdersTable), now.schema, changed(now, fault).schema};
}

void Shop::apply(const Fault& fault, TimeUs at) {
  NIGHTSHIFT_CHECK(fault.asks_ci() && problem(fault).empty());
  Layout next = changed(layouts_.back(), fault);
  next.from = at;
  layouts_.push_back(std::move(next));
}

void Shop::begin_trouble(const Fault& fault, std::size_t index) {
  Trouble trouble{.kind = fault.kind, .fault = index, .from = fault.at, .until = fault.until};
  if (fault.kind == FaultKind::kNullSpike) {
    const std::optional<std::size_t> column = column_index(layouts_.back().schema, fault.column);
    NIGHTSHIFT_CHECK(column.has_value());
    trouble.attribute = layouts_.back().fields[*column].attribute;
  }
  troubles_.push_back(trouble);
}

const Layout& Shop::layout_at(TimeUs time) const {
  std::size_t index = layouts_.size() - 1;
  while (index > 0 && layouts_[index].from > time) --index;
  return layouts_[index];
}

bool Shop::is_emptied(const Order& order, Attribute attribute) const {
  return std::any_of(troubles_.begin(), troubles_.end(), [&](const Trouble& trouble) {
    return trouble.kind == FaultKind::kNullSpike && trouble.attribute == attribute &&
           order.created_at >= trouble.from && order.created_at < trouble.until &&
           order.is_struck_by(trouble.fault);
  });
}

bool Shop::is_repeated(const Order& order, TimeUs time) const {
  return std::any_of(troubles_.begin(), troubles_.end(), [&](const Trouble& trouble) {
    return trouble.kind == FaultKind::kDuplicateRows && time >= trouble.from &&
           time < trouble.until && order.is_struck_by(trouble.fault);
  });
}

bool Shop::is_out(TimeUs time) const {
  return std::any_of(troubles_.begin(), troubles_.end(), [&](const Trouble& trouble) {
    return trouble.kind == FaultKind::kSourceOutage && time >= trouble.from && time < trouble.until;
  });
}

bool ShopView::answers(std::string_view table) const {
  return table != kOrdersTable || !shop_.is_out(at_);
}

std::optional<SourceSchema> ShopView::schema(std::string_view table) const {
  if (table != kOrdersTable) return std::nullopt;
  return shop_.layout_at(at_).schema;
}

SourceRows ShopView::read(const SourceRead& question) const {
  NIGHTSHIFT_CHECK(question.table == kOrdersTable);
  const Layout& layout = shop_.layout_at(at_);
  SourceRows result{.schema = layout.schema};
  Field cursor{.attribute = Attribute::kId};
  if (!question.cursor_column.empty()) {
    const auto index = column_index(layout.schema, question.cursor_column);
    if (!index || !is_cursor(layout.fields[*index])) return result;
    cursor = layout.fields[*index];
  }
  const std::int64_t from = bound_number(question.from, INT64_MIN);
  const std::int64_t until = bound_number(question.until, INT64_MAX);
  std::vector<std::pair<std::int64_t, const Order*>> found;
  // Orders stand in the order of created_at: what was placed before the bound is not looked at.
  const std::vector<Order>& orders = shop_.orders();
  const TimeUs placed_from = cursor.attribute == Attribute::kCreatedAt ? from : INT64_MIN;
  const auto first =
      std::lower_bound(orders.begin(), orders.end(), placed_from,
                       [](const Order& order, TimeUs time) { return order.created_at < time; });
  const auto skipped = static_cast<std::size_t>(first - orders.begin());
  for (const Order& order : std::span<const Order>(orders).subspan(skipped)) {
    if (order.created_at > at_) break;
    if (order.known_from() > at_ || shop_.is_emptied(order, cursor.attribute)) continue;
    const std::int64_t number = cursor_number(order, cursor.attribute, at_);
    if (number == from && question.without_from) continue;
    if (number < from || number >= until) continue;
    found.emplace_back(number, &order);
    if (shop_.is_repeated(order, at_)) found.emplace_back(number, &order);
  }
  std::sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return std::pair(left.first, left.second->id) < std::pair(right.first, right.second->id);
  });
  const auto count = static_cast<std::int64_t>(found.size());
  const std::int64_t end = std::min(count, question.offset + question.rows_max);
  for (std::int64_t index = question.offset; index < end; ++index) {
    std::vector<Cell>& row = result.rows.emplace_back();
    row.reserve(layout.fields.size());
    const Order& order = *found[static_cast<std::size_t>(index)].second;
    for (const Field& field : layout.fields) {
      const bool is_empty = shop_.is_emptied(order, field.attribute);
      row.push_back(is_empty ? Cell(Null{}) : cell_of(order, field, at_));
    }
  }
  result.is_last = end >= count;
  return result;
}

}  // namespace nightshift
