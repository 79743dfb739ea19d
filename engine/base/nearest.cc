#include "engine/base/nearest.h"

#include <algorithm>
#include <vector>

#include "engine/base/ascii.h"

namespace nightshift {
namespace {

constexpr std::size_t kWordMax = 64;  // longer words are no slips of the finger

// Optimal string alignment distance: three rows of the classic table are enough.
std::size_t edit_distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> now(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const char a = lower_letter(left[i - 1]);
      const char b = lower_letter(right[j - 1]);
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a == b ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a == lower_letter(right[j - 2]) &&
                           lower_letter(left[i - 2]) == b && a != b;
      if (swapped) now[j] = std::min(now[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, now);
  }
  return last[right.size()];
}

bool begins_with(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && same_name(text.substr(0, word.size()), word);
}

std::optional<std::string> shortest_completion(std::string_view word,
                                               std::span<const std::string> candidates) {
  constexpr std::size_t kLettersMin = 3;
  if (word.size() < kLettersMin) return std::nullopt;
  const std::string* best = nullptr;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kWordMax || !begins_with(candidate, word)) continue;
    if (best == nullptr || candidate.size() < best->size()) best = &candidate;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  if (word.empty() || word.size() > kWordMax) return std::nullopt;
  std::size_t best_distance = (word.size() + 2) / 3 + 1;
  std::optional<std::string> best;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kWordMax) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best ? best : shortest_completion(word, candidates);
}

}  // namespace nightshift
