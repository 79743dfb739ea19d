// Sentences that may explain a difference, and the choice among them. For the files of this folder.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "grader/judge/row_words.h"

namespace nightshift {

// One thing that the difference hangs on.
struct Clue {
  std::string sentence;
  std::int64_t score = 0;
  std::vector<RowRef> rows;       // that it speaks of
  std::string topic;              // one sentence on each is enough; empty: no other is like it
  std::optional<TinyData> proof;  // on which both agree
};

// The best clue as a sentence, and others that are nearly as good, speak of other rows and have
// another topic. `is_sure` is asked before one is taken.
std::vector<std::string> best_sentences(std::vector<Clue> clues, std::size_t sentences_max,
                                        const std::function<bool(const Clue&)>& is_sure);

}  // namespace nightshift
