#include "engine/base/nearest.h"

#include <vector>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string nearest_text(std::string_view word, const std::vector<std::string>& candidates) {
  return nearest(word, candidates).value_or("none");
}

TEST_CASE("the nearest word is at most a third away") {
  const std::vector<std::string> columns = {"status", "amount_cents", "ordered_at"};
  CHECK(nearest_text("status", columns) == "status");
  CHECK(nearest_text("STATUS", columns) == "status");
  CHECK(nearest_text("statsu", columns) == "status");   // neighbours swapped
  CHECK(nearest_text("statuss", columns) == "status");  // one too many
  CHECK(nearest_text("satus", columns) == "status");    // one too few
  CHECK(nearest_text("amount_cent", columns) == "amount_cents");
  CHECK(nearest_text("sxaxux", columns) == "none");  // three of six
  CHECK(nearest_text("month", columns) == "none");
  CHECK(nearest_text("ab", {"ax"}) == "ax");  // a third of two, rounded up, is one
  CHECK(nearest_text("ab", {"xy"}) == "none");
}

TEST_CASE("equal distances give the earlier candidate") {
  CHECK(nearest_text("cat", {"hat", "bat"}) == "hat");
  CHECK(nearest_text("cat", {"hut", "bat"}) == "bat");
}

TEST_CASE("the beginning of a word is enough") {
  const std::vector<std::string> columns = {"order_id", "placed_at_utc", "placed_at", "status"};
  CHECK(nearest_text("placed", columns) == "placed_at");  // the shortest
  CHECK(nearest_text("PLACED", columns) == "placed_at");
  CHECK(nearest_text("ord", columns) == "order_id");
  CHECK(nearest_text("or", columns) == "none");   // two letters begin too many words
  CHECK(nearest_text("_at", columns) == "none");  // an end is no beginning
  CHECK(nearest_text("plated", columns) == "none");
  CHECK(nearest_text("pla", {"placed_on", "placed_at"}) ==
        "placed_on");  // equally long: the earlier
}

TEST_CASE("a slip of the finger comes before a beginning") {
  CHECK(nearest_text("amount", {"amount_cents", "amounts"}) == "amounts");
  CHECK(nearest_text("status", {"status_of_order", "statsu"}) == "statsu");
  CHECK(nearest_text("day", {"day_of_month", "dax"}) == "dax");
}

TEST_CASE("no word, no candidate, or a word that is no slip of the finger") {
  CHECK(nearest_text("", {"a"}) == "none");
  CHECK(nearest_text("a", {}) == "none");
  CHECK(nearest_text(std::string(64, 'a'), {std::string(64, 'a')}) == std::string(64, 'a'));
  CHECK(nearest_text(std::string(65, 'a'), {std::string(65, 'a')}) == "none");
  CHECK(nearest_text(std::string(64, 'a'), {std::string(65, 'a')}) == "none");
  CHECK(nearest_text(std::string(10, 'a'), {std::string(65, 'a')}) == "none");
}

}  // namespace
}  // namespace nightshift
