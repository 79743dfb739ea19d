// Equality with a tolerance is not transitive: with a tolerance of 1, 0 is near 1 and 1 is near 2,
// but 0 is not near 2. So which row answers for which is a question of matching, and a careless
// choice leaves rows over that have partners:
//
//   expected  0  1      careless  1 with 1; 0 and 2 are left over
//   actual    1  2      right     0 with 1, 1 with 2
//
// Three steps. First the rows are cut into clusters: sorted by a column, a step between neighbours
// that is wider than the tolerance separates everything before it from everything behind it;
// columns take turns until nothing cuts any more. Almost every cluster is then one row against one
// row. Second, each cluster is walked through in sorted order, smallest with smallest. Third, where
// that leaves a pair undone and the cluster is small, a maximum matching by augmenting paths (Kuhn
// 1955) settles it.
#include "engine/table/near_matching.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/table/number.h"

namespace nightshift {
namespace {

constexpr std::size_t kMatchingRowsMax = 64;

struct Item {
  std::size_t row = 0;
  bool is_expected = false;
};

class NearMatcher {
 public:
  NearMatcher(const NearSpace& space, RowMatching& matching) : space_(space), matching_(matching) {}

  void run(RowsOfBoth rows) {
    if (rows.expected.size() == 1 && rows.actual.size() == 1) {
      match_pair(rows.expected.front(), rows.actual.front());
      return;
    }
    std::vector<RowsOfBoth> clusters;
    clusters.push_back(std::move(rows));
    while (!clusters.empty()) {
      RowsOfBoth cluster = std::move(clusters.back());
      clusters.pop_back();
      if (!cut(cluster, clusters)) solve(std::move(cluster));
    }
  }

 private:
  // By far the most frequent case: one row against one row.
  void match_pair(std::size_t expected, std::size_t actual) {
    if (rows_equal(expected, actual)) {
      matching_.same.emplace_back(expected, actual);
    } else {
      matching_.missing.push_back(expected);
      matching_.extra.push_back(actual);
    }
  }

  const Cell& value(const Item& item, std::size_t column) const {
    return (item.is_expected ? space_.expected : space_.actual)[column]->cells[item.row];
  }

  bool rows_equal(std::size_t expected, std::size_t actual) const {
    return std::all_of(space_.columns.begin(), space_.columns.end(), [&](std::size_t c) {
      return cells_equal(space_.expected[c]->cells[expected], space_.actual[c]->cells[actual],
                         space_.rules);
    });
  }

  int compare(const Item& left, const Item& right) const {
    for (const std::size_t c : space_.columns) {
      const int order = compare_numbers(value(left, c), value(right, c));
      if (order != 0) return order;
    }
    return 0;
  }

  // Cuts the cluster at the gaps of the first column that has any, and adds the pieces to
  // `clusters`.
  bool cut(const RowsOfBoth& cluster, std::vector<RowsOfBoth>& clusters) const {
    if (cluster.expected.size() + cluster.actual.size() <= 2) return false;
    if (cluster.expected.empty() || cluster.actual.empty()) return false;
    std::vector<Item> items;
    for (const std::size_t row : cluster.expected) items.push_back({row, true});
    for (const std::size_t row : cluster.actual) items.push_back({row, false});
    return std::any_of(space_.columns.begin(), space_.columns.end(),
                       [&](std::size_t c) { return cut_by(c, items, clusters); });
  }

  bool cut_by(std::size_t column, std::vector<Item>& items,
              std::vector<RowsOfBoth>& clusters) const {
    std::stable_sort(items.begin(), items.end(), [&](const Item& left, const Item& right) {
      return compare_numbers(value(left, column), value(right, column)) < 0;
    });
    const auto has_gap_before = [&](std::size_t i) {
      return !numbers_near(value(items[i - 1], column), value(items[i], column), space_.rules);
    };
    bool any = false;
    RowsOfBoth piece;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0 && has_gap_before(i)) {
        any = true;
        clusters.push_back(std::exchange(piece, {}));
      }
      (items[i].is_expected ? piece.expected : piece.actual).push_back(items[i].row);
    }
    if (any) clusters.push_back(std::move(piece));
    return any;
  }

  void solve(RowsOfBoth cluster) {
    sort(cluster.expected, /*is_expected=*/true);
    sort(cluster.actual, /*is_expected=*/false);
    if (space_.as_set) {
      solve_as_sets(cluster);
      return;
    }
    std::vector<std::optional<std::size_t>> partners = pair_in_order(cluster);
    const auto paired = static_cast<std::size_t>(std::count_if(
        partners.begin(), partners.end(), [](const auto& p) { return p.has_value(); }));
    const std::size_t possible = std::min(cluster.expected.size(), cluster.actual.size());
    const std::size_t larger = std::max(cluster.expected.size(), cluster.actual.size());
    if (paired < possible && larger <= kMatchingRowsMax) augment(cluster, partners);
    record(cluster, partners);
  }

