#include "engine/warehouse/sql_text.h"

#include <algorithm>

#include "engine/base/ascii.h"
#include "engine/warehouse/state.h"

namespace nightshift {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

std::string_view without_comments(std::string_view sql) {
  while (true) {
    sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n\f;"), sql.size()));
    std::size_t end = 0;
    if (sql.starts_with("--")) end = sql.find('\n');
    if (sql.starts_with("/*")) end = sql.find("*/", 2);
    if (end == 0) return sql;
    sql.remove_prefix(end == sql.npos ? sql.size() : end + (sql.starts_with("--") ? 1 : 2));
  }
}

std::string first_word(std::string_view sql) {
  std::string word;
  for (const char c : without_comments(sql)) {
    const bool small = c >= 'a' && c <= 'z';
    if (!small && !(c >= 'A' && c <= 'Z')) break;
    word += small ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return word;
}

std::int64_t word_count(std::string_view sql, std::string_view word) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < sql.size();) {
    std::size_t end = at;
    while (end < sql.size() && is_word_character(sql[end])) ++end;
    if (same_name(sql.substr(at, end - at), word)) ++count;
    at = end + 1;
  }
  return count;
}

}  // namespace nightshift
