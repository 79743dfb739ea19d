#include "grader/judge/styles.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace nightshift {
namespace {

enum class Purpose {
  kCore,        // everything matches, once
  kNearMiss,    // and copies that miss by one value
  kMix,         // a bit of everything
  kNulls,       // many NULLs
  kDuplicates,  // many equal rows
  kUnmatched,   // rows without a partner, on either side
  kGaps,        // empty tables
  kGroups,      // groups about the bounds of HAVING
  kLimit,       // as many rows as LIMIT takes, and one more or less
  kWide,        // many different values
  kEmpty,       // nothing at all
  kMany,        // more rows
  kDispute,     // a few rows that all else agrees to, and what two queries dispute among them
};

constexpr std::array kCycle = {
    Purpose::kCore,   Purpose::kNearMiss,   Purpose::kMix,      Purpose::kGroups,
    Purpose::kNulls,  Purpose::kDuplicates, Purpose::kNearMiss, Purpose::kUnmatched,
    Purpose::kLimit,  Purpose::kGaps,       Purpose::kMix,      Purpose::kWide,
    Purpose::kGroups, Purpose::kMany,       Purpose::kEmpty,    Purpose::kLimit};

// HAVING count(*) >= 3: groups of 2, 3 and 4 rows, as far as they fit.
std::vector<std::int64_t> group_sizes(const QueryFacts& facts, std::int64_t rows_max,
                                      RandomStream& stream) {
  std::vector<std::int64_t> bounds;
  for (const GroupBound& bound : facts.group_bounds) {
    const auto* count = std::get_if<std::int64_t>(&bound.bound);
    const bool counts = bound.aggregate == AggregateKind::kCount && count != nullptr;
    if (counts && *count > 0 && *count < rows_max) bounds.push_back(*count);
  }
  if (bounds.empty()) return {1, 2, 3};
  const std::int64_t bound = bounds[stream.index(bounds.size())];
  std::vector<std::int64_t> sizes = {bound, bound + 1, std::max<std::int64_t>(bound - 1, 1)};
  std::rotate(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(stream.below(3)),
              sizes.end());
  while (sizes.size() > 1 &&
         std::accumulate(sizes.begin(), sizes.end(), std::int64_t{0}) > rows_max)
    sizes.pop_back();
  return sizes;
}

std::optional<std::int64_t> rows_for_limit(const QueryFacts& facts, std::int64_t rows_max,
                                           RandomStream& stream) {
  if (facts.limits.empty()) return std::nullopt;
  const std::int64_t limit = facts.limits[stream.index(facts.limits.size())];
  const std::int64_t rows = limit + stream.between(-1, 2);
  if (limit < 0 || rows > rows_max) return std::nullopt;
  return std::max<std::int64_t>(rows, 1);
}

// The numbers here and below are what told wrong answers apart soonest.
Style mixed_style(std::int64_t rows_min, std::int64_t rows_max) {
  return {.rows_min = rows_min,
          .rows_max = rows_max,
          .nulls = 10,
          .satisfying = 60,
          .echoes = 65,
          .orphans = 10,
          .clones = 30,
          .changes_max = 2,
          .spread = 3};
}

Style plain_style(Purpose purpose) {
  switch (purpose) {
    case Purpose::kCore:
      return {.rows_max = 2, .satisfying = 100, .turned = 0, .echoes = 100, .cover_parents = true};
    case Purpose::kNearMiss:
      return {.rows_min = 2,
              .rows_max = 5,
              .nulls = 2,
              .satisfying = 95,
              .echoes = 90,
              .clones = 75,
              .cover_parents = true};
    case Purpose::kNulls:
      return {
          .rows_min = 1, .rows_max = 4, .nulls = 35, .satisfying = 65, .orphans = 35, .clones = 20};
    case Purpose::kDuplicates:
      return {.rows_min = 3,
              .rows_max = 5,
              .satisfying = 85,
              .echoes = 90,
              .clones = 80,
              .changes_max = 1,
              .spread = 1};
    case Purpose::kUnmatched:
      return {.rows_min = 1,
              .rows_max = 4,
              .nulls = 5,
              .satisfying = 75,
              .echoes = 35,
              .orphans = 30,
              .spread = 3};
    case Purpose::kGaps:
      return {.rows_max = 3, .empty_tables = 35, .nulls = 10, .satisfying = 80};
    case Purpose::kWide:
      return {.rows_min = 3,
              .rows_max = 6,
              .nulls = 8,
              .satisfying = 30,
              .echoes = 60,
              .orphans = 10,
              .spread = 6,
              .chain = true};
    case Purpose::kMany:
      return mixed_style(4, 8);
    case Purpose::kDispute:
      return {.rows_min = 2,
              .rows_max = 4,
              .nulls = 2,
              .satisfying = 90,
              .turned = 0,
              .disputed = 40,
              .echoes = 80,
              .clones = 30,
              .spread = 3,
              .cover_parents = true,
              .few_parents = true};
    case Purpose::kEmpty:
      return {.rows_min = 0, .rows_max = 0, .empty_tables = 100};
    default:
      return mixed_style(2, 4);
  }
}

}  // namespace

Style style_of(std::uint64_t number, const QueryFacts& facts, std::int64_t rows_max,
               RandomStream& stream) {
  Purpose purpose = kCycle[number % kCycle.size()];
  if (purpose == Purpose::kEmpty && number >= kCycle.size()) purpose = Purpose::kMix;
  // What only one of two queries asks for is where they part: every other database stays near it.
  const bool disputes = number % 2 == 1 && facts.disputes.any();
  if (disputes && number % 4 == 1) purpose = Purpose::kDispute;
  Style style = plain_style(purpose);
  if (disputes && purpose != Purpose::kDispute) style.disputed = 60;
  if (purpose == Purpose::kGroups) {
    style = plain_style(Purpose::kNearMiss);
    style.clones = 30;
    style.groups = group_sizes(facts, rows_max, stream);
    // What tells groups apart shows only where they pass all conditions on rows.
    if (stream.below(100) < 60) {
      style.satisfying = 100;
      style.turned = 0;
    }
  }
  style.doubles = number % 8 == 3;
  style.later = number % 16 == 6;
  if (purpose == Purpose::kLimit) {
    style.spread = 6;
    style.nulls = 3;
    style.satisfying = 85;
    style.cover_parents = true;
    style.distinct_order = stream.below(100) < 70;
    if (const auto rows = rows_for_limit(facts, rows_max, stream)) {
      style.rows_min = *rows;
      style.rows_max = *rows;
      style.clones = 0;
    }
  }
  return style;
}

}  // namespace nightshift
