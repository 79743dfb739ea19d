#include "engine/base/digest.h"

#include <utility>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

TEST_CASE("a digest is the same on every machine") {
  Digest digest;
  CHECK(digest.text() == "xxh128:99aa06d3014798d86001c324468d497f");
  digest.add("paid revenue");
  digest.add(std::int64_t{-1});
  CHECK(digest.text() == "xxh128:54afc4b2c0d68f8070bf44a979b90160");
  CHECK(hash64("orders", 7) == 0x1a7a1890dc11286eU);
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
