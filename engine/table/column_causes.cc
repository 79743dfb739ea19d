#include "engine/table/column_causes.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

#include <fmt/compile.h>

#include "engine/base/ascii.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

using Cause = std::optional<std::string>;

bool is_null(const Cell& cell) { return std::holds_alternative<Null>(cell); }

bool is_zero(const Cell& cell) {
  return is_finite_number(cell) && compare_numbers(cell, Cell(std::int64_t{0})) == 0;
}

const std::string* text_of(const Cell& cell) { return std::get_if<std::string>(&cell); }

bool is_empty_text(const Cell& cell) { return text_of(cell) != nullptr && text_of(cell)->empty(); }

// True when `predicate(expected, actual)` holds for every pair of cells.
template <typename Predicate>
bool all_cells(const ColumnChange& change, Predicate predicate) {
  return std::all_of(change.cells.begin(), change.cells.end(),
                     [&](const auto& pair) { return predicate(*pair.first, *pair.second); });
}

bool all_numbers(const ColumnChange& change) {
  return all_cells(change, [](const Cell& expected, const Cell& actual) {
    return is_finite_number(expected) && is_finite_number(actual);
  });
}

bool nearly_equal(double left, double right) {
  return std::fabs(left - right) <= 1e-9 * std::max(std::fabs(left), std::fabs(right));
}

std::string short_number(double value) { return fmt::format(FMT_COMPILE("{:.6g}"), value); }

// "Each x" or, when some rows are as they should be, "Where x differs, it".
std::string subject(const ColumnChange& change, bool each) {
  return each ? "Each " + change.name : "Where " + change.name + " differs, it";
}

Cause null_and_nothing(const ColumnChange& change) {
  struct Kind {
    bool (*matches)(const Cell&);
    std::string_view text;
  };
  const Kind null{is_null, "NULL"};
  for (const Kind& other : {Kind{is_zero, "0"}, Kind{is_empty_text, "an empty text"}}) {
    for (const auto& [from, to] : {std::pair(other, null), std::pair(null, other)}) {
      const bool holds = all_cells(change, [&, from = from, to = to](const Cell& e, const Cell& a) {
        return from.matches(e) && to.matches(a);
      });
      if (holds) {
        return fmt::format(FMT_COMPILE("Where {} should be {} it is {}."), change.name, from.text,
                           to.text);
      }
    }
  }
  return std::nullopt;
}

// True when `larger` is `times` times `smaller`: exactly for integers, else but for the last bits.
bool is_multiple(const Cell& larger, const Cell& smaller, std::int64_t times) {
  const std::int64_t* product = std::get_if<std::int64_t>(&larger);
  const std::int64_t* factor = std::get_if<std::int64_t>(&smaller);
  if (product != nullptr && factor != nullptr) {
    std::int64_t exact = 0;
    return !__builtin_mul_overflow(*factor, times, &exact) && exact == *product;
  }
  return nearly_equal(as_double(larger), as_double(smaller) * static_cast<double>(times));
}

// actual / expected of the pair with the largest expected value; 0 when there is no telling.
double apparent_factor(const ColumnChange& change) {
  double largest = 0;
  double factor = 0;
  for (const auto& [expected, actual] : change.cells) {
    if (std::fabs(as_double(*expected)) <= largest) continue;
    largest = std::fabs(as_double(*expected));
    factor = as_double(*actual) / as_double(*expected);
  }
  return std::isfinite(factor) ? factor : 0;
}

// The whole number next to `value`, when it is -1 or at least 2 and not astronomically large; else
// 0.
std::int64_t whole_factor(double value) {
  const double whole = std::round(value);
  const bool plausible = whole == -1 || (whole >= 2 && whole <= 1e12);
  return plausible && nearly_equal(value, whole) ? static_cast<std::int64_t>(whole) : 0;
}

