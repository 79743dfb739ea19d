#include "engine/base/random.h"

#include "engine/base/check.h"
#include "engine/base/digest.h"

namespace nightshift {

RandomStream::RandomStream(std::uint64_t seed, std::string_view name)
    : state_(hash64(name, seed)) {}

std::uint64_t RandomStream::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::uint64_t RandomStream::below(std::uint64_t bound) {
  NIGHTSHIFT_CHECK(bound > 0);
  // Numbers below `rest` would make the first few results likelier than the others.
  const std::uint64_t rest = (0 - bound) % bound;
  std::uint64_t drawn = next();
  while (drawn < rest) drawn = next();
  return drawn % bound;
}

std::int64_t RandomStream::between(std::int64_t low, std::int64_t high) {
  NIGHTSHIFT_CHECK(low <= high);
  const std::uint64_t span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
  const std::uint64_t drawn = span == UINT64_MAX ? next() : below(span + 1);
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + drawn);
}

}  // namespace nightshift
