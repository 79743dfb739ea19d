// When two cells are equal under a lesson's rules.
#include <algorithm>
#include <array>
#include <cmath>

#include "engine/table/number.h"
#include "engine/table/row_matching.h"

namespace nightshift {
namespace {

// Half away from zero. A value that is half a unit but for the noise of its last bits counts as
// half, so that a sum that came out as 2.67499999999999982 rounds like the 2.675 that it stands
// for.
double rounded(double scaled) {
  const double size = std::fabs(scaled);
  const double below = std::floor(size);
  const double noise = size * 1e-12;
  const double whole = size - below >= 0.5 - noise ? below + 1 : below;
  return std::copysign(whole, scaled);
}

bool equal_after_rounding(const Cell& left, const Cell& right, int decimals) {
  constexpr std::array<double, 16> kPowers = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                              1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  constexpr double kAllWhole = 4503599627370496.0;  // from 2^52 on a double has no fraction
  const double power = kPowers[static_cast<std::size_t>(std::clamp(decimals, 0, 15))];
  const double scaled_left = as_double(left) * power;
  const double scaled_right = as_double(right) * power;
  if (std::fabs(scaled_left) >= kAllWhole || std::fabs(scaled_right) >= kAllWhole) {
    return compare_numbers(left, right) == 0;
  }
  return rounded(scaled_left) == rounded(scaled_right);
}

}  // namespace

bool forgives(const CellRules& rules) {
  return rules.real_decimals || rules.real_absolute > 0 || rules.real_relative > 0;
}

bool numbers_near(const Cell& left, const Cell& right, const CellRules& rules) {
  if (compare_numbers(left, right) == 0) return true;
  if (rules.real_decimals) return equal_after_rounding(left, right, *rules.real_decimals);
  const double distance = number_distance(left, right);
  const double larger = std::max(std::fabs(as_double(left)), std::fabs(as_double(right)));
  return distance <= rules.real_absolute || distance <= rules.real_relative * larger;
}

bool cells_equal(const Cell& left, const Cell& right, const CellRules& rules) {
  if (is_finite_number(left) && is_finite_number(right)) {
    const bool any_real =
        std::holds_alternative<double>(left) || std::holds_alternative<double>(right);
    return any_real ? numbers_near(left, right, rules) : left == right;
  }
  if (is_number(left) && is_number(right)) return compare_numbers(left, right) == 0;
  if (left.index() != right.index()) return false;
  if (left == right) return true;
  const bool exact = !rules.text_trim && rules.text_case == TextCase::kExact;
  if (exact || !std::holds_alternative<std::string>(left)) return false;
  std::string left_identity;
  std::string right_identity;
  append_identity(left_identity, left, rules);
  append_identity(right_identity, right, rules);
  return left_identity == right_identity;
}

}  // namespace nightshift
