#include "engine/sql/dialect_spelling.h"

#include <algorithm>
#include <array>
#include <span>

#include "engine/base/ascii.h"
#include "engine/base/text.h"
#include "engine/sql/dialect_rules.h"
#include "engine/sql/lexemes.h"

namespace nightshift {
namespace {

// Neither side of a row may be SQLite's in the place of the other.
struct SpellingRow {
  std::string_view rule;
  // Words with blanks between; A|B is either, # a count, '#' a count in quotes, ' any text, @ any
  // word.
  std::string_view pattern;
  // $n is the nth word of what was found, %n the same without quotes. Never longer than that.
  std::string_view replacement;
};

constexpr std::array kSpellings = {
    SpellingRow{"select_top", "SELECT TOP #", "$1"},
    SpellingRow{"select_top", "SELECT TOP ( # )", "$1"},
    SpellingRow{"select_top", "SELECT DISTINCT TOP #", "$1 $2"},
    SpellingRow{"fetch_first", "OFFSET # ROW|ROWS FETCH FIRST|NEXT # ROW|ROWS ONLY",
                "LIMIT $6 OFFSET $2"},
    SpellingRow{"fetch_first", "FETCH FIRST|NEXT # ROW|ROWS ONLY", "LIMIT $3"},
    SpellingRow{"fetch_first", "FETCH FIRST|NEXT ROW|ROWS ONLY", "LIMIT 1"},
    SpellingRow{"within_group", ") WITHIN GROUP (", " "},
    SpellingRow{"set_distinct", "UNION|INTERSECT|EXCEPT DISTINCT", "$1"},
    SpellingRow{"current_call", "CURRENT_DATE|CURRENT_TIME|CURRENT_TIMESTAMP ( )", "$1"},
    SpellingRow{"star_exclude", "* EXCEPT (", "*EXCLUDE("},
    SpellingRow{"null_safe_equals", "<= >", "IS"},
    SpellingRow{"cast_colons", ":DOUBLE PRECISION", "$1"},
    SpellingRow{"cast_colons", ":CHARACTER VARYING", "$1"},
    SpellingRow{"cast_colons", ":TIME|:TIMESTAMP WITH|WITHOUT TIME ZONE", "$1"},
    SpellingRow{"interval", "INTERVAL '#' @", "$1 %2 $3"},
};

struct ForeignPhrase {
  std::string_view pattern;
  std::string_view what;
  std::string_view remedy;
};

constexpr std::string_view kAddIt = "Write dateadd('day', n, x), with any expression for n.";

constexpr std::array kForeignPhrases = {
    ForeignPhrase{"TRY_CAST|SAFE_CAST (", "a CAST that may fail",
                  "Use CAST, and test the text with LIKE or is_date before."},
    ForeignPhrase{"+|-|, INTERVAL (", "an INTERVAL of an expression", kAddIt},
    ForeignPhrase{"+|-|, INTERVAL @", "an INTERVAL of an expression", kAddIt},
    ForeignPhrase{"JOIN|, LATERAL (", "LATERAL", "Take a subquery in the place of a column."},
    ForeignPhrase{"PIVOT (", "PIVOT", "Use sum(x) FILTER (WHERE ...), one column each."},
    ForeignPhrase{"SEPARATOR '", "SEPARATOR", "Write group_concat(x, separator ORDER BY y)."},
    ForeignPhrase{"WITH TIES", "WITH TIES", "Keep the first rows by rank() OVER (ORDER BY ...)."},
    ForeignPhrase{"DISTINCT ON (", "DISTINCT ON",
                  "Keep the first rows by row_number() OVER (PARTITION BY ... ORDER BY ...)."},
    ForeignPhrase{"BY ALL", "BY ALL", "Name the columns."},
    ForeignPhrase{"IGNORE|RESPECT NULLS", "IGNORE NULLS", "Keep NULLs out with FILTER or WHERE."},
};

bool is_count(std::string_view text) {
  return !text.empty() && text.size() < 10 && std::all_of(text.begin(), text.end(), is_digit);
}

bool fits(std::string_view word, const Lexeme& lexeme) {
  if (word == "#") {
    return (lexeme.kind == LexemeKind::kInteger && is_count(lexeme.text)) ||
           lexeme.kind == LexemeKind::kParameter;
  }
  if (word == "'#'") {
    return lexeme.kind == LexemeKind::kText &&
           is_count(lexeme.text.substr(1, lexeme.text.size() - 2));
  }
  if (word == "'") return lexeme.kind == LexemeKind::kText;
  if (word == "@") return lexeme.kind == LexemeKind::kWord;
  for (;;) {
    const std::size_t bar = word.find('|');
    if (same_name(word.substr(0, bar), lexeme.text)) return true;
    if (bar == word.npos) return false;
    word.remove_prefix(bar + 1);
  }
}

// How many lexemes the pattern takes from the start of `here`; none when it does not fit.
std::size_t matched(std::string_view pattern, std::span<const Lexeme> here) {
  std::size_t count = 0;
  while (!pattern.empty()) {
    const std::size_t blank = pattern.find(' ');
    const std::string_view word = pattern.substr(0, blank);
    if (count == here.size() || !fits(word, here[count])) return 0;
    ++count;
    pattern = blank == pattern.npos ? std::string_view() : pattern.substr(blank + 1);
  }
  return count;
}

std::string filled(std::string_view replacement, std::span<const Lexeme> found) {
  std::string text;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    if (c != '$' && c != '%') {
      text += c;
      continue;
    }
    std::string_view word = found[static_cast<std::size_t>(replacement[++i] - '1')].text;
    if (c == '%') word = word.substr(1, word.size() - 2);
    text += word;
  }
  return text;
}

class Speller {
 public:
  explicit Speller(std::string_view sql) : sql_(sql), all_(lexemes(sql)) { result_.text = sql; }

