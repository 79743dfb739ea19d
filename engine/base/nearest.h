// "Did you mean ...?": the nearest of a few known words.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace nightshift {

// The candidate with the smallest edit distance to `word` (insert, delete, replace, swap of
// neighbours; letter case is free), if that distance is at most a third of the word's length,
// rounded up. Equal distances: the earlier candidate. Where none is that near, the shortest
// candidate that begins with `word`, if that has at least three letters: `placed` may well mean
// `placed_at`.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates);

}  // namespace nightshift
