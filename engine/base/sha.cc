#include "engine/base/sha.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace nightshift {
namespace {

constexpr std::size_t kBlockBytes = 64;

std::uint32_t rotated_left(std::uint32_t value, unsigned count) {
  return (value << count) | (value >> (32U - count));
}

std::uint32_t rotated_right(std::uint32_t value, unsigned count) {
  return rotated_left(value, 32U - count);
}

std::uint32_t big_endian_word(const std::uint8_t* bytes) {
  return (std::uint32_t{bytes[0]} << 24U) | (std::uint32_t{bytes[1]} << 16U) |
         (std::uint32_t{bytes[2]} << 8U) | std::uint32_t{bytes[3]};
}

// What ends a message of `size_bytes`: a one bit, zeros up to a whole block, and the length in
// bits.
std::vector<std::uint8_t> padding(std::uint64_t size_bytes) {
  const std::size_t used = static_cast<std::size_t>(size_bytes % kBlockBytes);
  const std::size_t zeros = (used < 56 ? 56 : 120) - used;
  std::vector<std::uint8_t> bytes(zeros + 8, 0);
  bytes[0] = 0x80;
  for (unsigned place = 0; place < 8; ++place) {
    bytes[zeros + place] = static_cast<std::uint8_t>((size_bytes * 8) >> (56U - 8 * place));
  }
  return bytes;
}

const std::uint8_t* as_bytes(std::string_view text) {
  return static_cast<const std::uint8_t*>(static_cast<const void*>(text.data()));
}

void sha1_block(std::array<std::uint32_t, 5>& state, const std::uint8_t* block) {
  std::array<std::uint32_t, 80> words{};
  for (std::size_t i = 0; i < 16; ++i) words[i] = big_endian_word(block + 4 * i);
  for (std::size_t i = 16; i < 80; ++i) {
    words[i] = rotated_left(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
  }
  auto [a, b, c, d, e] = state;
  for (std::size_t i = 0; i < 80; ++i) {
    std::uint32_t mixed = b ^ c ^ d;
    std::uint32_t constant = i < 40 ? 0x6ed9eba1 : 0xca62c1d6;
    if (i < 20) {
      mixed = (b & c) | (~b & d);
      constant = 0x5a827999;
    } else if (i >= 40 && i < 60) {
      mixed = (b & c) | (b & d) | (c & d);
      constant = 0x8f1bbcdc;
    }
    const std::uint32_t next = rotated_left(a, 5) + mixed + e + constant + words[i];
    e = d;
    d = c;
    c = rotated_left(b, 30);
    b = a;
    a = next;
  }
  state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

// The first 32 bits of the fractions of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2).
constexpr std::array<std::uint32_t, 64> kSha256Constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

}  // namespace

std::array<std::uint8_t, 20> sha1(std::string_view bytes) {
  std::vector<std::uint8_t> message(as_bytes(bytes), as_bytes(bytes) + bytes.size());
  const std::vector<std::uint8_t> end = padding(bytes.size());
  message.insert(message.end(), end.begin(), end.end());
  std::array<std::uint32_t, 5> state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
  for (std::size_t at = 0; at < message.size(); at += kBlockBytes) sha1_block(state, &message[at]);
  std::array<std::uint8_t, 20> digest{};
  for (std::size_t i = 0; i < digest.size(); ++i) {
    digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24U - 8 * (i % 4)));
  }
  return digest;
}

void Sha256::add(std::string_view bytes) {
  const std::uint8_t* next = as_bytes(bytes);
  std::size_t left = bytes.size();
  std::size_t used = static_cast<std::size_t>(size_bytes_ % kBlockBytes);
  size_bytes_ += left;
  while (left > 0) {
    const std::size_t taken = std::min(left, kBlockBytes - used);
    std::copy_n(next, taken, buffer_.data() + used);
    next += taken;
    left -= taken;
    used = (used + taken) % kBlockBytes;
    if (used == 0) add_block(buffer_.data());
  }
}

std::string Sha256::text() const {
  Sha256 whole = *this;
  const std::vector<std::uint8_t> end = padding(size_bytes_);
  whole.add({static_cast<const char*>(static_cast<const void*>(end.data())), end.size()});
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint32_t word : whole.state_) {
    for (unsigned place = 0; place < 8; ++place) {
      text.push_back(kDigits[(word >> (28U - 4 * place)) & 15U]);
    }
  }
  return text;
}

void Sha256::add_block(const std::uint8_t* block) {
  std::array<std::uint32_t, 64> words{};
  for (std::size_t i = 0; i < 16; ++i) words[i] = big_endian_word(block + 4 * i);
  for (std::size_t i = 16; i < 64; ++i) {
    const std::uint32_t early = words[i - 15];
    const std::uint32_t late = words[i - 2];
    words[i] = words[i - 16] + words[i - 7] +
               (rotated_right(early, 7) ^ rotated_right(early, 18) ^ (early >> 3U)) +
               (rotated_right(late, 17) ^ rotated_right(late, 19) ^ (late >> 10U));
  }
  auto [a, b, c, d, e, f, g, h] = state_;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::uint32_t first =
        h + (rotated_right(e, 6) ^ rotated_right(e, 11) ^ rotated_right(e, 25)) +
        ((e & f) ^ (~e & g)) + kSha256Constants[i] + words[i];
    const std::uint32_t second =
        (rotated_right(a, 2) ^ rotated_right(a, 13) ^ rotated_right(a, 22)) +
        ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + first;
    d = c;
    c = b;
    b = a;
    a = first + second;
  }
  state_ = {state_[0] + a, state_[1] + b, state_[2] + c, state_[3] + d,
            state_[4] + e, state_[5] + f, state_[6] + g, state_[7] + h};
}

}  // namespace nightshift