  // Rows of equal values stay in the order in which they were given.
  void sort(Rows& rows, bool is_expected) const {
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t left, std::size_t right) {
      return compare({left, is_expected}, {right, is_expected}) < 0;
    });
  }

  // partners[i] is the place in cluster.actual of the partner of cluster.expected[i].
  std::vector<std::optional<std::size_t>> pair_in_order(const RowsOfBoth& cluster) const {
    std::vector<std::optional<std::size_t>> partners(cluster.expected.size());
    std::size_t e = 0;
    std::size_t a = 0;
    while (e < cluster.expected.size() && a < cluster.actual.size()) {
      if (rows_equal(cluster.expected[e], cluster.actual[a])) {
        partners[e++] = a++;
      } else if (compare({cluster.expected[e], true}, {cluster.actual[a], false}) < 0) {
        ++e;
      } else {
        ++a;
      }
    }
    return partners;
  }

  // Grows the pairing to a maximum matching.
  void augment(const RowsOfBoth& cluster, std::vector<std::optional<std::size_t>>& partners) const {
    std::vector<std::optional<std::size_t>> holder(cluster.actual.size());
    for (std::size_t e = 0; e < partners.size(); ++e) {
      if (partners[e]) holder[*partners[e]] = e;
    }
    for (std::size_t e = 0; e < partners.size(); ++e) {
      std::vector<bool> tried(cluster.actual.size(), false);
      if (!partners[e]) find_place(cluster, e, tried, holder);
    }
    for (std::size_t a = 0; a < holder.size(); ++a) {
      if (holder[a]) partners[*holder[a]] = a;
    }
  }

  // Finds a partner for expected row `e`, if need be by asking holders to move on. At most 64 calls
  // deep.
  bool find_place(const RowsOfBoth& cluster, std::size_t e, std::vector<bool>& tried,
                  std::vector<std::optional<std::size_t>>& holder) const {
    for (std::size_t a = 0; a < holder.size(); ++a) {
      if (tried[a] || !rows_equal(cluster.expected[e], cluster.actual[a])) continue;
      tried[a] = true;
      if (holder[a] && !find_place(cluster, *holder[a], tried, holder)) continue;
      holder[a] = e;
      return true;
    }
    return false;
  }

  void record(const RowsOfBoth& cluster, const std::vector<std::optional<std::size_t>>& partners) {
    std::vector<bool> taken(cluster.actual.size(), false);
    for (std::size_t e = 0; e < partners.size(); ++e) {
      if (partners[e]) {
        taken[*partners[e]] = true;
        matching_.same.emplace_back(cluster.expected[e], cluster.actual[*partners[e]]);
      } else {
        matching_.missing.push_back(cluster.expected[e]);
      }
    }
    for (std::size_t a = 0; a < taken.size(); ++a) {
      if (!taken[a]) matching_.extra.push_back(cluster.actual[a]);
    }
  }

  // Partners may be shared, so each row looks for itself, in a window that moves with the sorted
  // order.
  void solve_as_sets(const RowsOfBoth& cluster) {
    for (const auto& [e, a] :
         first_equals(cluster.expected, cluster.actual, /*from_expected=*/true)) {
      if (a) {
        matching_.same.emplace_back(e, *a);
      } else {
        matching_.missing.push_back(e);
      }
    }
    for (const auto& [a, e] :
         first_equals(cluster.actual, cluster.expected, /*from_expected=*/false)) {
      if (!e) matching_.extra.push_back(a);
    }
  }

  // For each of `rows` the first row of the other side, in sorted order, that equals it.
  std::vector<std::pair<std::size_t, std::optional<std::size_t>>> first_equals(
      const Rows& rows, const Rows& others, bool from_expected) const {
    const std::size_t column = space_.columns.front();
    const auto is_near = [&](std::size_t row, std::size_t other) {
      return numbers_near(value({row, from_expected}, column),
                          value({other, !from_expected}, column), space_.rules);
    };
    const auto is_before = [&](std::size_t other, std::size_t row) {
      return compare_numbers(value({other, !from_expected}, column),
                             value({row, from_expected}, column)) < 0;
    };
    std::vector<std::pair<std::size_t, std::optional<std::size_t>>> found;
    std::size_t window = 0;
    for (const std::size_t row : rows) {
      while (window < others.size() && is_before(others[window], row) &&
             !is_near(row, others[window])) {
        ++window;
      }
      std::optional<std::size_t> partner;
      for (std::size_t i = window; i < others.size() && !partner && is_near(row, others[i]); ++i) {
        const bool equal = from_expected ? rows_equal(row, others[i]) : rows_equal(others[i], row);
        if (equal) partner = others[i];
      }
      found.emplace_back(row, partner);
    }
    return found;
  }

  const NearSpace& space_;
  RowMatching& matching_;
};

}  // namespace

void match_near(const NearSpace& space, RowsOfBoth rows, RowMatching& matching) {
  NearMatcher(space, matching).run(std::move(rows));
}

}  // namespace nightshift