Cause whole_number_factor(const ColumnChange& change) {
  if (change.cells.size() < 2 || !all_numbers(change)) return std::nullopt;
  const double factor = apparent_factor(change);
  if (factor == 0) return std::nullopt;
  const std::string start = subject(change, change.rest_is_zero);
  if (const std::int64_t times = whole_factor(factor); times != 0) {
    const bool holds = all_cells(change, [&](const Cell& expected, const Cell& actual) {
      return is_multiple(actual, expected, times);
    });
    if (!holds) return std::nullopt;
    return times == -1
               ? start + " has the wrong sign."
               : fmt::format(FMT_COMPILE("{} is {} times the expected value."), start, times);
  }
  const std::int64_t parts = whole_factor(1 / factor);
  const bool holds = parts > 1 && all_cells(change, [&](const Cell& expected, const Cell& actual) {
                       return is_multiple(expected, actual, parts);
                     });
  if (!holds) return std::nullopt;
  return fmt::format(FMT_COMPILE("{} is 1/{} of the expected value."), start, parts);
}

// A division by a power of ten that lost the fraction: cents turned into whole units. Small numbers
// fit many stories, so at least one value must have two digits.
Cause whole_part_of_fraction(const ColumnChange& change) {
  if (change.cells.size() < 2 || !all_numbers(change)) return std::nullopt;
  const bool any_large =
      std::any_of(change.cells.begin(), change.cells.end(),
                  [](const auto& pair) { return std::fabs(as_double(*pair.second)) >= 10; });
  if (!any_large) return std::nullopt;
  for (const int parts : {10, 100, 1000, 1000000}) {
    const auto is_part = [&](double (*made_whole)(double)) {
      return all_cells(change, [&](const Cell& expected, const Cell& actual) {
        return as_double(actual) == made_whole(as_double(expected) / parts);
      });
    };
    if (is_part(std::trunc) || is_part(std::round)) {
      return fmt::format(FMT_COMPILE("{} is 1/{} of the expected value, as a whole number."),
                         subject(change, change.rest_is_zero), parts);
    }
  }
  return std::nullopt;
}

Cause rounding(const ColumnChange& change) {
  if (!all_numbers(change)) return std::nullopt;
  double power = 1;
  for (int decimals = 0; decimals <= 6; ++decimals, power *= 10) {
    const bool holds = all_cells(change, [&](const Cell& expected, const Cell& actual) {
      const double scaled = as_double(actual) * power;
      const double slack = 1e-9 * std::max(1.0, std::fabs(scaled));
      return std::fabs(scaled) < 1e15 && std::fabs(scaled - std::round(scaled)) <= slack &&
             std::fabs(scaled - as_double(expected) * power) <= 0.5 + slack;
    });
    if (!holds) continue;
    const std::string unit = decimals == 0   ? "a whole number"
                             : decimals == 1 ? "1 decimal"
                                             : fmt::format(FMT_COMPILE("{} decimals"), decimals);
    return fmt::format(FMT_COMPILE("{} is rounded to {}."), subject(change, change.rest_is_zero),
                       unit);
  }
  const bool is_cut = all_cells(change, [](const Cell& expected, const Cell& actual) {
    return as_double(actual) == std::trunc(as_double(expected));
  });
  if (!is_cut) return std::nullopt;
  return subject(change, change.rest_is_zero) + " is cut to a whole number.";
}

Cause constant_offset(const ColumnChange& change) {
  if (change.cells.size() < 2 || !all_numbers(change)) return std::nullopt;
  const auto& [first_expected, first_actual] = change.cells.front();
  const double offset = number_distance(*first_expected, *first_actual);
  const int direction = compare_numbers(*first_actual, *first_expected);
  const bool holds = all_cells(change, [&](const Cell& expected, const Cell& actual) {
    const double size = std::max(std::fabs(as_double(expected)), std::fabs(as_double(actual)));
    const bool whole = std::holds_alternative<std::int64_t>(expected) &&
                       std::holds_alternative<std::int64_t>(actual);
    const double slack = whole ? 0 : 1e-12 * size;
    return compare_numbers(actual, expected) == direction &&
           std::fabs(number_distance(expected, actual) - offset) <= slack;
  });
  if (!holds) return std::nullopt;
  const bool is_whole = offset == std::trunc(offset) && offset < 1e15;
  const std::string amount = is_whole
                                 ? fmt::format(FMT_COMPILE("{}"), static_cast<std::int64_t>(offset))
                                 : short_number(offset);
  return fmt::format(FMT_COMPILE("{} is {} {} than the expected value."),
                     subject(change, change.rest_is_null), amount, direction > 0 ? "more" : "less");
}

