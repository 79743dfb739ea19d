// From databases that should be legal to databases that SQLite has taken.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/result.h"
#include "engine/warehouse/scratch.h"
#include "grader/judge/data_maker.h"

namespace nightshift {

// Gives the constraints' checks to SQLite. Fails with "schema.refused" (author's trouble).
Result<void> add_checks(ScratchDatabase& database, const Constraints& constraints);

// Fills the database with the maker's database of that number. Rows that SQLite refuses are made
// anew a few times, and then left out. What is in it afterwards; nullopt where some table would
// have too few rows.
std::optional<TinyData> make_legal(ScratchDatabase& database, const DataMaker& maker,
                                   std::uint64_t number);

// Do rows exist that obey all rules? Fails with "judge.unmeetable" (author's trouble) when within
// `tries` databases a table that the maker fills never held a row, or never enough of them; the
// message names the table and what was refused last.
Result<void> check_meetable(ScratchDatabase& database, const DataMaker& maker,
                            std::uint64_t tries = 64);

}  // namespace nightshift
