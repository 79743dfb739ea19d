#include "engine/base/digest.h"

#include <utility>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

// The numbers come from other implementations of XXH3: the 128-bit ones from xxh3-ts 2.0.1 (pure
// TypeScript) and hash-wasm 4, the 64-bit ones from hash-wasm. They were given the framed bytes: a
// text's length as eight bytes, least significant first, then the text; a number as eight bytes.
TEST_CASE("a digest is XXH3 over framed pieces, the same on every machine") {
  Digest digest;
  CHECK(digest.text() == "xxh128:99aa06d3014798d86001c324468d497f");
  digest.add("paid revenue");
  digest.add(std::int64_t{-1});
  CHECK(digest.text() == "xxh128:54afc4b2c0d68f8070bf44a979b90160");
  // XXH3 goes other ways for up to 240 bytes and for more.
  Digest middling;
  middling.add(std::string(150, 'a'));
  CHECK(middling.text() == "xxh128:88a3b294f84e945faab76a6ec8ac8c18");
  Digest large;
  large.add(std::string(1000, 'a'));
  CHECK(large.text() == "xxh128:ffd718f986ce920329610ab1d118c872");
}

TEST_CASE("a hash is XXH3 with a seed, the same on every machine") {
  CHECK(hash64("", 0) == 0x2d06800538d394c2U);
  CHECK(hash64("orders", 7) == 0x1a7a1890dc11286eU);
  CHECK(hash64("the quick brown fox jumps over the lazy dog", 1) == 0xc64714c8bf416cd9U);
  CHECK(hash64(std::string(300, 'x'), 42) == 0x3d7bd01799f47492U);
}

TEST_CASE("pieces are framed") {
  Digest one;
  one.add("ab");
  one.add("c");
  Digest other;
  other.add("a");
  other.add("bc");
  Digest same;
  same.add("ab");
  same.add("c");
  CHECK(one.text() != other.text());
  CHECK(one.text() == same.text());
}

TEST_CASE("a digest may be moved and read in between") {
  Digest digest;
  digest.add("a");
  const std::string before = digest.text();
  Digest moved = std::move(digest);
  CHECK(moved.text() == before);
  moved.add("b");
  CHECK(moved.text() != before);
}

}  // namespace
}  // namespace nightshift
