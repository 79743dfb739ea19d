#include "tests/unit/judge/pairs.h"

#include <algorithm>
#include <cstdio>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("wrong answers are found, and their databases become small") {
  std::size_t found_soon = 0;
  const std::vector<QueryPair> pairs = wrong_pairs();
  for (const QueryPair& pair : pairs) {
    CAPTURE(pair.name);
    const PairTrial trial = try_pair(pair, 400);
    CHECK(trial.problem.empty());
    CHECK(trial.found_at.has_value());
    if (trial.found_at.value_or(400) < 30) ++found_soon;
  }
  CHECK(found_soon * 100 >= pairs.size() * 90);
}

TEST_CASE("answers that mean the same never differ") {
  for (const QueryPair& pair : equal_pairs()) {
    CAPTURE(pair.name);
    const PairTrial trial = try_pair(pair, 160);
    CHECK(trial.problem.empty());
    CHECK_FALSE(trial.found_at.has_value());
    CHECK(trial.judged > 60);
  }
}

// Figures, by hand: test_judge "[.measure]".
TEST_CASE("how soon and how small", "[.measure]") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    std::vector<std::size_t> sizes;
    std::size_t in_30 = 0;
    std::size_t in_400 = 0;
    for (const QueryPair& pair : wrong_pairs()) {
      const PairTrial trial = try_pair(pair, 400, seed);
      const ScratchDatabase database = scratch(pair.ddl);
      if (trial.found_at) ++in_400;
      if (trial.found_at.value_or(400) < 30) ++in_30;
      if (trial.found_at) sizes.push_back(trial.smallest.row_count());
      std::printf("%-36s %4lld  rows %2zu  tries %3lld  %s %s\n", pair.name.c_str(),
                  trial.found_at ? static_cast<long long>(*trial.found_at) : -1LL,
                  trial.found_at ? trial.smallest.row_count() : 0,
                  static_cast<long long>(trial.shrink_tries), trial.problem.c_str(),
                  data_text(database.schema(), trial.smallest).substr(0, 150).c_str());
    }
    std::sort(sizes.begin(), sizes.end());
    std::printf("seed %d: of %zu pairs %zu in 30, %zu in 400; rows median %zu, p95 %zu, max %zu\n",
                static_cast<int>(seed), wrong_pairs().size(), in_30, in_400,
                sizes[sizes.size() / 2], sizes[sizes.size() * 95 / 100], sizes.back());
  }
}

TEST_CASE("nobody is refused for nothing", "[.measure]") {
  for (const QueryPair& pair : equal_pairs()) {
    const PairTrial trial = try_pair(pair, 2000, 7);
    const ScratchDatabase database = scratch(pair.ddl);
    std::printf("%-36s judged %4d, with rows %4d %s %s\n", pair.name.c_str(),
                static_cast<int>(trial.judged), static_cast<int>(trial.with_rows),
                trial.found_at ? "DIFFERS" : "",
                data_text(database.schema(), trial.smallest).substr(0, 150).c_str());
    CHECK_FALSE(trial.found_at.has_value());
  }
}

}  // namespace
}  // namespace nightshift
