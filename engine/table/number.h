// Numbers by value: INTEGER and REAL side by side without losing digits. A double holds every
// integer only up to 2^53, so turning one into the other before comparing would call different
// numbers equal.
#pragma once

#include <cstdint>

#include "engine/table/cell.h"

namespace nightshift {

// True for INTEGER and REAL, NaN and the infinities included.
bool is_number(const Cell& cell);

// True for an INTEGER, and for a REAL that is neither NaN nor infinite.
bool is_finite_number(const Cell& cell);

// The nearest double. The cell must be a number.
double as_double(const Cell& number);

// Negative, 0 or positive as `left` is less than, equal to or greater than `right`, exactly: 2^53 +
// 1 is greater than 2^53 also when one of them is REAL. -0.0 equals 0; NaN comes before every
// number and equals itself. Both cells must be numbers.
int compare_numbers(const Cell& left, const Cell& right);

// |left - right| of two finite numbers, rounded once; exact where both are whole and near each
// other.
double number_distance(const Cell& left, const Cell& right);

}  // namespace nightshift
