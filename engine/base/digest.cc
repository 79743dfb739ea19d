#include "engine/base/digest.h"

#include <array>

#include <xxhash.h>

#include "engine/base/check.h"

namespace nightshift {
namespace {

std::array<char, 8> little_endian(std::uint64_t value) {
  std::array<char, 8> bytes{};
  for (char& byte : bytes) {
    byte = static_cast<char>(value & 0xffU);
    value >>= 8U;
  }
  return bytes;
}

}  // namespace

struct Digest::State {
  XXH3_state_t hash;
};

Digest::Digest() : state_(std::make_unique<State>()) {
  NIGHTSHIFT_CHECK(XXH3_128bits_reset(&state_->hash) == XXH_OK);
}
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;
Digest::~Digest() = default;

void Digest::add(std::string_view bytes) {
  add(static_cast<std::int64_t>(bytes.size()));
  XXH3_128bits_update(&state_->hash, bytes.data(), bytes.size());
}

void Digest::add(std::int64_t value) {
  const auto bytes = little_endian(static_cast<std::uint64_t>(value));
  XXH3_128bits_update(&state_->hash, bytes.data(), bytes.size());
}

std::string Digest::text() const {
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_->hash));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "xxh128:";
  for (const unsigned char byte : canonical.digest) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 15U];
  }
  return text;
}

std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

}  // namespace nightshift
