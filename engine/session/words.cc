#include "engine/session/words.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/tokens.h"

namespace nightshift {
namespace {

// The byte at that UTF-16 offset; the end where the text is shorter.
std::size_t byte_at(std::string_view text, std::int64_t offset_utf16) {
  std::int64_t units = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool starts = (byte & 0xC0U) != 0x80U;
    if (!starts) continue;
    if (units >= offset_utf16) return at;
    units += byte >= 0xF0U ? 2 : 1;
  }
  return text.size();
}

// For each token of the rewritten text the token of the original that it is: a longest common
// subsequence, which is near enough since few tokens change.
std::vector<std::optional<std::size_t>> partners(const std::vector<Token>& original,
                                                 const std::vector<Token>& rewritten) {
  const std::size_t rows = rewritten.size() + 1;
  const std::size_t columns = original.size() + 1;
  std::vector<std::size_t> longest(rows * columns, 0);
  for (std::size_t i = rewritten.size(); i-- > 0;) {
    for (std::size_t j = original.size(); j-- > 0;) {
      const std::size_t here = i * columns + j;
      longest[here] = rewritten[i].text == original[j].text
                          ? longest[here + columns + 1] + 1
                          : std::max(longest[here + columns], longest[here + 1]);
    }
  }
  std::vector<std::optional<std::size_t>> found(rewritten.size());
  for (std::size_t i = 0, j = 0; i < rewritten.size() && j < original.size();) {
    const std::size_t here = i * columns + j;
    if (rewritten[i].text == original[j].text) {
      found[i++] = j++;
    } else if (longest[here + columns] >= longest[here + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return found;
}

}  // namespace

Result<Rewriting> in_words_of(const Lesson& lesson, std::string_view sql) {
  return in_sqlite_words(sql, [&](const TableName& name) {
    std::vector<std::string> columns;
    for (const TableSchema& table : lesson.tables) {
      if (!same_name(table.name, name.name)) continue;
      for (const ColumnSchema& column : table.columns) columns.push_back(column.name);
    }
    return columns;
  });
}

Error placed_in_original(Error error, std::string_view original, std::string_view rewritten) {
  constexpr std::size_t kTokensMax = 1'000;
  if (original == rewritten || !error.where.offset_utf16) return error;
  const std::vector<Token> before = tokenize(original);
  const std::vector<Token> after = tokenize(rewritten);
  if (before.size() > kTokensMax || after.size() > kTokensMax) {
    error.where = {.file = std::move(error.where.file)};
    return error;
  }
  const std::size_t at = byte_at(rewritten, *error.where.offset_utf16);
  const std::vector<std::optional<std::size_t>> found = partners(before, after);
  std::size_t place = 0;
  for (std::size_t i = 0; i < after.size() && after[i].offset <= at; ++i) {
    if (found[i]) place = before[*found[i]].offset;
  }
  const Where where = where_in_text(original, place);
  error.where.line = where.line;
  error.where.column = where.column;
  error.where.offset_utf16 = where.offset_utf16;
  return error;
}

}  // namespace nightshift
