#include "grader/judge/shapes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/text.h"
#include "grader/judge/shape_values.h"

namespace nightshift {
namespace {

struct Words {
  std::string_view id;
  std::string_view title;
};

// By ShapeKind.
constexpr std::array<Words, 26> kWords = {{
    {"shape.empty", "No rows"},
    {"shape.k_fold", "Every row several times"},
    {"shape.repeated", "Some rows too often"},
    {"shape.merged", "Equal rows merged"},
    {"shape.null_group_missing", "The group of NULL is missing"},
    {"shape.null_rows_missing", "Rows with NULL are missing"},
    {"shape.null_rows_extra", "Rows with NULL too many"},
    {"shape.one_per_group_missing", "One row of each group is missing"},
    {"shape.subset", "Some rows are missing"},
    {"shape.superset", "Some rows too many"},
    {"shape.reversed", "The order is reversed"},
    {"shape.order", "The order is another one"},
    {"shape.columns_swapped", "Columns are swapped"},
    {"shape.unit_ratio", "Another unit"},
    {"shape.ratio", "A multiple of the right values"},
    {"shape.sign", "The wrong sign"},
    {"shape.offset", "Always the same amount off"},
    {"shape.shifted_day", "Shifted by days"},
    {"shape.shifted_month", "Shifted by months"},
    {"shape.integer_division", "Whole numbers divided"},
    {"shape.rounded", "Rounded differently"},
    {"shape.text_case", "Capital letters"},
    {"shape.text_blanks", "Blanks"},
    {"shape.text_for_number", "Texts and numbers"},
    {"shape.null_for_value", "NULL instead of nothing"},
    {"shape.value_for_null", "A value instead of NULL"},
}};

constexpr std::size_t kRowsMax = 2000;  // beyond, rows are not looked for one by one

using Rows = std::vector<std::size_t>;

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

std::string count(std::size_t number, std::string_view noun) {
  return counted(static_cast<std::int64_t>(number), noun);
}

Table part_of(const Table& table, const Rows& rows) {
  Table part;
  for (const Column& column : table.columns) {
    Column picked{.name = column.name, .type = column.type, .cells = {}};
    for (const std::size_t row : rows) picked.cells.push_back(column.cells[row]);
    part.columns.push_back(std::move(picked));
  }
  return part;
}

Rows range(std::size_t count_of_rows) {
  Rows rows(count_of_rows);
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
  return rows;
}

// Looks at two results that are not equal as they stand.
class Looker {
 public:
  Looker(const Table& expected, const Table& actual, const ShapeOptions& options)
      : expected_(expected), actual_(actual), options_(options) {}

  std::vector<Shape> look() {
    const std::size_t once = expected_.row_count();
    const std::size_t now = actual_.row_count();
    if (agree(expected_, actual_)) {
      if (options_.ordered) look_at_order();
    } else if (now == 0) {
      add(ShapeKind::kEmpty, "There should be " + count(once, "row") + ", and there is none.");
    } else if (once == 0) {
      add(ShapeKind::kSuperset, "There should be no rows, and there " +
                                    std::string(now == 1 ? "is " : "are ") +
                                    count_text(static_cast<std::int64_t>(now)) + ".");
    } else {
      look_at_rows();
      if (shapes_.empty() && once == now) look_at_columns();
    }
    return std::move(shapes_);
  }

 private:
  void add(ShapeKind kind, std::string sentence) {
    shapes_.push_back({.kind = kind, .sentence = std::move(sentence)});
  }

  RowDifference difference(const Table& expected, const Table& actual, bool as_set = false) const {
    return row_difference(
        expected, actual,
        {.cells = options_.cells, .as_set = as_set, .key = {}, .rows_shown_max = 0});
  }
  bool agree(const Table& expected, const Table& actual) const {
    return expected.row_count() == actual.row_count() && difference(expected, actual).none();
  }