Cause any_factor(const ColumnChange& change) {
  if (change.cells.size() < 2 || !all_numbers(change)) return std::nullopt;
  const double factor = apparent_factor(change);
  // Whole factors were tested exactly: one that is only nearly right is none.
  if (factor == 0 || whole_factor(factor) != 0 || whole_factor(1 / factor) != 0) {
    return std::nullopt;
  }
  const bool holds = all_cells(change, [&](const Cell& expected, const Cell& actual) {
    return !is_zero(expected) && nearly_equal(as_double(actual), as_double(expected) * factor);
  });
  if (!holds) return std::nullopt;
  return fmt::format(FMT_COMPILE("{} is {} times the expected value."),
                     subject(change, change.rest_is_zero), short_number(factor));
}

Cause number_as_text(const ColumnChange& change) {
  const auto is_text_of = [](const Cell& text, const Cell& number) {
    return is_number(number) && text_of(text) != nullptr && *text_of(text) == cell_text(number);
  };
  const std::string start = subject(change, change.rest_is_null);
  if (all_cells(change, [&](const Cell& e, const Cell& a) { return is_text_of(a, e); })) {
    return start + " is a text that looks like the expected number.";
  }
  if (all_cells(change, [&](const Cell& e, const Cell& a) { return is_text_of(e, a); })) {
    return start + " is a number where a text is expected.";
  }
  return std::nullopt;
}

Cause spelling(const ColumnChange& change) {
  const bool all_texts = all_cells(change, [](const Cell& expected, const Cell& actual) {
    return text_of(expected) != nullptr && text_of(actual) != nullptr;
  });
  if (!all_texts) return std::nullopt;
  const auto all = [&](const auto& holds) {
    return all_cells(change,
                     [&](const Cell& e, const Cell& a) { return holds(*text_of(e), *text_of(a)); });
  };
  using Text = const std::string&;
  const std::string start = subject(change, change.rest_is_null);
  const std::string only = "The texts of " + change.name + " differ only in ";
  if (all([](Text e, Text a) { return a == upper_case(e); })) return start + " is in upper case.";
  if (all([](Text e, Text a) { return a == lower_case(e); })) return start + " is in lower case.";
  if (all([](Text e, Text a) { return lower_case(a) == lower_case(e); })) {
    return only + "upper and lower case.";
  }
  if (all([](Text e, Text a) { return a == trimmed(e); })) {
    return start + " lacks the blanks at its ends.";
  }
  if (all([](Text e, Text a) { return trimmed(a) == trimmed(e); })) {
    return only + "blanks at their ends.";
  }
  if (all([](Text e, Text a) { return lower_case(trimmed(a)) == lower_case(trimmed(e)); })) {
    return only + "upper and lower case and in blanks at their ends.";
  }
  return std::nullopt;
}

// A month for a day, a day for a timestamp: the beginning of the expected text, always equally
// long.
Cause beginning(const ColumnChange& change) {
  const std::string* first = text_of(*change.cells.front().second);
  if (change.cells.size() < 2 || first == nullptr || first->empty()) return std::nullopt;
  const bool holds = all_cells(change, [&](const Cell& expected, const Cell& actual) {
    const std::string* whole = text_of(expected);
    const std::string* part = text_of(actual);
    return whole != nullptr && part != nullptr && part->size() == first->size() &&
           whole->size() > part->size() && whole->compare(0, part->size(), *part) == 0;
  });
  if (!holds) return std::nullopt;
  return fmt::format(FMT_COMPILE("{} holds only the first {} characters of the expected text."),
                     subject(change, change.rest_is_null), first->size());
}

}  // namespace

std::optional<std::string> cause_in_column(const ColumnChange& change) {
  if (change.cells.empty()) return std::nullopt;
  for (const auto find : {null_and_nothing, whole_number_factor, whole_part_of_fraction, rounding,
                          constant_offset, any_factor, number_as_text, spelling, beginning}) {
    if (Cause cause = find(change)) return cause;
  }
  return std::nullopt;
}

}  // namespace nightshift
