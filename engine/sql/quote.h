// Names and texts as SQL: whatever stands in them, they stay names and texts.
#pragma once

#include <string>
#include <string_view>

namespace nightshift {

// In double quotes: order -> "order".
std::string quoted_name(std::string_view name);

// A table's name, perhaps with its schema before the first dot: raw.orders -> "raw"."orders".
std::string quoted_table(std::string_view name);

// In single quotes: it's -> 'it''s'.
std::string quoted_text(std::string_view text);

}  // namespace nightshift
