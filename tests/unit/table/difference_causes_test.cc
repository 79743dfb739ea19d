#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

std::string causes(const char* expected, const char* actual, const RowRules& rules = {}) {
  return causes_text(row_difference(table_of(expected), table_of(actual), rules));
}

TEST_CASE("equal tables have no cause") { CHECK(causes("a | 1", "a | 1").empty()); }

TEST_CASE("a cause is said only when it explains every difference") {
  CHECK(causes("k v | a 100 | b 200 | c 300", "k v | a 1 | b 2 | c 4").empty());
  CHECK(causes("k v | a 100 | b 200 | c 300", "k v | a 1 | b 2").empty());
  CHECK(causes("k v w | a 100 1 | b 200 2", "k v w | a 1 1 | b 2 7").empty());
  CHECK(causes("k v | a 100", "k v | a 1").empty());  // through one point goes every line
}

TEST_CASE("a constant factor") {
  CHECK(causes("k v | a 100 | b 250 | c 0", "k v | a 1 | b 2.5 | c 0") ==
        "Each v is 1/100 of the expected value.");
  CHECK(causes("k v | a 1 | b 2 | c NULL", "k v | a 100 | b 200 | c NULL") ==
        "Each v is 100 times the expected value.");
  CHECK(causes("k v | a 1 | b 2 | c 3", "k v | a 2 | b 4 | c 3") ==
        "Where v differs, it is 2 times the expected value.");
  CHECK(causes("k v | a 10 | b 20", "k v | a -10 | b -20") == "Each v has the wrong sign.");
  CHECK(causes("k v | a 100 | b 200", "k v | a 119 | b 238") ==
        "Each v is 1.19 times the expected value.");
  CHECK(causes("k v w | a 100 5 | b 200 6", "k v w | a 1 50 | b 2 60") ==
        "Each v is 1/100 of the expected value. Each w is 10 times the expected value.");
  CHECK(causes("k v | a 4611686018427387904 | b 2", "k v | a 9223372036854775807 | b 4").empty());
}

TEST_CASE("a factor without a key") {
  CHECK(causes("k v | a 100 | a 250 | a 100", "k v | a 1 | a 1 | a 2.5") ==
        "Each v is 1/100 of the expected value.");
  CHECK(causes("k v | a 10 | a 20 | a 20", "k v | a -20 | a -10 | a -20") ==
        "Each v has the wrong sign.");
  CHECK(causes("v r | 100 0.5 | 300 0.5 | 200 0.5 | 400 7.5",
               "v r | 3 0.5 | 4 7.5 | 2 0.5 | 1 0.5") == "Each v is 1/100 of the expected value.");
  CHECK(causes("k v | a 100 | b 250 | b 100", "k v | b 1 | b 1 | a 2.5").empty());
}

TEST_CASE("a division that lost the fraction") {
  CHECK(causes("k v | a 12345 | b 6789 | c 50", "k v | a 123 | b 67 | c 0") ==
        "Each v is 1/100 of the expected value, as a whole number.");
  CHECK(causes("k v | a 1234 | b 5678", "k v | a 12 | b 57") ==
        "Each v is 1/100 of the expected value, as a whole number.");
  CHECK(causes("k v | a 1 | b 25", "k v | a 0 | b 2").empty());  // too small to tell
  CHECK(causes("k v | a 12345 | b 6789", "k v | a 123 | b 66").empty());
}

TEST_CASE("rounded values") {
  CHECK(causes("k v | a 1.234 | b 2.5", "k v | a 1.23 | b 2.5") ==
        "Where v differs, it is rounded to 2 decimals.");
  CHECK(causes("k v | a 1.26 | b 2.51", "k v | a 1.3 | b 2.5") ==
        "Each v is rounded to 1 decimal.");
  CHECK(causes("k v | a 1.7 | b 2.4", "k v | a 2 | b 2") == "Each v is rounded to a whole number.");
  CHECK(causes("k v | a 1.7 | b 2.6", "k v | a 1 | b 2") == "Each v is cut to a whole number.");
  CHECK(causes("k v | a 1.7 | b 2.4", "k v | a 2 | b 4").empty());
}

TEST_CASE("one constant offset") {
  CHECK(causes("k v | a 3 | b 5", "k v | a 4 | b 6") ==
        "Each v is 1 more than the expected value.");
  CHECK(causes("k v | a 3 | b 5 | c 8", "k v | a 1 | b 3 | c 8") ==
        "Where v differs, it is 2 less than the expected value.");
  CHECK(causes("k v | a 3 | b 5", "k v | a 4 | b 4").empty());
}

