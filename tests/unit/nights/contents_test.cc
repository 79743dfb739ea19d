#include "grader/nights/contents.h"

#include "tests/support/catch.h"
#include "tests/unit/nights/lesson_nights.h"
#include "tests/unit/nights/records.h"

namespace nightshift {
namespace {

using Raw = std::vector<std::pair<std::int64_t, std::string>>;  // order, status
using Days = std::vector<std::pair<std::string, std::int64_t>>;

NightContents contents(std::string_view at, const Raw& raw, const Days& days) {
  Table orders{{{.name = "order_id"}, {.name = "status"}}};
  for (const auto& [id, status] : raw) {
    orders.columns[0].cells.emplace_back(id);
    orders.columns[1].cells.emplace_back(status);
  }
  Table revenue{{{.name = "day"}, {.name = "revenue_cents"}}};
  for (const auto& [day, cents] : days) {
    revenue.columns[0].cells.emplace_back("2026-03-" + day);
    revenue.columns[1].cells.emplace_back(cents);
  }
  return {.at = march(at), .raw = orders, .revenue = revenue};
}

// Order 1 stays as it is; order 2 is given back on the 12th at noon.
Shop shop() {
  return MadeNight().order("10T10:00", 300).order("11T10:00", 200, "", "12T12:00").record.shop;
}

std::string difference(const NightContents& before, const NightContents& after) {
  return first_difference({before, after}, lesson_night({}), shop()).value_or("none");
}

const Raw kRaw = {{1, "paid"}, {2, "paid"}};
const Days kDays = {{"10", 300}, {"11", 200}};
NightContents before() { return contents("12T06:00", kRaw, kDays); }

TEST_CASE("equal contents") {
  CHECK(difference(before(), contents("12T09:00", kRaw, kDays)) == "none");
  CHECK(difference(before(), contents("12T09:00", {{2, "paid"}, {1, "paid"}}, kDays)) == "none");
}

TEST_CASE("rows that come and go") {
  CHECK(
      difference(before(), contents("12T09:00", {{1, "paid"}, {1, "paid"}, {2, "paid"}}, kDays)) ==
      "in raw.orders order 1 stood there once and then twice");
  CHECK(difference(before(), contents("12T09:00", {{2, "paid"}}, kDays)) ==
        "in raw.orders order 1 stood there once and then not at all");
  CHECK(difference(before(), contents("12T09:00", kRaw, {{"10", 300}})) ==
        "in fct_revenue_daily the row of 11 March stood there once and then not at all");
}

TEST_CASE("other values") {
  CHECK(difference(before(), contents("12T09:00", {{1, "placed"}, {2, "paid"}}, kDays)) ==
        "in raw.orders order 1 holds other values than before");
  CHECK(difference(before(), contents("12T09:00", kRaw, {{"10", 600}, {"11", 200}})) ==
        "in fct_revenue_daily the row of 10 March holds other values than before");
}

TEST_CASE("the shop goes on meanwhile") {
  const Raw refunded = {{1, "paid"}, {2, "refunded"}};
  const Days lower = {{"10", 300}, {"11", 0}};
  CHECK(difference(before(), contents("13T06:00", refunded, lower)) == "none");
  CHECK(difference(before(), contents("13T06:00", kRaw, kDays)) == "none");
  // Before the refund, and to what never was true.
  CHECK(difference(before(), contents("12T09:00", kRaw, lower)) ==
        "in fct_revenue_daily the row of 11 March holds other values than before");
  CHECK(difference(before(), contents("13T06:00", kRaw, {{"10", 300}, {"11", 400}})) ==
        "in fct_revenue_daily the row of 11 March holds other values than before");
  // An order that stands there twice is one too many, whatever its state.
  CHECK(difference(before(),
                   contents("13T06:00", {{1, "paid"}, {2, "paid"}, {2, "refunded"}}, kDays)) ==
        "in raw.orders order 2 stood there once and then twice");
}

TEST_CASE("days that were open before do not count") {
  CHECK(difference(contents("11T06:00", {{1, "paid"}}, {{"10", 300}}), before()) == "none");
}

TEST_CASE("tables that go") {
  NightContents gone = before();
  gone.raw = fail(Error{.code = "sql.no_such_table"});
  CHECK(difference(before(), gone) == "raw.orders is gone");
  CHECK(difference(gone, gone) == "none");
  gone = before();
  gone.revenue = fail(Error{.code = "sql.no_such_table"});
  CHECK(difference(before(), gone) == "fct_revenue_daily is gone");
}

TEST_CASE("whole numbers and days") {
  CHECK(whole_number(std::int64_t{7}) == 7);
  CHECK(whole_number(7.0) == 7);
  CHECK_FALSE(whole_number(7.5));
  CHECK_FALSE(whole_number(1e300));
  CHECK_FALSE(whole_number(std::string("7")));
  CHECK_FALSE(whole_number(Null{}));
  CHECK(day_of_cell(std::string("2026-03-10")) == march("10"));
  CHECK(day_of_cell(std::string("2026-03-10 12:00:00")) == march("10"));
  CHECK_FALSE(day_of_cell(std::string("yesterday")));
  CHECK_FALSE(day_of_cell(Null{}));
}

TEST_CASE("a day counts as closed once its run has had its time") {
  CHECK(closed_until(march("15")) == march("14"));
  CHECK(closed_until(march("15T06:00")) == march("15"));
}

}  // namespace
}  // namespace nightshift
