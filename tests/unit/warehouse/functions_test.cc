// date_trunc against SQLite's own date functions, a slow and obvious twin.
#include <array>

#include <fmt/format.h>

#include "engine/base/random.h"
#include "tests/support/catch.h"
#include "tests/unit/warehouse/shop.h"

namespace nightshift {
namespace {

std::string random_moment(RandomStream& stream) {
  constexpr std::array<std::string_view, 6> kOffsets = {"",       "Z",      "+09:00",
                                                        "-05:30", "+14:00", " -00:00"};
  std::string text = fmt::format("{:04}-{:02}-{:02}", stream.between(1, 9998),
                                 stream.between(1, 12), stream.between(1, 28));
  if (stream.below(4) == 0) return text;
  text += fmt::format("{}{:02}:{:02}", stream.below(2) == 0 ? " " : "T", stream.between(0, 23),
                      stream.between(0, 59));
  if (stream.below(2) == 0) text += fmt::format(":{:02}", stream.between(0, 59));
  return text + std::string(kOffsets[stream.below(kOffsets.size())]);
}

TEST_CASE("date functions agree with SQLite's own") {
  Warehouse warehouse(kTestOptions);
  RandomStream stream(20260301, "functions_test");
  for (int round = 0; round < 3000; ++round) {
    const std::string moment = random_moment(stream);
    const std::string sql = fmt::format(
        "WITH m(t) AS (VALUES ('{}')) SELECT "
        "date_trunc('day', t) = date(t), date_trunc('second', t) = datetime(t), "
        "date_trunc('month', t) = date(t, 'start of month'), "
        "date_trunc('year', t) = date(t, 'start of year'), "
        "date_trunc('week', t) = date(t, 'weekday 0', '-6 days'), "
        "date_part('epoch', t) = unixepoch(t), date_part('week', t) = CAST(strftime('%V', t) AS "
        "integer), "
        "date_part('doy', t) = CAST(strftime('%j', t) AS integer), "
        "date_part('dow', t) = CAST(strftime('%w', t) AS integer), "
        "date_part('hour', t) = CAST(strftime('%H', t) AS integer) FROM m",
        moment);
    CAPTURE(moment);
    REQUIRE(ask(warehouse, sql) == "1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1 | 1\n");
  }
}

TEST_CASE("an unknown unit names the nearest one") {
  Warehouse warehouse(kTestOptions);
  const auto message = [&](std::string_view sql) { return error_of(warehouse, sql).message; };
  CHECK_THAT(message("SELECT date_trunc('weak', 'x')"),
             Catch::Matchers::Contains("did you mean 'week'?"));
  CHECK_THAT(message("SELECT date_part('dayofyear', 'x')"),
             Catch::Matchers::Contains("the units are"));
  CHECK_THAT(message("SELECT dateadd('days', 1, 'x')"),
             Catch::Matchers::Contains("did you mean 'day'?"));
  CHECK_THAT(message("SELECT date_diff('', 'x', 'y')"),
             Catch::Matchers::Contains("there is no unit ''"));
  CHECK(error_of(warehouse, "SELECT dateadd('day', 'one', '2026-01-01')").code == "sql.runtime");
}

TEST_CASE("padding stops at the longest value") {
  Warehouse warehouse(kTestOptions);
  CHECK(ask(warehouse, "SELECT lpad('a', 1000000000000)") == "error: sql.over_budget_value\n");
  CHECK(ask(warehouse, "SELECT length(lpad('a', 1000000))") == "1000000\n");
}

}  // namespace
}  // namespace nightshift
