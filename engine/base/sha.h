// The Secure Hash Algorithms of FIPS 180-4 that others compute too: SHA-256 for what people compare
// with a tool of their own, SHA-1 where a formula of another program is made of it. Neither keeps a
// secret here.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace nightshift {

// 20 bytes.
std::array<std::uint8_t, 20> sha1(std::string_view bytes);

// Takes bytes in pieces; how they are cut does not matter.
class Sha256 {
 public:
  void add(std::string_view bytes);
  // The digest of all that was added, as 64 lower-case hexadecimal digits. More may be added later.
  std::string text() const;

 private:
  void add_block(const std::uint8_t* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> buffer_ = {};
  std::uint64_t size_bytes_ = 0;
};

}  // namespace nightshift
