#include "engine/sql/moment.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/sql/tokens.h"

namespace nightshift {
namespace {

using namespace std::string_view_literals;

constexpr std::array kAlways = {"current_date"sv, "current_time"sv, "current_timestamp"sv,
                                "random"sv,       "randomblob"sv,   "strftime"sv,
                                "timediff"sv};
// Without arguments they mean now.
constexpr std::array kWithoutArguments = {"date"sv, "time"sv, "datetime"sv, "julianday"sv,
                                          "unixepoch"sv};

template <std::size_t N>
bool is_one_of(const Token& token, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return token.is_word(word); });
}

bool speaks_of_now(const Token& token) {
  return token.kind == TokenKind::kString &&
         lower_case(token.text).find("now") != std::string::npos;
}

}  // namespace

bool depends_on_moment(std::string_view sql) {
  const std::vector<Token> tokens = tokenize(sql);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_one_of(tokens[i], kAlways) || speaks_of_now(tokens[i])) return true;
    const bool is_empty_call =
        i + 2 < tokens.size() && tokens[i + 1].is_symbol('(') && tokens[i + 2].is_symbol(')');
    if (is_empty_call && is_one_of(tokens[i], kWithoutArguments)) return true;
  }
  return false;
}

}  // namespace nightshift
