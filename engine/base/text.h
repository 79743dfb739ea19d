// Numbers, places and encodings as text: the one writer of each, so that bytes agree on every
// machine.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace nightshift {

// The shortest decimal text that reads back as the same double: "0.1", "1e+300", "-0.0", "3.0"
// (always with '.', 'e' or a letter, so that it never looks like an integer), "Inf", "-Inf", "NaN".
std::string real_text(double value);

// Whole numbers in groups of three for sentences: 1234567 -> "1,234,567".
std::string count_text(std::int64_t value);

// "1 row", "3 rows": the noun takes an s unless the count is one.
std::string counted(std::int64_t count, std::string_view noun);

// The parts with `between` between them: "a, b".
std::string joined(const std::vector<std::string>& parts, std::string_view between);

// True when `bytes` are well-formed UTF-8 (no overlong forms, no surrogates, at most U+10FFFF). On
// false, *bad_offset (if given) is the offset of the first bad byte.
bool is_utf8(std::string_view bytes, std::size_t* bad_offset = nullptr);

// The longest prefix of `text` of at most `bytes_max` bytes that ends between characters; adds "…"
// when anything was cut.
std::string shortened(std::string_view text, std::size_t bytes_max);

// shortened(), with a blank in the place of each tab, line end and other control character.
std::string one_line(std::string_view text, std::size_t bytes_max);

// How many columns of a terminal a text of UTF-8 takes: its characters, roughly.
std::size_t display_width(std::string_view text);

// Line and column (from 1; column in UTF-16 units) and UTF-16 offset of byte `offset` in UTF-8
// `text`. An offset past the end means the end.
Where where_in_text(std::string_view text, std::size_t offset);

// A JSON pointer's reference token: ~ and / escaped (RFC 6901).
std::string pointer_token(std::string_view key);

}  // namespace nightshift
