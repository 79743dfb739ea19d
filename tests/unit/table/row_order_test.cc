#include "tests/support/catch.h"
#include "tests/unit/table/notation.h"

namespace nightshift {
namespace {

const OrderKey kFirst{.column = 0};
const OrderKey kFirstDown{.column = 0, .descending = true};
const OrderKey kSecond{.column = 1};

bool ordered(const char* table, const std::vector<OrderKey>& keys) {
  return is_ordered(table_of(table), keys);
}

TEST_CASE("a table is in the order of its keys") {
  CHECK(ordered("a | 1 | 1 | 2", {kFirst}));
  CHECK_FALSE(ordered("a | 1 | 3 | 2", {kFirst}));
  CHECK(ordered("a | 3 | 2", {kFirstDown}));
  CHECK_FALSE(ordered("a | 2 | 3", {kFirstDown}));
  CHECK(ordered("a b | 1 2 | 1 3 | 2 1", {kFirst, kSecond}));
  CHECK_FALSE(ordered("a b | 1 3 | 1 2", {kFirst, kSecond}));
  CHECK(ordered("a b | 1.0 1 | 1 2", {kFirst, kSecond}));
  CHECK(ordered("a | 1 | x | X'00'", {kFirst}));
  CHECK(ordered("a | 2 | 1", {}));
}

TEST_CASE("NULL stands first when ascending and last when descending, unless told otherwise") {
  CHECK(ordered("a | NULL | 1", {kFirst}));
  CHECK_FALSE(ordered("a | 1 | NULL", {kFirst}));
  CHECK(ordered("a | 1 | NULL", {kFirstDown}));
  CHECK_FALSE(ordered("a | NULL | 1", {kFirstDown}));
  CHECK(ordered("a | 1 | NULL", {{.column = 0, .descending = false, .nulls_first = false}}));
  CHECK(ordered("a | NULL | 2 | 1", {{.column = 0, .descending = true, .nulls_first = true}}));
}

// The first row out of order, or -1.
int stray(const char* expected, const char* actual, const std::vector<OrderKey>& keys) {
  const auto found = first_out_of_order(table_of(expected), table_of(actual), keys, {});
  if (!found) return -1;
  CHECK(found->expected == found->actual);  // rows as bags stand in the same places
  return static_cast<int>(found->actual);
}

// The same for sets of rows, with the expected row: "2 instead of 1", or "none".
std::string stray_of_set(const char* expected, const char* actual,
                         const std::vector<OrderKey>& keys) {
  const auto found =
      first_out_of_order(table_of(expected), table_of(actual), keys, {.as_set = true});
  if (!found) return "none";
  return std::to_string(found->actual) + " instead of " + std::to_string(found->expected);
}

TEST_CASE("rows that tie on all keys may come in any order") {
  const char* expected = "m v | 1 a | 1 b | 2 c | 2 d";
  CHECK(stray(expected, "m v | 1 b | 1 a | 2 d | 2 c", {kFirst}) == -1);
  CHECK(stray(expected, "m v | 1 a | 2 c | 1 b | 2 d", {kFirst}) == 1);
  CHECK(stray(expected, "m v | 2 c | 2 d | 1 a | 1 b", {kFirst}) == 0);
  CHECK(stray(expected, "m v | 1 b | 1 a | 2 c | 2 d", {kFirst, kSecond}) == 0);
  CHECK(stray(expected, "m v | 1 a | 1 b | 2 d | 2 c", {kFirst, kSecond}) == 2);
  CHECK(stray(expected, "m v | 2 d | 1 b | 2 c | 1 a", {}) == -1);
}

TEST_CASE("ties under a tolerance, and tables of different length") {
  CHECK(stray("m v | 0.3 a | 0.3 b", "m v | 0.3 b | 0.30000000000000004 a", {kFirst}) == -1);
  CHECK(stray("m | 1 | 2", "m | 1", {kFirst}) == -1);
  CHECK(stray("m | NULL | NULL | 1", "m | NULL | NULL | 1", {kFirst}) == -1);
}

TEST_CASE("repeated rows of a set stand with their ties") {
  const char* expected = "m v | 1 a | 1 b | 2 c | 3 d";
  CHECK(stray_of_set(expected, expected, {kFirst}) == "none");
  CHECK(stray_of_set(expected, "m v | 1 b | 1 a | 1 b | 2 c | 2 c | 3 d", {kFirst}) == "none");
  CHECK(stray_of_set("m | 1 | 1 | 1 | 2", "m | 1 | 2", {kFirst}) == "none");
  CHECK(stray_of_set("m | 1 | 1 | 1 | 2", "m | 2 | 1", {kFirst}) == "0 instead of 0");
  CHECK(stray_of_set(expected, "m v | 1 a | 1 b | 2 c | 1 a | 3 d", {kFirst}) == "3 instead of 3");
  CHECK(stray_of_set(expected, "m v | 1 a | 1 b | 3 d | 2 c", {kFirst}) == "2 instead of 2");
  CHECK(stray_of_set(expected, "m v | 1 a | 1 a | 3 d | 2 c | 1 b", {kFirst}) == "2 instead of 2");
  CHECK(stray_of_set(expected, "m v | 3 d | 2 c | 1 b | 1 a", {}) == "none");
  CHECK(stray_of_set("m | 1 | 2", "m | 1 | 2 | 1", {kFirst}) == "2 instead of 1");
  CHECK(stray_of_set("m | 1", "m | 1 | 1", {kFirst}) == "none");
}

TEST_CASE("a row of a set that is near two of the expected ones is no leap") {
  // 2.0 stands for itself and for its neighbour, which makes a tie group of its own.
  CHECK(stray_of_set("m | 1.0 | 2.0 | 2.0000000015 | 3.0", "m | 1.0 | 2.0000000008 | 3.0",
                     {kFirst}) == "none");
  CHECK(stray_of_set("m | 1.0 | 2.0 | 2.0000000015 | 3.0", "m | 2.0000000008 | 3.0 | 1.0",
                     {kFirst}) == "0 instead of 0");
}

}  // namespace
}  // namespace nightshift
