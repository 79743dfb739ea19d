#include "grader/judge/clues.h"

#include <algorithm>
#include <set>

namespace nightshift {
namespace {

constexpr std::size_t kSentenceBytesMax = 220;
constexpr std::int64_t kNearlyAsGood = 60;

}  // namespace

std::vector<std::string> best_sentences(std::vector<Clue> clues, std::size_t sentences_max,
                                        const std::function<bool(const Clue&)>& is_sure) {
  std::stable_sort(clues.begin(), clues.end(),
                   [](const Clue& left, const Clue& right) { return left.score > right.score; });
  std::vector<std::string> sentences;
  std::set<RowRef> told;
  std::set<std::string> topics;
  std::int64_t best = 0;
  for (const Clue& clue : clues) {
    if (sentences.size() == sentences_max || clue.score + kNearlyAsGood < best) break;
    if (clue.sentence.size() > kSentenceBytesMax || topics.contains(clue.topic)) continue;
    const bool is_new = std::none_of(clue.rows.begin(), clue.rows.end(),
                                     [&](const RowRef& row) { return told.contains(row); });
    if (!is_new || !is_sure(clue)) continue;
    if (sentences.empty()) best = clue.score;
    sentences.push_back(as_sentence(clue.sentence + "."));
    told.insert(clue.rows.begin(), clue.rows.end());
    if (!clue.topic.empty()) topics.insert(clue.topic);
  }
  return sentences;
}

}  // namespace nightshift
