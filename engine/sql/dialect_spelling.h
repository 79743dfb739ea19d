// Foreign words that our parser does not read, spelt so that it does: SELECT TOP 3, <=>, WITHIN
// GROUP. For the files of dialect.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace nightshift {

// Bytes of a text, and what stands in their place.
struct TextEdit {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;
  std::string_view rule;  // of a respelling

  std::size_t end() const { return offset + length; }
};

// SELECT TOP 3: the limit that the query must get at its end.
struct TopCount {
  std::size_t select_offset = 0;
  std::string count;  // digits, or a parameter
};

struct Respelling {
  std::string text;  // as long as the text before, and every place in it is the same place
  std::vector<TextEdit> edits;
  std::vector<TopCount> tops;
};

Respelling respell(std::string_view sql);

// Why the parser could not read `sql`, if a foreign phrase without a counterpart is in it.
std::optional<Error> foreign_word(std::string_view sql);

}  // namespace nightshift
