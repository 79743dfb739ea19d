// What the learner's tables held at one moment, and whether doing something again left them as they
// were.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/kernel/time.h"
#include "engine/lesson/night.h"
#include "engine/table/table.h"
#include "engine/world/shop.h"

namespace nightshift {

class Night;

// Errors are the learner's: a table that is not there, a column that is missing.
struct NightContents {
  TimeUs at = 0;
  Result<Table> raw = Table{};      // every column, in the order of all of them
  Result<Table> revenue = Table{};  // likewise
};

NightContents read_contents(Night& night, const LessonNight& lesson);

// The cells of one column; nullptr where the table has none of that name.
const std::vector<Cell>* column_cells(const Table& table, std::string_view name);

// A number that is whole, also where it is stored as a real; nullopt for anything else.
std::optional<std::int64_t> whole_number(const Cell& cell);

// The midnight of the day that a cell names; nullopt when it names none.
std::optional<TimeUs> day_of_cell(const Cell& cell);

// The end of the last day whose run has had its time at `at`: a day that ends at this very moment
// has not been loaded yet.
TimeUs closed_until(TimeUs at);

// Whether doing something again left the tables as they were. The first difference, as far as the
// days go that were closed before; the second half of a sentence: "order 1017 stands there twice".
// nullopt: there is none.
//
// The shop goes on meanwhile. What an order became after its day had closed is no difference: its
// row may hold the older or the newer state, and a day's revenue may be what was true before or
// after.
struct ContentsPair {
  const NightContents& before;
  const NightContents& after;
};
std::optional<std::string> first_difference(const ContentsPair& contents, const LessonNight& lesson,
                                            const Shop& shop);

}  // namespace nightshift
