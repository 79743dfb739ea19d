#include "engine/sqlite/guarded_functions.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <sqlite3.h>

namespace nightshift {
namespace {

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) == 0x80U; }

std::int64_t product(std::string_view left, std::string_view right) {
  return static_cast<std::int64_t>(left.size()) * static_cast<std::int64_t>(right.size());
}

// How many characters begin in `text`.
std::int64_t character_count(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return !continues_character(c); });
}

// instr(text, part): the place of the first `part`, from 1, in characters (in bytes when both are
// blobs).
void run_instr(FunctionCall& call) {
  if (call.any_null()) return;
  const bool bytes = call.kind(0) == ValueKind::kBlob && call.kind(1) == ValueKind::kBlob;
  const std::string_view text = bytes ? call.blob(0) : call.text(0);
  const std::string_view part = bytes ? call.blob(1) : call.text(1);
  if (!call.charge_bytes(product(text, part))) return;
  std::size_t at = text.find(part);
  while (!bytes && at != std::string_view::npos && at > 0 && at < text.size() &&
         continues_character(text[at])) {
    at = text.find(part, at + 1);
  }
  if (at == std::string_view::npos) return call.give(std::int64_t{0});
  const std::string_view before = text.substr(0, at);
  const auto count = bytes ? static_cast<std::int64_t>(before.size()) : character_count(before);
  call.give(count + 1);
}

// replace(text, pattern, replacement): every `pattern`, from the left, without overlap.
void run_replace(FunctionCall& call) {
  if (call.is_null(0) || call.is_null(1)) return;
  const std::string_view text = call.text(0);
  const std::string_view pattern = call.text(1);
  if (pattern.empty()) return call.give_text(text);
  if (call.is_null(2)) return;
  const std::string_view replacement = call.text(2);
  if (!call.charge_bytes(product(text, pattern))) return;
  const auto size_max = static_cast<std::size_t>(call.value_bytes_max());
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = text.find(pattern); at != std::string_view::npos;
       at = text.find(pattern, from)) {
    result.append(text.substr(from, at - from)).append(replacement);
    if (result.size() > size_max) return call.fail_too_long();
    from = at + pattern.size();
  }
  result.append(text.substr(from));
  call.give_text(result);
}

std::vector<std::string_view> characters_of(std::string_view text) {
  std::vector<std::string_view> characters;
  while (!text.empty()) {
    std::size_t size = 1;
    const bool is_lead = static_cast<unsigned char>(text[0]) >= 0xc0;
    while (is_lead && size < text.size() && continues_character(text[size])) ++size;
    characters.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return characters;
}

std::string_view trimmed_left(std::string_view text, const std::vector<std::string_view>& set) {
  while (true) {
    const auto found = std::find_if(set.begin(), set.end(),
                                    [&](std::string_view c) { return text.starts_with(c); });
    if (found == set.end()) return text;
    text.remove_prefix(found->size());
  }
}

std::string_view trimmed_right(std::string_view text, const std::vector<std::string_view>& set) {
  while (true) {
    const auto found =
        std::find_if(set.begin(), set.end(), [&](std::string_view c) { return text.ends_with(c); });
    if (found == set.end()) return text;
    text.remove_suffix(found->size());
  }
}

// trim(text) takes blanks away, trim(text, set) every character that is in `set`.
template <bool kLeft, bool kRight>
void run_trim(FunctionCall& call) {
  if (call.any_null()) return;
  std::string_view text = call.text(0);
  const std::string_view set_text = call.size() == 2 ? call.text(1) : " ";
  if (!call.charge_bytes(product(text, set_text))) return;
  const std::vector<std::string_view> set = characters_of(set_text);
  if (kLeft) text = trimmed_left(text, set);
  if (kRight) text = trimmed_right(text, set);
  call.give_text(text);
}

// The pattern and the text of a LIKE or GLOB, when there is something to compare.
bool wants_match(FunctionCall& call) {
  if (call.kind(0) == ValueKind::kBlob || call.kind(1) == ValueKind::kBlob) {
    call.give(std::int64_t{0});
    return false;
  }
  if (call.is_null(0) || call.is_null(1)) return false;
  constexpr std::size_t kPatternBytesMax = 1000;
  if (call.text(0).size() > kPatternBytesMax) {
    call.fail("LIKE or GLOB pattern too complex");
    return false;
  }
  return call.charge_bytes(product(call.text(0), call.text(1)));
}

// The one character of an ESCAPE as a code point; 0 after failing.
unsigned escape_of(FunctionCall& call) {
  const std::string_view escape = call.text(2);
  if (character_count(escape) != 1 || escape == "%" || escape == "_") {
    call.fail("ESCAPE expression must be a single character, neither % nor _");
    return 0;
  }
  const auto first = static_cast<unsigned char>(escape[0]);
  unsigned code = escape.size() == 1 ? first : first & (0xffU >> (escape.size() + 1));
  for (const char c : escape.substr(1))
    code = (code << 6U) | (static_cast<unsigned char>(c) & 0x3fU);
  return code;
}

// like(pattern, text[, escape]) is `text LIKE pattern [ESCAPE escape]`.
void run_like(FunctionCall& call) {
  unsigned escape = 0;
  if (!wants_match(call)) return;
  if (call.size() == 3) {
    if (call.is_null(2)) return;
    escape = escape_of(call);
    if (escape == 0) return;
  }
  // SQLite ends its texts with a NUL byte, which is what these two read up to.
  const bool same = sqlite3_strlike(call.text(0).data(), call.text(1).data(), escape) == 0;
  call.give(std::int64_t{same ? 1 : 0});
}

void run_glob(FunctionCall& call) {
  if (!wants_match(call)) return;
  const bool same = sqlite3_strglob(call.text(0).data(), call.text(1).data()) == 0;
  call.give(std::int64_t{same ? 1 : 0});
}

}  // namespace

void define_guarded_functions(Connection& connection) {
  constexpr bool kYes = true;
  constexpr bool kNo = false;
  for (const ScalarFunction& function :
       {ScalarFunction{"instr", 2, run_instr}, ScalarFunction{"replace", 3, run_replace},
        ScalarFunction{"trim", 1, run_trim<kYes, kYes>},
        ScalarFunction{"trim", 2, run_trim<kYes, kYes>},
        ScalarFunction{"ltrim", 1, run_trim<kYes, kNo>},
        ScalarFunction{"ltrim", 2, run_trim<kYes, kNo>},
        ScalarFunction{"rtrim", 1, run_trim<kNo, kYes>},
        ScalarFunction{"rtrim", 2, run_trim<kNo, kYes>}, ScalarFunction{"like", 2, run_like},
        ScalarFunction{"like", 3, run_like}, ScalarFunction{"glob", 2, run_glob}}) {
    connection.define(function);
  }
}

}  // namespace nightshift
