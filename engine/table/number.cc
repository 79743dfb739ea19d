#include "engine/table/number.h"

#include <cmath>
#include <variant>

#include "engine/base/check.h"

namespace nightshift {
namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;

int compare_doubles(double left, double right) {
  if (std::isnan(left) || std::isnan(right)) {
    return static_cast<int>(std::isnan(right)) - static_cast<int>(std::isnan(left));
  }
  return left < right ? -1 : static_cast<int>(left > right);
}

bool fits_integer(double value) { return value >= -kTwoTo63 && value < kTwoTo63; }

// Compares with the whole part first, which is an exact integer, and lets the fraction decide a
// draw.
int compare_mixed(std::int64_t left, double right) {
  if (std::isnan(right)) return 1;
  if (!fits_integer(right)) return right > 0 ? -1 : 1;
  const auto whole = static_cast<std::int64_t>(right);
  if (left != whole) return left < whole ? -1 : 1;
  return -compare_doubles(right - std::trunc(right), 0.0);
}

std::uint64_t integer_distance(std::int64_t left, std::int64_t right) {
  const auto a = static_cast<std::uint64_t>(left);
  const auto b = static_cast<std::uint64_t>(right);
  return left < right ? b - a : a - b;
}

}  // namespace

bool is_number(const Cell& cell) {
  return std::holds_alternative<std::int64_t>(cell) || std::holds_alternative<double>(cell);
}

bool is_finite_number(const Cell& cell) {
  if (const double* real = std::get_if<double>(&cell)) return std::isfinite(*real);
  return std::holds_alternative<std::int64_t>(cell);
}

double as_double(const Cell& number) {
  if (const double* real = std::get_if<double>(&number)) return *real;
  const std::int64_t* whole = std::get_if<std::int64_t>(&number);
  NIGHTSHIFT_CHECK(whole != nullptr);
  return static_cast<double>(*whole);
}

int compare_numbers(const Cell& left, const Cell& right) {
  const std::int64_t* left_whole = std::get_if<std::int64_t>(&left);
  const std::int64_t* right_whole = std::get_if<std::int64_t>(&right);
  if (left_whole != nullptr && right_whole != nullptr) {
    return *left_whole < *right_whole ? -1 : static_cast<int>(*left_whole > *right_whole);
  }
  if (left_whole != nullptr) return compare_mixed(*left_whole, as_double(right));
  if (right_whole != nullptr) return -compare_mixed(*right_whole, as_double(left));
  return compare_doubles(as_double(left), as_double(right));
}

double number_distance(const Cell& left, const Cell& right) {
  const auto whole_of = [](const Cell& cell, std::int64_t* whole) {
    if (const std::int64_t* value = std::get_if<std::int64_t>(&cell)) {
      *whole = *value;
      return true;
    }
    const double real = as_double(cell);
    if (!fits_integer(real) || real != std::trunc(real)) return false;
    *whole = static_cast<std::int64_t>(real);
    return true;
  };
  std::int64_t left_whole = 0;
  std::int64_t right_whole = 0;
  if (whole_of(left, &left_whole) && whole_of(right, &right_whole)) {
    return static_cast<double>(integer_distance(left_whole, right_whole));
  }
  return std::fabs(as_double(left) - as_double(right));
}

}  // namespace nightshift
