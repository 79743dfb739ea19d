#include "engine/sql/quote.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("names and texts stay what they are, whatever stands in them") {
  CHECK(quoted_name("order") == "\"order\"");
  CHECK(quoted_name("a\"b.c") == "\"a\"\"b.c\"");
  CHECK(quoted_table("orders") == "\"orders\"");
  CHECK(quoted_table("raw.orders") == "\"raw\".\"orders\"");
  CHECK(quoted_table("raw.a.b") == "\"raw\".\"a.b\"");
  CHECK(quoted_text("it's") == "'it''s'");
  CHECK(quoted_text("") == "''");
}

}  // namespace
}  // namespace nightshift
