// Content digests: they tell whether two things are the same, they keep no secret.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace nightshift {

// Takes bytes in pieces and gives one digest. Pieces are framed: add("ab"), add("c") differs from
// add("a"), add("bc").
class Digest {
 public:
  Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;
  ~Digest();

  void add(std::string_view bytes);
  void add(std::int64_t value);

  // XXH3, 128 bits, as "xxh128:" and 32 lower-case hexadecimal digits.
  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// XXH3, 64 bits: names streams of chance.
std::uint64_t hash64(std::string_view bytes, std::uint64_t seed);

}  // namespace nightshift
