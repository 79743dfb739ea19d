// Letters, digits and blanks of ASCII, in no locale. All other bytes are left alone, so UTF-8 text
// stays whole.
#pragma once

#include <string>
#include <string_view>

namespace nightshift {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A space, a tab or one of the line and page ends.
constexpr bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

constexpr char upper_letter(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string lower_case(std::string_view text);
std::string upper_case(std::string_view text);

// Equal but for the case of ASCII letters: how SQL compares names.
bool same_name(std::string_view left, std::string_view right);

// `text` without the blanks at its ends: a part of the same bytes.
std::string_view trimmed(std::string_view text);

}  // namespace nightshift
