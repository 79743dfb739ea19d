#include "grader/judge/shape_values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <set>

#include "engine/base/ascii.h"
#include "engine/base/calendar.h"
#include "engine/base/text.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

constexpr std::array<double, 4> kUnits = {1000000, 1000, 100, 10};
constexpr std::size_t kDecimalsMax = 6;

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }
const std::string* text_of(const Cell& cell) { return std::get_if<std::string>(&cell); }

bool nearly(double left, double right) {
  return std::fabs(left - right) <= 1e-9 * std::max(std::fabs(left), std::fabs(right));
}

template <typename Holds>
bool all_cells(const DifferingColumn& column, Holds holds) {
  return std::all_of(column.cells.begin(), column.cells.end(),
                     [&](const auto& pair) { return holds(pair.first, pair.second); });
}

bool all_numbers(const DifferingColumn& column) {
  return all_cells(column, [](const Cell& expected, const Cell& actual) {
    return is_finite_number(expected) && is_finite_number(actual);
  });
}

bool all_texts(const DifferingColumn& column) {
  return all_cells(column, [](const Cell& expected, const Cell& actual) {
    return text_of(expected) != nullptr && text_of(actual) != nullptr;
  });
}

// Are there two values at least that should differ? Through one point goes every line.
bool has_two_values(const DifferingColumn& column) {
  return std::any_of(column.cells.begin(), column.cells.end(), [&](const auto& pair) {
    return !cells_equal(pair.first, column.cells.front().first, {});
  });
}

// "Each total", "Each total that differs".
std::string each(const DifferingColumn& column) {
  const bool all = column.cells.size() == column.rows;
  return "Each " + column.name + (all ? "" : " that differs");
}

std::string in_rows(const DifferingColumn& column) {
  return " (" + count_text(static_cast<std::int64_t>(column.cells.size())) + " of " +
         counted(static_cast<std::int64_t>(column.rows), "row") + ").";
}

std::string number_text(double value) {
  const bool whole = std::fabs(value) < 1e15 && value == std::trunc(value);
  return whole ? count_text(static_cast<std::int64_t>(value)) : real_text(value);
}

using Found = std::optional<Shape>;

Found null_shape(const DifferingColumn& column) {
  const auto is_nothing = [](const Cell& cell) {
    if (const std::string* text = text_of(cell)) return text->empty();
    return is_finite_number(cell) && as_double(cell) == 0;
  };
  if (all_cells(column, [&](const Cell& expected, const Cell& actual) {
        return is_nothing(expected) && is_null(actual);
      })) {
    return Shape{ShapeKind::kNullForValue,
                 "Where " + column.name + " should be " +
                     (text_of(column.cells.front().first) != nullptr ? "an empty text" : "0") +
                     ", it is NULL" + in_rows(column)};
  }
  if (!all_cells(column, [](const Cell& expected, const Cell& actual) {
        return is_null(expected) && !is_null(actual);
      })) {
    return std::nullopt;
  }
  return Shape{ShapeKind::kValueForNull,
               "Where " + column.name + " should be NULL, it has a value" + in_rows(column)};
}

Found text_for_number(const DifferingColumn& column) {
  const auto reads_alike = [](const Cell& one, const Cell& other) {
    const std::string* text = text_of(other);
    return is_number(one) && text != nullptr && *text == cell_text(one);
  };
  const bool text_given = all_cells(column, reads_alike);
  const bool number_given = all_cells(column, [&](const Cell& expected, const Cell& actual) {
    return reads_alike(actual, expected);
  });
  if (!text_given && !number_given) return std::nullopt;
  return Shape{ShapeKind::kTextForNumber, each(column) +
                                              (text_given ? " is a text, and should be a number"
                                                          : " is a number, and should be a "
                                                            "text") +
                                              in_rows(column)};
}

