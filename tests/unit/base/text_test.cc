#include "engine/base/text.h"

#include <limits>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("reals are written as the shortest text that reads back") {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  CHECK(real_text(0.1) == "0.1");
  CHECK(real_text(3) == "3.0");
  CHECK(real_text(-0.0) == "-0.0");
  CHECK(real_text(1e300) == "1e+300");
  CHECK(real_text(0.1 + 0.2) == "0.30000000000000004");
  CHECK(real_text(1e15) == "1000000000000000.0");
  CHECK(real_text(1e16) == "1e+16");
  CHECK(real_text(5e-324) == "5e-324");
  CHECK(real_text(kInfinity) == "Inf");
  CHECK(real_text(-kInfinity) == "-Inf");
  CHECK(real_text(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(real_text(-std::numeric_limits<double>::quiet_NaN()) == "NaN");
}

TEST_CASE("counts come in groups of three") {
  CHECK(count_text(0) == "0");
  CHECK(count_text(999) == "999");
  CHECK(count_text(1000) == "1,000");
  CHECK(count_text(1234567) == "1,234,567");
  CHECK(count_text(-999) == "-999");
  CHECK(count_text(-1000) == "-1,000");
  CHECK(count_text(std::numeric_limits<std::int64_t>::min()) == "-9,223,372,036,854,775,808");
  CHECK(counted(1, "row") == "1 row");
  CHECK(counted(0, "row") == "0 rows");
  CHECK(counted(1234, "row") == "1,234 rows");
}

// The offset of the first bad byte, or -1.
int bad_byte(std::string_view bytes) {
  std::size_t offset = 0;
  return is_utf8(bytes, &offset) ? -1 : static_cast<int>(offset);
}

TEST_CASE("UTF-8 is well-formed or not") {
  for (const char* text : {"", "abc", "é", "€", "\xf0\x9f\x8c\x99", "\xed\x9f\xbf", "\xee\x80\x80",
                           "\xf4\x8f\xbf\xbf", "\xe0\xa0\x80"}) {
    CAPTURE(text);
    CHECK(is_utf8(text));
  }
  CHECK(bad_byte("ab\xff") == 2);
  CHECK(bad_byte("\x80") == 0);
  CHECK(bad_byte("a\xc3") == 1);
  CHECK(bad_byte("\xc0\xaf") == 0);          // overlong
  CHECK(bad_byte("\xe0\x9f\xbf") == 0);      // overlong
  CHECK(bad_byte("\xf0\x8f\xbf\xbf") == 0);  // overlong
  CHECK(bad_byte("\xed\xa0\x80") == 0);      // surrogate
  CHECK(bad_byte("\xf4\x90\x80\x80") == 0);  // past U+10FFFF
  CHECK(bad_byte("\xe2\x82") == 0);
  CHECK(bad_byte("\xf0\x9f\x8c") == 0);
}

TEST_CASE("a shortened text ends between characters") {
  CHECK(shortened("abc", 3) == "abc");
  CHECK(shortened("abcd", 3) == "abc…");
  CHECK(shortened("aé", 2) == "a…");
  CHECK(shortened("aéb", 3) == "aé…");
  CHECK(shortened("\xf0\x9f\x8c\x99x", 3) == "…");
  CHECK(shortened("", 0) == "");
}

// "line:column@offset"
std::string place(std::string_view text, std::size_t offset) {
  const Where where = where_in_text(text, offset);
  return std::to_string(*where.line) + ":" + std::to_string(*where.column) + "@" +
         std::to_string(*where.offset_utf16);
}

TEST_CASE("places count in UTF-16 units") {
  CHECK(place("", 0) == "1:1@0");
  CHECK(place("ab\ncd", 4) == "2:2@4");
  CHECK(place("é\né", 3) == "2:1@2");
  CHECK(place("\xf0\x9f\x8c\x99x", 4) == "1:3@2");
  CHECK(place("ab", 99) == "1:3@2");
  CHECK(place("a\n", 2) == "2:1@2");
}

TEST_CASE("a JSON pointer's token is escaped") {
  CHECK(pointer_token("plain") == "plain");
  CHECK(pointer_token("a/b~c") == "a~1b~0c");
  CHECK(pointer_token("~1") == "~01");
}

TEST_CASE("a cell stays on its line and in its column") {
  CHECK(one_line("a\tb\r\nc", 10) == "a b  c");
  CHECK(one_line("äöü", 10) == "äöü");
  CHECK(one_line("a\nbcdef", 3) == "a b…");
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("äö…") == 3);
}

}  // namespace
}  // namespace nightshift
