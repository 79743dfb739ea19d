// Does a query's answer depend on when it is asked?
#pragma once

#include <string_view>

namespace nightshift {

// True when the query speaks of the clock or of chance: datetime('now'), current_date, date()
// without arguments, random(). What it does not find out stands in no plain word. A query for which
// this is false gives the same rows for as long as no table changes.
bool depends_on_moment(std::string_view sql);

}  // namespace nightshift
