#include "engine/session/generate.h"

#include <set>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

GeneratedRows orders() {
  GeneratedRows rows{.rows = 200, .seed = 5, .columns = {}};
  rows.columns.push_back({.column = "id", .values = SequenceValues{.start = 10, .step = 5}});
  rows.columns.push_back(
      {.column = "cents", .values = IntegerValues{.min = -3, .max = 3}, .null_per_mille = 200});
  rows.columns.push_back({.column = "status", .values = ChoiceValues{{{"paid", 3}, {"no", 0}}}});
  rows.columns.push_back({.column = "day", .values = DateValues{.from_day = 0, .to_day = 1}});
  rows.columns.push_back(
      {.column = "at",
       .values =
           TimestampValues{.from_second = -1, .to_second = 1, .offset_minutes = {0, -300, 330}}});
  return rows;
}

std::vector<std::vector<Cell>> all_rows(const GeneratedRows& generated, std::string_view dataset) {
  GeneratedSource source(generated, dataset, "orders");
  std::vector<std::vector<Cell>> rows;
  std::vector<Cell> row;
  while (source.next(row)) rows.push_back(row);
  return rows;
}

TEST_CASE("values stay within their bounds, and every one of them comes") {
  std::set<std::int64_t> cents;
  std::set<std::string> days;
  std::set<std::string> moments;
  int nulls = 0;
  const auto rows = all_rows(orders(), "d");
  REQUIRE(rows.size() == 200);
  CHECK(rows[1][0] == Cell(std::int64_t{15}));
  for (const auto& row : rows) {
    if (std::holds_alternative<Null>(row[1])) {
      ++nulls;
    } else {
      cents.insert(std::get<std::int64_t>(row[1]));
    }
    CHECK(row[2] == Cell(std::string("paid")));
    days.insert(std::get<std::string>(row[3]));
    moments.insert(std::get<std::string>(row[4]));
  }
  CHECK(cents == std::set<std::int64_t>{-3, -2, -1, 0, 1, 2, 3});
  CHECK(days == std::set<std::string>{"1970-01-01", "1970-01-02"});
  CHECK(moments.size() == 9);
  CHECK(moments.contains("1969-12-31T18:59:59-05:00"));
  CHECK(moments.contains("1970-01-01T05:30:01+05:30"));
  CHECK(nulls > 20);
  CHECK(nulls < 80);
}

TEST_CASE("equal seeds give equal rows, on every machine") {
  const auto rows = all_rows(orders(), "d");
  CHECK(rows == all_rows(orders(), "d"));
  CHECK(rows != all_rows(orders(), "other"));
  // Fixed, so that a platform that draws otherwise is seen.
  std::string first;
  for (const Cell& cell : rows.front()) first += cell_text(cell) + " ";
  CHECK(first == "10 -1 paid 1970-01-02 1970-01-01T05:30:01+05:30 ");
}

TEST_CASE("a change to one column leaves the others as they are") {
  GeneratedRows changed = orders();
  changed.columns[1].values = IntegerValues{.min = 0, .max = 1'000'000};
  changed.columns[1].null_per_mille = 0;
  const auto before = all_rows(orders(), "d");
  const auto after = all_rows(changed, "d");
  for (std::size_t i = 0; i < before.size(); ++i) {
    for (const std::size_t column : {0U, 2U, 3U, 4U}) CHECK(before[i][column] == after[i][column]);
  }
}

}  // namespace
}  // namespace nightshift
