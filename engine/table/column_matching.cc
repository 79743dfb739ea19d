#include <algorithm>
#include <numeric>

#include "engine/base/ascii.h"
#include "engine/base/check.h"
#include "engine/table/column_outline.h"
#include "engine/table/row_matching.h"

namespace nightshift {
namespace {

using Mapping = std::vector<std::size_t>;
using Tables = std::vector<const Table*>;

// The search gives up after so many tries, or so many cells looked at: counts, never seconds, so
// that every machine gives up at the same place.
constexpr std::size_t kTriesMax = 10'000;
constexpr std::size_t kCellsMax = 10'000'000;

constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

// The first free column of the same name for each expected column, or kNobody.
Mapping partners_by_name(const Table& expected, const Table& actual) {
  Mapping mapping;
  std::vector<bool> taken(actual.columns.size(), false);
  for (const Column& column : expected.columns) {
    std::size_t partner = kNobody;
    for (std::size_t a = 0; a < taken.size() && partner == kNobody; ++a) {
      if (!taken[a] && same_name(column.name, actual.columns[a].name)) partner = a;
    }
    if (partner != kNobody) taken[partner] = true;
    mapping.push_back(partner);
  }
  return mapping;
}

Mapping identity(std::size_t width) {
  Mapping mapping(width);
  std::iota(mapping.begin(), mapping.end(), std::size_t{0});
  return mapping;
}

// By name where names match; the others by their own place if it is free, else by the first free
// place.
Mapping best_guess(const Table& expected, const Table& actual) {
  Mapping mapping = partners_by_name(expected, actual);
  std::vector<bool> taken(actual.columns.size(), false);
  for (const std::size_t a : mapping) {
    if (a != kNobody) taken[a] = true;
  }
  for (std::size_t e = 0; e < mapping.size(); ++e) {
    if (mapping[e] != kNobody || taken[e]) continue;
    mapping[e] = e;
    taken[e] = true;
  }
  for (std::size_t& a : mapping) {
    if (a != kNobody) continue;
    a = static_cast<std::size_t>(std::find(taken.begin(), taken.end(), false) - taken.begin());
    taken[a] = true;
  }
  return mapping;
}

// Depth first over the expected columns, in the order of positions. A beginning is followed only
// while the rows agree in the columns chosen so far.
class MappingSearch {
 public:
  MappingSearch(const Tables& expected, const Tables& actual, const RowRules& rules)
      : expected_(expected), actual_(actual), rules_(rules) {}

  MappingFound run() {
    for (std::size_t t = 0; t < expected_.size() && !rules_.as_set; ++t) {
      if (expected_[t]->row_count() != actual_[t]->row_count()) return {};
    }
    find_candidates();
    const auto is_hopeless = [](const Mapping& candidates) { return candidates.empty(); };
    if (std::any_of(candidates_.begin(), candidates_.end(), is_hopeless)) return {};
    taken_.assign(candidates_.size(), false);
    if (extend()) return {.columns = mapping_};
    return {.columns = {}, .gave_up = is_exhausted()};
  }

  // True when the rows agree in the first columns, as far as `mapping` goes.
  bool agrees(const Mapping& mapping) {
    for (std::size_t t = 0; t < expected_.size(); ++t) {
      ColumnView expected;
      ColumnView actual;
      for (std::size_t e = 0; e < mapping.size(); ++e) {
        expected.push_back(&expected_[t]->columns[e]);
        actual.push_back(&actual_[t]->columns[mapping[e]]);
      }
      cells_ += mapping.size() * (expected_[t]->row_count() + actual_[t]->row_count());
      const RowMatcher matcher(std::move(expected), std::move(actual), rules_.cells);
      const Rows expected_rows = all_rows(*expected_[t]);
      const Rows actual_rows = all_rows(*actual_[t]);
      const RowMatching matching = rules_.as_set ? matcher.match_sets(expected_rows, actual_rows)
                                                 : matcher.match_bags(expected_rows, actual_rows);
      if (!matching.agrees()) return false;
    }
    return true;
  }

