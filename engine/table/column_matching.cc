#include <algorithm>
#include <numeric>

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

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_name(const std::string& left, const std::string& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

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
  MappingSearch(const Tables& expected, const Tables& actual, const CellRules& rules)
      : expected_(expected), actual_(actual), rules_(rules) {}

  std::optional<Mapping> run() {
    for (std::size_t t = 0; t < expected_.size(); ++t) {
      if (expected_[t]->row_count() != actual_[t]->row_count()) return std::nullopt;
    }
    find_candidates();
    const auto is_hopeless = [](const Mapping& candidates) { return candidates.empty(); };
    if (std::any_of(candidates_.begin(), candidates_.end(), is_hopeless)) return std::nullopt;
    taken_.assign(candidates_.size(), false);
    if (!extend()) return std::nullopt;
    return mapping_;
  }

 private:
  void find_candidates() {
    const std::size_t width = expected_.front()->columns.size();
    candidates_.resize(width);
    const std::vector<std::vector<ColumnOutline>> expected_outlines = outlines(expected_);
    const std::vector<std::vector<ColumnOutline>> actual_outlines = outlines(actual_);
    for (std::size_t e = 0; e < width; ++e) {
      for (std::size_t a = 0; a < width; ++a) {
        bool fits = true;
        for (std::size_t t = 0; t < expected_.size() && fits; ++t) {
          fits = may_agree(expected_outlines[t][e], actual_outlines[t][a], rules_);
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
      for (const Column& column : table->columns) of_table.push_back(outline(column, rows, rules_));
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
      if (agrees_so_far() && extend()) return true;
      mapping_.pop_back();
      taken_[a] = false;
      if (tries_ >= kTriesMax || cells_ >= kCellsMax) return false;
    }
    return false;
  }

  bool agrees_so_far() {
    if (tries_ >= kTriesMax || cells_ >= kCellsMax) return false;
    ++tries_;
    for (std::size_t t = 0; t < expected_.size(); ++t) {
      ColumnView expected;
      ColumnView actual;
      for (std::size_t e = 0; e < mapping_.size(); ++e) {
        expected.push_back(&expected_[t]->columns[e]);
        actual.push_back(&actual_[t]->columns[mapping_[e]]);
      }
      cells_ += 2 * mapping_.size() * expected_[t]->row_count();
      const RowMatcher matcher(std::move(expected), std::move(actual), rules_);
      if (!matcher.match_bags(all_rows(*expected_[t]), all_rows(*actual_[t])).agrees())
        return false;
    }
    return true;
  }

  const Tables& expected_;
  const Tables& actual_;
  const CellRules& rules_;
  std::vector<Mapping> candidates_;  // by expected column, ascending
  Mapping mapping_;
  std::vector<bool> taken_;
  std::size_t tries_ = 0;
  std::size_t cells_ = 0;
};

}  // namespace

std::optional<std::vector<std::size_t>> agreeing_columns(const Tables& expected,
                                                         const Tables& actual,
                                                         const CellRules& rules) {
  return MappingSearch(expected, actual, rules).run();
}

std::optional<std::vector<std::size_t>> match_columns(const std::vector<const Table*>& expected,
                                                      const std::vector<const Table*>& actual,
                                                      ColumnMatching matching,
                                                      const CellRules& rules) {
  NIGHTSHIFT_CHECK(!expected.empty() && expected.size() == actual.size());
  const Table& first_expected = *expected.front();
  const Table& first_actual = *actual.front();
  const std::size_t width = first_expected.columns.size();
  const auto has_width = [&](const Table* table) { return table->columns.size() == width; };
  if (!std::all_of(expected.begin(), expected.end(), has_width) ||
      !std::all_of(actual.begin(), actual.end(), has_width)) {
    return std::nullopt;
  }
  if (matching == ColumnMatching::kPosition) {
    Mapping identity(width);
    std::iota(identity.begin(), identity.end(), std::size_t{0});
    return identity;
  }
  if (matching == ColumnMatching::kName) {
    Mapping mapping = partners_by_name(first_expected, first_actual);
    const bool complete = std::find(mapping.begin(), mapping.end(), kNobody) == mapping.end();
    return complete ? std::optional(std::move(mapping)) : std::nullopt;
  }
  std::optional<Mapping> found = agreeing_columns(expected, actual, rules);
  return found ? std::move(found) : best_guess(first_expected, first_actual);
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
