// Which rows meet a condition: what a pipeline's row filter is made of.
#include <string>
#include <vector>

#include "engine/warehouse/warehouse.h"
#include "tests/support/catch.h"

namespace nightshift {
namespace {

using Rows = std::vector<std::vector<Cell>>;

const std::vector<std::string> kColumns = {"id", "row of batch", "amount"};
const Rows kRows = {{std::int64_t{1}, "a", std::int64_t{500}},
                    {std::int64_t{2}, "it's", Null{}},
                    {std::int64_t{3}, Blob{std::string("\0\1", 2)}, 0.5},
                    {std::int64_t{4}, Null{}, std::int64_t{-7}}};

// The ids of the rows that meet the condition, or the error's code.
std::string met(std::string_view condition, const Rows& rows = kRows) {
  Warehouse warehouse({.now_unix_us = 0, .seed = 1, .schemas = {}});
  const auto kept = warehouse.meet(kColumns, rows, condition);
  if (!kept) return kept.error().code;
  REQUIRE(kept->size() == rows.size());
  std::string ids;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if ((*kept)[row]) ids += cell_text(rows[row].front());
  }
  return ids;
}

TEST_CASE("rows meet a condition over their columns, and NULL is no") {
  CHECK(met("amount > 0") == "13");
  CHECK(met("amount is null or amount > 0") == "123");
  CHECK(met("not (amount > 0)") == "4");
  CHECK(met("\"row of batch\" = 'it''s'") == "2");
  CHECK(met("typeof(\"row of batch\") = 'blob' -- and nothing more") == "3");
  CHECK(met("AMOUNT between -7 and 0.5") == "34");
  CHECK(met("1) or (0") == "1234");
  CHECK(met("amount > 0", {}).empty());
}

TEST_CASE("a condition that cannot be asked is refused") {
  CHECK(met("amount >") == "sql.syntax");
  CHECK(met("amont > 0") == "sql.no_such_column");
  CHECK(met("count(*) > 0") == "sql.invalid");
  CHECK(met("1); select (1") == "sql.several_statements");
  CHECK(met("abs(-9223372036854775807 - id) > 0") == "sql.runtime");
}

TEST_CASE("all rows of a batch share one budget") {
  const std::string counting =
      "(with recursive n(i) as (select 1 union all select i + 1 from n limit 3000) "
      "select max(i) from n) > id";
  CHECK(met(counting) == "1234");
  CHECK(met(counting, Rows(1000, kRows.front())) == "sql.over_budget_steps");
}

}  // namespace
}  // namespace nightshift