 private:
  void find_candidates() {
    const std::size_t width = expected_.front()->columns.size();
    candidates_.resize(width);
    const std::vector<std::vector<ColumnOutline>> expected_outlines = outlines(expected_);
    const std::vector<std::vector<ColumnOutline>> actual_outlines = outlines(actual_);
    for (std::size_t e = 0; e < width; ++e) {
      for (std::size_t a = 0; a < width; ++a) {
        bool fits = true;  // as sets the counts of an outline say nothing
        for (std::size_t t = 0; t < expected_.size() && fits && !rules_.as_set; ++t) {
          fits = may_agree(expected_outlines[t][e], actual_outlines[t][a], rules_.cells);
        }
        if (fits) candidates_[e].push_back(a);
      }
    }
  }

  std::vector<std::vector<ColumnOutline>> outlines(const Tables& tables) const {
    std::vector<std::vector<ColumnOutline>> all;
    for (const Table* table : tables) {
      const Rows rows = all_rows(*table);
      std::vector<ColumnOutline>& of_table = all.emplace_back();
      for (const Column& column : table->columns)
        of_table.push_back(outline(column, rows, rules_.cells));
    }
    return all;
  }

  // Completes mapping_, whose columns agree so far.
  bool extend() {
    if (mapping_.size() == candidates_.size()) return true;
    for (const std::size_t a : candidates_[mapping_.size()]) {
      if (taken_[a]) continue;
      mapping_.push_back(a);
      taken_[a] = true;
      if (!is_exhausted() && agrees_so_far() && extend()) return true;
      mapping_.pop_back();
      taken_[a] = false;
      if (is_exhausted()) return false;
    }
    return false;
  }

  bool is_exhausted() const { return tries_ >= kTriesMax || cells_ >= kCellsMax; }

  bool agrees_so_far() {
    ++tries_;
    return agrees(mapping_);
  }

  const Tables& expected_;
  const Tables& actual_;
  const RowRules& rules_;
  std::vector<Mapping> candidates_;  // by expected column, ascending
  Mapping mapping_;
  std::vector<bool> taken_;
  std::size_t tries_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

MappingFound agreeing_columns(const Tables& expected, const Tables& actual, const RowRules& rules) {
  return MappingSearch(expected, actual, rules).run();
}

std::optional<ColumnMatch> match_columns(const std::vector<const Table*>& expected,
                                         const std::vector<const Table*>& actual,
                                         ColumnMatching matching, const RowRules& rules) {
  NIGHTSHIFT_CHECK(!expected.empty() && expected.size() == actual.size());
  const Table& first_expected = *expected.front();
  const Table& first_actual = *actual.front();
  const std::size_t width = first_expected.columns.size();
  const auto has_width = [&](const Table* table) { return table->columns.size() == width; };
  if (!std::all_of(expected.begin(), expected.end(), has_width) ||
      !std::all_of(actual.begin(), actual.end(), has_width)) {
    return std::nullopt;
  }
  if (matching == ColumnMatching::kPosition) return ColumnMatch{.columns = identity(width)};
  const Mapping by_name = partners_by_name(first_expected, first_actual);
  const bool named = std::find(by_name.begin(), by_name.end(), kNobody) == by_name.end();
  if (matching == ColumnMatching::kName) {
    return named ? std::optional(ColumnMatch{.columns = by_name}) : std::nullopt;
  }
  MappingFound found = agreeing_columns(expected, actual, rules);
  if (found.columns) return ColumnMatch{.columns = std::move(*found.columns)};
  ColumnMatch match{.columns = best_guess(first_expected, first_actual)};
  if (!found.gave_up || named) return match;
  // The search may have ended before it came to the two likeliest mappings.
  MappingSearch search(expected, actual, rules);
  for (const Mapping& mapping : {match.columns, identity(width)}) {
    if (search.agrees(mapping)) return ColumnMatch{.columns = mapping};
  }
  match.is_guess = true;
  return match;
}

Table pick_columns(const Table& table, const std::vector<std::size_t>& columns) {
  Table picked;
  for (const std::size_t c : columns) {
    NIGHTSHIFT_CHECK(c < table.columns.size());
    picked.columns.push_back(table.columns[c]);
  }
  return picked;
}

}  // namespace nightshift
