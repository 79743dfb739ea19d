#include "engine/sql/moment.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("what speaks of the clock or of chance depends on the moment") {
  for (const char* sql :
       {"select date()", "SELECT DateTime ( )", "select current_date", "select datetime('now')",
        "select date('NOW', '-1 day')", "select random()", "select strftime('%Y', 'now')"}) {
    CAPTURE(sql);
    CHECK(depends_on_moment(sql));
  }
}

TEST_CASE("what speaks of rows alone does not") {
  for (const char* sql :
       {"select date(created_at) from t", "select sum(x) from t where day = '2026-03-10'",
        "select \"random\" from t", "select 1 -- datetime('now')", "", "select date from t"}) {
    CAPTURE(sql);
    CHECK_FALSE(depends_on_moment(sql));
  }
}

}  // namespace
}  // namespace nightshift