Found sign(const DifferingColumn& column) {
  const bool holds = all_numbers(column) && all_cells(column, [](const Cell& e, const Cell& a) {
                       return nearly(as_double(e), -as_double(a));
                     });
  if (!holds) return std::nullopt;
  return Shape{ShapeKind::kSign, each(column) + " has the wrong sign" + in_rows(column)};
}

Shape ratio_shape(ShapeKind kind, const DifferingColumn& column, double factor) {
  const bool more = std::fabs(factor) >= 1;
  const std::string what =
      more ? number_text(factor) + " times the expected value"
           : "1/" + number_text(std::round(1 / factor * 1e6) / 1e6) + " of the expected value";
  return {kind, each(column) + " is " + what + in_rows(column)};
}

Found ratio(const DifferingColumn& column) {
  if (!all_numbers(column)) return std::nullopt;
  double factor = 0;
  for (const auto& [expected, actual] : column.cells) {
    if (as_double(expected) != 0) factor = as_double(actual) / as_double(expected);
  }
  if (factor == 0 || !std::isfinite(factor)) return std::nullopt;
  const bool holds = all_cells(column, [&](const Cell& expected, const Cell& actual) {
    return nearly(as_double(actual), as_double(expected) * factor);
  });
  if (!holds) return std::nullopt;
  for (const double unit : kUnits) {
    const bool is_unit = nearly(factor, unit) || nearly(factor, 1 / unit);
    if (is_unit && (unit > 10 || has_two_values(column))) {
      return ratio_shape(ShapeKind::kUnitRatio, column, factor > 1 ? unit : 1 / unit);
    }
  }
  const double whole = std::fabs(factor) >= 1 ? factor : 1 / factor;
  const bool plain = nearly(whole, std::round(whole)) && std::fabs(whole) >= 2;
  if (!plain || !has_two_values(column)) return std::nullopt;
  return ratio_shape(ShapeKind::kRatio, column,
                     std::fabs(factor) >= 1 ? std::round(whole) : 1 / std::round(whole));
}

Found offset(const DifferingColumn& column) {
  if (!all_numbers(column) || !has_two_values(column)) return std::nullopt;
  const auto difference = [](const Cell& expected, const Cell& actual) {
    return as_double(actual) - as_double(expected);
  };
  const auto& [first_expected, first_actual] = column.cells.front();
  const double by = difference(first_expected, first_actual);
  const bool holds = all_cells(column, [&](const Cell& expected, const Cell& actual) {
    return std::fabs(difference(expected, actual) - by) <= 1e-9 * std::max(1.0, std::fabs(by));
  });
  if (!holds) return std::nullopt;
  return Shape{ShapeKind::kOffset, each(column) + " is " + number_text(std::fabs(by)) +
                                       (by > 0 ? " too large" : " too small") + in_rows(column)};
}

// A day or moment in seconds; a month stands for its first day.
std::optional<std::int64_t> seconds_of(const Cell& cell) {
  const std::string* text = text_of(cell);
  if (text == nullptr) return std::nullopt;
  const bool is_month = text->size() == 7;
  if (!is_month && !is_date(*text) && !is_timestamp(*text)) return std::nullopt;
  const auto moment = read_moment(is_month ? *text + "-01" : *text);
  return moment ? std::optional(moment->seconds) : std::nullopt;
}

// The same count of units later, or earlier, in every row.
std::optional<std::int64_t> shift_in(const DifferingColumn& column, DateUnit unit) {
  std::optional<std::int64_t> shift;
  for (const auto& [expected, actual] : column.cells) {
    const auto from = seconds_of(expected);
    const auto to = seconds_of(actual);
    if (!from || !to) return std::nullopt;
    const std::int64_t count = boundaries_between(unit, *from, *to);
    if (count == 0 || (shift && *shift != count)) return std::nullopt;
    if (add_units(unit, count, *from) != *to) return std::nullopt;
    shift = count;
  }
  return shift;
}