  void look_at_order() {
    Rows turned = range(actual_.row_count());
    std::reverse(turned.begin(), turned.end());
    if (in_sequence(part_of(actual_, turned))) {
      add(ShapeKind::kReversed,
          "The rows come in the reversed order: the first should be the last.");
      return;
    }
    std::size_t first = 0;
    while (first < expected_.row_count() && same_row(first, actual_, first)) ++first;
    if (first == expected_.row_count()) return;
    add(ShapeKind::kOrder, "The rows are right up to their order: row " +
                               count_text(static_cast<std::int64_t>(first + 1)) +
                               " is the first in the wrong place.");
  }

  bool same_row(std::size_t expected_row, const Table& other, std::size_t other_row) const {
    for (std::size_t c = 0; c < expected_.columns.size(); ++c) {
      if (!cells_equal(expected_.columns[c].cells[expected_row], other.columns[c].cells[other_row],
                       options_.cells)) {
        return false;
      }
    }
    return true;
  }
  bool in_sequence(const Table& other) const {
    for (std::size_t row = 0; row < expected_.row_count(); ++row) {
      if (!same_row(row, other, row)) return false;
    }
    return expected_.row_count() > 1;
  }

  void look_at_rows() {
    const std::size_t once = expected_.row_count();
    const std::size_t now = actual_.row_count();
    if (now > once && is_k_fold()) {
      const std::size_t times = now / once;
      add(ShapeKind::kKFold, "Every row is there " + count(times, "time") +
                                 " as often as it should be (" + count(now, "row") + " for " +
                                 count_text(static_cast<std::int64_t>(once)) + ").");
      return;
    }
    if (now != once && difference(expected_, actual_, true).none()) {
      add(now > once ? ShapeKind::kRepeated : ShapeKind::kMerged,
          now > once
              ? "The right rows, but some of them too often: " + count(now - once, "row") +
                    " too many."
              : "Rows that are equal are there once: " + count(once - now, "row") + " too few.");
      return;
    }
    if (std::max(now, once) > kRowsMax) return;
    if (now < once) look_at_missing(unmatched(expected_, actual_));
    if (now > once) look_at_extra(unmatched(actual_, expected_));
  }

  bool is_k_fold() const {
    const std::size_t once = expected_.row_count();
    if (actual_.row_count() % once != 0) return false;
    Rows rows;
    for (std::size_t i = 0; i < actual_.row_count(); ++i) rows.push_back(i % once);
    return agree(part_of(expected_, rows), actual_);
  }

  // The rows of `more` that `less` lacks; nullopt where `less` has rows that `more` has not.
  std::optional<Rows> unmatched(const Table& more, const Table& less) const {
    std::vector<bool> used(more.row_count());
    for (std::size_t row = 0; row < less.row_count(); ++row) {
      bool found = false;
      for (std::size_t other = 0; other < more.row_count() && !found; ++other) {
        if (used[other] || !equal_rows(less, row, more, other)) continue;
        used[other] = true;
        found = true;
      }
      if (!found) return std::nullopt;
    }
    Rows rows;
    for (std::size_t row = 0; row < used.size(); ++row) {
      if (!used[row]) rows.push_back(row);
    }
    return rows;
  }

  bool equal_rows(const Table& one, std::size_t row, const Table& other,
                  std::size_t other_row) const {
    for (std::size_t c = 0; c < one.columns.size(); ++c) {
      if (!cells_equal(one.columns[c].cells[row], other.columns[c].cells[other_row],
                       options_.cells)) {
        return false;
      }
    }
    return true;
  }

