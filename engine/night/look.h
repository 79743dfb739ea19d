// What somebody who is called looks at before saying what is wrong. Looking changes nothing, and
// takes time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/night/night.h"

namespace nightshift {

// The databases by the names that learners call them.
inline constexpr std::array kNightDatabases = {
    std::pair<std::string_view, NightDatabase>{"warehouse", NightDatabase::kWarehouse},
    std::pair<std::string_view, NightDatabase>{"shop", NightDatabase::kShop}};

// All events of one subject of the trace: a task, a table of the shop, a tile.
struct LogLook {
  std::string subject;

  friend bool operator==(const LogLook&, const LogLook&) = default;
};

// One query on a database.
struct QueryLook {
  NightDatabase database = NightDatabase::kWarehouse;
  std::string sql;

  friend bool operator==(const QueryLook&, const QueryLook&) = default;
};

using Look = std::variant<LogLook, QueryLook>;

constexpr std::size_t kLooksMax = 1'000;

// The event that somebody points at, and what was looked at before, in the order of looking.
struct PointObservation {
  std::int64_t event = 0;  // index in the trace, not yet known to be there
  std::vector<Look> looks;
};

}  // namespace nightshift
