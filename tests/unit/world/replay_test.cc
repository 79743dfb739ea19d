// A world is the same whatever a learner does in it: that is what lets two attempts be compared.

#include <algorithm>
#include <set>

#include "engine/world/random_plan.h"
#include "engine/world/world.h"
#include "tests/support/catch.h"
#include "tests/unit/world/worlds.h"

namespace nightshift {
namespace {

constexpr std::int64_t kFirstIdOfLearner = 900'000'001;

// A random world of twelve days, with few orders, so that hundreds of them run in a moment.
Scenario random_world(std::uint64_t seed) {
  Scenario base = scenario_of(R"("shop": {"orders_per_day": 12})");
  base.end = at("2026-03-13");
  base.seed = seed;
  return random_plan(seed, Difficulty::kCosmic, std::move(base));
}

// Somebody who buys, reads pages, looks at the past and stops the clock at odd moments, each time
// as a stream of their own says.
void meddle(RunningWorld& world, RandomStream& chance) {
  const TimeUs end = world.world.scenario().end;
  while (world.kernel.now() < end) {
    world.advance_to(std::min(world.kernel.now() + chance.between(1, 40) * kHourUs + 7, end));
    if (chance.below(2) == 0) world.world.place_order(world.kernel, chance.between(1, 9'999));
    const TimeUs sight = world.kernel.now() - chance.between(0, 48) * kHourUs;
    const ShopView view(world.world.shop(), sight);
    view.read({.table = "shop.orders", .cursor_column = "updated_at", .rows_max = 5});
    view.schema("shop.orders");
    if (chance.below(4) == 0) world = RunningWorld(world);
  }
}

// The world's own part of a trace: without what the learner bought, and with its indexes and causes
// as if that had never been.
Trace without_learner(const Trace& trace) {
  Trace left;
  std::vector<std::int64_t> index_of;
  for (std::int64_t i = 0; i < trace.size(); ++i) {
    TraceEvent event = trace.at(i);
    index_of.push_back(left.size());
    if (event.number("id") >= kFirstIdOfLearner) continue;
    if (event.cause >= 0) event.cause = index_of[static_cast<std::size_t>(event.cause)];
    left.add(std::move(event));
  }
  return left;
}

// What everybody else's orders look like in the table at the end; traces hold no amounts.
std::vector<std::vector<Cell>> rows_of_others(const RunningWorld& world) {
  const ShopView view(world.world.shop(), world.kernel.now());
  std::vector<std::vector<Cell>> rows = view.read({.table = "shop.orders"}).rows;
  const auto is_learners = [](const std::vector<Cell>& row) {
    return std::stoll(cell_text(row[0])) >= kFirstIdOfLearner;
  };
  rows.erase(std::remove_if(rows.begin(), rows.end(), is_learners), rows.end());
  return rows;
}

TEST_CASE("a world's trace is the same for 200 seeds, whatever the learner does meanwhile") {
  std::set<std::string> digests;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    CAPTURE(seed);
    RunningWorld alone(random_world(seed));
    RunningWorld joined(random_world(seed));
    alone.advance_to(at("2026-03-13"));
    RandomStream chance(seed, "a learner");
    meddle(joined, chance);
    CHECK(joined.kernel.trace().size() > alone.kernel.trace().size());
    const std::string digest = alone.kernel.trace().digest();
    CHECK(without_learner(joined.kernel.trace()).digest() == digest);
    CHECK(rows_of_others(joined) == rows_of_others(alone));
    digests.insert(digest);
  }
  CHECK(digests.size() == 200);
}

// The first line in which two traces differ, found as a person would: by the digests of the blocks,
// and then within one block.
std::int64_t first_difference(const Trace& left, const Trace& right) {
  const std::vector<std::string> ours = left.block_digests();
  const std::vector<std::string> theirs = right.block_digests();
  std::size_t block = 0;
  while (block < ours.size() && block < theirs.size() && ours[block] == theirs[block]) ++block;
  auto line = static_cast<std::int64_t>(block) * Trace::kDigestBlock;
  while (line < left.size() && line < right.size() && left.line(line) == right.line(line)) ++line;
  return line;
}

TEST_CASE("the digests of blocks lead to the first line that differs") {
  RunningWorld alone(scenario_of());
  RunningWorld joined(scenario_of());
  alone.advance_to(at("2026-03-11"));
  joined.advance_to(at("2026-03-06T10:00:00Z"));
  const std::int64_t bought = joined.kernel.trace().size();
  joined.world.place_order(joined.kernel, 100);
  joined.advance_to(at("2026-03-11"));
  REQUIRE(bought > 2 * Trace::kDigestBlock);  // so that whole blocks are equal before it
  CHECK(first_difference(alone.kernel.trace(), joined.kernel.trace()) == bought);
  CHECK(first_difference(alone.kernel.trace(), alone.kernel.trace()) ==
        alone.kernel.trace().size());
}

}  // namespace
}  // namespace nightshift
