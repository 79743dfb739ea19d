// The outside of a SQL text. For the files of this folder.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nightshift {

// `sql` without the blanks, comments and semicolons at its front.
std::string_view without_comments(std::string_view sql);

// The first word of a statement, in capitals; comments are passed over.
std::string first_word(std::string_view sql);

// How often `word` stands in `sql`, letter case free; strings and comments count too.
std::int64_t word_count(std::string_view sql, std::string_view word);

}  // namespace nightshift
