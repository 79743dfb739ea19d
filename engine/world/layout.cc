#include "engine/world/layout.h"

#include <utility>

namespace nightshift {
namespace {

// What is wrong with a fault that finds its column there.
std::string problem_with(const Fault& fault, const SourceColumn& column, const Field& field) {
  switch (fault.kind) {
    case FaultKind::kColumnRetype:
      return column.type == ColumnType::kInteger ? "" : column.name + " holds no whole numbers.";
    case FaultKind::kUnitChange:
      if (field.attribute != Attribute::kAmount) return column.name + " is no amount.";
      return field.in_whole_units ? column.name + " is in whole units already." : "";
    case FaultKind::kNullableRelax:
      if (column.primary_key) return column.name + " is the primary key.";
      return column.nullable ? column.name + " may be NULL already." : "";
    case FaultKind::kNullSpike:
      return column.nullable ? "" : column.name + " is never NULL.";
    default:
      return "";
  }
}

void change_column(Layout& layout, const Fault& fault, std::size_t index) {
  SourceColumn& column = layout.schema.columns[index];
  Field& field = layout.fields[index];
  const auto offset = static_cast<std::ptrdiff_t>(index);
  switch (fault.kind) {
    case FaultKind::kColumnRename:
      column.name = fault.to;
      return;
    case FaultKind::kColumnRetype:
      column.type = ColumnType::kText;
      field.as_text = true;
      return;
    case FaultKind::kNullableRelax:
      column.nullable = true;
      return;
    case FaultKind::kUnitChange:
      field.in_whole_units = true;
      return;
    case FaultKind::kColumnDrop:
      layout.schema.columns.erase(layout.schema.columns.begin() + offset);
      layout.fields.erase(layout.fields.begin() + offset);
      return;
    default:
      return;
  }
}

}  // namespace

Layout first_layout(TimeUs start) {
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
          .fields = {{.attribute = Attribute::kId},
                     {.attribute = Attribute::kCustomer},
                     {.attribute = Attribute::kStatus},
                     {.attribute = Attribute::kAmount},
                     {.attribute = Attribute::kCurrency},
                     {.attribute = Attribute::kCreatedAt},
                     {.attribute = Attribute::kUpdatedAt}}};
}

std::optional<std::size_t> column_index(const SourceSchema& schema, std::string_view name) {
  for (std::size_t index = 0; index < schema.columns.size(); ++index) {
    if (schema.columns[index].name == name) return index;
  }
  return std::nullopt;
}

std::string problem_of(const Layout& layout, const Fault& fault) {
  const std::string table(kOrdersTable);
  const auto has = [&](std::string_view name) { return column_index(layout.schema, name); };
  const bool adds = fault.kind == FaultKind::kColumnAdd;
  if (adds || fault.kind == FaultKind::kColumnRename) {
    const std::string& name = adds ? fault.column : fault.to;
    if (has(name)) return table + " already has a column " + name + '.';
  }
  if (adds) return "";
  const std::optional<std::size_t> index = has(fault.column);
  if (!index) return table + " has no column " + fault.column + '.';
  return problem_with(fault, layout.schema.columns[*index], layout.fields[*index]);
}

Layout changed(Layout layout, const Fault& fault) {
  if (effect_of(fault.kind) != FaultEffect::kInvisible) ++layout.schema.version;
  if (fault.kind == FaultKind::kColumnAdd) {
    layout.schema.columns.push_back({fault.column, ColumnType::kText, true, false});
    layout.fields.emplace_back();
  } else if (const auto index = column_index(layout.schema, fault.column)) {
    change_column(layout, fault, *index);
  }
  return layout;
}

}  // namespace nightshift
