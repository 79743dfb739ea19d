#include "grader/seal.h"

#include "tests/support/catch.h"

namespace nightshift {
namespace {

Table rows(const std::vector<std::vector<Cell>>& cells) {
  Table table;
  for (const std::vector<Cell>& row : cells) {
    table.columns.resize(row.size());
    for (std::size_t c = 0; c < row.size(); ++c) table.columns[c].cells.push_back(row[c]);
  }
  return table;
}

Cell text(const char* value) { return std::string(value); }
Cell number(std::int64_t value) { return value; }

const ResultForm kBag;
const ResultForm kByFirst{.ordered = true, .keys = {{.column = 0}}};
const ResultForm kByRow{.ordered = true, .by_row = true};
const ResultForm kSet{.as_set = true};

bool same(const Table& left, const Table& right, const ResultForm& form) {
  return canonical_result(left, form) == canonical_result(right, form);
}

TEST_CASE("results that count as equal are written alike") {
  const Table one = rows({{number(1), text("a")}, {number(1), text("b")}, {number(2), text("c")}});
  const Table tied = rows({{number(1), text("b")}, {number(1), text("a")}, {number(2), text("c")}});
  const Table turned =
      rows({{number(2), text("c")}, {number(1), text("a")}, {number(1), text("b")}});
  CHECK(same(one, turned, kBag));
  CHECK(same(one, tied, kByFirst));
  CHECK_FALSE(same(one, turned, kByFirst));
  CHECK_FALSE(same(one, tied, kByRow));
  CHECK(same(one, one, kByRow));
  CHECK(same(rows({{number(1)}, {number(1)}}), rows({{number(1)}}), kSet));
  CHECK_FALSE(same(rows({{number(1)}, {number(1)}}), rows({{number(1)}}), kBag));
}

TEST_CASE("values count, and how they are cut into cells") {
  CHECK(same(rows({{Cell(2.0)}}), rows({{number(2)}}), kBag));
  CHECK(same(rows({{Cell(0.1 + 0.2)}}), rows({{Cell(0.3)}}), kBag));
  CHECK_FALSE(same(rows({{Cell(0.30001)}}), rows({{Cell(0.3)}}), kBag));
  CHECK_FALSE(same(rows({{text("1")}}), rows({{number(1)}}), kBag));
  CHECK_FALSE(same(rows({{Null{}}}), rows({{text("")}}), kBag));
  CHECK_FALSE(same(rows({{text("a"), text("b")}}), rows({{text("a2:tb"), text("")}}), kBag));
  CHECK_FALSE(same(rows({{text("a"), text("b")}}), rows({{text("ab")}}), kBag));
  CHECK_FALSE(same(rows({}), rows({{Null{}}}), kBag));
}

TEST_CASE("a value on the edge of the ninth digit is seen") {
  CHECK(on_rounding_edge(rows({{Cell(0.1234567895)}})));
  CHECK(on_rounding_edge(rows({{Cell(1e-12)}})));
  CHECK_FALSE(on_rounding_edge(rows({{Cell(0.1)}, {Cell(2.0 / 3)}, {Null{}}, {text("x")}})));
}

TEST_CASE("a digest hangs on salt, text and rounds") {
  CHECK(seal_digest("s", "t", 3) == seal_digest("s", "t", 3));
  CHECK(seal_digest("s", "t", 3) != seal_digest("s", "t", 4));
  CHECK(seal_digest("s", "t", 3) != seal_digest("u", "t", 3));
  CHECK(seal_digest("s", "t", 3) != seal_digest("s", "u", 3));
  CHECK(seal_digest("s", "t", 3).size() == 64);
}

TEST_CASE("a secret opens with its key only, and does not show its text") {
  const std::string text =
      "Orders that nobody paid are counted, too. \xc3\xa9 and a long tail of words.";
  const Secret secret = close_text("key", text);
  CHECK(open_text("key", secret) == text);
  CHECK_FALSE(open_text("other", secret));
  CHECK(secret.closed.find("Orders") == std::string::npos);
  CHECK(secret.closed != close_text("other", text).closed);
  CHECK(open_text("key", close_text("key", "")) == "");
}

}  // namespace
}  // namespace nightshift
