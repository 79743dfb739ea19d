// The columns of shop.orders, and how changes of them are made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/kernel/source.h"
#include "engine/kernel/time.h"
#include "engine/world/fault.h"

namespace nightshift {

inline constexpr std::string_view kOrdersTable = "shop.orders";

// What of an order a column holds.
enum class Attribute {
  kId,
  kCustomer,
  kStatus,
  kAmount,
  kCurrency,
  kCreatedAt,
  kUpdatedAt,
  kNothing,
};

// And how.
struct Field {
  Attribute attribute = Attribute::kNothing;
  bool in_whole_units = false;  // of an amount: cents are cut off
  bool as_text = false;         // of a number: its digits
};

// The table's columns from one moment on.
struct Layout {
  TimeUs from = 0;
  SourceSchema schema;
  std::vector<Field> fields;  // one for each column
};

Layout first_layout(TimeUs start);

std::optional<std::size_t> column_index(const SourceSchema& schema, std::string_view name);

// Why a fault that names a column cannot come to pass here, in a sentence; empty: it can.
std::string problem_of(const Layout& layout, const Fault& fault);

// The layout as a change would leave it: one that asks the CI and has no problem. The schema's
// version counts what a schema shows, so a change of unit leaves it.
Layout changed(Layout layout, const Fault& fault);

}  // namespace nightshift
