// What a fuzzer looks for beside crashes: promises that were broken.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "engine/base/result.h"

namespace nightshift::fuzz {

// A broken promise of ours ends the fuzzer, which then keeps the input.
inline void expect(bool kept, std::string_view promise) {
  if (kept) return;
  std::fprintf(stderr, "A promise was broken: %.*s\n", static_cast<int>(promise.size()),
               promise.data());
  std::abort();
}

// Every error has a code and a sentence.
inline void expect_words(const Error& error) {
  expect(error.code.find('.') != std::string::npos, "an error has a code");
  expect(!error.message.empty(), "an error says what is wrong: " + error.code);
}

inline void expect_words(const Errors& errors) {
  expect(!errors.empty(), "what fails has errors");
  for (const Error& error : errors) expect_words(error);
}

}  // namespace nightshift::fuzz