Found shift(const DifferingColumn& column) {
  struct Unit {
    DateUnit unit;
    ShapeKind kind;
    const char* name;
  };
  for (const Unit& unit : {Unit{DateUnit::kMonth, ShapeKind::kShiftedMonth, "month"},
                           Unit{DateUnit::kDay, ShapeKind::kShiftedDay, "day"}}) {
    const auto count = shift_in(column, unit.unit);
    if (!count) continue;
    const bool plain = *count == 1 || *count == -1 || has_two_values(column);
    if (!plain) continue;
    return Shape{unit.kind, each(column) + " is " + counted(std::abs(*count), unit.name) +
                                (*count > 0 ? " too late" : " too early") + in_rows(column)};
  }
  return std::nullopt;
}

Found cut(const DifferingColumn& column) {
  const bool holds =
      all_numbers(column) && all_cells(column, [](const Cell& expected, const Cell& actual) {
        return std::holds_alternative<double>(expected) &&
               std::holds_alternative<std::int64_t>(actual) &&
               as_double(actual) == std::trunc(as_double(expected));
      });
  if (!holds) return std::nullopt;
  return Shape{ShapeKind::kIntegerDivision,
               each(column) + " is cut to a whole number, as when whole numbers are divided" +
                   in_rows(column)};
}

// Is `rounded` the other number, rounded to that many decimals?
bool is_rounded(double value, double rounded, double power) {
  const double scaled = rounded * power;
  const double slack = 1e-9 * std::max(1.0, std::fabs(scaled));
  return std::fabs(scaled) < 1e15 && std::fabs(scaled - std::round(scaled)) <= slack &&
         std::fabs(scaled - value * power) <= 0.5 + slack;
}

Found rounded(const DifferingColumn& column) {
  if (!all_numbers(column)) return std::nullopt;
  double power = 1;
  for (std::size_t decimals = 0; decimals <= kDecimalsMax; ++decimals, power *= 10) {
    const bool too_much = all_cells(column, [&](const Cell& expected, const Cell& actual) {
      return is_rounded(as_double(expected), as_double(actual), power);
    });
    const bool too_little = all_cells(column, [&](const Cell& expected, const Cell& actual) {
      return is_rounded(as_double(actual), as_double(expected), power);
    });
    if (!too_much && !too_little) continue;
    const std::string to =
        decimals == 0 ? "a whole number" : counted(static_cast<std::int64_t>(decimals), "decimal");
    return Shape{ShapeKind::kRounded, each(column) +
                                          (too_much ? " is rounded to " : " is not rounded to ") +
                                          to + in_rows(column)};
  }
  return std::nullopt;
}

Found text_form(const DifferingColumn& column) {
  if (!all_texts(column)) return std::nullopt;
  const auto same_under = [&](auto form) {
    return all_cells(column, [&](const Cell& expected, const Cell& actual) {
      return form(*text_of(expected)) == form(*text_of(actual));
    });
  };
  if (same_under([](const std::string& text) { return lower_case(text); })) {
    return Shape{ShapeKind::kTextCase,
                 each(column) + " differs in capital letters only" + in_rows(column)};
  }
  const auto without_blanks = [](std::string text) {
    std::erase_if(text, is_blank);
    return text;
  };
  if (!same_under(without_blanks)) return std::nullopt;
  return Shape{ShapeKind::kTextBlanks, each(column) + " differs in blanks only" + in_rows(column)};
}

// Pairs rows.
class Pairing {
 public:
  Pairing(const Table& expected, const Table& actual, const ShapeOptions& options)
      : expected_(expected), actual_(actual), options_(options) {}

