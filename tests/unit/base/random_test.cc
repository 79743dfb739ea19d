#include "engine/base/random.h"

#include <array>
#include <limits>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

// The numbers come from SplitMix64 written anew in Python, which gives the published beginning for
// the state 1234567 (6457827717110365317, 3203168211198807973, ...), started at 0xc75b69a195d68ef7:
// XXH3 of the name under the seed, by hash-wasm 4.
TEST_CASE("a stream gives the same numbers on every machine") {
  RandomStream stream(7, "orders.amount");
  CHECK(stream.next() == 0x26d62b05ab6de3a4U);
  CHECK(stream.next() == 0x76d2e26a35a8fd29U);
  CHECK(stream.below(1000) == 132U);
  CHECK(stream.between(-50, 50) == -43);
}

TEST_CASE("seed and name make the stream") {
  const auto first = [](std::uint64_t seed, const char* name) {
    return RandomStream(seed, name).next();
  };
  CHECK(first(1, "a") == first(1, "a"));
  CHECK(first(1, "a") != first(2, "a"));
  CHECK(first(1, "a") != first(1, "b"));
}

TEST_CASE("bounds hold and every value comes") {
  RandomStream stream(1, "dice");
  std::array<int, 6> seen{};
  for (int i = 0; i < 6000; ++i) ++seen[static_cast<std::size_t>(stream.between(1, 6) - 1)];
  for (const int count : seen) {
    CHECK(count > 850);
    CHECK(count < 1150);
  }
  for (int i = 0; i < 100; ++i) {
    CHECK(stream.below(1) == 0);
    CHECK(stream.between(5, 5) == 5);
  }
}

TEST_CASE("the widest bounds do not overflow") {
  using Limits = std::numeric_limits<std::int64_t>;
  RandomStream stream(1, "wide");
  bool negative = false;
  bool positive = false;
  for (int i = 0; i < 100; ++i) {
    const std::int64_t drawn = stream.between(Limits::min(), Limits::max());
    negative = negative || drawn < 0;
    positive = positive || drawn > 0;
    CHECK(stream.below(std::numeric_limits<std::uint64_t>::max()) <
          std::numeric_limits<std::uint64_t>::max());
  }
  CHECK(negative);
  CHECK(positive);
}

}  // namespace
}  // namespace nightshift
