// The words that mean something to SQLite's grammar.
#pragma once

#include <string_view>

namespace nightshift {

enum class WordClass {
  kPlain,     // no keyword
  kFallback,  // a keyword that is a name wherever the grammar has no use for it: first, key, asc
  kJoin,      // LEFT, CROSS and their like: names, but not as an alias without AS
  kIndexed,   // INDEXED: the same
  kWindow,    // FILTER, OVER, WINDOW: keywords or names, as their neighbours have it
  kReserved,  // never a name without quotes
};

// Letter case free.
WordClass word_class(std::string_view word);

}  // namespace nightshift