  Respelling run() {
    std::size_t at = 0;
    while (at < all_.size()) at += std::max<std::size_t>(1, respell_at(at));
    return std::move(result_);
  }

 private:
  std::size_t respell_at(std::size_t at) {
    const std::span<const Lexeme> here = std::span(all_).subspan(at);
    for (const SpellingRow& row : kSpellings) {
      const std::size_t count = matched(row.pattern, here);
      if (count == 0 || !is_foreign(row, at)) continue;
      if (replace(row, here.first(count))) return count;
    }
    return 0;
  }

  // Some patterns need their surroundings.
  bool is_foreign(const SpellingRow& row, std::size_t at) const {
    if (row.rule == "null_safe_equals") {
      const bool glued = all_[at + 1].offset == all_[at].offset + 2;
      return glued && at > 0 && is_blank(sql_[all_[at].offset - 1]);
    }
    if (row.rule == "star_exclude") {
      return at > 0 && (all_[at - 1].is("SELECT") || all_[at - 1].is(",") || all_[at - 1].is("."));
    }
    return row.rule != "cast_colons" || (at > 0 && all_[at - 1].is(":"));
  }

  bool replace(const SpellingRow& row, std::span<const Lexeme> found) {
    TextEdit edit{.offset = found.front().offset, .rule = row.rule};
    edit.length = found.back().offset + found.back().text.size() - edit.offset;
    edit.text = filled(row.replacement, found);
    if (edit.text.size() > edit.length) return false;
    std::string padded = edit.text;
    padded.resize(edit.length, ' ');
    result_.text.replace(edit.offset, edit.length, padded);
    if (row.rule == "select_top") {
      const std::size_t count = found.back().is(")") ? found.size() - 2 : found.size() - 1;
      result_.tops.push_back({edit.offset, std::string(found[count].text)});
    }
    result_.edits.push_back(std::move(edit));
    return true;
  }

  std::string_view sql_;
  std::vector<Lexeme> all_;
  Respelling result_;
};

}  // namespace

Respelling respell(std::string_view sql) { return Speller(sql).run(); }

std::optional<Error> foreign_word(std::string_view sql) {
  const std::vector<Lexeme> all = lexemes(sql);
  for (std::size_t at = 0; at < all.size(); ++at) {
    const std::span<const Lexeme> here = std::span(all).subspan(at);
    const auto row = std::find_if(
        kForeignPhrases.begin(), kForeignPhrases.end(),
        [&](const ForeignPhrase& phrase) { return matched(phrase.pattern, here) > 0; });
    if (row == kForeignPhrases.end()) continue;
    Error error = not_supported(row->what, row->remedy);
    error.where = where_in_text(sql, all[at].offset);
    return error;
  }
  return std::nullopt;
}

}  // namespace nightshift