TEST_CASE("NULL for 0 and 0 for NULL") {
  CHECK(causes("k v | a 0 | b 5", "k v | a NULL | b 5") == "Where v should be 0 it is NULL.");
  CHECK(causes("k v | a NULL | b 5", "k v | a 0 | b 5") == "Where v should be NULL it is 0.");
  CHECK(causes("k v | a NULL | b x", "k v | a '' | b x") ==
        "Where v should be NULL it is an empty text.");
  CHECK(causes("k v | a 0 | b NULL", "k v | a NULL | b 0").empty());
  CHECK(causes("k v | x 0 | x 0 | x 5", "k v | x NULL | x 5 | x NULL") ==
        "Where v should be 0 it is NULL.");
}

TEST_CASE("rows too many and too few") {
  CHECK(causes("k v | a 1 | b 2", "k v | a 1 | b 2 | b 2 | a 1 | b 2 | a 1") ==
        "Each row appears 3 times instead of once.");
  CHECK(causes("k | a | a", "k | a | a | a | a") ==
        "Each row appears 2 times as often as it should.");
  CHECK(causes("k | a | b", "k | a | b | b") ==
        "Some rows appear more often than they should (1 too many).");
  CHECK(causes("k | a | b | b", "k | a | b") == "Some rows should appear more often (1 too few).");
  CHECK(causes("k | a | b", "k | a | b | c | d") == "Your rows are the expected ones and 2 more.");
  CHECK(causes("k | a | b | c", "k | a") == "Your rows are the expected ones without 2 of them.");
  CHECK(causes("k v | a 1 | NULL 2", "k v | a 1") ==
        "Your rows are the expected ones without 1 of them. "
        "In every missing row, and in no other, k is NULL.");
  CHECK(causes("k v | a 1", "k v | a 1 | NULL 2") ==
        "Your rows are the expected ones and 1 more. In every extra row, and in no other, k is "
        "NULL.");
  CHECK(causes("k | a", "k") == "Your result has no rows.");
  CHECK(causes("k", "k | a") == "There should be no rows at all.");
  CHECK(causes("k | a | b", "k | a | c").empty());
}

TEST_CASE("columns in another order") {
  CHECK(causes("k v | a x | b y", "k v | x a | y b") == "The columns k and v are swapped.");
  CHECK(causes("a b c | 1 2 3 | 4 5 6", "a b c | 2 3 1 | 5 6 4") ==
        "Your columns hold the expected values in another order: b, c, a.");
  CHECK(causes("k v | a x | b y", "k v | x b | y a").empty());
}

TEST_CASE("texts in another spelling") {
  CHECK(causes("k v | Paid 1 | Open 2", "k v | PAID 1 | OPEN 2") == "Each k is in upper case.");
  CHECK(causes("k v | Paid 1 | open 2", "k v | paid 1 | open 2") ==
        "Where k differs, it is in lower case.");
  CHECK(causes("k v | Paid 1 | Open 2", "k v | PAID 1 | oPEN 2") ==
        "The texts of k differ only in upper and lower case.");
  CHECK(causes("k v | paid 1 | ' open' 2", "k v | paid 1 | open 2") ==
        "Where k differs, it lacks the blanks at its ends.");
  CHECK(causes("k v | paid 1 | open 2", "k v | paid 1 | 'open ' 2") ==
        "The texts of k differ only in blanks at their ends.");
  CHECK(causes("k v | x Paid | x Open", "k v | x open | x paid") == "Each v is in lower case.");
  CHECK(causes("k v | a 1 | b 2", "k v | a '1' | b '2'") ==
        "Each v is a text that looks like the expected number.");
  CHECK(causes("k v | a '1' | b '2'", "k v | a 1 | b 2") ==
        "Each v is a number where a text is expected.");
  CHECK(causes("m v | 2026-01-01 1 | 2026-02-01 2", "m v | 2026-01 1 | 2026-02 2") ==
        "Each m holds only the first 7 characters of the expected text.");
  CHECK(causes("m v | 2026-01-01 1 | 2026-02-01 2", "m v | 2026-01 1 | 2026-03 2").empty());
}

}  // namespace
}  // namespace nightshift
