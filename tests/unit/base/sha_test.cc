#include "engine/base/sha.h"

#include <string>

#include "tests/support/catch.h"

namespace nightshift {
namespace {

std::string sha256_text(std::string_view bytes) {
  Sha256 sha;
  sha.add(bytes);
  return sha.text();
}

std::string sha1_text(std::string_view bytes) {
  std::string text;
  for (const std::uint8_t byte : sha1(bytes)) {
    text.push_back("0123456789abcdef"[byte >> 4U]);
    text.push_back("0123456789abcdef"[byte & 15U]);
  }
  return text;
}

// The messages and digests of NIST's examples for FIPS 180-4.
const std::string kTwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
const std::string kMillion(1'000'000, 'a');

TEST_CASE("SHA-256 gives the standard's digests") {
  CHECK(sha256_text("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_text("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_text(kTwoBlocks) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_text(kMillion) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-1 gives the standard's digests") {
  CHECK(sha1_text("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(sha1_text("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
  CHECK(sha1_text(kTwoBlocks) == "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  CHECK(sha1_text(kMillion) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE("SHA-256 does not see how the bytes were cut, and may be asked in between") {
  for (const std::size_t cut : {1U, 55U, 56U, 63U, 64U, 65U, 119U, 128U}) {
    const std::string message(200, 'x');
    Sha256 sha;
    sha.add(message.substr(0, cut));
    CHECK(sha.text() == sha256_text(message.substr(0, cut)));
    sha.add(message.substr(cut));
    CHECK(sha.text() == sha256_text(message));
  }
}

}  // namespace
}  // namespace nightshift
