#include "engine/table/column_outline.h"

#include <string>

#include "engine/base/digest.h"
#include "engine/table/number.h"

namespace nightshift {
namespace {

std::size_t kind_of(const Cell& cell) {
  constexpr std::array<std::size_t, 5> kKinds = {0, 2, 2, 3, 4};
  return is_finite_number(cell) ? 1 : kKinds[cell.index()];
}

void widen(ColumnOutline& outline, const Cell& number) {
  if (outline.smallest == nullptr || compare_numbers(number, *outline.smallest) < 0) {
    outline.smallest = &number;
  }
  if (outline.largest == nullptr || compare_numbers(number, *outline.largest) > 0) {
    outline.largest = &number;
  }
}

}  // namespace

ColumnOutline outline(const Column& column, const Rows& rows, const CellRules& rules) {
  ColumnOutline outline;
  std::string identity;
  for (const std::size_t row : rows) {
    const Cell& cell = column.cells[row];
    const std::size_t kind = kind_of(cell);
    ++outline.counts[kind];
    if (kind == 1) widen(outline, cell);
    outline.has_real = outline.has_real || std::holds_alternative<double>(cell);
    identity.clear();
    append_identity(identity, cell, rules);
    outline.sum += hash64(identity, 0);
  }
  return outline;
}

bool may_agree(const ColumnOutline& expected, const ColumnOutline& actual, const CellRules& rules) {
  if (expected.counts != actual.counts) return false;
  const bool is_tolerant = forgives(rules) && (expected.has_real || actual.has_real);
  if (!is_tolerant) return expected.sum == actual.sum;
  if (expected.smallest == nullptr) return true;
  // Whatever the pairing, the smallest has a partner that is no smaller than the other side's
  // smallest.
  return numbers_near(*expected.smallest, *actual.smallest, rules) &&
         numbers_near(*expected.largest, *actual.largest, rules);
}

}  // namespace nightshift
