// Lengths and places count characters (code points), as in SQLite's own substr() and length().
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/warehouse/functions.h"

namespace nightshift {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

std::int64_t character_count(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); });
}

// The byte at which character `count` (from 0) begins, or the end.
std::size_t byte_of_character(std::string_view text, std::int64_t count) {
  std::size_t at = 0;
  for (std::int64_t i = 0; i < count && at < text.size(); ++i) {
    ++at;
    while (at < text.size() && continues_character(text[at])) ++at;
  }
  return at;
}

// left(text, n): the first n characters; below zero, all but the last -n.
void run_left(FunctionCall& call) {
  if (call.any_null()) return;
  const std::string_view text = call.text(0);
  const std::int64_t count = call.integer(1);
  const std::int64_t kept = count >= 0 ? count : character_count(text) + count;
  call.give_text(text.substr(0, byte_of_character(text, kept)));
}

// right(text, n): the last n characters; below zero, all but the first -n.
void run_right(FunctionCall& call) {
  if (call.any_null()) return;
  const std::string_view text = call.text(0);
  const std::int64_t count = call.integer(1);
  const std::int64_t length = character_count(text);
  // Without overflow for the smallest integer: more than the whole length is cut off anyway.
  const std::int64_t cut =
      count >= 0 ? length - std::min(count, length) : -std::max(count, -length);
  call.give_text(text.substr(byte_of_character(text, cut)));
}

// `length` characters of `fill`, again and again.
std::string repeated(std::string_view fill, std::int64_t length) {
  const std::int64_t fill_length = character_count(fill);
  std::string result;
  for (; length >= fill_length; length -= fill_length) result += fill;
  return result.append(fill.substr(0, byte_of_character(fill, length)));
}

// lpad and rpad(text, length[, fill]): filled up to `length` characters, or cut to it.
template <bool kLeft>
void run_pad(FunctionCall& call) {
  if (call.any_null()) return;
  const std::string_view text = call.text(0);
  const std::string_view fill = call.size() == 3 ? call.text(2) : " ";
  const std::int64_t length = std::max<std::int64_t>(call.integer(1), 0);
  const std::int64_t missing = length - character_count(text);
  if (missing <= 0) return call.give_text(text.substr(0, byte_of_character(text, length)));
  if (fill.empty()) return call.give_text(text);
  if (missing > call.value_bytes_max()) return call.fail_too_long();
  const std::string padding = repeated(fill, missing);
  call.give_text(kLeft ? padding + std::string(text) : std::string(text) + padding);
}

// split_part(text, separator, n): the nth part, from 1, or from the end below zero; '' when there
// are fewer.
void run_split_part(FunctionCall& call) {
  if (call.any_null()) return;
  const std::string_view text = call.text(0);
  const std::string_view separator = call.text(1);
  const std::int64_t number = call.integer(2);
  if (number == 0)
    return call.fail("split_part: parts count from 1 (or from -1 at the end), not from 0");
  const auto work =
      static_cast<std::int64_t>(text.size() * std::max<std::size_t>(separator.size(), 1));
  if (!call.charge_bytes(work)) return;
  std::vector<std::string_view> parts;
  std::size_t from = 0;
  for (std::size_t at = separator.empty() ? text.npos : text.find(separator); at != text.npos;
       at = text.find(separator, from)) {
    parts.push_back(text.substr(from, at - from));
    from = at + separator.size();
  }
  parts.push_back(text.substr(from));
  const auto count = static_cast<std::int64_t>(parts.size());
  const bool there = number <= count && number >= -count;
  const std::int64_t index = number > 0 ? number - 1 : count + number;
  call.give_text(there ? parts[static_cast<std::size_t>(index)] : std::string_view());
}

}  // namespace

void define_text_functions(Connection& connection) {
  constexpr bool kLeft = true;
  constexpr bool kRight = false;
  for (const ScalarFunction& function :
       {ScalarFunction{"left", 2, run_left}, ScalarFunction{"right", 2, run_right},
        ScalarFunction{"lpad", 2, run_pad<kLeft>}, ScalarFunction{"lpad", 3, run_pad<kLeft>},
        ScalarFunction{"rpad", 2, run_pad<kRight>}, ScalarFunction{"rpad", 3, run_pad<kRight>},
        ScalarFunction{"split_part", 3, run_split_part}}) {
    connection.define(function);
  }
}

}  // namespace nightshift
