// Chance from a seed: the same numbers on every machine. The standard library's distributions
// differ between platforms, so the few that we need are here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nightshift {

// A stream of pseudo-random numbers (SplitMix64, Steele, Lea and Flood 2014). Streams of different
// names are independent: what one consumer draws never shifts another's numbers.
class RandomStream {
 public:
  RandomStream(std::uint64_t seed, std::string_view name);

  // Uniform over all 64-bit values.
  std::uint64_t next();

  // Uniform in [0, bound); bound must be positive. No modulo bias: unlucky draws are drawn again.
  std::uint64_t below(std::uint64_t bound);

  // Uniform among the places of `count` things; count must be positive.
  std::size_t index(std::size_t count) { return static_cast<std::size_t>(below(count)); }

  // Uniform in [low, high], both included; low must not exceed high.
  std::int64_t between(std::int64_t low, std::int64_t high);

 private:
  std::uint64_t state_;
};

}  // namespace nightshift