  std::optional<std::vector<DifferingColumn>> columns() {
    for (std::size_t c = 0; c < expected_.columns.size(); ++c) {
      (has_same_values(c) ? same_ : other_).push_back(c);
    }
    if (other_.empty()) return std::nullopt;
    const auto expected_rows = sorted_rows(expected_);
    const auto actual_rows = sorted_rows(actual_);
    for (std::size_t i = 0; i < expected_rows.size(); ++i) {
      for (const std::size_t c : same_) {
        if (!equal(c, expected_rows[i], actual_rows[i])) return std::nullopt;
      }
    }
    // Within rows that agree on all else, one column may be paired by its order, several may not.
    if (other_.size() > 1 && !are_told_apart(expected_rows)) return std::nullopt;
    return differing(expected_rows, actual_rows);
  }

 private:
  using Rows = std::vector<std::size_t>;

  bool equal(std::size_t column, std::size_t expected_row, std::size_t actual_row) const {
    return cells_equal(expected_.columns[column].cells[expected_row],
                       actual_.columns[column].cells[actual_row], options_.cells);
  }

  bool has_same_values(std::size_t column) const {
    std::vector<Cell> left = expected_.columns[column].cells;
    std::vector<Cell> right = actual_.columns[column].cells;
    std::sort(left.begin(), left.end(), cell_less);
    std::sort(right.begin(), right.end(), cell_less);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [&](const Cell& one, const Cell& other) {
                        return cells_equal(one, other, options_.cells);
                      });
  }

  // By the columns that agree, then by the only other one, whose order shapes do not change.
  Rows sorted_rows(const Table& table) const {
    Rows columns = same_;
    columns.insert(columns.end(), other_.begin(), other_.end());
    Rows rows(table.row_count());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t left, std::size_t right) {
      for (const std::size_t c : columns) {
        const Cell& one = table.columns[c].cells[left];
        const Cell& other = table.columns[c].cells[right];
        if (folded_less(one, other)) return true;
        if (folded_less(other, one)) return false;
      }
      return false;
    });
    return rows;
  }

  static bool folded_less(const Cell& left, const Cell& right) {
    const std::string* one = text_of(left);
    const std::string* other = text_of(right);
    if (one == nullptr || other == nullptr) return cell_less(left, right);
    return lower_case(trimmed(*one)) < lower_case(trimmed(*other));
  }

  bool are_told_apart(const Rows& rows) const {
    if (same_.empty()) return rows.size() == 1;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const bool alike = std::all_of(same_.begin(), same_.end(), [&](std::size_t c) {
        const std::vector<Cell>& cells = expected_.columns[c].cells;
        return cells_equal(cells[rows[i - 1]], cells[rows[i]], options_.cells);
      });
      if (alike) return false;
    }
    return true;
  }

  std::vector<DifferingColumn> differing(const Rows& expected_rows, const Rows& actual_rows) const {
    std::vector<DifferingColumn> columns;
    for (const std::size_t c : other_) {
      DifferingColumn column{
          .name = expected_.columns[c].name, .cells = {}, .rows = expected_rows.size()};
      for (std::size_t i = 0; i < expected_rows.size(); ++i) {
        if (equal(c, expected_rows[i], actual_rows[i])) continue;
        column.cells.emplace_back(expected_.columns[c].cells[expected_rows[i]],
                                  actual_.columns[c].cells[actual_rows[i]]);
      }
      if (!column.cells.empty()) columns.push_back(std::move(column));
    }
    return columns;
  }

  const Table& expected_;
  const Table& actual_;
  const ShapeOptions& options_;
  Rows same_;   // columns of the same values
  Rows other_;  // all others
};

}  // namespace

std::optional<Shape> shape_of_values(const DifferingColumn& column) {
  for (const auto look :
       {null_shape, text_for_number, sign, ratio, shift, cut, rounded, offset, text_form}) {
    if (auto shape = look(column)) return shape;
  }
  return std::nullopt;
}

std::optional<std::vector<DifferingColumn>> differing_columns(const Table& expected,
                                                              const Table& actual,
                                                              const ShapeOptions& options) {
  return Pairing(expected, actual, options).columns();
}

}  // namespace nightshift
