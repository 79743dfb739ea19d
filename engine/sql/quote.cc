#include "engine/sql/quote.h"

namespace nightshift {
namespace {

std::string quoted(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char letter : text) result.append(letter == quote ? 2 : 1, letter);
  return result + quote;
}

}  // namespace

std::string quoted_name(std::string_view name) { return quoted(name, '"'); }

std::string quoted_table(std::string_view name) {
  const std::size_t dot = name.find('.');
  if (dot == name.npos) return quoted_name(name);
  return quoted_name(name.substr(0, dot)) + '.' + quoted_name(name.substr(dot + 1));
}

std::string quoted_text(std::string_view text) { return quoted(text, '\''); }

}  // namespace nightshift