  // The first column that is NULL in all of the rows and in no other.
  static std::optional<std::size_t> null_column(const Table& table, const Rows& rows) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      Rows nulls;
      for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (is_null(table.columns[c].cells[row])) nulls.push_back(row);
      }
      if (nulls == rows) return c;
    }
    return std::nullopt;
  }

  void look_at_missing(const std::optional<Rows>& missing) {
    if (!missing) return;
    if (const auto column = null_column(expected_, *missing)) {
      const std::string& name = expected_.columns[*column].name;
      if (missing->size() == 1 && has_each_once(*column)) {
        add(ShapeKind::kNullGroupMissing, "The row in which " + name + " is NULL is missing.");
      } else {
        add(ShapeKind::kNullRowsMissing, count(missing->size(), "row") + " missing: all in which " +
                                             name + " is NULL, and no others.");
      }
    }
    if (const auto column = one_per_group(*missing)) {
      add(ShapeKind::kOnePerGroupMissing, "For every " + expected_.columns[*column].name +
                                              " one row is missing (" +
                                              count(missing->size(), "row") + ").");
    }
    add(ShapeKind::kSubset, "All rows are right, and " + count(missing->size(), "row") + " of " +
                                count_text(static_cast<std::int64_t>(expected_.row_count())) +
                                (missing->size() == 1 ? " is missing." : " are missing."));
  }

  void look_at_extra(const std::optional<Rows>& extra) {
    if (!extra) return;
    if (const auto column = null_column(actual_, *extra)) {
      add(ShapeKind::kNullRowsExtra, count(extra->size(), "row") + " too many: all in which " +
                                         actual_.columns[*column].name +
                                         " is NULL, and no others.");
    }
    add(ShapeKind::kSuperset,
        "The right rows are all there, and " + count(extra->size(), "row") + " more.");
  }

  bool has_each_once(std::size_t column) const {
    std::vector<Cell> cells = expected_.columns[column].cells;
    std::sort(cells.begin(), cells.end(), cell_less);
    return std::adjacent_find(cells.begin(), cells.end()) == cells.end();
  }

  // A column each of whose values, of at least two, lacks just one of several rows.
  std::optional<std::size_t> one_per_group(const Rows& missing) const {
    for (std::size_t c = 0; c < expected_.columns.size(); ++c) {
      std::map<std::string, std::pair<std::size_t, std::size_t>> groups;  // rows, missing ones
      for (std::size_t row = 0; row < expected_.row_count(); ++row) {
        ++groups[cell_text(expected_.columns[c].cells[row])].first;
      }
      for (const std::size_t row : missing) {
        ++groups[cell_text(expected_.columns[c].cells[row])].second;
      }
      const bool holds = std::all_of(groups.begin(), groups.end(), [](const auto& group) {
        return group.second.first >= 2 && group.second.second == 1;
      });
      if (holds && groups.size() >= 2) return c;
    }
    return std::nullopt;
  }

  void look_at_columns() {
    if (look_at_swaps()) return;
    const auto columns = differing_columns(expected_, actual_, options_);
    if (!columns) return;
    std::vector<Shape> found;
    for (const DifferingColumn& column : *columns) {
      auto shape = shape_of_values(column);
      if (!shape) return;  // what explains a part of it may be chance
      found.push_back(std::move(*shape));
    }
    shapes_ = std::move(found);
  }

  bool look_at_swaps() {
    for (std::size_t left = 0; left < expected_.columns.size(); ++left) {
      for (std::size_t right = left + 1; right < expected_.columns.size(); ++right) {
        Rows columns = range(expected_.columns.size());
        std::swap(columns[left], columns[right]);
        if (!agree(expected_, pick_columns(actual_, columns))) continue;
        add(ShapeKind::kColumnsSwapped,
            "The columns " + expected_.columns[left].name + " and " +
                expected_.columns[right].name + " are swapped (" +
                count_text(static_cast<std::int64_t>(left + 1)) + " and " +
                count_text(static_cast<std::int64_t>(right + 1)) + ").");
        return true;
      }
    }
    return false;
  }

  const Table& expected_;
  const Table& actual_;
  const ShapeOptions& options_;
  std::vector<Shape> shapes_;
};

}  // namespace

std::string_view shape_id(ShapeKind kind) { return kWords[static_cast<std::size_t>(kind)].id; }

std::string_view shape_title(ShapeKind kind) {
  return kWords[static_cast<std::size_t>(kind)].title;
}

std::vector<Shape> shapes_of(const Table& expected, const Table& actual,
                             const ShapeOptions& options) {
  if (expected.columns.size() != actual.columns.size()) return {};
  return Looker(expected, actual, options).look();
}

Json shapes_json(const std::vector<Shape>& shapes) {
  Json json = Json::array();
  for (const Shape& shape : shapes) {
    json.push(Json::object({{"id", shape_id(shape.kind)},
                            {"title", shape_title(shape.kind)},
                            {"sentence", shape.sentence}}));
  }
  return json;
}

}  // namespace nightshift
