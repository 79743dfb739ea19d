// What is printed of any tree is read as that tree.
#include "tests/unit/sql/random_tree.h"

#include "engine/sql/parse.h"
#include "engine/sql/print.h"
#include "tests/support/catch.h"
#include "tests/unit/sql/twin.h"

namespace nightshift {
namespace {

constexpr int kTrees = 4000;

TEST_CASE("any expression is read as it was printed") {
  for (int seed = 0; seed < kTrees; ++seed) {
    const Expr tree = RandomTree(static_cast<std::uint64_t>(seed)).expression(4);
    const std::string printed = print(tree);
    CAPTURE(seed, printed);
    const auto again = parse_expression(printed);
    REQUIRE((again ? "" : again.error().message) == "");
    REQUIRE(print(*again) == printed);
    REQUIRE(*again == tree);
  }
}

TEST_CASE("any query is read as it was printed") {
  for (int seed = 0; seed < kTrees; ++seed) {
    const Select tree = RandomTree(static_cast<std::uint64_t>(seed)).select(2);
    const std::string printed = print(tree);
    CAPTURE(seed, printed);
    const auto again = parse_statement(printed);
    REQUIRE((again ? "" : again.error().message) == "");
    REQUIRE(print(*again) == printed);
    REQUIRE(std::get<Select>(again->node) == tree);
  }
}

TEST_CASE("SQLite finds no fault in the grammar of what is printed") {
  Twin twin;
  int looked_at = 0;
  for (int seed = 0; seed < kTrees; ++seed) {
    const std::string sql =
        "SELECT " + print(RandomTree(static_cast<std::uint64_t>(seed)).expression(3));
    const bool dialect = sql.find("::") != sql.npos || sql.find("ILIKE") != sql.npos ||
                         sql.find("QUALIFY") != sql.npos;
    if (dialect) continue;
    ++looked_at;
    CAPTURE(seed, sql);
    const bool refuses = twin.opinion(sql) == Opinion::kRefuses;
    CAPTURE(twin.words());
    CHECK_FALSE(refuses);
  }
  CHECK(looked_at > kTrees / 2);
}

}  // namespace
}  // namespace nightshift
