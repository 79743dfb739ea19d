#include "engine/base/ascii.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("only the letters of ASCII have a case") {
  CHECK(lower_case("Amount_CENTS [A-Z] @`") == "amount_cents [a-z] @`");
  CHECK(upper_case("Amount_cents {a-z} @`") == "AMOUNT_CENTS {A-Z} @`");
  CHECK(lower_case("ÄÖ") == "ÄÖ");
  CHECK(upper_case("äö") == "äö");
  CHECK(lower_case("").empty());
}

TEST_CASE("names are the same whatever the case of their letters") {
  CHECK(same_name("Orders", "oRDERS"));
  CHECK(same_name("", ""));
  CHECK_FALSE(same_name("orders", "order"));
  CHECK_FALSE(same_name("order", "orders"));
  CHECK_FALSE(same_name("Ä", "ä"));
  CHECK_FALSE(same_name("@", "`"));  // 32 apart, as the letters are
}

TEST_CASE("blanks at both ends go, blanks inside stay") {
  CHECK(trimmed(" \t\r\n a b\v\f ") == "a b");
  CHECK(trimmed(" \n ").empty());
  CHECK(trimmed("").empty());
  CHECK(trimmed("a") == "a");
  CHECK(trimmed("\xc2\xa0 a") == "\xc2\xa0 a");  // a no-break space is no blank of ASCII
}

TEST_CASE("digits are those from 0 to 9") {
  for (char c = '0'; c <= '9'; ++c) CHECK(is_digit(c));
  for (const char c : {'/', ':', 'a', '\xb2', '\0'}) CHECK_FALSE(is_digit(c));
}

}  // namespace
}  // namespace nightshift
