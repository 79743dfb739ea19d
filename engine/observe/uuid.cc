#include "engine/observe/uuid.h"

#include <array>
#include <cstdint>

#include "engine/base/check.h"
#include "engine/base/sha.h"

namespace nightshift {

std::string name_uuid(std::string_view namespace_bytes, std::string_view name) {
  NIGHTSHIFT_CHECK(namespace_bytes.size() == 16);
  std::array<std::uint8_t, 20> digest = sha1(std::string(namespace_bytes).append(name));
  digest[6] = static_cast<std::uint8_t>((digest[6] & 0x0f) | 0x50);  // version 5
  digest[8] = static_cast<std::uint8_t>((digest[8] & 0x3f) | 0x80);  // variant of RFC 4122
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 16; ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kDigits[digest[i] >> 4];
    text += kDigits[digest[i] & 0x0f];
  }
  return text;
}

std::string_view url_namespace() {
  // 6ba7b811-9dad-11d1-80b4-00c04fd430c8
  static constexpr std::string_view kBytes =
      "\x6b\xa7\xb8\x11\x9d\xad\x11\xd1\x80\xb4\x00\xc0\x4f\xd4\x30\xc8";
  static constexpr std::size_t kSize = 16;
  return {kBytes.data(), kSize};
}

}  // namespace nightshift
